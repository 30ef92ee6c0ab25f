//! Pages: articles and section fronts with their addresses and places in the tree.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Duplicate, Shared};
use crate::parse::{Article, Config};
use crate::source::SitePath;

/// An article with its place in the site.
pub struct Page {
    /// The article.
    pub article: Arc<Article>,
    /// Its title, from the front matter, the first heading, or the file's name.
    pub title: String,
    /// Its address from the site's root, such as `/vsphere/pvscsi/`.
    pub url: String,
    /// Addresses that it used to have, which lead to it still.
    pub aliases: Vec<String>,
    /// What it is.
    pub kind: PageKind,
    /// The page of the section it lies in, by index; `None` for the home page.
    pub parent: Option<usize>,
    /// For a section: its pages and sections, by index, in reading order.
    pub children: Vec<usize>,
    /// The language of its claims.
    pub language: String,
    /// Whether its file is there; a section front may be made for a folder without `_index.md`.
    pub written: bool,
}

/// What a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageKind {
    /// An article.
    Article,
    /// The front page of a folder; its article is empty when the folder has no `_index.md`.
    Section,
}

/// Lays out the pages: addresses, parents, children. Drafts are left out unless asked for.
pub(super) fn lay_out(
    articles: Vec<Arc<Article>>,
    config: &Config,
    drafts: bool,
) -> (Vec<Page>, Vec<Duplicate>) {
    let mut by_path: BTreeMap<SitePath, (Arc<Article>, bool)> = articles
        .into_iter()
        .filter(|article| drafts || !article.front.draft)
        .map(|article| (article.path.clone(), (article, true)))
        .collect();
    for path in missing_fronts(by_path.keys()) {
        let article = Arc::new(Article::parse(&path, ""));
        by_path.insert(path, (article, false));
    }
    let mut pages: Vec<Page> =
        by_path.into_values().map(|(article, written)| page(article, written, config)).collect();
    let duplicates = duplicates(&pages);
    link_tree(&mut pages);
    (pages, duplicates)
}

/// Folders with articles below them that have no front page: its path.
fn missing_fronts<'p>(paths: impl Iterator<Item = &'p SitePath>) -> Vec<SitePath> {
    let mut fronts = std::collections::BTreeSet::new();
    let mut there = std::collections::BTreeSet::new();
    fronts.extend(SitePath::new("content/_index.md"));
    for path in paths {
        there.insert(path.clone());
        let mut folder = path.folder();
        while folder != "content" && !folder.is_empty() {
            fronts.extend(SitePath::new(&format!("{folder}/_index.md")));
            folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
        }
    }
    fronts.difference(&there).cloned().collect()
}

fn page(article: Arc<Article>, written: bool, config: &Config) -> Page {
    let path = &article.path;
    let kind = if path.name() == "_index.md" { PageKind::Section } else { PageKind::Article };
    let heading = article.headings.iter().find(|heading| heading.level == 1);
    let title = article
        .front
        .title
        .clone()
        .or_else(|| heading.map(|heading| heading.text.clone()))
        .unwrap_or_else(|| name_as_title(path, config));
    let below = path.below("content").unwrap_or(path.as_str());
    let folder = below.rsplit_once('/').map_or("", |(folder, _)| folder);
    let own = article.front.slug.clone().unwrap_or_else(|| path.stem().to_string());
    let whole = match (&article.front.path, kind) {
        (Some(path), _) => path.clone(),
        (None, PageKind::Section) => folder.to_string(),
        (None, PageKind::Article) if own == "index" => folder.to_string(),
        (None, PageKind::Article) if folder.is_empty() => own,
        (None, PageKind::Article) => format!("{folder}/{own}"),
    };
    let aliases = article.front.aliases.iter().map(|alias| as_address(alias)).collect();
    let url = if whole.is_empty() { "/".to_string() } else { format!("/{whole}/") };
    let language = config.language.clone();
    Page {
        article,
        title,
        url,
        aliases,
        kind,
        parent: None,
        children: Vec::new(),
        language,
        written,
    }
}

/// `open-questions.md` is *Open questions*; a folder's front page has the folder's name, the home
/// page the site's.
fn name_as_title(path: &SitePath, config: &Config) -> String {
    let name = if path.name() == "_index.md" {
        match path.folder().rsplit('/').next() {
            Some("content") | None => return config.title.clone(),
            Some(folder) => folder,
        }
    } else {
        path.stem()
    };
    let words = name.replace(['-', '_'], " ");
    let mut chars = words.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

/// An address as an author writes it, with a slash at both ends.
fn as_address(written: &str) -> String {
    let names: Vec<&str> =
        written.split('/').filter(|name| !matches!(*name, "" | "." | "..")).collect();
    if names.is_empty() { "/".to_string() } else { format!("/{}/", names.join("/")) }
}

fn duplicates(pages: &[Page]) -> Vec<Duplicate> {
    let mut first: BTreeMap<&str, &Page> = BTreeMap::new();
    let mut duplicates = Vec::new();
    // What a page is called today goes before what another used to be called.
    let today = pages.iter().map(|page| (page.url.as_str(), page));
    let before =
        pages.iter().flat_map(|page| page.aliases.iter().map(move |url| (url.as_str(), page)));
    for (url, page) in today.chain(before) {
        match first.get(url) {
            None => {
                first.insert(url, page);
            }
            Some(earlier) => duplicates.push(Duplicate {
                what: Shared::Url,
                id: url.to_string(),
                first: (earlier.article.path.clone(), 0..0),
                again: (page.article.path.clone(), 0..0),
            }),
        }
    }
    duplicates
}

/// Gives each page its section, and each section its pages in reading order: by weight, then
/// articles before sections, then by title.
fn link_tree(pages: &mut [Page]) {
    let fronts: BTreeMap<String, usize> = pages
        .iter()
        .enumerate()
        .filter(|(_, page)| page.kind == PageKind::Section)
        .map(|(index, page)| (page.article.path.folder().to_string(), index))
        .collect();
    for index in 0..pages.len() {
        let folder = pages[index].article.path.folder();
        let above = match pages[index].kind {
            PageKind::Article => Some(folder),
            PageKind::Section => folder.rsplit_once('/').map(|(above, _)| above),
        };
        let parent = above.and_then(|folder| fronts.get(folder)).copied();
        pages[index].parent = parent;
        if let Some(parent) = parent {
            pages[parent].children.push(index);
        }
    }
    for index in 0..pages.len() {
        let mut children = std::mem::take(&mut pages[index].children);
        children.sort_by_key(|child| {
            let page = &pages[*child];
            let weight = page.article.front.weight.unwrap_or(i64::MAX);
            (weight, page.kind == PageKind::Section, page.title.clone(), page.url.clone())
        });
        pages[index].children = children;
    }
}
