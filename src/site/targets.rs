//! What a link names: destinations resolved against everything that the site publishes.
//! Facts behind links are left to `claims`, the web to the checker of external links.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use super::Page;
use super::destination::{decode, is_external, relative_path};
use super::linking::Named;
use super::links::{Broken, Target, no_anchor};
use super::nearby::Nearby;
use super::places::Places;
use super::tongues::FileName;
use crate::source::SitePath;

/// Everything that a link can name.
pub(super) struct Targets<'s> {
    pages: &'s [Page],
    named: &'s Named,
    places: &'s Places,
    /// Whether what has moved is found where it was.
    follows: bool,
    near_urls: OnceLock<Nearby<'s>>,
    near_files: OnceLock<Nearby<'s>>,
}

/// What is known of the parts of a destination.
struct Parts<'t> {
    path: &'t str,
    fragment: Option<String>,
}

impl<'s> Targets<'s> {
    pub(super) fn new(pages: &'s [Page], places: &'s Places, named: &'s Named) -> Targets<'s> {
        Targets::following(pages, places, named, true)
    }

    /// The same, where nothing is found at an address that it used to have.
    pub(super) fn without_moves(
        pages: &'s [Page],
        places: &'s Places,
        named: &'s Named,
    ) -> Targets<'s> {
        Targets::following(pages, places, named, false)
    }

