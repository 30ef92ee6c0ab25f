//! Claims on texts that somebody has reviewed, and that are not what they were then. Those that
//! nobody has reviewed are left to `claim-unjudged`.

use super::routes::judged;
use super::*;
use crate::parse::shorten;
use crate::site::Standing;

pub(super) static RULE: Rule = Rule {
    name: "review-needed",
    level: Level::Error,
    summary: "a reviewed text that has changed, in the page or in the fact",
    page: include_str!("review_needed.md"),
    check: Check::Page(check),
};

fn check(site: &Site, page: &Page, index: usize, findings: &mut Findings) {
    for (claim, bound) in judged(site, index, &RULE) {
        let Some(asked) = &claim.asked else { continue };
        let Standing::Changed { sentence, fact, .. } = asked.standing else { continue };
        let says = format!("\"{}\"", shorten(&claim.words));
        let reason = &claim.judgement.reason;
        let message = match (sentence, fact) {
            (false, true) => {
                format!(
                    "{says} wants another look, for {} is no longer the same: {reason}",
                    bound.fact.id
                )
            }
            _ => format!("{says} wants another look: {reason}"),
        };
        findings
            .add(wording::place_of(page, claim), message)
            .relate(wording::stands_here(site, bound))
            .help("compare the two, then record the review with `factum accept`");
    }
}
