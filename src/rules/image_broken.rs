//! Images that are not among the site's files. Links are left to `link-broken`.

use super::*;

pub(super) static RULE: Rule = Rule {
    name: "image-broken",
    level: Level::Error,
    summary: "an image that is not among the site's files",
    page: include_str!("image_broken.md"),
    check: Check::Page(check),
};

fn check(site: &Site, page: &Page, index: usize, findings: &mut Findings) {
    for (link, broken) in routes::broken(site, index, &RULE) {
        wording::leads_nowhere(page, link, broken, "no image", findings);
    }
}
