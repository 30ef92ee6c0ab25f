//! Claims on texts that somebody has reviewed, and that are not what they were then. Those that
//! nobody has reviewed are left to `claim-unjudged`.

use super::routes::judged;
use super::*;
use crate::parse::shorten;

pub(super) static RULE: Rule = Rule {
    name: "review-needed",
    level: Level::Error,
    summary: "a reviewed text that has changed, in the page or in the fact",
    page: include_str!("review_needed.md"),
    check: Check::Page(check),
};

fn check(site: &Site, page: &Page, index: usize, findings: &mut Findings) {
    for (claim, bound) in judged(site, index, &RULE) {
        let words = shorten(&claim.words);
        let message = format!("\"{words}\" wants another look: {}", claim.judgement.reason);
        findings
            .add(wording::place_of(page, claim), message)
            .relate(wording::stands_here(site, bound))
            .help("compare the two, then record the review with `factum accept`");
    }
}
