//! Facts and pages past the day of their review. Claims that rest on such facts are left to
//! `claim-stale`, days that are to come to `review-soon`.

use super::routes::live;
use super::*;

pub(super) static RULE: Rule = Rule {
    name: "review-due",
    level: Level::Warning,
    summary: "a fact or page past the day of its review",
    page: include_str!("review_due.md"),
    check: Check::Site(check),
};

fn check(site: &Site, findings: &mut Findings) {
    for review in reviews(site).filter(|it| it.day < site.today) {
        findings
            .add(review.place, format!("{} was due for review on {}", review.what, review.day))
            .help(review.help);
    }
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

/// Every review that is asked for: of facts, then of pages.
pub(super) fn reviews(site: &Site) -> impl Iterator<Item = Review> {
    let facts = site.facts().flat_map(|(subject, fact)| {
        live(fact).filter_map(move |(index, _)| {
            let statement = &fact.statements[index];
            let one = fact.statements.len() == 1;
            let span = if one { &fact.raw.name.span } else { &statement.span };
            Some(Review {
                place: Label::new(&subject.path, span.clone(), ""),
                what: fact.id(),
                day: statement.due?,
                help: "verify it against its source, then write the day under `checked`",
            })
        })
    });
    let pages = site.pages.iter().filter_map(|page| {
        let (day, span) = page.article.front.review_by.as_ref()?;
        Some(Review {
            place: Label::new(&page.article.path, span.clone(), ""),
            what: "the page".to_string(),
            day: *day,
            help: "read it through, then move its `review_by`",
        })
    });
    facts.chain(pages)
}
