//! Words that name a bound without saying that it is one.

use super::routes::judged;
use super::*;

pub(super) static RULE: Rule = Rule {
    name: "claim-bound-dropped",
    level: Level::Warning,
    summary: "a bound that is not said to be one",
    page: include_str!("claim_bound_dropped.md"),
    check: Check::Page(check),
};

fn check(site: &Site, page: &Page, index: usize, findings: &mut Findings) {
    for (claim, bound) in judged(site, index, &RULE) {
        let message = format!(
            "{} and does not say that it is a bound: {}",
            wording::says(claim),
            wording::fact_says(site, claim, bound)
        );
        findings
            .add(wording::place_of(page, claim), message)
            .relate(wording::stands_here(site, bound))
            .fix(wording::rewrite(site, page, claim));
    }
}
