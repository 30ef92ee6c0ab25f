//! Promised addresses that the site publishes no longer, and from which it leads nobody on.
//! Links of the site itself are left to `link-broken` and `anchor-broken`.

use super::*;
use crate::parse::Promises;
use crate::site::Lost;

pub(super) static RULE: Rule = Rule {
    name: "address-lost",
    level: Level::Error,
    summary: "a published address or anchor that is gone, and leads nowhere",
    page: include_str!("address_lost.md"),
    check: Check::Site(check),
};

fn check(site: &Site, findings: &mut Findings) {
    let (Some(path), Some(kept)) = (Promises::path(), &site.kept) else { return };
    for lost in &kept.lost {
        let address = &lost.address.it;
        let message = match lost.page {
            Some(page) => format!("{} no longer has {address}", site.page(page).article.path),
            None => {
                format!("nothing is published at {address} any more{}", with(lost.anchors.len()))
            }
        };
        let near = lost.near.as_ref().map(|near| format!("; perhaps it is {near} now"));
        let help = format!(
            "lead readers on with {}, or give it up with `factum addresses update --forget \
             {address}`",
            redirect(site, lost)
        );
        findings
            .add(
                Label::new(&path, lost.address.span.clone(), ""),
                format!("{message}{}", near.unwrap_or_default()),
            )
            .help(help);
    }
}

fn with(anchors: usize) -> String {
    match anchors {
        0 => String::new(),
        1 => ", nor at its anchor".to_string(),
        anchors => format!(", nor at its {anchors} anchors"),
    }
}

/// The line that leads from an address to where its content is now.
fn redirect(site: &Site, lost: &Lost) -> String {
    let address = &lost.address.it;
    let to = lost.near.as_deref().unwrap_or("…");
    let alias = lost.near.as_ref().filter(|_| lost.page.is_none());
    let page = alias.and_then(|near| site.pages.iter().find(|page| page.url == *near));
    match page.filter(|page| page.written && address.ends_with('/')) {
        Some(page) => format!("aliases: [{address}] in {}", page.article.path),
        None => format!("\"{address}\" = \"{to}\" under [redirects]"),
    }
}
