//! Comments that were to silence a rule until a day that has passed, or that is none.

use super::*;

pub(super) static RULE: Rule = Rule {
    name: "ignore-expired",
    level: Level::Error,
    summary: "a comment that silenced a rule until a day that has passed",
    page: include_str!("ignore_expired.md"),
    check: Check::Page(check),
};

fn check(site: &Site, page: &Page, _: usize, findings: &mut Findings) {
    for ignore in &page.article.ignores {
        let Some(until) = &ignore.until else { continue };
        let label = Label::new(&page.article.path, ignore.comment.clone(), "");
        match until.parse::<jiff::civil::Date>() {
            Ok(day) if day >= site.today => {}
            Ok(day) => {
                let message =
                    format!("the comment silenced {} until {day}, which has passed", ignore.rule);
                findings.add(label, message);
            }
            Err(_) => {
                let message = format!(
                    "the comment silences {} until \"{until}\", which is no day",
                    ignore.rule
                );
                findings.add(label, message).help("write a day such as 2027-01-01");
            }
        }
    }
}
