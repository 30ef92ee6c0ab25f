//! The addresses that a site has promised: which of them it publishes no longer and leads nobody on
//! from, and which it publishes that nobody has promised yet. The list itself is left to `parse`.

use std::collections::{BTreeMap, BTreeSet};

use super::linking::Named;
use super::links::{Broken, Target};
use super::made::{self, Made};
use super::nearby::Nearby;
use super::targets::Targets;
use super::{Page, Site};
use crate::parse::{At, Promises, nearest};
use crate::source::{Asset, SitePath};

/// What came of the addresses that a site has promised.
#[derive(Debug, PartialEq)]
pub struct Kept {
    /// Everything that it has promised.
    pub promised: BTreeSet<String>,
    /// Those that are lost, in the order of the list. An anchor is lost with its page, and not told
    /// of beside it.
    pub lost: Vec<Lost>,
    /// What the site publishes and the list does not hold, sorted.
    pub new: Vec<String>,
}

/// A promised address that is not published, and that nothing leads on from.
#[derive(Debug, PartialEq)]
pub struct Lost {
    /// The address as the list has it.
    pub address: At<String>,
    /// The page, by index, that is there or that readers are led on to, where only the anchor is
    /// lost.
    pub page: Option<usize>,
    /// The promised anchors that are lost with a page.
    pub anchors: Vec<String>,
    /// The new address that it is nearest to.
    pub near: Option<String>,
}

impl Lost {
    /// Every address that is lost with it, its own first.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.address.it).chain(&self.anchors).map(String::as_str)
    }
}

impl Site {
    /// Every address that the site promises to those who link to it: pages with their headings and
    /// the ids that authors gave, pages about facts, sources and tags, feeds, data and files. Twins,
    /// files of the theme, numbers of footnotes and marks of claims are not among them.
    pub fn addresses(&self) -> BTreeSet<String> {
        let made =
            made::pages(&self.subjects, &self.sources, &self.taxonomies, &self.feeds, &self.config);
        published(&self.pages, &made, &self.assets)
    }
}

fn published(pages: &[Page], made: &Made, assets: &BTreeMap<SitePath, Asset>) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    let mut add = |url: &str, ids: &mut dyn Iterator<Item = &str>| {
        all.insert(url.to_string());
        let ids = ids.filter(|id| !id.contains(char::is_control) && id.trim() == *id);
        all.extend(ids.map(|id| format!("{url}#{id}")));
    };
    for page in pages {
        add(&page.url, &mut page.article.ids.iter().filter(|id| !is_numbered(id)));
    }
    for (url, ids) in made {
        add(url, &mut ids.iter().map(String::as_str));
    }
    for path in assets.keys() {
        if let Some(below) = path.below("content").or_else(|| path.below("static")) {
            add(&format!("/{below}"), &mut std::iter::empty());
        }
    }
    all
}

/// Whether an id is a number that footnotes get: it is another's when one is put before.
fn is_numbered(id: &str) -> bool {
    let rest = id.strip_prefix("fnref-").or_else(|| id.strip_prefix("fn-"));
    rest.is_some_and(|rest| {
        rest.split('-').all(|n| !n.is_empty() && n.chars().all(|c| c.is_ascii_digit()))
    })
}

/// Holds what a site publishes against what it has promised.
pub(super) fn keep(
    promises: &Promises,
    pages: &[Page],
    named: &Named,
    targets: &Targets<'_>,
) -> Kept {
    let published = published(pages, &named.made, &named.assets);
    let promised: BTreeSet<&str> = promises.addresses.iter().map(|it| it.it.as_str()).collect();
    let new: Vec<String> =
        published.iter().filter(|it| !promised.contains(it.as_str())).cloned().collect();
    let mut gone: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut lost = Vec::new();
    let mut seen = BTreeSet::new();
    for address in &promises.addresses {
        if published.contains(&address.it) || !seen.insert(address.it.as_str()) {
            continue;
        }
        let (url, anchor) = parts(&address.it);
        let page = match targets.at(url, anchor) {
            Ok(_) => continue,
            Err(Broken::NoAnchor { .. }) => match targets.at(url, None) {
                Ok(Target::Page { page, .. }) => Some(page),
                _ => None,
            },
            Err(_) if anchor.is_some() && promised.contains(url) => {
                gone.entry(url).or_default().push(address.it.clone());
                continue;
            }
            Err(_) => None,
        };
        lost.push(Lost { address: address.clone(), page, anchors: Vec::new(), near: None });
    }
    name_the_nearest(&mut lost, pages, &NewOnes::of(&new, &promised));
    for lost in &mut lost {
        lost.anchors = gone.remove(lost.address.it.as_str()).unwrap_or_default();
    }
    let promised = promised.into_iter().map(str::to_string).collect();
    Kept { promised, lost, new }
}

