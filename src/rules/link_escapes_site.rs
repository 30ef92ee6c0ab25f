//! Links and images that climb out of the site's root.

use super::*;

pub(super) static RULE: Rule = Rule {
    name: "link-escapes-site",
    level: Level::Error,
    summary: "a link that climbs out of the site",
    page: include_str!("link_escapes_site.md"),
    check: Check::Page(check),
};

fn check(site: &Site, page: &Page, index: usize, findings: &mut Findings) {
    for (link, _) in routes::broken(site, index, &RULE) {
        let message = format!("\"{}\" leads out of the site", link.to);
        findings.add(Label::new(&page.article.path, link.to_span.clone(), ""), message);
    }
}
