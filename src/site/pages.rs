//! Pages: articles and section fronts with their addresses and places in the tree.
//! Which file is written in which language is left to `tongues`.

use std::collections::BTreeMap;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::editions::{self, Edition};
use super::tongues::{self, FileName};
use super::{Duplicate, Shared};
use crate::parse::{Article, Config, Dimension};
use crate::source::SitePath;

/// An article with its place in the site.
#[derive(Clone)]
pub struct Page {
    /// The article.
    pub article: Arc<Article>,
    /// Shared with the build before, so that of thousands of pages none is copied for one that changes.
    placed: Arc<Placed>,
}

/// What a page is beside its article. A [`Page`] has all of this as if it were its own.
#[derive(Clone)]
pub struct Placed {
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
    /// Its place among the children of that section.
    pub place: usize,
    /// For a section: its pages and sections, by index, in reading order.
    pub children: Vec<usize>,
    /// The language that it is written in, and its claims with it.
    pub language: String,
    /// The same page in every language that it is written in, its own among them, by index.
    pub translations: Vec<usize>,
    /// The version of a product that it is made for, by its index in `Site::editions`.
    pub edition: Option<usize>,
    /// The same article for every version that it is made for, the newest first, by index; itself
    /// alone where it is made once.
    pub editions: Vec<usize>,
    /// Whether its file is there; a section front may be made for a folder without `_index.md`.
    pub written: bool,
}

impl Deref for Page {
    type Target = Placed;

    fn deref(&self) -> &Placed {
        &self.placed
    }
}

impl DerefMut for Page {
    fn deref_mut(&mut self) -> &mut Placed {
        Arc::make_mut(&mut self.placed)
    }
}

impl Page {
    /// An article at a place.
    pub(super) fn new(article: Arc<Article>, placed: Placed) -> Page {
        Page { article, placed: Arc::new(placed) }
    }

    /// The page of its article that is for a version, by index: that for the newest where there is
    /// none for it.
    pub fn edition_for(&self, version: Option<usize>, pages: &[Page]) -> Option<usize> {
        let same = self.editions.iter().copied().find(|page| pages[*page].edition == version);
        same.or_else(|| self.editions.first().copied())
    }
}

/// What a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageKind {
    /// An article.
    Article,
    /// The front page of a folder; its article is empty when the folder has no `_index.md`.
    Section,
}

/// Lays out the pages: addresses, parents, children.
/// `editions` are the versions that pages may be made for.
pub(super) fn lay_out(
    articles: Vec<Arc<Article>>,
    config: &Config,
    (editions, dimensions): (&[Edition], &[Dimension]),
) -> (Vec<Page>, Vec<Duplicate>) {
    let mut by_path: BTreeMap<SitePath, (Arc<Article>, bool)> =
        articles.into_iter().map(|article| (article.path.clone(), (article, true))).collect();
    for path in missing_fronts(by_path.keys(), config) {
        let article = Arc::new(Article::parse(&path, ""));
        by_path.insert(path, (article, false));
    }
    let articles: Vec<(Arc<Article>, bool)> = by_path.into_values().collect();
    let page = |(article, written)| page(article, written, config);
    let pages: Vec<Page> = articles.into_par_iter().map(page).collect();
    let mut pages = editions::multiply(pages, editions, config, dimensions);
    for (index, page) in pages.iter_mut().enumerate().filter(|(_, page)| page.editions.is_empty()) {
        page.editions.push(index);
    }
    let duplicates = duplicates(&pages);
    tongues::join(&mut pages, config);
    link_tree(&mut pages, config);
    (pages, duplicates)
}

/// Folders with articles below them that have no front page in the language of those: its path.
fn missing_fronts<'p>(paths: impl Iterator<Item = &'p SitePath>, config: &Config) -> Vec<SitePath> {
    let mut fronts = std::collections::BTreeSet::new();
    let mut there = std::collections::BTreeSet::new();
    fronts.extend(SitePath::new("content/_index.md"));
    // The articles of a folder follow each other, and want the same.
    let mut last = None;
    for path in paths {
        let file = FileName::of(path, config);
        if file.stem == "_index" {
            there.insert(path.clone());
        }
        let mut folder = path.folder();
        if last.replace((folder, file.language)) == Some((folder, file.language)) {
            continue;
        }
        let front = file.front(config);
        while folder != "content" && !folder.is_empty() {
            fronts.extend(SitePath::new(&format!("{folder}/{front}")));
            folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
        }
        fronts.extend(SitePath::new(&format!("content/{front}")));
    }
    fronts.difference(&there).cloned().collect()
}

