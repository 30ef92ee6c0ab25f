//! What a run has to say, in one format a file, and the counts that every format shares.
//! Leaves where it is printed, and what it means for the exit status, to `commands`.

pub mod difference;
pub mod guards;
pub mod joined;
pub mod json;
mod part;
pub mod text;
pub mod timings;

pub use part::Part;
use serde::Serialize;

use crate::diagnostic::{Diagnostic, Level};
use crate::site::{Link, Site, Target};
use crate::source::SitePath;
use crate::value::Verdict;

/// The counts of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Claims.
    pub claims: usize,
    /// Claims that hold.
    pub holds: usize,
    /// Claims of which the facts say otherwise, or less, or more.
    pub contradicted: usize,
    /// Claims that agree with a fact which is past its review.
    pub stale: usize,
    /// Claims on facts whose statements contradict each other.
    pub disputed: usize,
    /// Claims that were not understood, or that the facts leave open.
    pub unjudged: usize,
    /// Findings at error level.
    pub errors: usize,
    /// Findings at warning level.
    pub warnings: usize,
    /// Findings at note level.
    #[serde(skip)]
    pub notes: usize,
    /// Articles and section front pages that somebody wrote.
    pub pages: usize,
    /// Facts.
    pub facts: usize,
}

/// The file in the folder of a part of a site that says what it is.
pub const PART: &str = "factum-part.json";

impl Summary {
    /// Counts a site and its findings.
    pub fn of(site: &Site, findings: &[Diagnostic]) -> Summary {
        Summary::of_part(site, findings, None)
    }

    /// Counts what a part of a site answers for; `findings` are its own.
    pub fn of_part(site: &Site, findings: &[Diagnostic], part: Option<&Part>) -> Summary {
        let own = |path: &SitePath| part.is_none_or(|part| part.answers_for(path));
        let claims: Vec<Verdict> = site
            .claims
            .iter()
            .filter(|claim| own(&site.page(claim.page).article.path))
            .map(|claim| claim.judgement.verdict)
            .collect();
        let verdicts = |verdict| claims.iter().filter(|found| **found == verdict).count();
        let levels = |level| findings.iter().filter(|finding| finding.level == level).count();
        let (claims, holds) = (claims.len(), verdicts(Verdict::Holds));
        let unjudged = verdicts(Verdict::Unjudged);
        let (stale, disputed) = (verdicts(Verdict::Stale), verdicts(Verdict::Disputed));
        Summary {
            claims,
            holds,
            contradicted: claims - holds - unjudged - stale - disputed,
            stale,
            disputed,
            unjudged,
            errors: levels(Level::Error),
            warnings: levels(Level::Warning),
            notes: levels(Level::Note),
            pages: site.pages.iter().filter(|page| page.written && own(&page.article.path)).count(),
            facts: site.facts().filter(|(subject, _)| own(&subject.path)).count(),
        }
    }

    /// Whether the findings fail the run.
    pub fn fails(&self, strict: bool) -> bool {
        self.errors > 0 || (strict && self.warnings > 0)
    }

    /// The line of counts that ends a run.
    pub fn receipt(&self) -> String {
        // Rare enough that most receipts need not say that there are none.
        let open = [(self.stale, "stale"), (self.disputed, "disputed")];
        let open = open.into_iter().filter(|(count, _)| *count > 0);
        let open: String = open.map(|(count, words)| format!(" {count} {words},")).collect();
        let mut line = format!(
            "{}: {} {}, {} contradicted,{open} {} unjudged · {}, {} · {}, {}",
            count(self.claims, "claim"),
            self.holds,
            if self.holds == 1 { "holds" } else { "hold" },
            self.contradicted,
            self.unjudged,
            count(self.pages, "page"),
            count(self.facts, "fact"),
            count(self.errors, "error"),
            count(self.warnings, "warning"),
        );
        if self.notes > 0 {
            line.push_str(&format!(", {}", count(self.notes, "note")));
        }
        line
    }
}

/// What was taken for granted of a tree that was made for other tools, in one line: whose rules
/// hold where, and how many links were left alone.
pub fn assumed(site: &Site) -> Option<String> {
    let adopted = site.adopted.as_ref()?;
    let mut pages = vec![0; adopted.zones.len()];
    for page in site.pages.iter() {
        pages[adopted.zone_of(&page.article.path)] += 1;
    }
    let zones = adopted.zones.iter().zip(pages).filter(|(_, pages)| *pages > 0);
    let said: Vec<String> = zones
        .map(|(zone, pages)| match &zone.config {
            Some(config) => format!("{} by {config} ({})", zone.tool.name(), count(pages, "page")),
            None => format!("the rules of {} ({})", zone.tool.name(), count(pages, "page")),
        })
        .collect();
    let unseen = |link: &&Link| matches!(link.target, Ok(Target::Unseen(_)));
    let unseen = match site.links.iter().filter(unseen).count() {
        0 => String::new(),
        unseen => format!("; {} to what factum cannot see", count(unseen, "link")),
    };
    Some(format!("assumed: {}{unseen}", said.join(", ")))
}

/// A number with its noun: `1 page`, `12 pages`.
pub fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
