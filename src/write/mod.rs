//! Puts a rendered site on disk: whole or not at all, changed bytes only, nothing of others lost.
//!
//! What the files hold is left to `render`, and whether to write at all to `commands`. The new
//! site is laid out in a folder beside the old one and the two change places, so that whoever
//! stops factum at any moment finds the old site or the new one.
#![expect(clippy::disallowed_methods, reason = "this is the door through which a site is written")]

mod cache;
mod existing;
mod place;
mod swap;

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};
use rayon::prelude::*;

use crate::render::Output;
use crate::source::SitePath;
pub use cache::{keep, kept};
use existing::{Existing, MARKER, What};
use place::Place;

/// What a write did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// The files that the site has.
    pub files: usize,
    /// Those that are new or have other bytes than before.
    pub changed: usize,
    /// Files of the site before that it no longer has.
    pub removed: usize,
}

/// Makes `folder`, named from the site's `root` or absolute, hold the output.
///
/// Files that somebody else put into the folder stay as they are. When nothing changed, nothing
/// is touched.
///
/// # Errors
/// When the folder is not one that factum may replace (it holds the site's own text, it is a
/// symbolic link, somebody else made it, another build is writing it) or the disk refuses. The
/// folder is then as it was.
pub fn write(root: &Path, folder: &str, output: &Output) -> anyhow::Result<Written> {
    let place = Place::find(root, folder)?;
    let _alone = swap::lock(&place)?;
    swap::recover(&place)?;
    let existing = Existing::read(&place)?;
    let wanted = wanted(root, output)?;
    let marker = existing::marker(wanted.keys());

    let fates = fates(&place, &existing, &wanted)?;
    let changed = fates.values().filter(|fate| **fate == Fate::Write).count();
    let removed = existing.made().filter(|path| !wanted.contains_key(*path)).count();
    if changed > 0 || removed > 0 || existing.marker != marker {
        let staged = stage(&place, &existing, &wanted, &fates, &marker);
        if let Err(error) = staged.and_then(|()| swap::swap(&place)) {
            swap::discard(&place.new);
            return Err(error.context(format!("cannot write {folder}; it is left as it was")));
        }
    }
    Ok(Written { files: wanted.len(), changed, removed })
}

/// Whether a site may be written to `folder` at all; nothing is touched.
///
/// # Errors
/// When it is not a folder that factum may replace.
pub fn permit(root: &Path, folder: &str) -> anyhow::Result<()> {
    let place = Place::find(root, folder)?;
    Existing::read(&place).map(drop)
}

/// Gives a file of the site a new text; whoever stops factum meanwhile finds the old or the new.
///
/// # Errors
/// When the file is not there any more, or the disk refuses. It is then as it was.
pub fn replace(root: &Path, path: &SitePath, text: &str) -> anyhow::Result<()> {
    use std::io::Write as _;
    let failed = || format!("cannot write {path}; it is left as it was");
    // A link stays a link: its file is what changes.
    let file = std::fs::canonicalize(root.join(path.as_str())).with_context(failed)?;
    let folder = file.parent().unwrap_or(root);
    let mut staged = tempfile::NamedTempFile::new_in(folder).with_context(failed)?;
    staged.write_all(text.as_bytes()).with_context(failed)?;
    let permissions = std::fs::metadata(&file).with_context(failed)?.permissions();
    std::fs::set_permissions(staged.path(), permissions).with_context(failed)?;
    staged.persist(&file).with_context(failed)?;
    Ok(())
}

/// Gives a file of the site a text, whether it is there already or not.
///
/// # Errors
/// When the disk refuses. A file that was there is then as it was.
pub fn put(root: &Path, path: &SitePath, text: &str) -> anyhow::Result<()> {
    use std::io::Write as _;
    let whole = root.join(path.as_str());
    if std::fs::symlink_metadata(&whole).is_ok() {
        return replace(root, path, text);
    }
    let create = || std::fs::File::create_new(&whole)?.write_all(text.as_bytes());
    create().with_context(|| format!("cannot write {path}"))
}

/// Where the bytes of a file come from.
enum Bytes<'a> {
    Made(&'a [u8]),
    Copied(PathBuf),
}

/// What happens to a file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// The old site has it with the same bytes.
    Keep,
    /// It is new or has changed.
    Write,
}

