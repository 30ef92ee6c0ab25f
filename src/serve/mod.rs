//! The site while it is being written: served from memory to a browser on the same machine, and sent
//! anew when a file changes. Making the site is left to `commands`, which hands in what was made.
//!
//! The server is a few threads with blocking sockets: a writer has one browser, and one protocol
//! version with four kinds of answer is all that it takes.

mod answer;
mod making;
mod request;
mod server;
mod view;
mod watch;

pub use server::{Server, is_loopback};
pub use view::{Copier, Notice, View};
pub use watch::{Told, Watch};

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The view of the site that readers get now.
pub struct Live {
    view: Mutex<Arc<View>>,
    changed: Condvar,
}

impl Live {
    /// Begins with a view.
    pub fn new(view: View) -> Live {
        Live { view: Mutex::new(Arc::new(view)), changed: Condvar::new() }
    }

    /// What readers get now.
    pub fn view(&self) -> Arc<View> {
        self.lock().clone()
    }

    /// Gives readers another view, and tells those who wait for one.
    pub fn show(&self, view: View) {
        *self.lock() = Arc::new(view);
        self.changed.notify_all();
    }

    /// Waits for a view of another version, or for some time; what readers get then.
    fn wait(&self, version: u64, time: Duration) -> Arc<View> {
        let waits = |view: &mut Arc<View>| view.version() == version;
        let waited = self.changed.wait_timeout_while(self.lock(), time, waits);
        waited.unwrap_or_else(PoisonError::into_inner).0.clone()
    }

    /// A thread that broke off while it held the lock left a whole view all the same.
    fn lock(&self) -> MutexGuard<'_, Arc<View>> {
        self.view.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
