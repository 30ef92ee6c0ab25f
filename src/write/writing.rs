//! A site that is written while it is still being made: each file is compared with the one before
//! it and, where it differs, put beside the old site at once, so that nobody has to hold a whole site
//! in memory. Only when all of it is there do the old and the new one change places.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context as _, ensure};
use rayon::prelude::*;

use super::existing::{self, Existing, MARKER, What};
use super::place::Place;
use super::swap;
use super::{Written, inside};
use crate::source::SitePath;

/// A write that is under way. Dropped before [`Writing::finish`] it leaves the old site as it was.
pub struct Writing {
    root: PathBuf,
    folder: String,
    place: Place,
    existing: Existing,
    /// What became of each file so far, by its path in the folder.
    fates: Mutex<BTreeMap<String, Fate>>,
    /// Whether the folder for the new site is there.
    staged: Mutex<bool>,
    /// Keeps other builds away.
    _alone: Option<File>,
}

/// Where the bytes of a file come from.
#[derive(Clone, Copy)]
enum Bytes<'a> {
    Made(&'a [u8]),
    Copied(&'a Path),
}

/// What happened to a file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// The old site has it with the same bytes.
    Keep,
    /// It is new or has changed, and lies in the new site's folder.
    Written,
}

impl Writing {
    /// Begins to make `folder`, named from the site's `root` or absolute, hold a site.
    ///
    /// # Errors
    /// When the folder is not one that factum may replace: it holds the site's own text, it is a
    /// symbolic link, somebody else made it, another build is writing it.
    pub fn start(root: &Path, folder: &str) -> anyhow::Result<Writing> {
        let place = Place::find(root, folder)?;
        let alone = swap::lock(&place)?;
        swap::recover(&place)?;
        let existing = Existing::read(&place)?;
        Ok(Writing {
            root: std::fs::canonicalize(root).context("cannot open the site's root")?,
            folder: folder.to_string(),
            place,
            existing,
            fates: Mutex::default(),
            staged: Mutex::new(false),
            _alone: alone,
        })
    }

    /// Takes a file of the new site, by its path below the folder. Any thread may call this.
    ///
    /// # Errors
    /// When there is no place for it, or the disk refuses.
    pub fn put(&self, path: &str, bytes: &[u8]) -> anyhow::Result<()> {
        self.take(path, Bytes::Made(bytes))
    }

    /// Takes the files that are copied, and puts the new site in the old one's place. When nothing
    /// changed, nothing is touched.
    ///
    /// # Errors
    /// When the disk refuses. The folder is then as it was.
    pub fn finish(self, copies: &BTreeMap<String, SitePath>) -> anyhow::Result<Written> {
        copies.par_iter().try_for_each(|(path, from)| {
            let real = std::fs::canonicalize(self.root.join(from.as_str()))
                .with_context(|| format!("cannot read {from}"))?;
            ensure!(real.starts_with(&self.root), "{from} leads out of the site's root");
            self.take(path, Bytes::Copied(&real))
        })?;
        let fates = std::mem::take(&mut *locked(&self.fates));
        let marker = existing::marker(fates.keys());
        let changed = fates.values().filter(|fate| **fate == Fate::Written).count();
        let made = self.existing.made();
        let removed = made.filter(|path| !fates.contains_key(&existing::slashed(path))).count();
        if changed > 0 || removed > 0 || self.existing.marker != marker {
            self.lay_out(&fates, &marker).with_context(|| self.failed())?;
        }
        Ok(Written { files: fates.len(), changed, removed })
    }

