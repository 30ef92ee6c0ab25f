//! Facts and pages whose review is to come in the next days. Those past the day are left to
//! `review-due`.

use super::review_due::{Review, of_page, of_subject};
use super::*;

pub(super) static RULE: Rule = Rule {
    name: "review-soon",
    level: Level::Note,
    summary: "a fact or page whose review is due within 30 days",
    page: include_str!("review_soon.md"),
    check: Check::PageAndSubject(check_page, check_subject),
};

/// How many days before its day a review is announced.
const DAYS: i64 = 30;

fn check_page(site: &Site, page: &Page, _: usize, findings: &mut Findings) {
    of_page(page).filter(|it| is_soon(site, it)).into_iter().for_each(|it| say(it, findings));
}

fn check_subject(site: &Site, subject: &Subject, findings: &mut Findings) {
    of_subject(subject).filter(|it| is_soon(site, it)).for_each(|it| say(it, findings));
}

fn is_soon(site: &Site, review: &Review) -> bool {
    let soon = site.today.saturating_add(jiff::Span::new().days(DAYS));
    site.today <= review.day && review.day <= soon
}

fn say(review: Review, findings: &mut Findings) {
    findings
        .add(review.place, format!("{} is due for review on {}", review.what, review.day))
        .help(review.help);
}
