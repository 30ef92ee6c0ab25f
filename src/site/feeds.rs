//! Feeds of articles: of all, of the sections that ask for one, and of the terms of taxonomies. What one
//! looks like is left to `render`.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::pages::{Page, PageKind};
use super::taxonomies::{Taxonomy, newest};
use crate::parse::Config;
use crate::source::SitePath;

/// A feed of articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// What readers call it.
    pub title: String,
    /// The address of the page that it is the feed of.
    pub of: String,
    /// Its own address.
    pub address: String,
    /// Its language.
    pub language: String,
    /// The page of the section that it is the feed of, by index, if it is one.
    pub section: Option<usize>,
    /// Its articles, by index, the newest first, each with the day of its last change.
    pub entries: Vec<(usize, Date)>,
}

/// How many articles a feed has at most.
const MOST: usize = 50;

/// When the text of a page changed last: what its author says of that, or else what git says; nothing
/// where nobody does.
pub(super) fn changed(page: &Page, by_git: &BTreeMap<SitePath, Date>) -> Option<Date> {
    let front = &page.article.front;
    // A page may have been written long before the day on which it appears.
    let other = by_git.get(&page.article.path).copied().max(front.date);
    front.updated.or(other)
}

/// Every feed that has an entry. There is none where the site does not know its own address.
pub(super) fn feeds(
    pages: &[Page],
    taxonomies: &[Taxonomy],
    config: &Config,
    by_git: &BTreeMap<SitePath, Date>,
) -> Vec<Feed> {
    if config.base_url.is_empty() {
        return Vec::new();
    }
    let feed = |title: String, of: &str, indices: &mut dyn Iterator<Item = usize>| {
        let mut entries: Vec<(usize, Date)> = indices
            .filter(|index| pages[*index].written)
            .filter_map(|index| Some((index, changed(&pages[index], by_git)?)))
            .collect();
        entries.sort_by(|(a, one), (b, two)| {
            two.cmp(one).then_with(|| pages[*a].url.cmp(&pages[*b].url))
        });
        entries.truncate(MOST);
        let (of, address) = (of.to_string(), format!("{of}atom.xml"));
        let language = config.language.clone();
        (!entries.is_empty()).then_some(Feed {
            title,
            of,
            address,
            language,
            section: None,
            entries,
        })
    };
    let mut all = Vec::new();
    all.extend(feed(config.title.clone(), "/", &mut newest(pages).map(|(index, _)| index)));
    for (index, section) in newest(pages) {
        let wanted = section.article.front.feed && section.kind == PageKind::Section;
        // The feed of all articles is that of the home page.
        if !wanted || section.url == "/" {
            continue;
        }
        let title = format!("{}: {}", config.title, section.title);
        let mut below =
            newest(pages).map(|(page, _)| page).filter(|page| lies_in(pages, *page, index));
        let own = feed(title, &section.url, &mut below);
        let language = section.language.clone();
        all.extend(own.map(|feed| Feed { section: Some(index), language, ..feed }));
    }
    for taxonomy in taxonomies.iter().filter(|taxonomy| taxonomy.feeds) {
        for term in taxonomy.terms.values() {
            let title = format!("{}: {}", config.title, term.name);
            all.extend(feed(title, &term.url, &mut term.pages.iter().copied()));
        }
    }
    all
}

/// Whether a page lies in a section or one below it; a section does not lie in itself.
pub(super) fn lies_in(pages: &[Page], page: usize, section: usize) -> bool {
    let mut above = pages[page].parent;
    while let Some(at) = above {
        if at == section {
            return true;
        }
        above = pages[at].parent;
    }
    false
}
