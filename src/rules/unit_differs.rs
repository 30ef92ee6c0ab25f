//! Words that have the fact's number and another unit. Words that differ in the number are left to the
//! rules on claims.

use super::routes::judged;
use super::*;
use crate::parse::shorten;

pub(super) static RULE: Rule = Rule {
    name: "unit-differs",
    level: Level::Error,
    summary: "the number of the fact with another unit",
    page: include_str!("unit_differs.md"),
    check: Check::Page(check),
};

fn check(site: &Site, page: &Page, index: usize, findings: &mut Findings) {
    for (claim, bound) in judged(site, index, &RULE) {
        let message = format!(
            "the page says \"{}\", but {}: the number is the same, the unit is not",
            shorten(&claim.words),
            wording::fact_says(site, claim, bound)
        );
        // In the author's own unit the number would be one that nobody writes.
        let phrase = wording::phrase(site, claim, bound);
        findings
            .add(wording::place_of(page, claim), message)
            .relate(wording::stands_here(site, bound))
            .fix(phrase.map(|phrase| wording::rewrite_as(site, page, claim, phrase)));
    }
}
