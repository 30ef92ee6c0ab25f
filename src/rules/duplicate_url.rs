//! Addresses that two pages share, or a page and a file.

use super::routes::of_shared;
use super::*;
use crate::source::SitePath;

pub(super) static RULE: Rule = Rule {
    name: "duplicate-url",
    level: Level::Error,
    summary: "an address that two pages share, or a page and a file",
    page: include_str!("duplicate_url.md"),
    check: Check::Site(check),
};

fn check(site: &Site, findings: &mut Findings) {
    for shared in site.duplicates.iter().filter(|shared| of_shared(shared.what).name == RULE.name) {
        let (path, span) = &shared.again;
        let (first, first_span) = &shared.first;
        let url = &shared.id;
        if first == path {
            let message = format!("factum makes a page of its own at the address {url}");
            let help = match is_page(site, path) {
                true => "give this one another `slug` or `path`",
                false => "give the file another name",
            };
            findings.add(Label::new(path, span.clone(), ""), message).help(help);
            continue;
        }
        let message = format!("{first} has the address {url} already");
        findings
            .add(Label::new(path, span.clone(), ""), message)
            .relate(Label::new(first, first_span.clone(), "the first stands here"))
            .help(match is_page(site, path) {
                true => "give one of them another `slug` or `path`",
                false => "give one of them another name",
            });
    }
}

/// Whether a file is an article, and not published as it is.
fn is_page(site: &Site, path: &SitePath) -> bool {
    !site.assets.contains_key(path)
}
