//! What the output folder holds before a write: files that factum made, and files of others.
//!
//! The marker, a file at the folder's top, lists what factum made; all else is kept. Deciding
//! what changes is left to the parent module.

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

use super::place::Place;

/// The name of the marker.
pub(super) const MARKER: &str = ".factum";

/// What stands at a path; links are not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A file with bytes of its own.
    File,
    /// A folder.
    Folder,
    /// A symbolic link or something stranger.
    Other,
}

/// The output folder as it was found.
#[derive(Default)]
pub(super) struct Existing {
    /// The marker's bytes; empty when there is none.
    pub(super) marker: Vec<u8>,
    /// What the marker lists.
    listed: BTreeSet<PathBuf>,
    /// All that is there but the marker.
    found: BTreeMap<PathBuf, What>,
}

/// The marker for a site of these files, named with `/` between names.
pub(super) fn marker<'a>(files: impl Iterator<Item = &'a String>) -> Vec<u8> {
    let files: Vec<&String> = files.collect();
    let marker = serde_json::json!({
        "about": "factum made this folder and replaces the files listed here; others it leaves alone",
        "files": files,
    });
    format!("{marker:#}\n").into_bytes()
}

/// Takes an unchanged file over: the same file under a second name where the disk can do that.
pub(super) fn keep(from: &Path, to: &Path) -> std::io::Result<()> {
    match std::fs::hard_link(from, to) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => std::fs::copy(from, to).map(drop),
        result => result,
    }
}

impl Existing {
    /// Looks at the folder.
    ///
    /// # Errors
    /// When somebody else made it and it is not empty, or it cannot be read.
    pub(super) fn read(place: &Place) -> anyhow::Result<Existing> {
        let name = &place.name;
        let marker = match marker_of(&place.target) {
            Ok(marker) => marker,
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(error).context(format!("cannot read the marker of {name}")),
        };
        let found = walk(&place.target).with_context(|| format!("cannot look into {name}"))?;
        match marker {
            Some((marker, listed)) => Ok(Existing { marker, listed, found }),
            None if found.is_empty() => Ok(Existing::default()),
            None => bail!(
                "the output folder {name} is not empty and was not made by factum (it has no \
                 list of files in {MARKER}); nothing was written: empty it or name another folder"
            ),
        }
    }

    /// What stands at a path.
    pub(super) fn what(&self, path: &Path) -> Option<What> {
        self.found.get(path).copied()
    }

    /// Files that factum made and that are still there.
    pub(super) fn made(&self) -> impl Iterator<Item = &PathBuf> {
        self.listed.iter().filter(|path| self.found.contains_key(*path))
    }

    /// Whether a file may be put at a path without taking anything away from others.
    pub(super) fn is_free(&self, path: &Path) -> bool {
        if self.found.is_empty() {
            return true;
        }
        let blocks = |above: &Path| {
            matches!(self.what(above), Some(What::File | What::Other))
                && !self.listed.contains(above)
        };
        if path.ancestors().skip(1).any(blocks) {
            return false;
        }
        match self.what(path) {
            None => true,
            Some(What::File | What::Other) => self.listed.contains(path),
            Some(What::Folder) => !self.others().any(|(other, _)| other.starts_with(path)),
        }
    }

    /// Takes what others put into the folder over to the new one.
    pub(super) fn carry(&self, from: &Path, to: &Path) -> anyhow::Result<()> {
        if let Ok(found) = std::fs::metadata(from) {
            std::fs::set_permissions(to, found.permissions())?;
        }
        for (path, what) in self.others() {
            let (old, new) = (from.join(path), to.join(path));
            let carried = match what {
                What::Folder => std::fs::create_dir_all(&new),
                What::File => parent(&new).and_then(|()| keep(&old, &new)),
                What::Other => parent(&new).and_then(|()| link(&old, &new)),
            };
            carried.with_context(|| format!("cannot keep {}", old.display()))?;
        }
        Ok(())
    }

