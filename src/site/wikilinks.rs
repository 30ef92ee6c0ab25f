//! Links by name, `[[page]]`, `[[page#heading]]` and `![[picture.png]]`: the page or file of that name,
//! wherever it lies.
//! Links by path are left to `links`.

use std::collections::BTreeMap;

use super::Page;
use super::destination::decode;
use super::links::{self, Broken, Target};
use crate::parse::{Anchors, nearest};
use crate::source::{Asset, SitePath};

/// Pages by their names in lower case.
pub(super) struct ByName<'s> {
    pages: &'s [Page],
    anchors: Anchors,
    names: BTreeMap<String, Vec<usize>>,
}

impl<'s> ByName<'s> {
    pub(super) fn new(pages: &'s [Page], anchors: Anchors) -> ByName<'s> {
        let mut names: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, page) in pages.iter().enumerate().filter(|(_, page)| page.written) {
            let path = &page.article.path;
            let own = match path.stem() {
                "_index" | "index" => path.folder().rsplit('/').next().unwrap_or_default(),
                stem => stem,
            };
            let mut add = |name: &str| names.entry(name.to_lowercase()).or_default().push(index);
            add(own);
            if !page.title.eq_ignore_ascii_case(own) {
                add(&page.title);
            }
        }
        ByName { pages, anchors, names }
    }

    /// Resolves the inside of the brackets, written on a page.
    pub(super) fn resolve(&self, page: usize, to: &str) -> Result<Target, Broken> {
        let (name, heading) = to.split_once('#').map_or((to, None), |(n, h)| (n, Some(h)));
        let name = decode(name.trim()).to_lowercase();
        let name = name.trim_end_matches(".md").trim_matches('/');
        let found = if name.is_empty() { Some(page) } else { self.page(page, name) };
        let Some(found) = found else {
            let last = name.rsplit('/').next().unwrap_or_default();
            let near = nearest(last, self.names.keys().map(String::as_str));
            return Err(Broken::NoTarget { near: near.map(str::to_string), case: false });
        };
        let article = &self.pages[found].article;
        let Some(heading) = heading.map(|heading| decode(heading).into_owned()) else {
            return Ok(Target::Page { page: found, anchor: None });
        };
        let ways = [heading.clone(), self.anchors.of_words(&heading)];
        let id = ways.into_iter().find(|id| article.ids.contains(id));
        match id {
            Some(id) => Ok(Target::Page { page: found, anchor: Some(id) }),
            None => Err(links::no_anchor(article.path.to_string(), heading, article.ids.iter())),
        }
    }

    /// Resolves the inside of the brackets of `![[file]]`, written on a page: the file beside it, or of
    /// all with that name, or the end of that path, the one in the nearest folder.
    pub(super) fn picture(
        &self,
        page: usize,
        to: &str,
        assets: &BTreeMap<SitePath, Asset>,
    ) -> Result<Target, Broken> {
        let name = decode(to.trim());
        let here = &self.pages[page].article.path;
        let published = |path: &SitePath| {
            let below = path.below("content").or_else(|| path.below("static"))?;
            Some(Target::Asset { address: format!("/{below}"), fragment: None })
        };
        let beside = here.beside(&name).filter(|path| assets.contains_key(path));
        if let Some(target) = beside.as_ref().and_then(published) {
            return Ok(target);
        }
        let wanted = format!("/{}", name.trim_matches('/').to_lowercase());
        let fits = |path: &&SitePath| path.as_str().to_lowercase().ends_with(&wanted);
        let found = assets.keys().filter(fits).filter(|path| published(path).is_some());
        let close = found.min_by_key(|path| away(here.folder(), path.folder()));
        close.and_then(published).ok_or_else(|| {
            let known = assets.keys().map(SitePath::name);
            let near = nearest(&name, known).map(str::to_string);
            Broken::NoTarget { near, case: false }
        })
    }

    /// The page of a name, or of the end of a path: of several the one in the nearest folder, and
    /// of those the first.
    fn page(&self, from: usize, name: &str) -> Option<usize> {
        let last = name.rsplit('/').next().unwrap_or_default();
        let fits = |index: &&usize| {
            let path = self.pages[**index].article.path.as_str().to_lowercase();
            let path = path.trim_end_matches(".md").trim_end_matches("/_index");
            !name.contains('/') || path.ends_with(&format!("/{name}"))
        };
        let here = self.pages[from].article.path.folder();
        let away = |index: &&usize| away(here, self.pages[**index].article.path.folder());
        self.names.get(last)?.iter().filter(fits).min_by_key(away).copied()
    }
}

/// How many folders lie between two.
fn away(here: &str, there: &str) -> usize {
    let common = here.split('/').zip(there.split('/')).take_while(|(a, b)| a == b).count();
    here.split('/').count() + there.split('/').count() - 2 * common
}
