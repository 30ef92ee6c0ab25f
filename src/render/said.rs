//! What articles say of facts: which claims rest on which fact, and in what words, with verdicts.

use std::collections::BTreeMap;

use serde::Serialize;

use super::verdict::{self, Shown};
use crate::parse::Form;
use crate::site::{Claim, ClaimForm, Site};
use crate::value::Verdict;

/// Claims by the fact that they rest on, each in the order of pages.
pub(super) struct Uses<'s>(BTreeMap<(&'s str, &'s str), Vec<&'s Claim>>);

impl<'s> Uses<'s> {
    /// Sorts the claims of a site.
    pub(super) fn new(site: &'s Site) -> Uses<'s> {
        let mut uses: BTreeMap<_, Vec<&Claim>> = BTreeMap::new();
        for claim in &site.claims {
            if let Ok(bound) = &claim.bound {
                let key = (bound.fact.subject.as_str(), bound.fact.property.as_str());
                uses.entry(key).or_default().push(claim);
            }
        }
        Uses(uses)
    }

    /// The claims that rest on a fact.
    pub(super) fn of(&self, subject: &'s str, property: &'s str) -> &[&'s Claim] {
        self.0.get(&(subject, property)).map_or(&[], Vec::as_slice)
    }
}

/// Words of a page that rest on a fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Said {
    /// The words, or what stands for them: `a table of 12 cells`.
    pub(super) words: String,
    /// Whether these are words of the page.
    pub(super) quoted: bool,
    /// What they were found to be.
    pub(super) verdict: Shown,
    /// Why, where they do not hold.
    pub(super) reason: Option<String>,
    /// Where to report a problem with it, if the site says where.
    pub(super) report: Option<String>,
}

/// What one page says of one fact: each wording once, tables and lists summed up unless a part of
/// them does not hold.
pub(super) fn said(site: &Site, claims: &[&Claim]) -> Vec<Said> {
    let mut said: Vec<Said> = Vec::new();
    let mut cells = 0;
    for claim in claims {
        let verdict = claim.judgement.verdict;
        let (words, quoted) = match &claim.form {
            ClaimForm::Prose(index) => match form(site, claim, *index) {
                Some(Form::Insertion | Form::Block) => ("the value, inserted".to_string(), false),
                Some(Form::Header) => continue,
                _ => (claim.words.clone(), true),
            },
            ClaimForm::List { list, .. } => {
                let list = site.page(claim.page).article.lists.get(*list);
                (count(list.map_or(0, |list| list.items.len()), "a list of", "item"), false)
            }
            ClaimForm::Rows { table, .. } => {
                let table = site.page(claim.page).article.tables.get(*table);
                (count(table.map_or(0, |table| table.rows.len()), "a table of", "row"), false)
            }
            ClaimForm::Cell { .. } if verdict == Verdict::Holds => {
                cells += 1;
                continue;
            }
            ClaimForm::Cell { .. } => (claim.words.clone(), true),
        };
        let reason = match verdict {
            Verdict::Holds => None,
            _ => Some(claim.judgement.reason.clone()).filter(|reason| !reason.is_empty()),
        };
        let one = Said {
            words,
            quoted,
            verdict: verdict::shown(verdict, &claim.mode),
            reason,
            report: None,
        };
        if !said.contains(&one) {
            said.push(one);
        }
    }
    if cells > 0 {
        let words = count(cells, "a table, in", "cell");
        let verdict = verdict::shown(Verdict::Holds, &crate::value::Mode::Exact);
        said.push(Said { words, quoted: false, verdict, reason: None, report: None });
    }
    said
}

fn form(site: &Site, claim: &Claim, index: usize) -> Option<Form> {
    Some(site.page(claim.page).article.claims.get(index)?.form)
}

fn count(number: usize, before: &str, thing: &str) -> String {
    match number {
        1 => format!("{before} one {thing}"),
        number => format!("{before} {number} {thing}s"),
    }
}
