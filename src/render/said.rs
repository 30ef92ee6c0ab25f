//! What articles say of facts: in what words, with verdicts. Which claims rest on which fact is told by
//! `site`.

use serde::Serialize;

use super::verdict::{self, Shown};
use crate::parse::Form;
use crate::site::{Claim, ClaimForm, Site};
use crate::theme::Words;
use crate::value::Verdict;

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
pub(super) fn said(words: &Words, site: &Site, claims: &[&Claim]) -> Vec<Said> {
    let mut said: Vec<Said> = Vec::new();
    let mut cells = 0;
    for claim in claims {
        let verdict = claim.judgement.verdict;
        let (own, quoted) = match &claim.form {
            ClaimForm::Prose(index) => match form(site, claim, *index) {
                Some(Form::Insertion | Form::Block) => {
                    (words.get("claims.inserted").to_string(), false)
                }
                Some(Form::Header) => continue,
                _ => (claim.words.clone(), true),
            },
            ClaimForm::List { list, .. } => {
                let list = site.page(claim.page).article.lists.get(*list);
                (words.count("claims.list", list.map_or(0, |list| list.items.len())), false)
            }
            ClaimForm::Rows { table, .. } => {
                let table = site.page(claim.page).article.tables.get(*table);
                (words.count("claims.rows", table.map_or(0, |table| table.rows.len())), false)
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
            words: own,
            quoted,
            verdict: verdict::shown(words, verdict, &claim.mode),
            reason,
            report: None,
        };
        if !said.contains(&one) {
            said.push(one);
        }
    }
    if cells > 0 {
        let own = words.count("claims.cells", cells);
        let verdict = verdict::shown(words, Verdict::Holds, &crate::value::Mode::Exact);
        said.push(Said { words: own, quoted: false, verdict, reason: None, report: None });
    }
    said
}

/// Whether a page says anything of a fact by some claims, beyond naming it in the head of a table.
pub(super) fn says(site: &Site, claims: &[&Claim]) -> bool {
    claims.iter().any(|claim| match &claim.form {
        ClaimForm::Prose(index) => form(site, claim, *index) != Some(Form::Header),
        _ => true,
    })
}

fn form(site: &Site, claim: &Claim, index: usize) -> Option<Form> {
    Some(site.page(claim.page).article.claims.get(index)?.form)
}
