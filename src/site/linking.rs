//! Every link of every page, resolved, and what links can name beside pages; what was resolved before
//! is taken over where nothing that it depends on is other. What one link names is left to `links`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use rayon::prelude::*;

use super::adopted::Elsewhere;
use super::destination::query;
use super::links::{Link, Origin};
use super::made::Made;
use super::moving::{self, Behind, Today};
use super::navigation::{self, NavBroken, NavEntry};
use super::places::Places;
use super::redirects::{self, Moved, Redirect};
use super::targets::Targets;
use super::wikilinks::ByName;
use super::{Among, Page, PerPage, Withheld};
use crate::parse::adopt::Adopted;
use crate::parse::{Expanded, Linking, Parsed};
use crate::source::{Asset, SitePath, Span};

/// What the build before resolved.
pub(super) struct Before<'b> {
    pub(super) pages: &'b [Page],
    pub(super) named: &'b Named,
    pub(super) links: &'b PerPage<Link>,
    pub(super) among: &'b [Among],
    /// For each page, those that link to it.
    pub(super) backlinks: &'b [Vec<usize>],
}

/// What links can name beside pages.
#[derive(PartialEq)]
pub(super) struct Named {
    /// The addresses of the pages that factum makes, with the ids in them.
    pub(super) made: Arc<Made>,
    /// The addresses of the other files that it makes.
    pub(super) files: Arc<BTreeSet<String>>,
    /// Fact files with the address of the page that shows them.
    pub(super) fact_files: Arc<BTreeMap<SitePath, String>>,
    pub(super) assets: BTreeMap<SitePath, Asset>,
    /// Files that are there, but not published.
    pub(super) hidden: Arc<BTreeSet<SitePath>>,
    /// Articles that are not published today.
    pub(super) withheld: BTreeMap<SitePath, Withheld>,
    /// What articles include, since links in it start from its file.
    pub(super) expanded: BTreeMap<SitePath, Expanded>,
    pub(super) redirects: Vec<Redirect>,
    /// What they say has moved, by address and anchor.
    pub(super) moved: Moved,
    pub(super) nav: Vec<NavEntry>,
    pub(super) nav_broken: Vec<NavBroken>,
    /// Where the settings name what has moved.
    pub(super) behind: Vec<Behind>,
    /// The tools that the tree was made for, where that is not factum.
    pub(super) adopted: Option<Adopted>,
    /// How links are written.
    pub(super) linking: Linking,
}

/// What of it rests on the names of files and on facts alone, and is kept from one build to the next.
#[derive(Clone)]
pub(super) struct Stock {
    pub(super) made: Arc<Made>,
    pub(super) fact_files: Arc<BTreeMap<SitePath, String>>,
    pub(super) hidden: Arc<BTreeSet<SitePath>>,
}

/// The files that are there, but not published, among these.
pub(super) fn hidden(texts: &[SitePath], places: &Places) -> BTreeSet<SitePath> {
    texts.iter().filter(|path| !places.by_path.contains_key(path.as_str())).cloned().collect()
}

/// What links can name beside pages.
pub(super) fn named(
    parsed: &Parsed,
    pages: &[Page],
    places: &Places,
    stock: Stock,
    withheld: BTreeMap<SitePath, Withheld>,
) -> Named {
    let Stock { made, fact_files, hidden } = stock;
    let (assets, adopted) = (parsed.assets.clone(), parsed.adopted.clone());
    let linking = parsed.config.links;
    let expanded = parsed.expanded.clone();
    let files = places.files.clone();
    let (redirects, moved, nav, nav_broken, behind) = Default::default();
    let mut named = Named {
        made,
        files,
        fact_files,
        assets,
        hidden,
        withheld,
        expanded,
        redirects,
        moved,
        nav,
        nav_broken,
        behind,
        adopted,
        linking,
    };
    // The way around a tree that another tool publishes is that tool's.
    if pages.is_empty() || named.adopted.is_some() {
        return named;
    }
    let home = places.today.get("/").copied().unwrap_or(0);
    // One redirect may lead to where another one begins, and so on, each at most once.
    for _ in 0..=parsed.config.redirects.len() {
        let targets = Targets::new(pages, places, &named);
        let found = redirects::resolve(&parsed.config.redirects, home, &targets);
        if found == named.redirects {
            break;
        }
        named.moved = redirects::moved(&found);
        named.redirects = found;
    }
    let mut nav_broken = Vec::new();
    let targets = Targets::new(pages, places, &named);
    named.nav = navigation::resolve(&parsed.config.nav, home, &targets, &mut nav_broken);
    named.nav_broken = nav_broken;
    named.behind = moving::behind(&parsed.config, home, pages, places, &named);
    named
}

