//! The ids in drawings, as far as links name a place in one: `signs.svg#door`.
//! What a missing one means is left to `rules`.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::parse::published_ids;
use crate::site::{Link, Site, Target};
use crate::source::{Door, SitePath, Sources};

/// The ids of every drawing that a link names a place in, sorted; nothing for one that is no text.
pub(super) fn ids(door: &dyn Door, site: &Site) -> BTreeMap<SitePath, Vec<String>> {
    let drawing = |link: &Link| match link.target.as_ref().ok()? {
        Target::Asset { address, fragment: Some(_) } => {
            site.asset(address).filter(|path| path.extension() == "svg").cloned()
        }
        _ => None,
    };
    let links = site.pages_with(|among| among.places).flat_map(|page| site.links_of(page));
    let named: BTreeSet<SitePath> = links.filter_map(drawing).collect();
    let read = |path: SitePath| {
        let text = Sources::read(door, path.clone()).ok()?;
        Some((path, published_ids(text.as_str())))
    };
    named.into_par_iter().filter_map(read).collect()
}
