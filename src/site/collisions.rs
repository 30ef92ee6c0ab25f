//! Files that want the address of something else: published as they are, they would take the place of a
//! page, or never be seen. Two pages with one address are left to `pages`.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Duplicate, Page, Shared};
use crate::source::{Asset, SitePath};

/// What a site may say otherwise than factum by a file of its own.
const OWN: [&str; 1] = ["/llms.txt"];

/// The files that share an address with a page, with a page that factum makes, or with another file.
/// A made page has no place in a file: such a file is named as both of the two.
pub(super) fn collisions(
    pages: &[Page],
    made: &BTreeMap<String, BTreeSet<String>>,
    assets: &BTreeMap<SitePath, Asset>,
) -> Vec<Duplicate> {
    if assets.is_empty() {
        return Vec::new();
    }
    let written = pages.iter().rev().filter(|page| page.written);
    let by_url: HashMap<&str, &SitePath> =
        written.map(|page| (page.url.as_str(), &page.article.path)).collect();
    let collision = |file: &SitePath| {
        let name = file.below("content").or_else(|| file.below("static"))?;
        let address = address(name);
        let beside = || {
            let other = SitePath::new(&format!("static/{name}"))?;
            assets.get_key_value(&other).map(|(other, _)| other).filter(|other| *other != file)
        };
        let made =
            (made.contains_key(&address) && !OWN.contains(&address.as_str())).then_some(file);
        let first = by_url.get(address.as_str()).copied().or(made).or_else(beside)?;
        let (first, again) = ((first.clone(), 0..0), (file.clone(), 0..0));
        Some(Duplicate { what: Shared::Url, id: address, first, again })
    };
    assets.keys().filter_map(collision).collect()
}

/// The address of a file that is published as it is.
fn address(name: &str) -> String {
    match name.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => format!("/{folder}"),
        _ => format!("/{name}"),
    }
}
