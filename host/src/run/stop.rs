//! The wish to stop, shared by whoever has it and everything that is under way.

use tokio::sync::watch;

/// A wish to stop; clones share it.
#[derive(Debug, Clone)]
pub struct Stop(watch::Sender<bool>);

impl Default for Stop {
    fn default() -> Self {
        Self(watch::Sender::new(false))
    }
}

impl Stop {
    /// Wishes to stop. What was recorded stays recorded; what was fetched is kept.
    pub fn wish(&self) {
        self.0.send_replace(true);
    }

    /// Whether somebody wishes to stop.
    pub fn is_wished(&self) -> bool {
        *self.0.borrow()
    }

    /// Waits until somebody wishes to stop.
    pub async fn wished(&self) {
        let mut wish = self.0.subscribe();
        // The sender lives as long as `self`, so the wait ends with a wish and with nothing else.
        let _ = wish.wait_for(|is_wished| *is_wished).await;
    }
}
