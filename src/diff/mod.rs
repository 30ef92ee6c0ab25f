//! What lies between two snapshots of a site: facts that changed, claims whose verdict flipped,
//! the pages and owners that this touches.
//!
//! Leaves where the snapshots come from to `commands`, and how the difference looks to `report`.

mod claims;
mod facts;
mod statements;

use std::collections::{BTreeMap, BTreeSet};

pub use claims::{Flip, Judged};
pub use facts::{Change, FactChange, Field, StatementChange};

use crate::diagnostic::{Diagnostic, Level};
use crate::site::{Page, Site};
use crate::source::SitePath;

/// One of the two that are compared.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    /// The site.
    pub site: &'a Site,
    /// What is wrong with it, at the levels in force.
    pub findings: &'a [Diagnostic],
}

/// The difference.
pub struct Difference<'a> {
    /// Facts that were added, removed or changed: in the order of the later site, then those gone.
    pub facts: Vec<FactChange>,
    /// Claims that stand on both sides with another verdict, in the order of pages and places.
    pub flips: Vec<Flip<'a>>,
    /// Claims of the later side alone.
    pub added: Vec<Judged<'a>>,
    /// Claims of the earlier side alone.
    pub removed: Vec<Judged<'a>>,
    /// The pages with claims on a changed fact, or with a flip, by path.
    pub pages: Vec<Touched>,
    /// Who answers for those pages and for the changed facts, sorted.
    pub owners: Vec<String>,
}

/// A page that the difference touches.
pub struct Touched {
    /// The page's file.
    pub path: SitePath,
    /// Who answers for it: the page's own owner, or that of the nearest section.
    pub owner: Option<String>,
    /// How many of its claims rest on a fact that changed.
    pub claims: usize,
    /// How many of its claims flipped.
    pub flips: usize,
}

impl Difference<'_> {
    /// Whether a claim flipped to a level that fails a run.
    pub fn fails(&self, strict: bool) -> bool {
        let least = if strict { Level::Warning } else { Level::Error };
        self.flips.iter().any(|flip| flip.after.level() >= least)
    }
}

/// Compares two sites. Lines that moved are no difference.
pub fn compare<'a>(before: Side<'a>, after: Side<'a>) -> Difference<'a> {
    let facts = facts::compare(before.site, after.site);
    let (flips, added, removed) = claims::compare(before, after);
    let changed: BTreeSet<(&str, &str)> =
        facts.iter().map(|fact| (fact.subject.as_str(), fact.property.as_str())).collect();
    let mut pages: BTreeMap<SitePath, Touched> = BTreeMap::new();
    for site in [after.site, before.site] {
        let mut resting: BTreeMap<usize, usize> = BTreeMap::new();
        for claim in &site.claims {
            let rests = claim.bound.as_ref().is_ok_and(|bound| {
                changed.contains(&(bound.fact.subject.as_str(), bound.fact.property.as_str()))
            });
            if rests {
                *resting.entry(claim.page).or_default() += 1;
            }
        }
        for (index, claims) in resting {
            let page = site.page(index);
            let path = page.article.path.clone();
            pages.entry(path.clone()).or_insert_with(|| Touched {
                path,
                owner: owner(site, page),
                claims,
                flips: 0,
            });
        }
    }
    for flip in &flips {
        let page = after.site.page(flip.after.claim.page);
        let path = page.article.path.clone();
        let touched = pages.entry(path.clone()).or_insert_with(|| Touched {
            path,
            owner: owner(after.site, page),
            claims: 0,
            flips: 0,
        });
        touched.flips += 1;
    }
    let pages: Vec<Touched> = pages.into_values().collect();
    let of_pages = pages.iter().filter_map(|page| page.owner.clone());
    let of_facts = facts.iter().filter_map(|fact| fact.owner.clone());
    let owners: BTreeSet<String> = of_pages.chain(of_facts).collect();
    let owners = owners.into_iter().collect();
    Difference { facts, flips, added, removed, pages, owners }
}

/// Who answers for a page.
fn owner(site: &Site, page: &Page) -> Option<String> {
    let mut at = page;
    // A page lies in no more sections than there are pages.
    for _ in 0..=site.pages.len() {
        if let Some(owner) = &at.article.front.owner {
            return Some(owner.clone());
        }
        at = site.page(at.parent?);
    }
    None
}
