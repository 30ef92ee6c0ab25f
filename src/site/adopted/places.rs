//! Places on pages of trees made for other tools: ids of the page itself, and of files that become
//! part of it. Which page is meant is left to `resolve`.

use super::super::links::{self, Broken, Target};
use super::resolve::Elsewhere;
use crate::parse::adopt::{Tool, join};

impl Elsewhere<'_> {
    /// A place on one of some pages, any of which may be meant.
    pub(super) fn anchor(&self, found: &[usize], anchor: Option<String>) -> Result<Target, Broken> {
        let page = found.first().copied().unwrap_or_default();
        let Some(id) = anchor else { return Ok(Target::Page { page, anchor: None }) };
        let special = id == "top"
            || id.starts_with(":~:")
            || is_route(&id)
            || id.starts_with("fn")
            || id.starts_with('L') && id[1..].starts_with(|c: char| c.is_ascii_digit());
        let has = |page: &&usize| self.has(**page, &id, 4);
        if let Some(page) = found.iter().find(has).or(found.first().filter(|_| special)) {
            return Ok(Target::Page { page: *page, anchor: Some(id) });
        }
        let programs = |page: &usize| {
            let zone = &self.adopted.zones[self.zones[*page]];
            zone.programs && zone.tool != Tool::Hugo
        };
        let folded = |page: &usize| {
            let mut ids = self.pages[*page].article.ids.iter();
            self.is_foreign(*page) && ids.any(|known| bare(known) == bare(&id))
        };
        if found.iter().any(|page| self.may_have_more(*page, 4) || programs(page) || folded(page)) {
            return Ok(Target::Unseen(id));
        }
        let article = &self.pages[page].article;
        Err(links::no_anchor(article.path.to_string(), id, article.ids.iter()))
    }

    /// Whether a page, or a file that becomes part of it, has an id.
    fn has(&self, page: usize, id: &str, depth: usize) -> bool {
        let article = &self.pages[page].article;
        article.ids.contains(id)
            || depth > 0
                && self.included(page).flatten().any(|inner| self.has(inner, id, depth - 1))
    }

    /// Whether a page has front matter though nothing tells which tool reads it.
    pub(super) fn is_foreign(&self, page: usize) -> bool {
        let zone = &self.adopted.zones[self.zones[page]];
        zone.tool == Tool::Plain && self.pages[page].article.front.extra.is_some()
    }

    /// Whether a page may have ids that factum does not see.
    fn may_have_more(&self, page: usize, depth: usize) -> bool {
        self.pages[page].article.opaque
            || self.included(page).any(|inner| {
                inner.is_none_or(|inner| depth == 0 || self.may_have_more(inner, depth - 1))
            })
    }

    fn included(&self, page: usize) -> impl Iterator<Item = Option<usize>> + '_ {
        let from = &self.pages[page].article.path;
        let zone = &self.adopted.zones[self.zones[page]];
        self.pages[page].article.includes.iter().map(move |path| {
            let rooted = path.trim_start_matches("@site/").trim_start_matches("~/");
            let beside = from.beside(path).map(|path| path.to_string());
            let ways = [beside, Some(join(&zone.base, rooted)), Some(join("", rooted))];
            ways.into_iter().flatten().find_map(|way| self.by_path.get(way.as_str()).copied())
        })
    }
}

/// Whether an id is a way that a script on the page reads, such as `/guide` or `tag/name`: no tool
/// makes ids with a slash from headings.
fn is_route(id: &str) -> bool {
    id.starts_with(['/', '!']) || id.trim_end_matches('/').contains('/')
}

/// The letters and digits of an id.
fn bare(id: &str) -> String {
    id.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
