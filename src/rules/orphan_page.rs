//! Articles that no other page links to, in a folder whose front page nobody has written.

use super::*;
use crate::site::PageKind;

pub(super) static RULE: Rule = Rule {
    name: "orphan-page",
    level: Level::Note,
    summary: "an article that nothing leads to",
    page: include_str!("orphan_page.md"),
    check: Check::Site(check),
};

fn check(site: &Site, findings: &mut Findings) {
    for (index, page) in site.pages.iter().enumerate() {
        let linked =
            site.backlinks.get(index).is_some_and(|from| from.iter().any(|&at| at != index));
        let listed = page.parent.is_none_or(|parent| site.page(parent).written);
        if page.kind == PageKind::Article && !linked && !listed {
            findings
                .add(Label::new(&page.article.path, 0..0, ""), "no page leads to this one")
                .help("link to it, or write an _index.md for its folder");
        }
    }
}
