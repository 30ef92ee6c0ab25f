//! Headings more than one level below the one before.

use super::*;

pub(super) static RULE: Rule = Rule {
    name: "heading-skipped",
    level: Level::Warning,
    summary: "a heading more than one level below the one before",
    page: include_str!("heading_skipped.md"),
    check: Check::Page(check),
};

fn check(_: &Site, page: &Page, _: usize, findings: &mut Findings) {
    // The page's title stands above its first heading.
    let mut before = 1;
    for (index, heading) in page.article.headings.iter().enumerate() {
        if heading.level > before + 1 {
            let message = if index == 0 {
                format!("the first heading is of level {}", heading.level)
            } else {
                format!("a heading of level {} follows one of level {before}", heading.level)
            };
            findings
                .add(Label::new(&page.article.path, heading.span.clone(), ""), message)
                .help(format!("make it one of level {}", before + 1));
        }
        before = heading.level;
    }
}
