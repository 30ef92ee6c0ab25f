//! Facts and pages whose review is to come in the next days. Those past the day are left to
//! `review-due`.

use super::review_due::reviews;
use super::*;

pub(super) static RULE: Rule = Rule {
    name: "review-soon",
    level: Level::Note,
    summary: "a fact or page whose review is due within 30 days",
    page: include_str!("review_soon.md"),
    check: Check::Site(check),
};

/// How many days before its day a review is announced.
const DAYS: i64 = 30;

fn check(site: &Site, findings: &mut Findings) {
    let soon = site.today.saturating_add(jiff::Span::new().days(DAYS));
    for review in reviews(site).filter(|it| site.today <= it.day && it.day <= soon) {
        findings
            .add(review.place, format!("{} is due for review on {}", review.what, review.day))
            .help(review.help);
    }
}
