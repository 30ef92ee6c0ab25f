//! Links that lead nowhere. Places in a page that is there are left to `anchor-broken`, images to
//! `image-broken`.

use super::*;

pub(super) static RULE: Rule = Rule {
    name: "link-broken",
    level: Level::Error,
    summary: "a link that leads nowhere",
    page: include_str!("link_broken.md"),
    check: Check::Page(check),
};

fn check(site: &Site, page: &Page, index: usize, findings: &mut Findings) {
    for (link, broken) in routes::broken(site, index, &RULE) {
        wording::leads_nowhere(page, link, broken, "nothing", findings);
    }
}
