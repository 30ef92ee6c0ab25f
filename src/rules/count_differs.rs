//! Counts that differ from the number of items in their fact. Other numbers are left to the rules on
//! claims.

use super::routes::judged;
use super::*;

pub(super) static RULE: Rule = Rule {
    name: "count-differs",
    level: Level::Error,
    summary: "a number of items that the fact does not have",
    page: include_str!("count_differs.md"),
    check: Check::Page(check),
};

fn check(site: &Site, page: &Page, index: usize, findings: &mut Findings) {
    for (claim, bound) in judged(site, index, &RULE) {
        let message = format!(
            "{}, but {} counts {}",
            wording::says(claim),
            bound.fact.id,
            claim.judgement.expected
        );
        findings
            .add(wording::place_of(page, claim), message)
            .relate(wording::stands_here(site, bound))
            .fix(wording::rewrite(site, page, claim));
    }
}
