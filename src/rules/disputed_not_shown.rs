//! Claims on facts that are in dispute, on pages that do not tell their readers. The conflict itself
//! is left to `sources-conflict`.

use super::routes::judged;
use super::*;
use crate::site::{Bound, Target};

pub(super) static RULE: Rule = Rule {
    name: "disputed-not-shown",
    level: Level::Warning,
    summary: "words that rest on a disputed fact, on a page that does not say so",
    page: include_str!("disputed_not_shown.md"),
    check: Check::Page(check),
};

fn check(site: &Site, page: &Page, index: usize, findings: &mut Findings) {
    for (claim, bound) in judged(site, index, &RULE) {
        if is_shown(site, index, bound) {
            continue;
        }
        let fact = site.fact(&bound.fact.subject, &bound.fact.property);
        let dispute = fact.and_then(|fact| fact.open_dispute());
        let why = match dispute.filter(|_| bound.rivals.is_empty()) {
            Some(dispute) => {
                let who = dispute.by.as_ref().map_or("somebody", |by| by.as_str());
                format!("{} is disputed: {who} says \"{}\"", bound.fact.id, dispute.because)
            }
            None => format!(
                "the sources of {} contradict each other, and nobody has decided between them",
                bound.fact.id
            ),
        };
        findings
            .add(wording::place_of(page, claim), format!("{}, but {why}", wording::says(claim)))
            .relate(wording::stands_here(site, bound))
            .help("decide it in the fact file, or link to the page of the fact beside the words");
    }
}

/// Whether the page leads its readers to the dispute: to the page of the fact, or that of conflicts.
fn is_shown(site: &Site, page: usize, bound: &Bound) -> bool {
    let Some(subject) = site.subjects.get(&bound.fact.subject) else { return false };
    let own = format!("{}#{}", subject.url, bound.fact.property);
    site.links_of(page).iter().any(|link| {
        let Ok(Target::Made(to)) = &link.target else { return false };
        *to == subject.url || *to == own || to.split('#').next() == Some("/conflicts/")
    })
}
