//! The files that robots read: `sitemap.xml` and `robots.txt`.

use super::escape::escape;
use super::shell::{CONFLICTS, CORRECTIONS, FACTS, SOURCES};
use crate::site::Site;

/// Both files by name. A sitemap holds whole addresses, so there is none for a site that does not
/// know where it will be published.
pub(super) fn files(site: &Site) -> Vec<(String, Vec<u8>)> {
    let base = &site.config.base_url;
    let mut robots = "User-agent: *\nAllow: /\n".to_string();
    if base.is_empty() {
        return vec![("robots.txt".to_string(), robots.into_bytes())];
    }
    robots.push_str(&format!("Sitemap: {base}/sitemap.xml\n"));
    vec![
        ("robots.txt".to_string(), robots.into_bytes()),
        ("sitemap.xml".to_string(), sitemap(site, base).into_bytes()),
    ]
}

fn sitemap(site: &Site, base: &str) -> String {
    let mut xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_string();
    xml.push_str("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    // Those who search are led to the newest edition of a page.
    let newest = site.pages.iter().enumerate().filter(|(at, page)| page.editions[0] == *at);
    let articles = newest.map(|(_, page)| (page.url.as_str(), site.changed(page)));
    let subjects = site.subjects.values().map(|subject| (subject.url.as_str(), None));
    let sources = site.sources.values().map(|source| (source.url.as_str(), None));
    // The page for reviewers is no page for searchers.
    let made = [FACTS, SOURCES, CONFLICTS, CORRECTIONS].map(|address| (address, None));
    let terms = site.taxonomies.iter().flat_map(|taxonomy| taxonomy.terms.values());
    let terms = terms.map(|term| (term.url.as_str(), None));
    for (address, changed) in articles.chain(made).chain(subjects).chain(sources).chain(terms) {
        // The address relative to the root is the one with its bytes encoded.
        let path = super::urls::Here::Anywhere("").href(address);
        xml.push_str(&format!("<url><loc>{}</loc>", escape(&format!("{base}{path}"))));
        if let Some(day) = changed {
            xml.push_str(&format!("<lastmod>{day}</lastmod>"));
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    xml
}
