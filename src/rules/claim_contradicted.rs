//! Words that cannot be true together with their fact. Cells of tables are left to
//! `cell-contradicted`.

use super::routes::judged;
use super::*;

pub(super) static RULE: Rule = Rule {
    name: "claim-contradicted",
    level: Level::Error,
    summary: "words that cannot be true together with their fact",
    page: include_str!("claim_contradicted.md"),
    check: Check::Page(check),
};

fn check(site: &Site, page: &Page, index: usize, findings: &mut Findings) {
    for (claim, bound) in judged(site, index, &RULE) {
        let message =
            format!("{}, but {}", wording::says(claim), wording::fact_says(site, claim, bound));
        findings
            .add(wording::place_of(page, claim), message)
            .relate(wording::stands_here(site, bound))
            .fix(wording::rewrite(site, page, claim));
    }
}
