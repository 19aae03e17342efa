//! One server address: starts of requests are spaced, and few are under way at once.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, sleep_until};

/// Requests to one address under way at once. A slow host must not stop the others on its
/// machine, and a machine with fifty hosts must not be asked fifty things.
const REQUESTS_AT_ONCE_MAX: usize = 4;

/// When an address may be asked.
#[derive(Debug)]
pub(super) struct Address {
    next_start: Mutex<Option<Instant>>,
    slots: Arc<Semaphore>,
}

impl Default for Address {
    fn default() -> Self {
        let slots = Arc::new(Semaphore::new(REQUESTS_AT_ONCE_MAX));
        Self { next_start: Mutex::new(None), slots }
    }
}

impl Address {
    /// Waits for a free slot and then for the next start. The slot is free again when the
    /// permit is dropped.
    pub(super) async fn slot(&self, interval_min: Duration) -> Option<OwnedSemaphorePermit> {
        // The semaphore is never closed.
        let permit = Arc::clone(&self.slots).acquire_owned().await.ok();
        let start = {
            let mut next = self.next_start.lock().unwrap_or_else(PoisonError::into_inner);
            let start = next.map_or_else(Instant::now, |next| next.max(Instant::now()));
            *next = Some(start + interval_min);
            start
        };
        sleep_until(start).await;
        permit
    }
}
