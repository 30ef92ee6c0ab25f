//! What files a folder on disk holds. Most hold no link, and are looked through in parallel; where one does,
//! each step has to know those before it. What a file holds is left to `disk`.

use std::collections::HashSet;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::PoisonError;
use std::time::SystemTime;

use anyhow::Context as _;
use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::disk::stamp;
use super::{Disk, Found, Why};

/// How deep folders are looked through in parallel, each by a call within that of the one above. Where any is
/// deeper, all are looked through step by step.
const DEEPEST: usize = 64;

/// Whether an entry so deep below the folder where a listing begins is left out, with all that it holds.
pub(super) type LeftOut = fn(&DirEntry, usize) -> bool;

impl Disk {
    /// Every file below some folders, without what is left out, in the order of their paths.
    ///
    /// # Errors
    /// When the root cannot be opened.
    #[expect(clippy::disallowed_methods, reason = "this is the door to the disk")]
    pub(super) fn below(&self, tops: &[PathBuf], left_out: LeftOut) -> anyhow::Result<Vec<Found>> {
        let root = std::fs::canonicalize(&self.root)
            .with_context(|| format!("cannot open the site's root {}", self.root.display()))?;
        let now = SystemTime::now();
        let plain = tops.par_iter().map(|top| self.plain(top, left_out, now));
        let plain: Option<Vec<_>> = plain.collect();
        let (mut found, linked) = match plain {
            Some(found) => (found.into_iter().flatten().collect(), None),
            None => {
                let (found, within) = self.following(tops, left_out, &root, now);
                (found, Some(within))
            }
        };
        found.par_sort_by(|a: &Found, b| a.path.cmp(&b.path));
        let within = linked.unwrap_or_else(|| folders(&found));
        *self.within.write().unwrap_or_else(PoisonError::into_inner) = within;
        Ok(found)
    }

    /// The same below one folder, or of one file; nothing where there is a link, a folder that is too deep,
    /// or anything else that cannot be looked at.
    fn plain(&self, top: &Path, left_out: LeftOut, now: SystemTime) -> Option<Vec<Found>> {
        let entry = WalkDir::new(top).max_depth(0).into_iter().next()?.ok()?;
        match entry.file_type() {
            kind if kind.is_dir() => self.gather(top, 1, left_out, now),
            kind if kind.is_symlink() => None,
            _ => Some(self.about(top, true, || entry.metadata().ok(), now).into_iter().collect()),
        }
    }

    /// What is in a folder, where its own entries are so deep.
    fn gather(
        &self,
        folder: &Path,
        depth: usize,
        left_out: LeftOut,
        now: SystemTime,
    ) -> Option<Vec<Found>> {
        if depth > DEEPEST {
            return None;
        }
        let (mut found, mut folders) = (Vec::new(), Vec::new());
        for entry in WalkDir::new(folder).min_depth(1).max_depth(1) {
            let entry = entry.ok()?;
            match entry.file_type() {
                _ if left_out(&entry, depth) => {}
                kind if kind.is_symlink() => return None,
                kind if kind.is_dir() && self.is_skipped(entry.path()) => {}
                kind if kind.is_dir() => folders.push(entry.into_path()),
                _ => {
                    found.extend(self.about(entry.path(), true, || entry.metadata().ok(), now));
                }
            }
        }
        let below = folders.par_iter().map(|folder| self.gather(folder, depth + 1, left_out, now));
        found.extend(below.collect::<Option<Vec<_>>>()?.into_iter().flatten());
        Some(found)
    }

