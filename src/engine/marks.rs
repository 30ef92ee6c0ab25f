//! What the files of `static/` are told from others by that templates address: each is read once, however
//! often the site is made anew.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use crate::parse::mark;
use crate::site::Site;
use crate::source::{Door, SitePath, Stamp};
use crate::theme::addressed;

/// Marks as they were made last.
pub(super) type Known = HashMap<SitePath, (Stamp, String)>;

/// The marks of the files that the site's templates address; one that cannot be read has none.
pub(super) fn marks(
    door: &dyn Door,
    site: &Site,
    stamps: &HashMap<SitePath, Stamp>,
    known: &mut Known,
) -> BTreeMap<SitePath, String> {
    let before = std::mem::take(known);
    let files: Vec<SitePath> = addressed(&site.texts, &site.assets).files.into_iter().collect();
    let marked = |path: SitePath| {
        let same = before.get(&path).filter(|(known, _)| Some(known) == stamps.get(&path));
        let mark = match same {
            Some((_, mark)) => mark.clone(),
            None => mark(&door.read(&path).ok()?),
        };
        Some((path, mark))
    };
    let marks: BTreeMap<SitePath, String> = files.into_par_iter().filter_map(marked).collect();
    let stamped = marks.iter().filter_map(|(path, mark)| Some((path, *stamps.get(path)?, mark)));
    *known = stamped.map(|(path, stamp, mark)| (path.clone(), (stamp, mark.clone()))).collect();
    marks
}
