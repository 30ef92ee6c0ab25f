//! Smaller copies of pictures: made once, and kept for the next run by the bytes that they were made of.
//! How one is made is left to `render`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context as _, ensure};
use rayon::prelude::*;

use super::cache;
use crate::render::{Smaller, smaller};
use crate::source::SitePath;

/// What the names of kept copies begin with.
const KEPT: &str = "picture-";

/// How many bytes before a kept copy tell that it is whole.
const SUM: usize = 16;

/// Makes copies, or takes those that were kept, and hands each over by its name. One of a picture that
/// cannot be decoded is the picture itself: those pictures, each with the reason.
///
/// # Errors
/// When a picture cannot be read, or the first error of `put`.
pub fn copies(
    root: &Path,
    wanted: &BTreeMap<String, Smaller>,
    put: impl Fn(&str, &[u8]) -> anyhow::Result<()> + Sync,
) -> anyhow::Result<Vec<(SitePath, String)>> {
    let mut pictures: BTreeMap<&SitePath, Vec<(&String, u32)>> = BTreeMap::new();
    for (name, copy) in wanted {
        pictures.entry(&copy.from).or_default().push((name, copy.width));
    }
    let of = |(from, copies): (&SitePath, Vec<(&String, u32)>)| {
        let widths: Vec<u32> = copies.iter().map(|(_, width)| *width).collect();
        let Made { bytes, damaged } = made(root, from, &widths)?;
        copies.iter().zip(bytes).try_for_each(|((name, _), bytes)| put(name, &bytes))?;
        Ok(damaged.map(|why| (from.clone(), why)))
    };
    pictures.into_par_iter().map(of).filter_map(Result::transpose).collect()
}

/// One copy, for whoever asks for it; nothing where the picture cannot be read.
pub fn copy(root: &Path, wanted: &Smaller) -> Option<Vec<u8>> {
    made(root, &wanted.from, &[wanted.width]).ok()?.bytes.pop()
}

/// Lets go of kept copies that are not among these.
pub fn forget_others(root: &Path, wanted: &BTreeMap<String, Smaller>) {
    let mut used = BTreeSet::new();
    for copy in wanted.values() {
        if let Ok(bytes) = read(root, &copy.from) {
            used.insert(key(&bytes, copy.width));
        }
    }
    cache::forget(root, |name| name.starts_with(KEPT) && !used.contains(name));
}

/// Copies of a picture.
struct Made {
    bytes: Vec<Vec<u8>>,
    /// Why they are the picture itself, if they are.
    damaged: Option<String>,
}

fn made(root: &Path, from: &SitePath, widths: &[u32]) -> anyhow::Result<Made> {
    let picture = read(root, from)?;
    let keys: Vec<String> = widths.iter().map(|width| key(&picture, *width)).collect();
    let mut bytes: Vec<Option<Vec<u8>>> = keys.iter().map(|key| kept(root, key)).collect();
    let missing: Vec<usize> = (0..widths.len()).filter(|at| bytes[*at].is_none()).collect();
    let mut damaged = None;
    if !missing.is_empty() {
        let wanted: Vec<u32> = missing.iter().map(|at| widths[*at]).collect();
        match smaller(from, &picture, &wanted) {
            Ok(new) => {
                for (at, new) in missing.into_iter().zip(new) {
                    cache::keep(root, &keys[at], &[sum(&new).as_slice(), &new].concat());
                    bytes[at] = Some(new);
                }
            }
            Err(why) => damaged = Some(why),
        }
    }
    let bytes = bytes.into_iter().map(|it| it.unwrap_or_else(|| picture.clone())).collect();
    Ok(Made { bytes, damaged })
}

fn read(root: &Path, from: &SitePath) -> anyhow::Result<Vec<u8>> {
    let read = || -> anyhow::Result<Vec<u8>> {
        let real = std::fs::canonicalize(root.join(from.as_str()))?;
        let inside = real.starts_with(std::fs::canonicalize(root)?);
        ensure!(inside, "it leads out of the site's root");
        Ok(std::fs::read(real)?)
    };
    read().with_context(|| format!("cannot read {from}"))
}

fn kept(root: &Path, key: &str) -> Option<Vec<u8>> {
    let bytes = cache::kept(root, key)?;
    let (sum_then, bytes) = bytes.split_at_checked(SUM)?;
    (sum(bytes) == sum_then).then(|| bytes.to_vec())
}

/// The name that a copy is kept under.
fn key(picture: &[u8], width: u32) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(Smaller::ENGINE.as_bytes()).update(&width.to_le_bytes()).update(picture);
    format!("{KEPT}{}", &hasher.finalize().to_hex()[..32])
}

fn sum(bytes: &[u8]) -> [u8; SUM] {
    let mut sum = [0; SUM];
    sum.copy_from_slice(&blake3::hash(bytes).as_bytes()[..SUM]);
    sum
}