fn page(article: Arc<Article>, written: bool, config: &Config) -> Page {
    let path = &article.path;
    let file = FileName::of(path, config);
    let kind = if file.stem == "_index" { PageKind::Section } else { PageKind::Article };
    let heading = article.headings.iter().find(|heading| heading.level == 1);
    let title = article
        .front
        .title
        .clone()
        .or_else(|| heading.map(|heading| heading.text.clone()))
        .unwrap_or_else(|| name_as_title(path, &file, config));
    let below = path.below("content").unwrap_or(path.as_str());
    let folder = below.rsplit_once('/').map_or("", |(folder, _)| folder);
    let own = article.front.slug.clone().unwrap_or_else(|| file.stem.to_string());
    let whole = match (&article.front.path, kind) {
        (Some(path), _) => path.clone(),
        (None, PageKind::Section) => folder.to_string(),
        (None, PageKind::Article) if own == "index" => folder.to_string(),
        (None, PageKind::Article) if folder.is_empty() => own,
        (None, PageKind::Article) => format!("{folder}/{own}"),
    };
    let aliases = article.front.aliases.iter().map(|alias| as_address(alias)).collect();
    let names = [file.prefix(config), whole.as_str()];
    let whole = names.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join("/");
    let url = if whole.is_empty() { "/".to_string() } else { format!("/{whole}/") };
    let language = file.language.to_string();
    let placed = Placed {
        title,
        url,
        aliases,
        kind,
        parent: None,
        place: 0,
        children: Vec::new(),
        language,
        translations: Vec::new(),
        edition: None,
        editions: Vec::new(),
        written,
    };
    Page::new(article, placed)
}

/// `open-questions.md` is *Open questions*; a folder's front page has the folder's name, the home
/// page the site's.
fn name_as_title(path: &SitePath, file: &FileName<'_>, config: &Config) -> String {
    let name = if file.stem == "_index" {
        match path.folder().rsplit('/').next() {
            Some("content") | None => {
                let own = config.language_named(file.language).and_then(|it| it.title.clone());
                return own.unwrap_or_else(|| config.title.clone());
            }
            Some(folder) => folder,
        }
    } else {
        file.stem
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
    let mut first: FxHashMap<&str, &Page> = FxHashMap::default();
    first.reserve(pages.len());
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
/// articles before sections, then by title. A section in another language than the site's own has
/// the pages that nobody has translated, too.
fn link_tree(pages: &mut [Page], config: &Config) {
    let fronts: BTreeMap<(&str, &str), usize> = pages
        .iter()
        .enumerate()
        .filter(|(_, page)| page.kind == PageKind::Section)
        .map(|(index, page)| ((page.article.path.folder(), page.language.as_str()), index))
        .collect();
    let mut children = vec![Vec::new(); pages.len()];
    let mut parents = vec![None; pages.len()];
    // The articles of a folder follow each other, and lie in the same section.
    let mut last = None;
    for (index, page) in pages.iter().enumerate() {
        let folder = page.article.path.folder();
        let above = match page.kind {
            PageKind::Article => Some(folder),
            PageKind::Section => folder.rsplit_once('/').map(|(above, _)| above),
        };
        let Some(above) = above else { continue };
        let front = |language| fronts.get(&(above, language)).copied();
        let here = (above, page.language.as_str());
        let same = last.filter(|(place, _)| *place == here).map(|(_, front)| front);
        parents[index] = same.unwrap_or_else(|| front(here.1));
        last = Some((here, parents[index]));
        // Of a page that is made for several versions the newest stands in the tree.
        if page.editions.first() != Some(&index) {
            continue;
        }
        if let Some(parent) = parents[index] {
            children[parent].push(index);
        }
        for language in config.language_codes().filter(|_| page.language == config.language) {
            let translated = page.translations.iter().any(|it| pages[*it].language == language);
            if let Some(parent) = front(language).filter(|_| !translated) {
                children[parent].push(index);
            }
        }
    }
    for children in &mut children {
        let order = |child: &usize| {
            let page = &pages[*child];
            let weight = page.article.front.weight.unwrap_or(i64::MAX);
            (weight, page.kind == PageKind::Section, &page.title, &page.url)
        };
        children.sort_by(|one, other| order(one).cmp(&order(other)));
    }
    for (section, children) in children.iter().enumerate() {
        for (place, child) in children.iter().enumerate() {
            // A page that nobody has translated stands in sections of other languages, too.
            if parents[*child] == Some(section) {
                pages[*child].place = place;
            }
        }
    }
    for ((page, parent), children) in pages.iter_mut().zip(parents).zip(children) {
        page.parent = parent;
        page.children = children;
    }
}
