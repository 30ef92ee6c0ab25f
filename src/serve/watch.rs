//! Changes of files below the site's folder, told once things are quiet.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use notify::{Config, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

/// How long nothing may happen before what happened is told: an editor writes a file in several steps.
const QUIET: Duration = Duration::from_millis(10);

/// The same where more files changed than an editor saves at once, as a change of branches does.
const QUIET_OF_MANY: Duration = Duration::from_millis(100);

/// From how many changes on it is many.
const MANY: usize = 20;

/// How often a folder is looked through whose file system tells of no changes.
const POLL: Duration = Duration::from_millis(500);

/// A watch over a folder.
pub struct Watch {
    changes: Receiver<()>,
    ignored: Arc<Mutex<Vec<PathBuf>>>,
    /// It ends when it is dropped.
    _watcher: Box<dyn Watcher>,
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
        let matters = move |path: &Path| {
            let Ok(inside) = path.strip_prefix(&below) else { return false };
            let name = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with('.');
            let out = out.lock().unwrap_or_else(PoisonError::into_inner);
            !inside.iter().any(name) && !out.iter().any(|folder| path.starts_with(folder))
        };
        let tell = move |event: notify::Result<notify::Event>| {
            // Where changes were missed anything may have changed.
            let missed = event.as_ref().is_ok_and(notify::Event::need_rescan);
            let Ok(event) = event else { return };
            if matches!(event.kind, EventKind::Access(_)) {
                return;
            }
            for _ in event.paths.iter().filter(|path| matters(path)) {
                // Nobody listens any more when the command ends.
                let _ = sender.send(());
            }
            if missed {
                let _ = sender.send(());
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
        Ok(Watch { changes, ignored, _watcher: watcher })
    }

    /// From now on, does not tell of what lies below these folders.
    pub fn ignore(&self, folders: Vec<PathBuf>) {
        *self.ignored.lock().unwrap_or_else(PoisonError::into_inner) = folders;
    }

    /// Waits for a change, and until things are quiet; when the first change was told. `None` when no
    /// more can come.
    pub fn wait(&self) -> Option<Instant> {
        self.changes.recv().ok()?;
        let first = now();
        let mut count = 1;
        loop {
            match self.changes.recv_timeout(if count < MANY { QUIET } else { QUIET_OF_MANY }) {
                Ok(()) => count += 1,
                Err(RecvTimeoutError::Timeout) => return Some(first),
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "how long a change took is told")]
fn now() -> Instant {
    Instant::now()
}
