//! The feeds of articles as files, and what leads to them from pages. Which articles a feed has is left to
//! `site`, and its form to `atom`.

use super::Link;
use super::atom;
use super::urls::Here;
use crate::site::{Feed, Site};

/// The files of all feeds by their addresses.
pub(super) fn files(site: &Site) -> Vec<(String, String)> {
    let file = |feed: &Feed| Some((feed.address.clone(), xml(site, feed)?));
    site.feeds.iter().filter_map(file).collect()
}

/// The feeds that a page, by its index, is in: that of all articles, and those of the sections that it lies
/// in or is the front of. A page that factum makes has that of all.
pub(super) fn of_page(site: &Site, here: Here<'_>, page: Option<usize>) -> Vec<Link> {
    let wanted = |feed: &&Feed| match (feed.section, page) {
        (Some(section), Some(page)) => page == section || site.lies_in(page, section),
        (Some(_), None) => false,
        (None, _) => feed.of == "/",
    };
    let link = |feed: &Feed| Link { title: feed.title.clone(), href: here.href(&feed.address) };
    site.feeds.iter().filter(wanted).map(link).collect()
}

fn xml(site: &Site, feed: &Feed) -> Option<String> {
    let entries = feed.entries.iter().map(|(page, day)| {
        let page = site.page(*page);
        atom::Entry {
            title: page.title.clone(),
            address: page.url.clone(),
            day: day.to_string(),
            summary: page.article.front.description.clone().unwrap_or_default(),
        }
    });
    let of_site = &site.config;
    let whole = atom::Feed {
        base_url: &of_site.base_url,
        language: &feed.language,
        author: &of_site.title,
        title: feed.title.clone(),
        of: &feed.of,
        address: &feed.address,
        entries: entries.collect(),
    };
    whole.xml()
}