    /// What others put there: all that is not listed, but for the folders of what is.
    fn others(&self) -> impl Iterator<Item = (&PathBuf, What)> {
        let folders: BTreeSet<&Path> =
            self.listed.iter().flat_map(|path| path.ancestors().skip(1)).collect();
        let of_factum = move |path: &Path, what: What| {
            self.listed.contains(path) || (what == What::Folder && folders.contains(path))
        };
        let found = self.found.iter().map(|(path, what)| (path, *what));
        found.filter(move |(path, what)| !of_factum(path, *what))
    }
}

/// The marker's bytes and what it lists; `None` when it is no list of factum's.
fn marker_of(folder: &Path) -> std::io::Result<Option<(Vec<u8>, BTreeSet<PathBuf>)>> {
    #[derive(serde::Deserialize)]
    struct Marker {
        files: Vec<String>,
    }
    let path = folder.join(MARKER);
    if !std::fs::symlink_metadata(&path)?.is_file() {
        return Ok(None);
    }
    let bytes = std::fs::read(path)?;
    let Ok(marker) = serde_json::from_slice::<Marker>(&bytes) else { return Ok(None) };
    let listed = marker.files.iter().map(|path| path.split('/').collect()).collect();
    Ok(Some((bytes, listed)))
}

/// The files that the marker of a folder lists, with `/` between names.
///
/// # Errors
/// When there is no marker, or it cannot be read.
pub(super) fn listed(folder: &Path) -> std::io::Result<Vec<String>> {
    let (_, listed) = marker_of(folder)?.ok_or(ErrorKind::InvalidData)?;
    Ok(listed.iter().map(|path| slashed(path)).collect())
}

/// Whether a folder beside the output is what is left of a build.
pub(super) fn is_own(folder: &Path) -> bool {
    matches!(marker_of(folder), Ok(Some(_)))
}

/// Removes what is left of a build, if it is factum's own.
///
/// # Errors
/// When it is not, or the disk refuses.
pub(super) fn remove(folder: &Path) -> std::io::Result<()> {
    let marker = folder.join(MARKER);
    if is_own(folder) {
        // The marker goes last: whoever stops this, the rest is still known as factum's own.
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            if entry.path() == marker {
                continue;
            }
            if entry.file_type()?.is_dir() {
                std::fs::remove_dir_all(entry.path())?;
            } else {
                std::fs::remove_file(entry.path())?;
            }
        }
    } else if std::fs::read_dir(folder)?.count() > 1 {
        return Err(std::io::Error::other("it was not made by factum"));
    }
    // Stopped while the marker was written, or before it.
    match std::fs::remove_file(&marker) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => std::fs::remove_dir(folder),
    }
}

fn walk(folder: &Path) -> anyhow::Result<BTreeMap<PathBuf, What>> {
    let mut found = BTreeMap::new();
    if std::fs::symlink_metadata(folder).is_err() {
        return Ok(found);
    }
    for entry in walkdir::WalkDir::new(folder).min_depth(1).follow_links(false) {
        let entry = entry?;
        let path = entry.path().strip_prefix(folder)?.to_path_buf();
        let kind = entry.file_type();
        let what = if kind.is_file() {
            What::File
        } else if kind.is_dir() {
            What::Folder
        } else {
            What::Other
        };
        if path.as_os_str() != MARKER {
            found.insert(path, what);
        }
    }
    Ok(found)
}

fn parent(path: &Path) -> std::io::Result<()> {
    path.parent().map_or(Ok(()), std::fs::create_dir_all)
}

/// The same symbolic link again; other strange things get a second name.
fn link(from: &Path, to: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    if let Ok(target) = std::fs::read_link(from) {
        return std::os::unix::fs::symlink(target, to);
    }
    std::fs::hard_link(from, to)
}

/// A path with `/` between names.
pub(super) fn slashed(path: &Path) -> String {
    let names: Vec<_> = path.iter().map(|name| name.to_string_lossy()).collect();
    names.join("/")
}
