//! How fast a host is asked: so many requests at once, so much time between two, and pauses that the
//! host itself asks for.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::Instant;

/// The pace of every host.
pub(super) struct Pace {
    per_host: usize,
    interval: Duration,
    hosts: Mutex<BTreeMap<String, Host>>,
}

struct Host {
    free: Arc<Semaphore>,
    /// When the next request may begin.
    next: Instant,
    /// Until when the host wants nobody, which is longer than anybody waits.
    closed: Option<Timestamp>,
}

impl Pace {
    pub(super) fn new(per_host: usize, interval: Duration) -> Pace {
        Pace { per_host, interval, hosts: Mutex::default() }
    }

    fn with<T>(&self, host: &str, act: impl FnOnce(&mut Host) -> T) -> T {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        let host = hosts.entry(host.to_string()).or_insert_with(|| Host {
            free: Arc::new(Semaphore::new(self.per_host)),
            next: Instant::now(),
            closed: None,
        });
        act(host)
    }

    /// Waits until a request to a host may begin; it has ended when what this returns is dropped.
    ///
    /// # Errors
    /// Until when the host wants nobody.
    pub(super) async fn enter(
        &self,
        host: &str,
    ) -> Result<Option<OwnedSemaphorePermit>, Timestamp> {
        let free = self.with(host, |host| host.free.clone());
        // The semaphore is never closed.
        let permit = free.acquire_owned().await.ok();
        loop {
            let wait = self.with(host, |host| {
                if let Some(until) = host.closed {
                    return Err(until);
                }
                let now = Instant::now();
                if host.next <= now {
                    host.next = now + self.interval;
                    return Ok(None);
                }
                Ok(Some(host.next))
            })?;
            match wait {
                None => return Ok(permit),
                Some(until) => tokio::time::sleep_until(until).await,
            }
        }
    }

    /// Asks a host nothing for a while.
    pub(super) fn pause(&self, host: &str, wait: Duration) {
        self.with(host, |host| host.next = host.next.max(Instant::now() + wait));
    }

    /// Asks a host nothing more in this run.
    pub(super) fn close(&self, host: &str, until: Timestamp) {
        self.with(host, |host| host.closed = Some(until));
    }
}
