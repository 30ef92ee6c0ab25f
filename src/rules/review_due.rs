//! Facts and pages past the day of their review. Claims that rest on such facts are left to
//! `claim-stale`, days that are to come to `review-soon`.

use super::routes::live;
use super::*;

pub(super) static RULE: Rule = Rule {
    name: "review-due",
    level: Level::Warning,
    summary: "a fact or page past the day of its review",
    page: include_str!("review_due.md"),
    check: Check::PageAndSubject(check_page, check_subject),
};

fn check_page(site: &Site, page: &Page, _: usize, findings: &mut Findings) {
    of_page(page).filter(|it| it.day < site.today).into_iter().for_each(|it| say(it, findings));
}

fn check_subject(site: &Site, subject: &Subject, findings: &mut Findings) {
    of_subject(subject).filter(|it| it.day < site.today).for_each(|it| say(it, findings));
}

fn say(review: Review, findings: &mut Findings) {
    findings
        .add(review.place, format!("{} was due for review on {}", review.what, review.day))
        .help(review.help);
}

/// A review that a fact or a page asks for.
pub(super) struct Review {
    /// Where it is asked for.
    pub(super) place: Label,
    /// What is to be reviewed.
    pub(super) what: String,
    /// The last day on which the last review still counts.
    pub(super) day: jiff::civil::Date,
    /// What to do.
    pub(super) help: &'static str,
}

/// The reviews that the facts of a subject ask for.
pub(super) fn of_subject(subject: &Subject) -> impl Iterator<Item = Review> {
    subject.facts.values().flat_map(move |fact| {
        live(fact).filter_map(move |(index, _)| {
            let statement = &fact.statements[index];
            let day = statement.due?;
            let one = fact.statements.len() == 1;
            let span = if one { &fact.raw.name.span } else { &statement.span };
            Some(Review {
                place: Label::new(&subject.path, span.clone(), ""),
                what: fact.id(),
                day,
                help: "verify it against its source, then write the day under `checked`",
            })
        })
    })
}

/// The review that a page asks for.
pub(super) fn of_page(page: &Page) -> Option<Review> {
    let (day, span) = page.article.front.review_by.as_ref()?;
    Some(Review {
        place: Label::new(&page.article.path, span.clone(), ""),
        what: "the page".to_string(),
        day: *day,
        help: "read it through, then move its `review_by`",
    })
}
