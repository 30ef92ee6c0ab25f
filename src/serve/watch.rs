//! Changes of files below the site's folder, told once things are quiet.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{Config, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

/// How long nothing may happen before what happened is told: an editor writes a file in several steps.
const QUIET: Duration = Duration::from_millis(10);

/// The same where more files changed than an editor saves at once, as a change of branches does.
const QUIET_OF_MANY: Duration = Duration::from_millis(100);

/// From how many files on it is many.
const MANY: usize = 20;

/// How often a folder is looked through whose file system tells of no changes.
const POLL: Duration = Duration::from_millis(500);

/// A watch over a folder.
pub struct Watch {
    changes: Receiver<Change>,
    ignored: Arc<Mutex<Vec<PathBuf>>>,
    /// Whether it looks for changes itself, and sees no more than a difference of times.
    polled: bool,
    /// It ends when it is dropped.
    _watcher: Box<dyn Watcher>,
}

/// What the system says.
enum Change {
    /// This file or folder changed.
    Of(PathBuf),
    /// Something was missed.
    Missed,
}

/// What happened in a folder.
pub enum Told {
    /// Something changed.
    Changed {
        /// When the first change was told.
        since: Instant,
        /// What changed; nothing where it may be anything.
        files: Option<BTreeSet<PathBuf>>,
    },
    /// Nothing, for as long as was waited.
    Nothing {
        /// When the waiting ended.
        since: Instant,
    },
}

impl Watch {
    /// Watches the site's folder by the system's word, or by looking through it again and again. What
    /// lies below `ignored`, and what has a hidden name, is not told.
    ///
    /// # Errors
    /// When the system cannot watch it.
    pub fn over(root: &Path, ignored: Vec<PathBuf>, polled: bool) -> notify::Result<Watch> {
        let (sender, changes) = channel();
        let ignored = Arc::new(Mutex::new(ignored));
        let (below, out) = (root.to_path_buf(), ignored.clone());
        let matters = move |path: &PathBuf| {
            let Ok(inside) = path.strip_prefix(&below) else { return false };
            let name = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with('.');
            let out = out.lock().unwrap_or_else(PoisonError::into_inner);
            !inside.iter().any(name) && !out.iter().any(|folder| path.starts_with(folder))
        };
        let tell = move |event: notify::Result<notify::Event>| {
            // Nobody listens any more when the command ends.
            let tell = |change| drop(sender.send(change));
            match event {
                // Where changes were missed anything may have changed.
                Err(_) => tell(Change::Missed),
                Ok(event) if event.need_rescan() => tell(Change::Missed),
                Ok(event) if is_change(&event.kind) => {
                    event.paths.into_iter().filter(&matters).map(Change::Of).for_each(tell);
                }
                Ok(_) => {}
            }
        };
        let mut watcher: Box<dyn Watcher> = match polled {
            true => {
                let config = Config::default().with_poll_interval(POLL);
                Box::new(PollWatcher::new(tell, config)?)
            }
            false => Box::new(RecommendedWatcher::new(tell, Config::default())?),
        };
        watcher.watch(root, RecursiveMode::Recursive)?;
        Ok(Watch { changes, ignored, polled, _watcher: watcher })
    }

    /// From now on, does not tell of what lies below these folders.
    pub fn ignore(&self, folders: Vec<PathBuf>) {
        *self.ignored.lock().unwrap_or_else(PoisonError::into_inner) = folders;
    }

    /// Waits for a change, for as long as is asked, and until things are quiet. `None` when no more can
    /// come.
    pub fn wait(&self, longest: Option<Duration>) -> Option<Told> {
        let first = match longest {
            None => self.changes.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(longest) => self.changes.recv_timeout(longest),
        };
        let mut next = match first {
            Ok(change) => change,
            Err(RecvTimeoutError::Timeout) => return Some(Told::Nothing { since: now() }),
            Err(RecvTimeoutError::Disconnected) => return None,
        };
        let since = now();
        let mut files = BTreeSet::new();
        let mut missed = self.polled;
        loop {
            match next {
                Change::Of(path) => drop(files.insert(path)),
                Change::Missed => missed = true,
            }
            let quiet = if files.len() < MANY { QUIET } else { QUIET_OF_MANY };
            next = match self.changes.recv_timeout(quiet) {
                Ok(change) => change,
                Err(RecvTimeoutError::Timeout) => {
                    return Some(Told::Changed { since, files: (!missed).then_some(files) });
                }
                Err(RecvTimeoutError::Disconnected) => return None,
            };
        }
    }
}

/// Whether an event can mean that a file is another than before. Who wrote through a map of memory is
/// seen only when the file is closed.
fn is_change(kind: &EventKind) -> bool {
    let closed = AccessKind::Close(AccessMode::Write);
    !matches!(kind, EventKind::Access(access) if *access != closed)
}

#[expect(clippy::disallowed_methods, reason = "how long a change took is told")]
fn now() -> Instant {
    Instant::now()
}
