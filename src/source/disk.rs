//! The door to a folder on disk, and the search for the folder that is a site's root.
//! Leaves writing to `write`.

use std::collections::HashSet;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::{OnceLock, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use anyhow::Context as _;
use rayon::prelude::*;

use super::revision::changes;
use super::{Changes, Door, Found, SitePath, Stamp, TOPS, Why};

/// A site in a folder.
pub struct Disk {
    root: PathBuf,
    /// The root without links, once somebody asked.
    real: OnceLock<PathBuf>,
    /// The folders that were found to lie within the root when files were listed last, as
    /// [`SitePath::folder`] names them.
    within: RwLock<HashSet<String>>,
    skip: Vec<SitePath>,
    /// Whether each file is asked for its stamp.
    stamping: bool,
}

/// What stands at a path.
pub(super) enum Glance {
    /// A file, with what tells its content from another.
    Plain(Option<Stamp>),
    /// Nothing.
    Nothing,
    /// A folder, a link, or what nobody may look at.
    Other,
}

impl Disk {
    /// A door to `root`; the folders in `skip` (the output) are not looked into.
    pub fn new(root: &Path, skip: Vec<SitePath>) -> Disk {
        let (real, within) = (OnceLock::new(), RwLock::default());
        Disk { root: root.to_path_buf(), real, within, skip, stamping: false }
    }

    /// The same, which also asks each file for its stamp: worth it for those who come again.
    pub fn stamping(self) -> Disk {
        Disk { stamping: true, ..self }
    }

    /// Opens a file that lies within the root.
    #[expect(clippy::disallowed_methods, reason = "this is the door to the disk")]
    fn open(&self, path: &SitePath) -> Result<File, String> {
        let full = self.root.join(path.as_str());
        if self.is_known(path)
            && let Some(file) = open_itself(&full)
        {
            return Ok(file);
        }
        match self.is_within(path, &full) {
            Ok(true) => File::open(&full).map_err(|error| reason(&error)),
            Ok(false) => Err("it leads out of the site's root".to_string()),
            Err(error) => Err(reason(&error)),
        }
    }

    /// The path within the site, and whether its names are text; what is not is shown by a mark.
    fn site_path(&self, path: &Path) -> Option<(SitePath, bool)> {
        // Nearly all paths are plain text, with `/` between names on most systems.
        let below = || path.to_str()?.strip_prefix(self.root.to_str()?)?.strip_prefix('/');
        if let Some(text) = below().filter(|_| std::path::MAIN_SEPARATOR == '/') {
            return Some((SitePath::new(text)?, true));
        }
        let relative = path.strip_prefix(&self.root).ok()?;
        let names: Vec<_> = relative.iter().map(|name| name.to_string_lossy()).collect();
        let is_text = relative.iter().all(|name| name.to_str().is_some());
        Some((SitePath::new(&names.join("/"))?, is_text))
    }

    /// The path within the site of a file below the root; nothing for others, and for names that are
    /// no text.
    pub(super) fn named(&self, file: &Path) -> Option<SitePath> {
        self.site_path(file).filter(|(_, is_text)| *is_text).map(|(path, _)| path)
    }

    /// A folder below the root as [`SitePath::folder`] names it; nothing for a name that is no text.
    fn folder(&self, folder: &Path) -> Option<String> {
        match folder == self.root {
            true => Some(String::new()),
            false => self.named(folder).map(|path| path.as_str().to_string()),
        }
    }

    /// What stands at a path, without following a link there.
    #[expect(clippy::disallowed_methods, reason = "this is the door to the disk")]
    pub(super) fn glance(&self, file: &Path) -> Glance {
        match std::fs::symlink_metadata(file) {
            Ok(about) if about.is_file() => Glance::Plain(stamp(&about, SystemTime::now())),
            Ok(_) => Glance::Other,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Glance::Nothing,
            Err(_) => Glance::Other,
        }
    }

    /// The same for a path within the site.
    pub(super) fn glance_at(&self, path: &SitePath) -> Glance {
        self.glance(&self.root.join(path.as_str()))
    }

    /// Whether a stamp that was not sure would be so by now.
    #[expect(clippy::disallowed_methods, reason = "this is the door to the disk")]
    pub(super) fn settles(&self, stamp: &Stamp) -> bool {
        !stamp.settled && is_settled(stamp.times, SystemTime::now())
    }

    /// Every file below some folders, without what `hidden` leaves out.
    #[expect(clippy::disallowed_methods, reason = "this is the door to the disk")]
    fn below(
        &self,
        tops: impl Iterator<Item = PathBuf>,
        hidden: fn(&walkdir::DirEntry) -> bool,
    ) -> anyhow::Result<Vec<Found>> {
        let root = std::fs::canonicalize(&self.root)
            .with_context(|| format!("cannot open the site's root {}", self.root.display()))?;
        let now = SystemTime::now();
        let mut entries = Vec::new();
        let mut within = HashSet::new();
        // Whether the folder at hand lies within the root; what is no link in it then does, too.
        let mut folder: (PathBuf, bool) = (PathBuf::new(), false);
        let inside =
            |path: &Path| std::fs::canonicalize(path).is_ok_and(|real| real.starts_with(&root));
        for top in tops {
            let walk = walkdir::WalkDir::new(&top).follow_links(true).sort_by_file_name();
            for entry in walk.into_iter().filter_entry(|entry| !hidden(entry)) {
                match entry {
                    Ok(entry) if entry.file_type().is_dir() => {}
                    Ok(entry) => {
                        let above = entry.path().parent().unwrap_or(&root);
                        if folder.0.as_os_str() != above.as_os_str() {
                            folder = (above.to_path_buf(), inside(above));
                            within.extend(self.folder(above).filter(|_| folder.1));
                        }
                        let is_inside = match entry.path_is_symlink() {
                            true => inside(entry.path()),
                            false => folder.1,
                        };
                        entries.push(Ok((entry, is_inside)));
                    }
                    Err(error) => entries.push(Err(error)),
                }
            }
        }
        // To say of a file what it is takes as long as to find it.
        let about = |entry| match entry {
            Ok((entry, is_inside)) => self.about(&entry, is_inside, now),
            // A dangling or circular link: named, so that a finding can say so.
            Err(error) => {
                let error: walkdir::Error = error;
                let (path, _) = error.path().and_then(|path| self.site_path(path))?;
                Some(Found { path, trouble: Some(Why::Escapes), stamp: None })
            }
        };
        let mut found: Vec<Found> = entries.into_par_iter().filter_map(about).collect();
        found.sort_by(|a, b| a.path.cmp(&b.path));
        *self.within.write().unwrap_or_else(PoisonError::into_inner) = within;
        Ok(found)
    }

    /// What was found with an entry, which lies within the root or not; nothing where it is skipped.
    fn about(&self, entry: &walkdir::DirEntry, is_inside: bool, now: SystemTime) -> Option<Found> {
        let (path, is_text) = self.site_path(entry.path())?;
        if self.skip.iter().any(|skip| path.below(skip.as_str()).is_some()) {
            return None;
        }
        let unnamed = || Why::System("its name is not UTF-8".to_string());
        let trouble = match is_inside {
            true => (!is_text).then(unnamed),
            false => Some(Why::Escapes),
        };
        let about = self.stamping.then(|| entry.metadata().ok()).flatten();
        Some(Found { path, trouble, stamp: about.and_then(|about| stamp(&about, now)) })
    }

    /// Whether a file lies in a folder that was found to lie within the root.
    fn is_known(&self, path: &SitePath) -> bool {
        self.within.read().unwrap_or_else(PoisonError::into_inner).contains(path.folder())
    }

    /// Whether a file lies within the root, links followed.
    #[expect(clippy::disallowed_methods, reason = "this is the door to the disk")]
    fn is_within(&self, path: &SitePath, full: &Path) -> std::io::Result<bool> {
        if self.is_known(path) && !std::fs::symlink_metadata(full)?.is_symlink() {
            return Ok(true);
        }
        let root = match self.real.get() {
            Some(root) => root,
            None => {
                let root = std::fs::canonicalize(&self.root)?;
                self.real.get_or_init(|| root)
            }
        };
        Ok(std::fs::canonicalize(full)?.starts_with(root))
    }
}

/// Opens a file unless it is a link, which saves the question whether it is one; nothing where it cannot be
/// opened so.
#[cfg(unix)]
#[expect(clippy::disallowed_methods, reason = "this is the door to the disk")]
fn open_itself(full: &Path) -> Option<File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let flags = i32::try_from(rustix::fs::OFlags::NOFOLLOW.bits()).ok()?;
    File::options().read(true).custom_flags(flags).open(full).ok()
}

