//! Words that are quoted as wrong and that the fact does not contradict.

use super::routes::judged;
use super::*;

pub(super) static RULE: Rule = Rule {
    name: "myth-holds",
    level: Level::Error,
    summary: "a myth that the fact does not contradict",
    page: include_str!("myth_holds.md"),
    check: Check::Page(check),
};

fn check(site: &Site, page: &Page, index: usize, findings: &mut Findings) {
    for (claim, bound) in judged(site, index, &RULE) {
        let message = format!(
            "the page quotes \"{}\" as a myth, but {} does not contradict it: {}",
            crate::parse::shorten(&claim.words),
            bound.fact.id,
            claim.judgement.expected
        );
        findings
            .add(wording::place_of(page, claim), message)
            .relate(wording::stands_here(site, bound));
    }
}