fn name_the_nearest(lost: &mut [Lost], pages: &[Page], new: &NewOnes<'_>) {
    // How much is lost at each address; of whole pages, how many are.
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for lost in &*lost {
        let (url, anchor) = parts(&lost.address.it);
        *counts.entry(anchor.map_or("", |_| url).to_string()).or_default() += 1;
    }
    for lost in lost {
        let (url, anchor) = parts(&lost.address.it);
        let alone = counts.get(anchor.map_or("", |_| url)) == Some(&1);
        let now = lost.page.map_or(url, |page| pages[page].url.as_str());
        lost.near = match anchor {
            Some(anchor) => new.anchor(url, now, anchor, alone),
            None => new.page(url, alone),
        };
    }
}

/// An address and the anchor in it. A `#` in the middle belongs to the name of a page.
fn parts(address: &str) -> (&str, Option<&str>) {
    match address.rsplit_once('#').filter(|(_, anchor)| !anchor.contains('/')) {
        Some((url, anchor)) => (url, Some(anchor)),
        None => (address, None),
    }
}

/// New addresses, to find in them what another has become.
struct NewOnes<'n> {
    /// By page, the anchors that are new.
    anchors: BTreeMap<&'n str, Vec<&'n str>>,
    /// By page that is lost or kept, the anchors that were promised.
    promised: BTreeMap<&'n str, BTreeSet<&'n str>>,
    pages: Vec<&'n str>,
    near: Nearby<'n>,
}

impl<'n> NewOnes<'n> {
    fn of(new: &'n [String], known: &BTreeSet<&'n str>) -> NewOnes<'n> {
        let mut anchors: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let mut promised: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        let mut pages = Vec::new();
        for address in new {
            match parts(address) {
                (url, Some(anchor)) => anchors.entry(url).or_default().push(anchor),
                (url, None) => pages.push(url),
            }
        }
        for address in known {
            if let (url, Some(anchor)) = parts(address) {
                promised.entry(url).or_default().insert(anchor);
            }
        }
        let near = Nearby::new(pages.iter().copied());
        NewOnes { anchors, promised, pages, near }
    }

    /// What a page has become: the new one that has most of its anchors, or nearly its name, or that
    /// is the only one, where it is the only one that is lost.
    fn page(&self, url: &str, alone: bool) -> Option<String> {
        let had = self.promised.get(url);
        let shared = |page: &&'n str| {
            let has = self.anchors.get(page)?;
            let had = had.filter(|had| had.len() > 1)?;
            let both = has.iter().filter(|anchor| had.contains(**anchor)).count();
            (2 * both >= had.len()).then_some((both, *page))
        };
        // Of two that have as many the first.
        let same = self.pages.iter().rev().filter_map(shared).max_by_key(|(both, _)| *both);
        let only = || self.pages.first().filter(|_| alone && self.pages.len() == 1).copied();
        let found = same.map(|(_, page)| page).or_else(|| self.near.nearest(url)).or_else(only);
        found.map(str::to_string)
    }

    /// What an anchor of a page at `url`, which is at `now` today, has become: one of the same page with nearly its name, the same on another
    /// page, or the only new one, where it is the only one that its page has lost.
    fn anchor(&self, url: &str, now: &str, anchor: &str, alone: bool) -> Option<String> {
        // What the page had at its old address as well has not become anything else.
        let had = self.promised.get(url);
        let other = |id: &&str| !had.is_some_and(|had| had.contains(id));
        let here: Vec<&str> =
            self.anchors.get(now).into_iter().flatten().copied().filter(other).collect();
        let near = nearest(anchor, here.iter().copied()).map(|id| format!("{now}#{id}"));
        let same = |(url, ids): (&&str, &Vec<&str>)| {
            ids.contains(&anchor).then(|| format!("{url}#{anchor}"))
        };
        let elsewhere = || {
            let mut found = self.anchors.iter().filter_map(same);
            found.next().filter(|_| found.next().is_none())
        };
        let only = || {
            let only = here.first().filter(|_| alone && here.len() == 1);
            only.map(|id| format!("{now}#{id}"))
        };
        near.or_else(elsewhere).or_else(only)
    }
}