#[cfg(not(unix))]
fn open_itself(_: &Path) -> Option<File> {
    None
}

/// Folders that hold what no site is made of, whatever they contain.
fn is_hidden(entry: &walkdir::DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    entry.depth() > 0 && (name.starts_with('.') || (entry.depth() == 1 && name == "target"))
}

/// How long ago a file must have been written for its times to tell it from what it may yet become:
/// some file systems know no more than every other second.
const SETTLED: Duration = Duration::from_secs(2);

/// What tells a file's content from another, which is not sure of a file that was written a moment ago;
/// nothing where the system does not say.
fn stamp(about: &std::fs::Metadata, now: SystemTime) -> Option<Stamp> {
    let modified = about.modified().ok()?;
    let (changed, file) = identity(about);
    let modified = modified.duration_since(SystemTime::UNIX_EPOCH).ok()?.as_nanos();
    let times = (modified, changed);
    Some(Stamp { times, length: about.len(), file, settled: is_settled(times, now) })
}

/// Whether a file was written and changed, each in nanoseconds, so long ago that another text would show.
fn is_settled((modified, changed): (u128, i128), now: SystemTime) -> bool {
    let latest = modified.max(u128::try_from(changed).unwrap_or_default());
    let latest = u64::try_from(latest).map(|at| SystemTime::UNIX_EPOCH + Duration::from_nanos(at));
    let age = latest.ok().and_then(|latest| now.duration_since(latest).ok());
    age.is_some_and(|age| age >= SETTLED)
}

