//! The door to a folder on disk, and the search for the folder that is a site's root.
//! Leaves what is below a folder to `listing`, and writing to `write`.

use std::collections::HashSet;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::{OnceLock, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use super::listing::{is_foreign, is_hidden};
use super::revision::changes;
use super::{Changes, Door, Found, SitePath, Stamp, TOPS};

/// A site in a folder.
pub struct Disk {
    pub(super) root: PathBuf,
    /// The root without links, once somebody asked.
    real: OnceLock<PathBuf>,
    /// The folders that were found to lie within the root when files were listed last, as
    /// [`SitePath::folder`] names them.
    pub(super) within: RwLock<HashSet<String>>,
    pub(super) skip: Vec<SitePath>,
    /// Whether each file is asked for its stamp.
    pub(super) stamping: bool,
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
    pub(super) fn site_path(&self, path: &Path) -> Option<(SitePath, bool)> {
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

/// How long ago a file must have been written for its times to tell it from what it may yet become:
/// some file systems know no more than every other second.
const SETTLED: Duration = Duration::from_secs(2);

/// What tells a file's content from another, which is not sure of a file that was written a moment ago;
/// nothing where the system does not say.
pub(super) fn stamp(about: &std::fs::Metadata, now: SystemTime) -> Option<Stamp> {
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

impl Door for Disk {
    #[expect(clippy::disallowed_methods, reason = "this is the door to the disk")]
    fn list(&self) -> anyhow::Result<Vec<Found>> {
        let tops = TOPS.iter().map(|top| self.root.join(top));
        let there = tops.filter(|top| std::fs::symlink_metadata(top).is_ok());
        self.below(&there.collect::<Vec<_>>(), is_hidden)
    }

    fn whole(&self) -> anyhow::Result<Vec<Found>> {
        self.below(std::slice::from_ref(&self.root), is_foreign)
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
