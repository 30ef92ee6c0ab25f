//! Formulas that cannot be rendered. What they may hold is left to `parse`.

use super::*;

pub(super) static RULE: Rule = Rule {
    name: "maths-unreadable",
    level: Level::Error,
    summary: "a formula that cannot be read",
    page: include_str!("maths_unreadable.md"),
    check: Check::Page(check),
};

fn check(_: &Site, page: &Page, _: usize, findings: &mut Findings) {
    for maths in &page.article.maths {
        if let Some(error) = &maths.error {
            let message = format!("the formula cannot be read: {error}");
            findings
                .add(Label::new(&page.article.path, maths.span.clone(), ""), message)
                .help("where no formula is meant, write \\$ for the dollar sign");
        }
    }
}
