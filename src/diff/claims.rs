//! Claims of two sites, matched by page, destination, words and occurrence, and their verdicts.
//! What changed in the facts that they rest on is left to `facts`.

use std::collections::BTreeMap;

use super::Side;
use crate::diagnostic::{Diagnostic, Level};
use crate::site::{Claim, ClaimForm, Site};
use crate::source::Span;

/// A claim with what is to be said of it.
#[derive(Clone, Copy)]
pub struct Judged<'a> {
    /// The claim.
    pub claim: &'a Claim,
    /// The gravest finding that stands in it.
    pub finding: Option<&'a Diagnostic>,
}

impl Judged<'_> {
    /// The level of the gravest finding, or `Off` where there is none.
    pub fn level(&self) -> Level {
        self.finding.map_or(Level::Off, |finding| finding.level)
    }
}

/// A claim whose verdict is another than before.
pub struct Flip<'a> {
    /// As it was.
    pub before: Judged<'a>,
    /// As it is.
    pub after: Judged<'a>,
}

/// What a claim is known by on both sides: its page, what it is bound to, its words, and which of
/// those that are alike in these it is.
type Key<'a> = (&'a str, String, String, usize);

/// Flips, then claims of the later side alone, then claims of the earlier side alone.
pub(super) fn compare<'a>(
    before: Side<'a>,
    after: Side<'a>,
) -> (Vec<Flip<'a>>, Vec<Judged<'a>>, Vec<Judged<'a>>) {
    let mut old = keyed(before.site);
    let (old_findings, new_findings) = (by_path(before.findings), by_path(after.findings));
    let (mut flips, mut added) = (Vec::new(), Vec::new());
    let mut new: Vec<(Key<'a>, &'a Claim)> = keyed(after.site).into_iter().collect();
    new.sort_by_key(|((path, ..), claim)| (*path, claim.span.start, claim.span.end));
    for (key, claim) in new {
        let now = judged(after.site, &new_findings, claim);
        match old.remove(&key) {
            None => added.push(now),
            Some(was) if was.judgement.verdict == claim.judgement.verdict => {}
            Some(was) => {
                flips.push(Flip { before: judged(before.site, &old_findings, was), after: now });
            }
        }
    }
    let mut removed: Vec<Judged<'a>> =
        old.into_values().map(|claim| judged(before.site, &old_findings, claim)).collect();
    removed.sort_by_key(|one| {
        (&before.site.page(one.claim.page).article.path, one.claim.span.start, one.claim.span.end)
    });
    (flips, added, removed)
}

fn keyed(site: &Site) -> BTreeMap<Key<'_>, &Claim> {
    let mut seen: BTreeMap<(&str, String, String), usize> = BTreeMap::new();
    let mut all = BTreeMap::new();
    for claim in &site.claims {
        let path = site.page(claim.page).article.path.as_str();
        let (to, words) = (bound_to(claim), words(site, claim));
        let occurrence = seen.entry((path, to.clone(), words.clone())).or_default();
        all.insert((path, to, words, *occurrence), claim);
        *occurrence += 1;
    }
    all
}

/// What a claim is bound to, as its author wrote it: it stays what it was when the fact is gone.
fn bound_to(claim: &Claim) -> String {
    match &claim.form {
        ClaimForm::Prose(_) => claim.to.clone(),
        ClaimForm::List { .. } => format!("list {}", claim.to),
        ClaimForm::Rows { .. } => format!("rows {}", claim.to),
        ClaimForm::Cell { key, .. } => format!("cell {} of {key}", claim.to),
    }
}

/// The words as they are written: those of an insertion are the fact's, and change with it.
fn words(site: &Site, claim: &Claim) -> String {
    match &claim.form {
        ClaimForm::Prose(index) => {
            let raw = site.page(claim.page).article.claims.get(*index);
            raw.map_or_else(|| claim.words.clone(), |raw| raw.words.clone())
        }
        _ => claim.words.clone(),
    }
}

fn by_path(findings: &[Diagnostic]) -> BTreeMap<&str, Vec<&Diagnostic>> {
    let mut all: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
    for finding in findings {
        all.entry(finding.primary.path.as_str()).or_default().push(finding);
    }
    all
}

fn judged<'a>(
    site: &'a Site,
    findings: &BTreeMap<&str, Vec<&'a Diagnostic>>,
    claim: &'a Claim,
) -> Judged<'a> {
    let page = site.page(claim.page);
    let mut places = vec![&claim.span];
    // The key column of a table is one claim, whose words stand in its rows.
    if let ClaimForm::Rows { table, column, .. } = &claim.form
        && let Some(table) = page.article.tables.get(*table)
    {
        let cells = table.rows.iter().filter_map(|row| row.get(*column));
        places.extend(cells.map(|cell| &cell.span));
    }
    let within =
        |span: &Span| places.iter().any(|place| place.start <= span.start && span.end <= place.end);
    let all = findings.get(page.article.path.as_str()).into_iter().flatten();
    let own = all.filter(|finding| within(&finding.primary.span));
    // The first of the gravest: findings come in the order of their places.
    let finding = own.fold(None, |gravest: Option<&Diagnostic>, finding| match gravest {
        Some(known) if known.level >= finding.level => Some(known),
        _ => Some(finding),
    });
    Judged { claim, finding }
}
