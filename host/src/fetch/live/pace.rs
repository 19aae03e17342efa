//! One request at a time per host, with a pause between two.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{Mutex as AsyncMutex, OwnedMutexGuard};
use tokio::time::{Instant, sleep_until};

/// When a host was last done with; `None` before the first request.
type LastEnd = Option<Instant>;

/// The hosts asked so far. Grows with the round: some 30 hosts a region.
#[derive(Debug, Default)]
pub(super) struct Hosts {
    by_name: Mutex<BTreeMap<String, Arc<AsyncMutex<LastEnd>>>>,
}

/// The right to ask a host; it ends when this is dropped, and the pause starts.
#[derive(Debug)]
pub(super) struct Turn {
    last_end: OwnedMutexGuard<LastEnd>,
}

impl Hosts {
    /// Waits until nobody asks the host and the pause is over. Who came first goes first.
    pub(super) async fn turn(&self, host: &str, interval_min: Duration) -> Turn {
        let host = {
            let mut by_name = self.by_name.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(by_name.entry(host.to_owned()).or_default())
        };
        let last_end = host.lock_owned().await;
        if let Some(end) = *last_end {
            sleep_until(end + interval_min).await;
        }
        Turn { last_end }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        *self.last_end = Some(Instant::now());
    }
}
