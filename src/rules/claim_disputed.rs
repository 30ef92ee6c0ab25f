//! Claims that rest on a conflict between sources. The conflict itself is left to
//! `sources-conflict`.

use super::routes::judged;
use super::*;

pub(super) static RULE: Rule = Rule {
    name: "claim-disputed",
    level: Level::Warning,
    summary: "words that rest on an undecided conflict",
    page: include_str!("claim_disputed.md"),
    check: Check::Page(check),
};

fn check(site: &Site, page: &Page, index: usize, findings: &mut Findings) {
    for (claim, bound) in judged(site, index, &RULE) {
        let message = format!(
            "{}, but the sources of {} contradict each other, and nobody has decided between them",
            wording::says(claim),
            bound.fact.id
        );
        findings
            .add(wording::place_of(page, claim), message)
            .relate(wording::stands_here(site, bound));
    }
}
