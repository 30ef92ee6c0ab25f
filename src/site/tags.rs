//! Tags: the pages that have each of them.

use std::collections::BTreeMap;

use super::pages::Page;
use crate::parse::slug;

/// A tag with its pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Its name, as the first page writes it.
    pub name: String,
    /// The address of its page, such as `/tags/storage/`.
    pub url: String,
    /// The pages that have it, by index, in their order; of a page for several versions the newest.
    pub pages: Vec<usize>,
}

/// The tags of all pages by their slugs: names that differ in case or spaces alone are one tag.
pub(super) fn tags(pages: &[Page]) -> BTreeMap<String, Tag> {
    let mut tags: BTreeMap<String, Tag> = BTreeMap::new();
    for (index, page) in pages.iter().enumerate() {
        if page.editions.first() != Some(&index) {
            continue;
        }
        for name in &page.article.front.tags {
            let slug = slug(name);
            if slug.is_empty() {
                continue;
            }
            let url = format!("/tags/{slug}/");
            let new = || Tag { name: name.clone(), url, pages: Vec::new() };
            let tag = tags.entry(slug).or_insert_with(new);
            if tag.pages.last() != Some(&index) {
                tag.pages.push(index);
            }
        }
    }
    tags
}
