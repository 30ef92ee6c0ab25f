//! The way around: the tree beside a page, the crumbs above it, its neighbours.
//!
//! The tree is flat, in reading order, with the places where lists begin and end, so that a
//! template needs no recursion. Of a section that is not on the way to the page only the front is
//! shown, so that the tree of a large site stays small.

use serde::Serialize;

use super::Link;
use super::urls::Here;
use crate::site::{Page, PageKind, Site};

/// The most pages of one section that the tree shows; of more, those around the page.
const WIDEST: usize = 60;

/// An entry of the tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Item {
    pub(super) title: String,
    pub(super) href: String,
    /// Its language, where it is another one than that of the page: nobody has translated it.
    pub(super) language: Option<String>,
    /// Whether it is the page itself.
    pub(super) current: bool,
    /// Whether the page lies below it.
    pub(super) trail: bool,
    /// Whether a list of its children follows, inside of it.
    pub(super) nests: bool,
    /// How many such lists end after it.
    pub(super) closes: usize,
    /// 0 for the first level.
    pub(super) depth: usize,
}

impl Item {
    /// The entry of the page itself, which has this address.
    pub(super) fn marked(&self, href: String) -> Item {
        Item { current: true, href, ..self.clone() }
    }

    /// Whether it is the page itself, or the page lies below it.
    pub(super) fn leads(&self) -> bool {
        self.current || self.trail
    }
}

/// The home page of a language, by its index; of the site's own language where it has none.
pub(super) fn home(site: &Site, language: &str) -> Option<usize> {
    let of = |language: &str| {
        site.pages.iter().position(|page| page.parent.is_none() && page.language == language)
    };
    of(language).or_else(|| of(&site.config.language))
}

/// The tree below the home page around a page, by its index; `None` for a page that factum makes.
pub(super) fn tree(site: &Site, here: Here<'_>, home: usize, page: Option<usize>) -> Vec<Item> {
    without_pages(drawn(site, here, home, &Around::new(site, page)))
}

/// The same for all siblings of an article that has no pages below it: none of them is marked, and
/// each entry comes with its page, by its index, in the newest edition.
pub(super) fn unmarked(
    site: &Site,
    here: Here<'_>,
    home: usize,
    page: usize,
) -> Vec<(usize, Item)> {
    drawn(site, here, home, &Around { mark: false, ..Around::new(site, Some(page)) })
}

/// Whether a section has more pages than the tree shows.
pub(super) fn is_cut(section: &Page) -> bool {
    section.children.len() > WIDEST
}

fn drawn(site: &Site, here: Here<'_>, home: usize, around: &Around) -> Vec<(usize, Item)> {
    let mut items = Vec::new();
    level(site, here, around, home, 0, &mut items);
    items
}

fn without_pages(items: Vec<(usize, Item)>) -> Vec<Item> {
    items.into_iter().map(|(_, item)| item).collect()
}

/// The tree below a section, at a depth of a tree around a page; nothing unless the page is the
/// section or lies in it.
pub(super) fn below(
    site: &Site,
    here: Here<'_>,
    section: usize,
    page: Option<usize>,
    depth: usize,
) -> Vec<Item> {
    let around = Around::new(site, page);
    let mut items = Vec::new();
    if around.page == Some(section) || around.trail.contains(&section) {
        level(site, here, &around, section, depth, &mut items);
    }
    without_pages(items)
}

/// What a tree is drawn around.
struct Around {
    /// The sections that the page lies in.
    trail: Vec<usize>,
    /// The page, in its newest edition, which is the one in the tree.
    page: Option<usize>,
    /// The version that the page is made for, which the tree stays in.
    edition: Option<usize>,
    /// Whether the page is marked.
    mark: bool,
}

impl Around {
    fn new(site: &Site, page: Option<usize>) -> Around {
        Around {
            trail: page.map(|page| ancestors(site, page)).unwrap_or_default(),
            page: page.and_then(|page| site.page(page).editions.first().copied()),
            edition: page.and_then(|page| site.page(page).edition),
            mark: true,
        }
    }
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
        language: None,
        current: url == Some(*address),
        trail: false,
        nests: false,
        closes: 0,
        depth: 0,
    };
    let centre = pages.iter().position(|(_, address)| url == Some(*address));
    window(&pages, centre.unwrap_or(0)).iter().map(item).collect()
}

fn level(
    site: &Site,
    here: Here<'_>,
    around: &Around,
    section: usize,
    depth: usize,
    items: &mut Vec<(usize, Item)>,
) {
    let all = &site.page(section).children;
    let on_the_way = around.trail.iter().chain(&around.page);
    let places = on_the_way.filter(|page| site.page(**page).parent == Some(section));
    let centre = places.map(|page| site.page(*page).place).min();
    // What nobody has translated stands in sections of other languages, too.
    let stands = |child: &usize| Some(*child) == around.page || around.trail.contains(child);
    let centre = centre.or_else(|| all.iter().position(stands));
    let children = window(all, centre.unwrap_or(0));
    for child in children {
        let current = around.mark && Some(*child) == around.page;
        let trail_here = around.trail.contains(child);
        let shown = in_edition(site, *child, around.edition);
        let nests = (current || trail_here) && !shown.children.is_empty();
        let other = shown.language != site.page(section).language;
        let item = Item {
            title: shown.title.clone(),
            href: here.href(&shown.url),
            language: other.then(|| shown.language.clone()),
            current,
            trail: trail_here,
            nests,
            closes: 0,
            depth,
        };
        items.push((*child, item));
        if nests {
            level(site, here, around, *child, depth + 1, items);
        }
    }
    if depth > 0
        && let Some((_, last)) = items.last_mut()
    {
        last.closes += 1;
    }
}

/// A page as it is for a version, or for the newest where it is not made for that.
fn in_edition(site: &Site, page: usize, edition: Option<usize>) -> &Page {
    let page = site.page(page);
    page.edition_for(edition, &site.pages).map_or(page, |same| site.page(same))
}

/// At most [`WIDEST`] of some siblings, around the place of one.
fn window<T>(children: &[T], centre: usize) -> &[T] {
    if children.len() <= WIDEST {
        return children;
    }
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
    // What nobody has translated is no step on the way through a language.
    let own = |sibling: &&usize| site.page(**sibling).language == site.page(page).language;
    let siblings = &site.page(parent).children;
    let (newest, edition) = (site.page(page).editions.first(), site.page(page).edition);
    let at = newest.map(|newest| site.page(*newest).place);
    let Some(at) = at.filter(|at| siblings.get(*at) == newest) else { return (None, None) };
    let to = |sibling: &usize| {
        let page = in_edition(site, *sibling, edition);
        Link { title: page.title.clone(), href: here.href(&page.url) }
    };
    let before = siblings[..at].iter().rev().find(own);
    (before.map(to), siblings[at + 1..].iter().find(own).map(to))
}

/// A child of a section.
#[derive(Debug, Serialize)]
pub(super) struct Child {
    title: String,
    href: String,
    /// Its language, where it is another one than that of the section.
    language: Option<String>,
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
            language: (page.language != site.page(section).language).then(|| page.language.clone()),
            description: page.article.front.description.clone(),
            section: page.kind == PageKind::Section,
        }
    };
    site.page(section).children.iter().map(child).collect()
}
