//! Links that lead to where something used to be, and by an alias or a redirect on to where it is: what
//! each should be today. What a link names is left to `targets`.

use super::Page;
use super::destination::{query, relative_path};
use super::linking::Named;
use super::links::Target;
use super::places::Places;
use super::targets::Targets;
use crate::parse::{At, Config};
use crate::source::{SitePath, Span};

/// A place in the settings that names what has moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Behind {
    /// The destination, as written.
    pub to: String,
    /// Where it stands.
    pub span: Span,
    /// What it should be.
    pub now: String,
}

/// Where the navigation and the redirects of the settings lead to what has moved; `home` is the page
/// that their links are meant from, by index.
pub(super) fn behind(
    config: &Config,
    home: usize,
    pages: &[Page],
    places: &Places,
    named: &Named,
) -> Vec<Behind> {
    let Some(today) = Today::new(pages, places, named) else { return Vec::new() };
    let targets = Targets::new(pages, places, named);
    let of_one = |to: &At<String>| {
        let target = targets.resolve(home, &to.it).ok()?;
        let now = today.instead(home, None, &to.it, &target)?;
        Some(Behind { to: to.it.clone(), span: to.span.clone(), now })
    };
    config.destinations().into_iter().filter_map(of_one).collect()
}

/// What links could name if nothing had moved.
pub(super) struct Today<'s> {
    pages: &'s [Page],
    targets: Targets<'s>,
}

impl<'s> Today<'s> {
    /// Nothing where nothing has moved.
    pub(super) fn new(
        pages: &'s [Page],
        places: &'s Places,
        named: &'s Named,
    ) -> Option<Today<'s>> {
        let moved = !named.moved.is_empty() || !places.former.is_empty();
        let targets = || Targets::without_moves(pages, places, named);
        (moved && named.adopted.is_none()).then(|| Today { pages, targets: targets() })
    }

    /// What a destination should be that stands on a page, in a file that the page includes if it
    /// names one, and leads to `target`; nothing where it is right.
    pub(super) fn instead(
        &self,
        page: usize,
        file: Option<&SitePath>,
        to: &str,
        target: &Target,
    ) -> Option<String> {
        if matches!(target, Target::External(_)) && super::destination::is_external(to) {
            return None;
        }
        self.targets.resolve_from(page, file, to).err()?;
        match target {
            Target::Page { page: at, anchor } => {
                let end = anchor.as_ref().map(|id| format!("#{id}")).unwrap_or_default();
                let query = query(to).map(|query| format!("?{query}")).unwrap_or_default();
                let whole = end.is_empty() && query.is_empty();
                Some(format!("{}{query}{end}", self.path(page, file, to, *at, whole)))
            }
            Target::Asset { address, fragment } => {
                let end = fragment.as_ref().map(|it| format!("#{it}")).unwrap_or_default();
                Some(format!("{address}{end}"))
            }
            Target::Made(address) | Target::External(address) => Some(address.clone()),
            Target::Unseen(_) => None,
        }
    }

    /// The way to a page, written as the old one is: as an address, or as a file.
    fn path(
        &self,
        page: usize,
        file: Option<&SitePath>,
        to: &str,
        at: usize,
        whole: bool,
    ) -> String {
        // Of a page that is made for several versions the newest is the one to name.
        let newest = self.pages[at].editions.first().copied().unwrap_or(at);
        let there = &self.pages[newest];
        let here = file.unwrap_or(&self.pages[page].article.path);
        let old = to.split(['#', '?']).next().unwrap_or_default();
        let by_file = (old.is_empty() || old.ends_with(".md")) && there.written;
        match (by_file, old.strip_prefix("@/")) {
            (false, _) => there.url.clone(),
            (true, None) if here == &there.article.path && !whole => String::new(),
            (true, None) => relative_path(here, &there.article.path),
            (true, Some(_)) => {
                let path = &there.article.path;
                format!("@/{}", path.below("content").unwrap_or(path.as_str()))
            }
        }
    }
}
