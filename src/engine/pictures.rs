//! The pictures that pages show, measured: each once, by its first bytes, however many pages show it
//! and however often the site is made anew. What is made of them is left to `render`.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

use crate::parse::{Picture, is_picture, mark};
use crate::site::{Origin, Site, Target};
use crate::source::{Door, SitePath, Sources, Stamp};

/// Pictures as they were measured last.
pub(super) type Known = HashMap<SitePath, (Stamp, Measured)>;

/// A picture, or why it is none.
type Measured = Result<Picture, String>;

/// Measures every picture of the site that a page shows. `named` says whether names are wanted that change
/// with a picture, and `stamps` tell which files are what they were.
pub(super) fn measure(
    door: &dyn Door,
    site: &Site,
    named: bool,
    stamps: &HashMap<SitePath, Stamp>,
    known: &mut Known,
) -> BTreeMap<SitePath, Measured> {
    let pages = site.pages_with(|among| among.images);
    let links = pages.flat_map(|page| site.links_of(page));
    let images = links.filter(|link| matches!(link.origin, Origin::Image(_)));
    let shown: BTreeSet<&SitePath> = images
        .filter_map(|link| match link.target.as_ref().ok()? {
            Target::Asset { address, .. } => site.asset(address).filter(|path| is_picture(path)),
            _ => None,
        })
        .collect();
    let before = std::mem::take(known);
    let measured = |path: &SitePath| {
        let stamp = stamps.get(path);
        let same = before.get(path).filter(|(known, _)| Some(known) == stamp);
        let same = same.filter(|(_, it)| !named || it.as_ref().is_ok_and(|it| it.mark.is_some()));
        same.map_or_else(|| new(door, path, named), |(_, measured)| measured.clone())
    };
    let shown: Vec<(&SitePath, Measured)> =
        shown.into_par_iter().map(|path| (path, measured(path))).collect();
    let stamped = shown.iter().filter_map(|(path, it)| Some((*path, *stamps.get(*path)?, it)));
    *known = stamped.map(|(path, stamp, it)| (path.clone(), (stamp, it.clone()))).collect();
    shown.into_iter().map(|(path, measured)| (path.clone(), measured)).collect()
}

/// Measures a picture; all of it is read only where its name has to change with it, or where its first
/// bytes do not say how large it is.
fn new(door: &dyn Door, path: &SitePath, named: bool) -> Measured {
    if !named
        && let Ok(head) = door.head(path, Picture::HEAD)
        && let Ok(size) = Picture::size(path, &head)
    {
        return Ok(Picture { size, mark: None });
    }
    let bytes = Sources::bytes(door, path)?;
    let size = Picture::size(path, &bytes)?;
    Ok(Picture { size, mark: named.then(|| mark(&bytes)) })
}
