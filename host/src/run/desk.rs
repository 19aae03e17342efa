//! Where parsing and judging are done: as many at once as there are cores.

use std::sync::Arc;

use bluebook_dom::Selectors;
use tokio::sync::Semaphore;
use tokio::task::JoinError;

use super::Costs;

/// Slots for CPU work, and what the work shares.
#[derive(Debug)]
pub struct Desk {
    slots: Semaphore,
    /// Compiled selectors, shared by all pages.
    pub(super) selectors: Selectors,
    /// Where the time of the work goes.
    pub(super) costs: Arc<Costs>,
}

impl Default for Desk {
    fn default() -> Self {
        Self::counting(Arc::default())
    }
}

impl Desk {
    /// A desk whose work is counted in `costs`.
    pub fn counting(costs: Arc<Costs>) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self { slots: Semaphore::new(cores), selectors: Selectors::default(), costs }
    }

    /// Does `work` on a thread of the pool when a core is free.
    ///
    /// The pool itself is larger: name look-ups wait in it too, and a few dead names must
    /// not stop all parsing.
    ///
    /// # Errors
    ///
    /// If the work panicked.
    pub async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, JoinError> {
        // The semaphore is never closed; without a slot the work would only be slower.
        let slot = self.slots.acquire().await.ok();
        let done = tokio::task::spawn_blocking(work).await;
        drop(slot);
        done
    }
}
