//! Changes of files below the site's folder, told once things are quiet.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

/// How long nothing may happen before what happened is told: an editor writes a file in several steps.
const QUIET: Duration = Duration::from_millis(30);

/// A watch over a folder.
pub struct Watch {
    changes: Receiver<PathBuf>,
    /// It ends when it is dropped.
    _watcher: RecommendedWatcher,
}

impl Watch {
    /// Watches the site's folder. What lies below `ignored`, and what has a hidden name, is not told.
    ///
    /// # Errors
    /// When the system cannot watch it.
    pub fn over(root: &Path, ignored: Vec<PathBuf>) -> notify::Result<Watch> {
        let (sender, changes) = channel();
        let below = root.to_path_buf();
        let matters = move |path: &Path| {
            let Ok(inside) = path.strip_prefix(&below) else { return false };
            let name = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with('.');
            !inside.iter().any(name) && !ignored.iter().any(|folder| path.starts_with(folder))
        };
        let tell = move |event: notify::Result<notify::Event>| {
            let Ok(event) = event else { return };
            if matches!(event.kind, EventKind::Access(_)) {
                return;
            }
            for path in event.paths.into_iter().filter(|path| matters(path)) {
                // Nobody listens any more when the command ends.
                let _ = sender.send(path);
            }
        };
        let mut watcher = notify::recommended_watcher(tell)?;
        watcher.watch(root, RecursiveMode::Recursive)?;
        Ok(Watch { changes, _watcher: watcher })
    }

    /// Waits for a change, and until things are quiet; `false` when no more can come.
    pub fn wait(&self) -> bool {
        if self.changes.recv().is_err() {
            return false;
        }
        loop {
            match self.changes.recv_timeout(QUIET) {
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout) => return true,
                Err(RecvTimeoutError::Disconnected) => return false,
            }
        }
    }
}