    fn following(
        pages: &'s [Page],
        places: &'s Places,
        named: &'s Named,
        follows: bool,
    ) -> Targets<'s> {
        let (near_urls, near_files) = (OnceLock::new(), OnceLock::new());
        Targets { pages, named, places, follows, near_urls, near_files }
    }

    /// The page of a file, by index.
    fn by_path(&self, file: &str) -> Option<usize> {
        self.places.by_path.get(file).copied()
    }

    /// The page at an address, by index: that of today goes before one that used to have it.
    fn by_url(&self, url: &str) -> Option<usize> {
        let former = || self.places.former.get(url).filter(|_| self.follows);
        self.places.today.get(url).or_else(former).copied()
    }

    /// Resolves a destination written on a page. From a page for one version of a product the way
    /// leads to pages for the same version, where they are.
    pub(super) fn resolve(&self, page: usize, to: &str) -> Result<Target, Broken> {
        self.resolve_from(page, None, to)
    }

    /// Resolves a destination that stands on a page, in a file that the page includes if it names one.
    pub(super) fn resolve_from(
        &self,
        page: usize,
        file: Option<&SitePath>,
        to: &str,
    ) -> Result<Target, Broken> {
        let version = self.pages[page].edition;
        let file = file.unwrap_or(&self.pages[page].article.path);
        match self.named(page, file, to).map_err(|broken| broken.with_end_of(to))? {
            Target::Page { page, anchor } if version.is_some() => {
                let same = self.pages[page].edition_for(version, self.pages);
                Ok(Target::Page { page: same.unwrap_or(page), anchor })
            }
            target => Ok(target),
        }
    }

    fn named(&self, page: usize, from: &SitePath, to: &str) -> Result<Target, Broken> {
        if is_external(to) {
            return Ok(Target::External(to.to_string()));
        }
        if memchr::memchr(b'\\', to.as_bytes()).is_some() {
            let slashes = to.replace('\\', "/");
            let right = self.resolve_from(page, Some(from), &slashes).is_ok();
            let right = right.then_some(slashes);
            return Err(Broken::Backslash { right, overlooked: false });
        }
        let parts = Parts::of(to);
        let path = decode(parts.path);
        if path.is_empty() {
            return self.anchor(page, parts.fragment);
        }
        if let Some(below) = path.strip_prefix("@/") {
            let Some(file) = SitePath::new(&format!("content/{below}")) else {
                return Err(Broken::Escapes);
            };
            if !file.as_str().starts_with("content/") {
                return Err(Broken::Escapes);
            }
            let file = self.translated(page, &file);
            return self.file(&file, parts.fragment).unwrap_or_else(|| {
                Err(self.no_target(&file, |near| {
                    near.below("content").map(|below| format!("@/{below}"))
                }))
            });
        }
        if path.starts_with('/') {
            return self.url(&path, parts.fragment);
        }
        self.relative(page, from, &path, parts.fragment)
    }

    fn relative(
        &self,
        page: usize,
        from: &SitePath,
        path: &str,
        fragment: Option<String>,
    ) -> Result<Target, Broken> {
        let beside = from.text_beside(path);
        // Nearly all links lead to a page in the language of their own.
        if let Some(named) = beside.as_ref().and_then(|file| self.by_path(file))
            && (!self.places.in_languages
                || self.pages[named].language == self.pages[page].language)
        {
            return self.anchor(named, fragment);
        }
        let beside = beside.and_then(|file| SitePath::new(&file));
        let file = beside.as_ref().map(|file| self.translated(page, file));
        if let Some(found) = file.and_then(|file| self.file(&file, fragment.clone())) {
            return found;
        }
        // As a browser would read it, from the page's own address.
        let by_address = SitePath::new(&format!("root{}_", self.pages[page].url))
            .and_then(|at| at.beside(path))
            .and_then(|at| at.below("root").map(|below| format!("/{below}")));
        if !path.ends_with(".md") {
            let home = beside.is_none() && by_address.is_none() && path.ends_with('/');
            let url = if home { Some("/".to_string()) } else { by_address };
            match url.map(|url| self.url(&url, fragment)) {
                Some(Ok(found)) => return Ok(found),
                // A folder is near an address, not a file.
                Some(Err(broken)) if path.ends_with('/') => return Err(broken),
                _ => {}
            }
        }
        match beside {
            None => Err(Broken::Escapes),
            Some(file) => Err(self.no_target(&file, |near| Some(relative_path(from, near)))),
        }
    }

    /// The file that a page in another language means: the guide in its own language where there is
    /// one, since `guide.md` and `guide.de.md` are one page.
    fn translated(&self, page: usize, file: &SitePath) -> SitePath {
        let from = &self.pages[page];
        let named = self.by_path(file.as_str());
        let front = || self.by_path(&format!("{file}/_index.md"));
        let Some(named) = named.or_else(front).map(|named| &self.pages[named]) else {
            return file.clone();
        };
        // A name that says its language means it.
        if named.language == from.language || FileName::is_marked(named) {
            return file.clone();
        }
        let same = named.translations.iter().map(|page| &self.pages[*page]);
        let own = same.into_iter().find(|page| page.written && page.language == from.language);
        own.map_or_else(|| file.clone(), |page| page.article.path.clone())
    }

    /// What a file of the site is published as; `None` when there is no such file.
    fn file(&self, file: &SitePath, fragment: Option<String>) -> Option<Result<Target, Broken>> {
        let front = || self.by_path(&format!("{file}/_index.md"));
        if let Some(page) = self.by_path(file.as_str()).or_else(front) {
            return Some(self.anchor(page, fragment));
        }
        if let Some(url) = self.named.fact_files.get(file) {
            return Some(self.made(url, fragment));
        }
        if self.named.assets.contains_key(file) {
            let below = file.below("content").or_else(|| file.below("static"));
            return Some(match below {
                Some(below) => Ok(Target::Asset { address: format!("/{below}"), fragment }),
                None => Err(Broken::NotPublished(file.clone())),
            });
        }
        if let Some(why) = self.named.withheld.get(file) {
            return Some(Err(Broken::Withheld(file.clone(), *why)));
        }
        self.named.hidden.contains(file).then(|| Err(Broken::NotPublished(file.clone())))
    }

    fn url(&self, url: &str, fragment: Option<String>) -> Result<Target, Broken> {
        let Some(clean) = SitePath::new(url) else {
            // The root itself, or a climb above it.
            let root = !url.split('/').any(|name| name == "..");
            let home = self.by_url("/").filter(|_| root);
            return home.map_or(Err(Broken::Escapes), |page| self.anchor(page, fragment));
        };
        let clean = clean.as_str().trim_end_matches("/index.html");
        let folder = if clean == "index.html" { "/".to_string() } else { format!("/{clean}/") };
        if let Some(page) = self.by_url(&folder) {
            return self.anchor(page, fragment);
        }
        if self.named.made.contains_key(&folder) {
            return self.made(&folder, fragment);
        }
        if self.is_made_file(&format!("/{clean}")) {
            return Ok(Target::Asset { address: format!("/{clean}"), fragment });
        }
        for root in ["static", "content"] {
            let file = SitePath::new(&format!("{root}/{clean}"));
            if file.is_some_and(|file| self.named.assets.contains_key(&file)) {
                return Ok(Target::Asset { address: format!("/{clean}"), fragment });
            }
        }
        if let Some(moved) = self.moved(&folder, &fragment) {
            return moved;
        }
        let known = self.near_urls.get_or_init(|| {
            let former = self.places.former.keys().filter(|_| self.follows);
            let urls: BTreeSet<&str> =
                self.places.today.keys().chain(former).map(String::as_str).collect();
            Nearby::new(urls.into_iter().chain(self.named.made.keys().map(String::as_str)))
        });
        let case = known.other_case(&folder);
        let near = case.or_else(|| known.nearest(&folder));
        Err(Broken::NoTarget { near: near.map(str::to_string), case: case.is_some() })
    }

    /// What an address from the root leads to, and an id there; neither is encoded.
    pub(super) fn at(&self, url: &str, id: Option<&str>) -> Result<Target, Broken> {
        self.url(url, id.map(str::to_string))
    }

    /// What stands at an address: a page that has it or used to have it, by index, or `None` for what factum makes.
    pub(super) fn standing(&self, url: &str) -> Option<Option<usize>> {
        let page = self.by_url(url).map(Some);
        page.or_else(|| self.named.made.contains_key(url).then_some(None))
    }

    /// Whether a page, by index, has an address today and publishes an id there.
    pub(super) fn has_anchor(&self, page: usize, url: &str, id: &str) -> bool {
        self.pages[page].url == url && self.pages[page].article.ids.contains(id)
    }

    /// Whether factum makes a file, rather than a page, at an address.
    fn is_made_file(&self, url: &str) -> bool {
        self.named.files.contains(url) || self.named.made.contains_key(url)
    }

    /// Where a redirect leads from an address.
    fn moved(&self, url: &str, fragment: &Option<String>) -> Option<Result<Target, Broken>> {
        let moved = self.follows.then_some(&self.named.moved)?;
        let at = |fragment| moved.get(&(url.to_string(), fragment));
        if let Some(target) = fragment.as_ref().and_then(|_| at(fragment.clone())) {
            return Some(Ok(target.clone()));
        }
        Some(match at(None)? {
            // A browser keeps the anchor that was asked for where the redirect names none.
            Target::Page { page, anchor: None } => self.anchor(*page, fragment.clone()),
            target => Ok(target.clone()),
        })
    }

    fn made(&self, url: &str, fragment: Option<String>) -> Result<Target, Broken> {
        let Some(fragment) = fragment else { return Ok(Target::Made(url.to_string())) };
        let Some(ids) = self.named.made.get(url) else { return Ok(Target::Made(url.to_string())) };
        if ids.contains(&fragment) || fragment == "top" {
            return Ok(Target::Made(format!("{url}#{fragment}")));
        }
        Err(no_anchor(url.to_string(), fragment, ids.iter().map(String::as_str)))
    }

    fn anchor(&self, page: usize, anchor: Option<String>) -> Result<Target, Broken> {
        let article = &self.pages[page].article;
        match anchor {
            Some(id) if id != "top" && !article.ids.contains(&id) => {
                let at = (self.pages[page].url.clone(), Some(id.clone()));
                if let Some(target) = self.named.moved.get(&at).filter(|_| self.follows) {
                    return Ok(target.clone());
                }
                Err(no_anchor(article.path.to_string(), id, article.ids.iter()))
            }
            anchor => Ok(Target::Page { page, anchor }),
        }
    }

    fn no_target(&self, file: &SitePath, write: impl Fn(&SitePath) -> Option<String>) -> Broken {
        let known = self.near_files.get_or_init(|| {
            let (pages, assets) = (self.pages, &self.named.assets);
            let pages = pages.iter().filter(|page| page.written);
            let pages = pages.map(|page| page.article.path.as_str());
            Nearby::new(pages.chain(assets.keys().map(SitePath::as_str)))
        });
        let case = known.other_case(file.as_str());
        let near = case.or_else(|| known.nearest(file.as_str()));
        let near = near.and_then(SitePath::new).and_then(|near| write(&near));
        Broken::NoTarget { near, case: case.is_some() }
    }
}

impl Parts<'_> {
    fn of(to: &str) -> Parts<'_> {
        let cut = |text: &str, sign| memchr::memchr(sign, text.as_bytes());
        let (path, fragment) = match cut(to, b'#') {
            Some(at) => (&to[..at], Some(&to[at + 1..])),
            None => (to, None),
        };
        let path = &path[..cut(path, b'?').unwrap_or(path.len())];
        let fragment = fragment.filter(|fragment| !fragment.is_empty());
        Parts { path, fragment: fragment.map(|fragment| decode(fragment).into_owned()) }
    }
}