    /// Completes the new site by what stays as it was, and puts it in its place.
    fn lay_out(&self, fates: &BTreeMap<String, Fate>, marker: &[u8]) -> anyhow::Result<()> {
        self.stage()?;
        let Place { target, new, .. } = &self.place;
        fates.par_iter().filter(|(_, fate)| **fate == Fate::Keep).try_for_each(|(path, _)| {
            let to = new.join(path);
            let keep = || parent(&to).and_then(|()| existing::keep(&target.join(path), &to));
            keep().with_context(|| format!("cannot write {path}"))
        })?;
        // The marker that is there already says that the folder is factum's own, and must not be
        // half written when somebody stops this.
        let whole = new.join(format!("{MARKER}.whole"));
        std::fs::write(&whole, marker)?;
        std::fs::rename(&whole, new.join(MARKER))?;
        // Last, so that no link of others is there while the site's own files are written.
        self.existing.carry(target, new)?;
        swap::swap(&self.place)?;
        *locked(&self.staged) = false;
        Ok(())
    }

    fn take(&self, name: &str, bytes: Bytes<'_>) -> anyhow::Result<()> {
        let path = inside(name)?;
        let old = self.place.target.join(&path);
        let same = self.existing.what(&path) == Some(What::File)
            && same(&old, bytes).with_context(|| format!("cannot compare {}", old.display()))?;
        ensure!(
            same || self.existing.is_free(&path),
            "{} was not made by factum, and the site wants its place; move it away",
            Path::new(&self.place.name).join(&path).display()
        );
        if !same {
            self.write(&path, bytes).with_context(|| self.failed())?;
        }
        locked(&self.fates).insert(name.to_string(), if same { Fate::Keep } else { Fate::Written });
        Ok(())
    }

    /// Puts a file into the new site's folder.
    fn write(&self, path: &Path, bytes: Bytes<'_>) -> anyhow::Result<()> {
        self.stage()?;
        let to = self.place.new.join(path);
        let put = || -> std::io::Result<()> {
            match bytes {
                // A page has a folder of its own, which its Markdown finds there.
                Bytes::Made(bytes) => {
                    if path.file_name().is_some_and(|name| name == "index.html") {
                        folder(&to)?;
                    }
                    match std::fs::write(&to, bytes) {
                        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                            parent(&to)?;
                            std::fs::write(&to, bytes)
                        }
                        result => result,
                    }
                }
                // Not `fs::copy`: a file that is private at home is still to be published.
                Bytes::Copied(from) => {
                    parent(&to)?;
                    let mut to = File::create_new(&to)?;
                    std::io::copy(&mut File::open(from)?, &mut to).map(drop)
                }
            }
        };
        put().with_context(|| format!("cannot write {}", path.display()))
    }

    /// Makes the folder for the new site, once.
    fn stage(&self) -> anyhow::Result<()> {
        let mut staged = locked(&self.staged);
        if !*staged {
            let new = &self.place.new;
            parent(new)?;
            std::fs::create_dir(new).with_context(|| format!("cannot make {}", new.display()))?;
            *staged = true;
            // First of all: what is left of a build that was stopped is known as factum's own.
            std::fs::write(new.join(MARKER), existing::marker(std::iter::empty()))?;
        }
        Ok(())
    }

    fn failed(&self) -> String {
        format!("cannot write {}; it is left as it was", self.folder)
    }
}

impl Drop for Writing {
    fn drop(&mut self) {
        if *locked(&self.staged) {
            swap::discard(&self.place.new);
        }
    }
}

/// What a lock guards; a thread that panicked meanwhile left it whole.
fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn parent(path: &Path) -> std::io::Result<()> {
    path.parent().map_or(Ok(()), std::fs::create_dir_all)
}

/// Makes the folder of a file, which is most likely not there, below one that most likely is.
fn folder(path: &Path) -> std::io::Result<()> {
    match path.parent().map_or(Ok(()), std::fs::create_dir) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => parent(path),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        result => result,
    }
}

fn same(old: &Path, bytes: Bytes<'_>) -> std::io::Result<bool> {
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
    let mut left = std::io::BufReader::new(File::open(left)?);
    let mut right = std::io::BufReader::new(File::open(right)?);
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