/// Resolves every link of every page. Those of a page lead where they did where its text is what it
/// was, and so is everything that they may name.
pub(super) fn resolve(
    pages: &[Page],
    places: &Places,
    named: &Named,
    earlier: Option<(&Before<'_>, &BTreeSet<usize>)>,
) -> PerPage<Link> {
    let targets = Targets::new(pages, places, named);
    let adopted = named.adopted.as_ref();
    let files: BTreeSet<&SitePath> = match adopted {
        Some(_) => named.assets.keys().chain(&*named.hidden).collect(),
        None => BTreeSet::new(),
    };
    let elsewhere = adopted.map(|adopted| Elsewhere::new(pages, adopted, &files));
    let by_name = LazyLock::new(|| ByName::new(pages, named.linking.anchors));
    let today = Today::new(pages, places, named);
    let of_page = |page: usize| {
        let article = &pages[page].article;
        let expanded = named.expanded.get(&article.path);
        let file_of = |span: &Span| expanded?.file(span.start);
        let lead = |span: &Span, to: &str| match &elsewhere {
            Some(elsewhere) => elsewhere.resolve(page, to),
            None => targets.resolve_from(page, file_of(span), to),
        };
        let asks = |by_name: bool, to: &str| {
            let asks = !by_name && elsewhere.is_none();
            query(to).filter(|_| asks).map(Box::from)
        };
        let links = article.links.iter().enumerate().map(|(at, link)| {
            let target = match link.by_name {
                true => by_name.resolve(page, &link.to),
                false => lead(&link.span, &link.to),
            };
            let today = today.as_ref().filter(|_| !link.by_name);
            let found = today.zip(target.as_ref().ok());
            let moved = found.and_then(|(today, target)| {
                today.instead(page, file_of(&link.span), &link.to, target).map(Box::from)
            });
            Link {
                page,
                origin: Origin::Link(at),
                span: link.span.clone(),
                to_span: link.to_span.clone(),
                to: link.to.clone(),
                query: asks(link.by_name, &link.to),
                target,
                moved,
            }
        });
        let images = article.images.iter().enumerate().map(|(at, image)| Link {
            page,
            origin: Origin::Image(at),
            span: image.span.clone(),
            to_span: image.to_span.clone(),
            to: image.to.clone(),
            query: asks(image.by_name, &image.to),
            target: match image.by_name {
                true => by_name.picture(page, &image.to, &named.assets),
                false => lead(&image.span, &image.to),
            },
            moved: None,
        });
        let mut all: Vec<Link> = links.chain(images).collect();
        all.sort_by_key(|link| (link.span.start, link.span.end));
        Arc::from(all)
    };
    // A name may be found in any title, and what a page shows may stand in any other.
    let by_place = adopted.is_none() && !named.linking.wikilinks;
    let earlier = earlier.filter(|(built, _)| by_place && *built.named == *named);
    let Some((built, changed)) = earlier else {
        return PerPage::new((0..pages.len()).into_par_iter().map(of_page).collect());
    };
    // What named a page that has other anchors now may name nothing, and the other way round.
    let ids = |page: usize| &built.pages[page].article.ids;
    let moved: Vec<usize> =
        changed.iter().copied().filter(|page| *ids(*page) != pages[*page].article.ids).collect();
    let mut anew = changed.clone();
    if !moved.is_empty() {
        let broken = built.among.iter().enumerate().filter(|(_, among)| among.broken);
        anew.extend(broken.map(|(page, _)| page));
        // Of a page that is made for several versions one stands for all among those that link.
        let linking = moved.iter().flat_map(|page| &built.backlinks[*page]);
        anew.extend(linking.flat_map(|page| &pages[*page].editions));
    }
    let anew: Vec<usize> = anew.into_iter().collect();
    let found: Vec<Arc<[Link]>> = anew.par_iter().map(|page| of_page(*page)).collect();
    built.links.with(anew.into_iter().zip(found).collect())
}
