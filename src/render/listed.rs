//! The way around that the settings set: the tree beside a page, and its neighbours in it.
//! The way that follows from folders is left to `nav`.

use super::Link;
use super::moved::link;
use super::nav::{self, Item};
use super::urls::Here;
use crate::site::{NavEntry, PageKind, Site, Target};

/// Where a tree is drawn: for which page, by index, in which language.
struct Around<'a> {
    here: Here<'a>,
    language: &'a str,
    page: Option<usize>,
}

/// The tree around a page, by its index; nothing where the settings set none.
pub(super) fn tree(
    site: &Site,
    here: Here<'_>,
    language: &str,
    page: Option<usize>,
) -> Option<Vec<Item>> {
    if site.nav.is_empty() {
        return None;
    }
    let mut items = Vec::new();
    level(site, &Around { here, language, page }, &site.nav, 0, &mut items);
    Some(items)
}

fn level(
    site: &Site,
    around: &Around<'_>,
    entries: &[NavEntry],
    depth: usize,
    items: &mut Vec<Item>,
) {
    for entry in entries {
        let at = items.len();
        items.push(item(site, around, entry, depth));
        match (&entry.entries, &entry.target) {
            (Some(below), _) => level(site, around, below, depth + 1, items),
            // Below a section of whose pages nothing is said lies what lies in its folder.
            (None, Some(Target::Page { page, anchor: None })) => {
                let section = shown(site, around, *page);
                if site.page(section).kind == PageKind::Section
                    && site.page(section).parent.is_some()
                {
                    let below = nav::below(site, around.here, section, around.page, depth + 1);
                    items.extend(below);
                }
            }
            _ => {}
        }
        let (nests, trail) = (items.len() > at + 1, items[at + 1..].iter().any(Item::leads));
        (items[at].nests, items[at].trail) = (nests, trail);
    }
    if depth > 0
        && let Some(last) = items.last_mut()
    {
        last.closes += 1;
    }
}

fn item(site: &Site, around: &Around<'_>, entry: &NavEntry, depth: usize) -> Item {
    let page = match &entry.target {
        Some(Target::Page { page, .. }) => Some(shown(site, around, *page)),
        _ => None,
    };
    let whole = matches!(&entry.target, Some(Target::Page { anchor: None, .. }));
    let led = entry.target.as_ref().map(|target| match (target, page) {
        (Target::Page { anchor, .. }, Some(page)) => {
            let anchor = anchor.clone();
            link(site, around.here, &Target::Page { page, anchor })
        }
        _ => link(site, around.here, target),
    });
    let language = page.map(|page| &site.page(page).language);
    let newest = around.page.and_then(|page| site.page(page).editions.first().copied());
    Item {
        title: entry
            .title
            .clone()
            .or(led.as_ref().map(|led| led.title.clone()))
            .unwrap_or_default(),
        href: led.map(|led| led.href).unwrap_or_default(),
        language: language.filter(|language| *language != around.language).cloned(),
        current: whole && page.is_some() && (page == around.page || page == newest),
        trail: false,
        nests: false,
        closes: 0,
        depth,
    }
}

/// The page, by index, that an entry means for those who read around: in their language and for
/// their version, where there is one.
fn shown(site: &Site, around: &Around<'_>, page: usize) -> usize {
    let same = site.page(page).translations.iter().copied();
    let mut same = same.filter(|same| site.page(*same).written);
    let page = same.find(|same| site.page(*same).language == around.language).unwrap_or(page);
    let edition = around.page.and_then(|page| site.page(page).edition);
    site.page(page).edition_for(edition, &site.pages).unwrap_or(page)
}

/// The pages before and after a page, by its index, in the order in which the settings name them;
/// nothing where they do not name it.
pub(super) fn neighbours(
    site: &Site,
    here: Here<'_>,
    index: usize,
) -> Option<(Option<Link>, Option<Link>)> {
    let around = Around { here, language: &site.page(index).language, page: Some(index) };
    let mut order = Vec::new();
    sequence(site, &around, &site.nav, &mut order);
    let at = order.iter().position(|page| *page == index)?;
    let to = |at: usize| order.get(at).map(|page| nav::link(site, here, *page));
    Some((at.checked_sub(1).and_then(to), to(at + 1)))
}

/// Every page that entries lead to, each once.
fn sequence(site: &Site, around: &Around<'_>, entries: &[NavEntry], order: &mut Vec<usize>) {
    for entry in entries {
        if let Some(Target::Page { page, .. }) = &entry.target {
            let page = shown(site, around, *page);
            match &entry.entries {
                None if site.page(page).parent.is_some() => folder(site, around, page, order),
                _ => push(page, order),
            }
        }
        sequence(site, around, entry.entries.as_deref().unwrap_or_default(), order);
    }
}

/// A page and what lies in its folder. The tree is as deep as folders are.
fn folder(site: &Site, around: &Around<'_>, page: usize, order: &mut Vec<usize>) {
    let mut open = vec![page];
    while let Some(page) = open.pop() {
        push(page, order);
        let children = site.page(page).children.iter().rev();
        open.extend(
            children.map(|child| shown(site, around, *child)).filter(|child| *child != page),
        );
    }
}

fn push(page: usize, order: &mut Vec<usize>) {
    if !order.contains(&page) {
        order.push(page);
    }
}
