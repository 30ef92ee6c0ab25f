//! Links whose capital letters are not those of what they lead to, where whoever publishes the tree
//! finds it all the same. Where nobody does they are left to `link-broken` and `anchor-broken`.

use super::*;
use crate::site::Broken;

pub(super) static RULE: Rule = Rule {
    name: "link-case",
    level: Level::Warning,
    summary: "a link that its publisher finds in spite of its capital letters",
    page: include_str!("link_case.md"),
    check: Check::Page(check),
};

fn check(site: &Site, page: &Page, index: usize, findings: &mut Findings) {
    let path = &page.article.path;
    let tool = site.adopted.as_ref().map(|it| it.zones[it.zone_of(path)].tool.name());
    for (link, broken) in routes::broken(site, index, &RULE) {
        let Broken::Case(right) = broken else { continue };
        let who = tool.unwrap_or("the publisher");
        let message = format!(
            "\"{}\" differs from \"{right}\" in capital letters, which {who} overlooks",
            link.to
        );
        let title = format!("write \"{right}\"");
        let fix = wording::replace(path, &link.to_span, title, right.clone());
        findings.add(Label::new(path, link.to_span.clone(), ""), message).fix(fix);
    }
}
