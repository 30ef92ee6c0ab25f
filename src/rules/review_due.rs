//! Facts and pages past the day of their review. Claims that rest on such facts are left to
//! `claim-stale`.

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
    for (subject, fact) in site.facts() {
        for (index, _) in live(fact) {
            let statement = &fact.statements[index];
            let Some(day) = statement.due.filter(|day| *day < site.today) else { continue };
            let one = fact.statements.len() == 1;
            let span = if one { &fact.raw.name.span } else { &statement.span };
            let label = Label::new(&subject.path, span.clone(), "");
            findings
                .add(label, format!("{} was due for review on {day}", fact.id()))
                .help("verify it against its source, then write the day under `checked`");
        }
    }
    for page in &site.pages {
        if let Some((day, span)) = &page.article.front.review_by
            && *day < site.today
        {
            let label = Label::new(&page.article.path, span.clone(), "");
            findings.add(label, format!("the page was due for review on {day}"));
        }
    }
}
