//! Reviews on record of claims that are no longer there.

use super::*;
use crate::parse::Lock;

pub(super) static RULE: Rule = Rule {
    name: "review-unused",
    level: Level::Note,
    summary: "a review of a claim that is no longer there",
    page: include_str!("review_unused.md"),
    check: Check::Site(check),
};

fn check(site: &Site, findings: &mut Findings) {
    let Some(path) = Lock::path() else { return };
    for index in site.unused_reviews() {
        let Some(review) = site.lock.reviews.get(index) else { continue };
        let message =
            format!("no claim on {} of {} needs this review any more", review.fact, review.page);
        findings
            .add(Label::new(&path, review.span.clone(), ""), message)
            .help("`factum accept --all` drops it");
    }
}
