//! The way around: the tree beside a page, the crumbs above it, its neighbours.
//!
//! The tree is flat, in reading order, with the places where lists begin and end, so that a
//! template needs no recursion. Of a section that is not on the way to the page only the front is
//! shown, so that the tree of a large site stays small.

use serde::Serialize;

use super::Link;
use super::urls::Here;
use crate::site::{PageKind, Site};

/// The most pages of one section that the tree shows; of more, those around the page.
const WIDEST: usize = 60;

/// An entry of the tree.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Item {
    title: String,
    href: String,
    /// Whether it is the page itself.
    current: bool,
    /// Whether the page lies below it.
    trail: bool,
    /// Whether a list of its children follows, inside of it.
    nests: bool,
    /// How many such lists end after it.
    closes: usize,
    /// 0 for the first level.
    depth: usize,
}

/// The home page, by its index.
pub(super) fn home(site: &Site) -> Option<usize> {
    site.pages.iter().position(|page| page.parent.is_none())
}

/// The tree below the home page around a page, by its index; `None` for a page that factum makes.
pub(super) fn tree(site: &Site, here: Here<'_>, home: usize, page: Option<usize>) -> Vec<Item> {
    let trail = page.map(|page| ancestors(site, page)).unwrap_or_default();
    let mut items = Vec::new();
    level(site, here, page, &trail, home, 0, &mut items);
    items
}

/// Pages that factum makes of one kind, beside one of them: titles with addresses.
pub(super) fn shelf<'a>(
    here: Here<'_>,
    url: Option<&str>,
    pages: impl Iterator<Item = (&'a str, &'a str)>,
) -> Vec<Item> {
    let pages: Vec<(&str, &str)> = pages.collect();
    let item = |(title, address): &(&str, &str)| Item {
        title: (*title).to_string(),
        href: here.href(address),
        current: url == Some(*address),
        trail: false,
        nests: false,
        closes: 0,
        depth: 0,
    };
    window(&pages, |(_, address)| url == Some(*address)).iter().map(item).collect()
}

fn level(
    site: &Site,
    here: Here<'_>,
    page: Option<usize>,
    trail: &[usize],
    section: usize,
    depth: usize,
    items: &mut Vec<Item>,
) {
    let on_the_way = |child: &usize| Some(*child) == page || trail.contains(child);
    let children = window(&site.page(section).children, on_the_way);
    for child in children {
        let (current, trail_here) = (Some(*child) == page, trail.contains(child));
        let shown = site.page(*child);
        let nests = (current || trail_here) && !shown.children.is_empty();
        items.push(Item {
            title: shown.title.clone(),
            href: here.href(&shown.url),
            current,
            trail: trail_here,
            nests,
            closes: 0,
            depth,
        });
        if nests {
            level(site, here, page, trail, *child, depth + 1, items);
        }
    }
    if depth > 0
        && let Some(last) = items.last_mut()
    {
        last.closes += 1;
    }
}

/// At most [`WIDEST`] of some siblings, around the one that is wanted.
fn window<T>(children: &[T], wanted: impl Fn(&T) -> bool) -> &[T] {
    if children.len() <= WIDEST {
        return children;
    }
    let centre = children.iter().position(wanted).unwrap_or(0);
    let start = centre.saturating_sub(WIDEST / 2).min(children.len() - WIDEST);
    &children[start..start + WIDEST]
}

/// The sections that a page lies in, outermost first.
fn ancestors(site: &Site, page: usize) -> Vec<usize> {
    let mut ancestors = Vec::new();
    let mut at = site.page(page).parent;
    while let Some(parent) = at {
        // A section cannot lie in itself, but a loop here would never end.
        if ancestors.contains(&parent) {
            break;
        }
        ancestors.push(parent);
        at = site.page(parent).parent;
    }
    ancestors.reverse();
    ancestors
}

/// The sections that a page lies in, from the home page down.
pub(super) fn crumbs(site: &Site, here: Here<'_>, page: usize) -> Vec<Link> {
    ancestors(site, page).into_iter().map(|section| link(site, here, section)).collect()
}

/// A link to a page, by its index.
pub(super) fn link(site: &Site, here: Here<'_>, page: usize) -> Link {
    let page = site.page(page);
    Link { title: page.title.clone(), href: here.href(&page.url) }
}

/// Who answers for a page: whom it names, or the section it lies in.
pub(super) fn owner(site: &Site, page: usize) -> Option<&str> {
    let own = site.page(page).article.front.owner.as_deref();
    let sections = ancestors(site, page);
    let above = || {
        sections.iter().rev().find_map(|section| site.page(*section).article.front.owner.as_deref())
    };
    own.or_else(above)
}

/// The pages before and after a page among its siblings.
pub(super) fn neighbours(site: &Site, here: Here<'_>, page: usize) -> (Option<Link>, Option<Link>) {
    let Some(parent) = site.page(page).parent else { return (None, None) };
    let siblings = &site.page(parent).children;
    let Some(at) = siblings.iter().position(|sibling| *sibling == page) else {
        return (None, None);
    };
    let to = |at: usize| siblings.get(at).map(|sibling| link(site, here, *sibling));
    (at.checked_sub(1).and_then(to), to(at + 1))
}

/// A child of a section.
#[derive(Debug, Serialize)]
pub(super) struct Child {
    title: String,
    href: String,
    description: Option<String>,
    /// Whether it is a section itself.
    section: bool,
}

/// The children of a section with their descriptions.
pub(super) fn children(site: &Site, here: Here<'_>, section: usize) -> Vec<Child> {
    let child = |index: &usize| {
        let page = site.page(*index);
        Child {
            title: page.title.clone(),
            href: here.href(&page.url),
            description: page.article.front.description.clone(),
            section: page.kind == PageKind::Section,
        }
    };
    site.page(section).children.iter().map(child).collect()
}