/// Every file of the new site, each with a path that stays in the folder.
fn wanted<'a>(root: &Path, output: &'a Output) -> anyhow::Result<BTreeMap<PathBuf, Bytes<'a>>> {
    let root = std::fs::canonicalize(root).context("cannot open the site's root")?;
    let mut wanted = BTreeMap::new();
    for (path, bytes) in &output.files {
        wanted.insert(inside(path)?, Bytes::Made(bytes));
    }
    for (path, from) in &output.copies {
        let real = std::fs::canonicalize(root.join(from.as_str()))
            .with_context(|| format!("cannot read {from}"))?;
        ensure!(real.starts_with(&root), "{from} leads out of the site's root");
        wanted.entry(inside(path)?).or_insert(Bytes::Copied(real));
    }
    Ok(wanted)
}

/// A path of the output as one of the system's, if it stays in the folder and is not the marker.
fn inside(path: &str) -> anyhow::Result<PathBuf> {
    let clean = SitePath::new(path).filter(|clean| clean.as_str() == path && path != MARKER);
    ensure!(clean.is_some(), "the site has a page at {path:?}, which is no place for a file");
    Ok(path.split('/').collect())
}

fn fates(
    place: &Place,
    existing: &Existing,
    wanted: &BTreeMap<PathBuf, Bytes<'_>>,
) -> anyhow::Result<BTreeMap<PathBuf, Fate>> {
    let fates: Vec<anyhow::Result<_>> = wanted
        .par_iter()
        .map(|(path, bytes)| {
            let old = place.target.join(path);
            let same = existing.what(path) == Some(What::File)
                && same(&old, bytes)
                    .with_context(|| format!("cannot compare {}", old.display()))?;
            ensure!(
                same || existing.is_free(path),
                "{} was not made by factum, and the site wants its place; move it away",
                Path::new(&place.name).join(path).display()
            );
            Ok((path.clone(), if same { Fate::Keep } else { Fate::Write }))
        })
        .collect();
    fates.into_iter().collect()
}

fn same(old: &Path, bytes: &Bytes<'_>) -> std::io::Result<bool> {
    let length = std::fs::metadata(old)?.len();
    match bytes {
        Bytes::Made(bytes) => Ok(length == bytes.len() as u64 && std::fs::read(old)? == *bytes),
        Bytes::Copied(from) => {
            Ok(length == std::fs::metadata(from)?.len() && same_files(old, from)?)
        }
    }
}

/// Whether two files of one length hold the same bytes, without holding either in memory.
fn same_files(left: &Path, right: &Path) -> std::io::Result<bool> {
    let mut left = std::io::BufReader::new(std::fs::File::open(left)?);
    let mut right = std::io::BufReader::new(std::fs::File::open(right)?);
    let (mut a, mut b) = ([0; 1 << 14], [0; 1 << 14]);
    loop {
        let read = left.read(&mut a)?;
        if read == 0 {
            return Ok(right.read(&mut b[..1])? == 0);
        }
        match right.read_exact(&mut b[..read]) {
            Ok(()) if a[..read] == b[..read] => {}
            Ok(()) => return Ok(false),
            Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => return Ok(false),
            Err(error) => return Err(error),
        }
    }
}

/// Lays the new site out beside the old one.
fn stage(
    place: &Place,
    existing: &Existing,
    wanted: &BTreeMap<PathBuf, Bytes<'_>>,
    fates: &BTreeMap<PathBuf, Fate>,
    marker: &[u8],
) -> anyhow::Result<()> {
    let new = &place.new;
    if let Some(parent) = new.parent() {
        std::fs::create_dir_all(parent)?;
    }
    std::fs::create_dir(new).with_context(|| format!("cannot make {}", new.display()))?;
    // The marker goes first: what is left of a build that was stopped is known as factum's own.
    std::fs::write(new.join(MARKER), marker)?;
    let done: Vec<anyhow::Result<()>> = wanted
        .par_iter()
        .map(|(path, bytes)| {
            let to = new.join(path);
            let put = || -> std::io::Result<()> {
                if let Some(parent) = to.parent() {
                    std::fs::create_dir_all(parent)?;
                }
                match (fates.get(path), bytes) {
                    (Some(Fate::Keep), _) => existing::keep(&place.target.join(path), &to),
                    (_, Bytes::Made(bytes)) => std::fs::write(&to, bytes),
                    // Not `fs::copy`: a file that is private at home is still to be published.
                    (_, Bytes::Copied(from)) => {
                        let mut to = std::fs::File::create_new(&to)?;
                        std::io::copy(&mut std::fs::File::open(from)?, &mut to).map(drop)
                    }
                }
            };
            put().with_context(|| format!("cannot write {}", path.display()))
        })
        .collect();
    done.into_iter().collect::<anyhow::Result<()>>()?;
    // Last, so that no link of others is there while the site's own files are written.
    existing.carry(&place.target, new)
}
