//! Sources that are pages of the site itself: what a fact rests on would rest on the fact.

use super::*;
use crate::parse::At;

pub(super) static RULE: Rule = Rule {
    name: "own-site-source",
    level: Level::Error,
    summary: "a source that is a page of the site itself",
    page: include_str!("own_site_source.md"),
    check: Check::Site(check),
};

fn check(site: &Site, findings: &mut Findings) {
    for (id, source) in site.sources.iter() {
        let own_page = source.raw.url.as_ref().filter(|url| leads_here(site, &url.it));
        let own_file = source.raw.file.as_ref().filter(|file| is_published(site, &file.it));
        let Some(At { it, span }) = own_page.or(own_file) else { continue };
        let message = format!("the source \"{id}\" is {it}, which is a part of this site");
        findings
            .add(Label::new(&source.path, span.clone(), ""), message)
            .help("name what the page itself rests on: the document, the test, the person");
    }
}

/// Whether an address is one of the site: below its `base_url`, or without a host.
fn leads_here(site: &Site, url: &str) -> bool {
    let base = site.config.base_url.as_str();
    let below = |rest: &str| rest.is_empty() || rest.starts_with(['/', '#', '?']);
    let under = !base.is_empty() && url.strip_prefix(base).is_some_and(below);
    under || (url.starts_with('/') && !url.starts_with("//"))
}

/// Whether a file is an article, or lies in the folder that a build makes.
fn is_published(site: &Site, file: &str) -> bool {
    let output = site.config.output_dir.trim_end_matches('/');
    let inside = |folder: &str| file.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
    inside(output) || (inside("content") && file.ends_with(".md"))
}
