//! Taxonomies: the tags of pages, and whatever else a site sorts its pages by. Their feeds are left to
//! `feeds`.

use std::collections::BTreeMap;

use super::pages::Page;
use super::{FactProblem, FactProblemKind};
use crate::parse::{Config, FrontMatter, TAGS, nearest, slug};

/// A way of sorting pages that at least one page uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taxonomy {
    /// Its name in front matter, such as `tags`.
    pub name: String,
    /// What readers call it.
    pub title: String,
    /// The address of the list of its terms, such as `/tags/`.
    pub url: String,
    /// Whether each of its terms has a feed.
    pub feeds: bool,
    /// Its terms by their slugs.
    pub terms: BTreeMap<String, Term>,
}

/// A term with its pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Its name, as the first page writes it.
    pub name: String,
    /// The address of its page, such as `/tags/storage/`.
    pub url: String,
    /// The pages that have it, by index, in their order; of a page for several versions the newest.
    pub pages: Vec<usize>,
}

/// The terms of an article in a taxonomy, as it writes them.
pub fn terms<'f>(front: &'f FrontMatter, taxonomy: &str) -> impl Iterator<Item = &'f str> {
    let tags = front.tags.iter().filter(move |_| taxonomy == TAGS);
    let named = front.taxonomies.iter().filter(move |it| it.taxonomy.it == taxonomy);
    tags.chain(named.flat_map(|it| &it.terms)).map(String::as_str)
}

/// The taxonomies that pages use, in the order of the settings: terms that differ in case or spaces alone
/// are one. A taxonomy that the settings do not name is a problem of its page.
pub(super) fn taxonomies(
    pages: &[Page],
    config: &Config,
    problems: &mut Vec<FactProblem>,
) -> Vec<Taxonomy> {
    let mut all: Vec<Taxonomy> = Vec::new();
    for sorting in &config.taxonomies {
        let url = format!("/{}/", sorting.name);
        let mut by_slug: BTreeMap<String, Term> = BTreeMap::new();
        for (index, page) in newest(pages) {
            for name in terms(&page.article.front, &sorting.name) {
                let slug = slug(name);
                if slug.is_empty() {
                    continue;
                }
                let address = format!("{url}{slug}/");
                let new = || Term { name: name.to_string(), url: address, pages: Vec::new() };
                let term = by_slug.entry(slug).or_insert_with(new);
                if term.pages.last() != Some(&index) {
                    term.pages.push(index);
                }
            }
        }
        if !by_slug.is_empty() {
            let (name, title) = (sorting.name.clone(), sorting.title.clone());
            all.push(Taxonomy { name, title, url, feeds: sorting.feeds, terms: by_slug });
        }
    }
    for (_, page) in newest(pages) {
        for named in &page.article.front.taxonomies {
            let known = || config.taxonomies.iter().map(|it| it.name.as_str());
            let name = &named.taxonomy.it;
            if known().any(|known| known == name) {
                continue;
            }
            let near = nearest(name, known()).map(str::to_string);
            let kind = FactProblemKind::TaxonomyUnknown(name.clone(), near);
            let (path, span) = (page.article.path.clone(), named.taxonomy.span.clone());
            problems.push(FactProblem { path, span, kind });
        }
    }
    all
}

/// The pages with their indices, of each for several versions the newest.
pub(super) fn newest(pages: &[Page]) -> impl Iterator<Item = (usize, &Page)> {
    pages.iter().enumerate().filter(|(index, page)| page.editions.first() == Some(index))
}