/// When anything about a file was changed, in nanoseconds, and its number.
#[cfg(unix)]
fn identity(about: &std::fs::Metadata) -> (i128, u64) {
    use std::os::unix::fs::MetadataExt as _;
    (i128::from(about.ctime()) * 1_000_000_000 + i128::from(about.ctime_nsec()), about.ino())
}

#[cfg(not(unix))]
fn identity(_: &std::fs::Metadata) -> (i128, u64) {
    (0, 0)
}

/// What is no part of a tree that another tool publishes: packages of others, what a build makes,
/// and folders that are hidden, but for those with settings.
fn is_foreign(entry: &walkdir::DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let hidden = name.starts_with('.') && !is_looked_into(&name) && entry.file_type().is_dir();
    entry.depth() > 0 && (hidden || matches!(name.as_ref(), "node_modules" | "target"))
}

/// Whether a hidden folder is looked into in a tree that another tool publishes, by its name.
pub fn is_looked_into(name: &str) -> bool {
    [".vitepress", ".vuepress", ".github"].contains(&name)
}

impl Door for Disk {
    #[expect(clippy::disallowed_methods, reason = "this is the door to the disk")]
    fn list(&self) -> anyhow::Result<Vec<Found>> {
        let tops = TOPS.iter().map(|top| self.root.join(top));
        let there = tops.filter(|top| std::fs::symlink_metadata(top).is_ok());
        self.below(there, is_hidden)
    }

    fn whole(&self) -> anyhow::Result<Vec<Found>> {
        self.below(std::iter::once(self.root.clone()), is_foreign)
    }

    fn read(&self, path: &SitePath) -> Result<Vec<u8>, String> {
        let mut bytes = Vec::new();
        self.open(path)?.read_to_end(&mut bytes).map_err(|error| reason(&error))?;
        Ok(bytes)
    }

    fn changes(&self, before: &Changes) -> Result<Changes, String> {
        changes(&self.root, before)
    }

    fn head(&self, path: &SitePath, most: usize) -> Result<Vec<u8>, String> {
        let mut bytes = Vec::new();
        let mut file = self.open(path)?.take(most.try_into().unwrap_or(u64::MAX));
        file.read_to_end(&mut bytes).map_err(|error| reason(&error))?;
        Ok(bytes)
    }
}

/// The system's reason without the number that only programmers read.
fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "no such file".to_string(),
        std::io::ErrorKind::PermissionDenied => "permission denied".to_string(),
        std::io::ErrorKind::IsADirectory => "it is a folder".to_string(),
        _ => error.to_string(),
    }
}

/// The nearest folder, from `start` upwards, that holds the settings file. A repository is not left:
/// a settings file that happens to lie above it belongs to something else.
#[expect(clippy::disallowed_methods, reason = "this is the door to the disk")]
pub fn find_root(start: &Path, config: &SitePath) -> Option<PathBuf> {
    find_above(start, |folder| folder.join(config.as_str()).is_file())
}

/// The nearest folder, from `start` upwards and within its repository, that holds a file whose name
/// shows that some tool makes a site of what lies there.
#[expect(clippy::disallowed_methods, reason = "this is the door to the disk")]
pub fn find_tree(start: &Path, shows: impl Fn(&SitePath) -> bool) -> Option<PathBuf> {
    let name = |entry: std::io::Result<std::fs::DirEntry>| {
        SitePath::new(entry.ok()?.file_name().to_str()?)
    };
    find_above(start, |folder| {
        let mut entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(name);
        entries.any(|path| shows(&path) && folder.join(path.as_str()).is_file())
    })
}

#[expect(clippy::disallowed_methods, reason = "this is the door to the disk")]
fn find_above(start: &Path, wanted: impl Fn(&Path) -> bool) -> Option<PathBuf> {
    let start = std::fs::canonicalize(start).ok()?;
    for folder in start.ancestors() {
        if wanted(folder) {
            return Some(folder.to_path_buf());
        }
        // A folder in a clone; a file in a work tree beside one.
        if folder.join(".git").exists() {
            return None;
        }
    }
    None
}
