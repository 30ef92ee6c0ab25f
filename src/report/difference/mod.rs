//! What lies between two snapshots, in one format a file: for people, for machines, and for a
//! pull request. What the difference is, is left to `diff`.

mod json;
mod markdown;
mod text;

pub use json::json;
pub use markdown::markdown;
pub use text::text;

use super::json::{Place, fact_of, words_of};
use super::{Summary, count};
use crate::diff::{Difference, Field, Flip, Judged, Side, StatementChange};
use crate::value::Verdict;

/// The two sides with their names, and what lies between them.
pub struct Compared<'a> {
    /// The earlier side.
    pub before: Side<'a>,
    /// The later side.
    pub after: Side<'a>,
    /// How the earlier side is called.
    pub from: &'a str,
    /// How the later side is called.
    pub to: &'a str,
    /// What lies between them.
    pub difference: Difference<'a>,
}

impl Compared<'_> {
    /// The line of counts.
    pub fn receipt(&self) -> String {
        let Difference { facts, flips, pages, .. } = &self.difference;
        format!(
            "{} changed, {}, {} touched, from {} to {}",
            count(facts.len(), "fact"),
            match flips.len() {
                1 => "1 claim flips".to_string(),
                many => format!("{many} claims flip"),
            },
            count(pages.len(), "page"),
            self.from,
            self.to
        )
    }

    /// Claims of the later side alone that do not hold.
    fn wrong(&self) -> impl Iterator<Item = &Judged<'_>> {
        self.difference.added.iter().filter(|one| one.claim.judgement.verdict != Verdict::Holds)
    }
}

/// Where a claim stands, as editors know it.
fn place(side: Side<'_>, judged: &Judged<'_>) -> String {
    let path = &side.site.page(judged.claim.page).article.path;
    Place::of_article(side.site, path, &judged.claim.span).short()
}

/// A claim's words in one line.
fn words(side: Side<'_>, judged: &Judged<'_>) -> String {
    let words = words_of(side.site, judged.claim);
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `holds → says-more`.
fn verdicts(flip: &Flip<'_>) -> String {
    let verdict = |judged: &Judged<'_>| judged.claim.judgement.verdict.as_str();
    format!("{} → {}", verdict(&flip.before), verdict(&flip.after))
}

/// `≤ 2 → ≤ 3`; what was or is not there is left out.
fn change(field: &Field) -> String {
    match (&field.before, &field.after) {
        (Some(before), Some(after)) => format!("{before} → {after}"),
        (Some(before), None) => format!("{before} → (nothing)"),
        (None, Some(after)) => format!("(nothing) → {after}"),
        (None, None) => String::new(),
    }
}

/// What a statement that is new or gone said: its fields without their names where they speak.
fn said(statement: &StatementChange) -> String {
    let fields = statement.fields.iter().filter_map(|field| {
        let text = field.after.as_ref().or(field.before.as_ref())?;
        Some(if field.name == "value" { text.clone() } else { format!("{}: {text}", field.name) })
    });
    fields.collect::<Vec<_>>().join("; ")
}
