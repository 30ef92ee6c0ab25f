//! Links to places that the published page, or a drawing, does not have. Pages that are not there are
//! left to `link-broken`.

use std::collections::BTreeSet;

use super::*;
use crate::parse::nearest;
use crate::site::{Broken, Target};

pub(super) static RULE: Rule = Rule {
    name: "anchor-broken",
    level: Level::Error,
    summary: "a link to a place that its page does not have",
    page: include_str!("anchor_broken.md"),
    check: Check::Both(check, check_drawings),
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

/// Places in drawings; a drawing may change while the page that names it does not.
fn check_drawings(site: &Site, findings: &mut Findings) {
    let mut seen = BTreeSet::new();
    let places = site.pages_with(|among| among.places);
    for link in places.flat_map(|page| site.links_of(page)) {
        let Ok(Target::Asset { address, fragment: Some(id) }) = &link.target else { continue };
        let drawing = site.asset(address);
        let Some(ids) = drawing.and_then(|drawing| site.drawings.get(drawing)) else { continue };
        // A piece of it, such as `xywh=0,0,9,9` or `svgView(…)`, is no id.
        let is_piece = id.contains(['=', '(']);
        let is_there = ids.binary_search(id).is_ok();
        if is_piece || is_there || !seen.insert((link.page, link.to_span.start)) {
            continue;
        }
        let near = nearest(id, ids.iter().map(String::as_str)).map(str::to_string);
        let label = Label::new(&site.page(link.page).article.path, link.to_span.clone(), "");
        let of = drawing.map_or("", |drawing| drawing.as_str());
        findings.add(label, format!("{of} has nothing with the id \"{id}\"")).near(&near);
    }
}
