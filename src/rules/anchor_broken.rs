//! Links to places that the published page does not have. Pages that are not there are left to
//! `link-broken`.

use super::*;
use crate::site::Broken;

pub(super) static RULE: Rule = Rule {
    name: "anchor-broken",
    level: Level::Error,
    summary: "a link to a place that its page does not have",
    page: include_str!("anchor_broken.md"),
    check: Check::Page(check),
};

fn check(site: &Site, page: &Page, index: usize, findings: &mut Findings) {
    let path = &page.article.path;
    for (link, broken) in routes::broken(site, index, &RULE) {
        let Broken::NoAnchor { page: of, anchor, near, case } = broken else { continue };
        let message = match near.as_ref().filter(|_| *case) {
            Some(near) => format!("\"{anchor}\" differs from the id \"{near}\" in capital letters"),
            None => format!("{of} has no heading or id \"{anchor}\""),
        };
        let mended = near.as_ref().filter(|_| *case).and_then(|near| {
            let to = format!("{}#{near}", link.to.rsplit_once('#')?.0);
            Some(wording::replace(path, &link.to_span, format!("write \"{to}\""), to.clone()))
        });
        findings
            .add(Label::new(path, link.to_span.clone(), ""), message)
            .near(&near.clone().filter(|_| !*case))
            .fix(mended);
    }
}