    /// The same with links followed, as long as they lead nowhere that is above them; beside it the folders
    /// that lie within the root.
    #[expect(clippy::disallowed_methods, reason = "this is the door to the disk")]
    fn following(
        &self,
        tops: &[PathBuf],
        left_out: LeftOut,
        root: &Path,
        now: SystemTime,
    ) -> (Vec<Found>, HashSet<String>) {
        let mut all = Vec::new();
        let mut within = HashSet::new();
        // Whether the folder at hand lies within the root; what is no link in it then does, too.
        let mut folder: (PathBuf, bool) = (PathBuf::new(), false);
        let inside =
            |path: &Path| std::fs::canonicalize(path).is_ok_and(|real| real.starts_with(root));
        for top in tops {
            let walk = WalkDir::new(top).follow_links(true).sort_by_file_name().into_iter();
            for entry in walk.filter_entry(|entry| !left_out(entry, entry.depth())) {
                match entry {
                    Ok(entry) if entry.file_type().is_dir() => {}
                    Ok(entry) => {
                        let above = entry.path().parent().unwrap_or(root);
                        if folder.0.as_os_str() != above.as_os_str() {
                            folder = (above.to_path_buf(), inside(above));
                        }
                        let is_inside = match entry.path_is_symlink() {
                            true => inside(entry.path()),
                            false => folder.1,
                        };
                        let about = || entry.metadata().ok();
                        let found = self.about(entry.path(), is_inside, about, now);
                        let known = found.as_ref().filter(|it| folder.1 && it.trouble.is_none());
                        within.extend(known.map(|it| it.path.folder().to_string()));
                        all.extend(found);
                    }
                    // A dangling or circular link: named, so that a finding can say so.
                    Err(error) => {
                        let path = error.path().and_then(|path| self.site_path(path));
                        all.extend(path.map(|(path, _)| Found {
                            path,
                            trouble: Some(Why::Escapes),
                            stamp: None,
                        }));
                    }
                }
            }
        }
        (all, within)
    }

    /// Whether a folder is one that is not looked into.
    fn is_skipped(&self, folder: &Path) -> bool {
        self.site_path(folder).is_some_and(|(folder, _)| self.skip.contains(&folder))
    }

    /// What was found at a path, which lies within the root or not; nothing where it is skipped.
    fn about(
        &self,
        path: &Path,
        is_inside: bool,
        about: impl FnOnce() -> Option<Metadata>,
        now: SystemTime,
    ) -> Option<Found> {
        let (path, is_text) = self.site_path(path)?;
        if self.skip.iter().any(|skip| path.below(skip.as_str()).is_some()) {
            return None;
        }
        let unnamed = || Why::System("its name is not UTF-8".to_string());
        let trouble = match is_inside {
            true => (!is_text).then(unnamed),
            false => Some(Why::Escapes),
        };
        let about = if self.stamping { about() } else { None };
        Some(Found { path, trouble, stamp: about.and_then(|about| stamp(&about, now)) })
    }
}

/// The folders of the files that can be read, where these stand in the order of their paths.
fn folders(found: &[Found]) -> HashSet<String> {
    let folders = found.chunk_by(|one, other| one.path.folder() == other.path.folder());
    let named = folders.filter_map(|files| files.iter().find(|file| file.trouble.is_none()));
    named.map(|file| file.path.folder().to_string()).collect()
}

/// Folders that hold what no site is made of, whatever they contain.
pub(super) fn is_hidden(entry: &DirEntry, depth: usize) -> bool {
    let name = entry.file_name().to_string_lossy();
    depth > 0 && (name.starts_with('.') || (depth == 1 && name == "target"))
}

/// What is no part of a tree that another tool publishes: packages of others, what a build makes,
/// and folders that are hidden, but for those with settings.
pub(super) fn is_foreign(entry: &DirEntry, depth: usize) -> bool {
    let name = entry.file_name().to_string_lossy();
    let hidden = name.starts_with('.') && !is_looked_into(&name) && entry.file_type().is_dir();
    depth > 0 && (hidden || matches!(name.as_ref(), "node_modules" | "target"))
}

/// Whether a hidden folder is looked into in a tree that another tool publishes, by its name.
pub fn is_looked_into(name: &str) -> bool {
    [".vitepress", ".vuepress", ".github"].contains(&name)
}
