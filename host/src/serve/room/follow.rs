//! Following a round while it is collected and reviewed: one watcher for all who look.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use tokio::sync::broadcast;

use super::Room;
use crate::serve::app::App;
use crate::serve::news::News;
use crate::serve::stamp::Stamp;

/// One who follows a round. The watcher ends with the last of them.
pub(in crate::serve) struct Followed {
    room: Arc<Room>,
    pub(in crate::serve) news: broadcast::Receiver<News>,
}

impl Drop for Followed {
    fn drop(&mut self) {
        self.room.n_followers.fetch_sub(1, Ordering::AcqRel);
    }
}

impl Room {
    /// Follows the round from now on.
    pub(in crate::serve) fn follow(self: &Arc<Self>, app: &Arc<App>) -> Followed {
        let followed = Followed { news: self.news.subscribe(), room: Arc::clone(self) };
        self.n_followers.fetch_add(1, Ordering::AcqRel);
        if !self.is_watched.swap(true, Ordering::AcqRel) {
            tokio::spawn(watch(Arc::clone(self), Arc::clone(app)));
        }
        followed
    }

    /// Whether the watcher is to go on; says so to those who come when it is not.
    fn is_followed(&self) -> bool {
        if self.n_followers.load(Ordering::Acquire) > 0 {
            return true;
        }
        self.is_watched.store(false, Ordering::Release);
        // Somebody may have come in between, and found it watched.
        self.n_followers.load(Ordering::Acquire) > 0
            && !self.is_watched.swap(true, Ordering::AcqRel)
    }
}

/// Looks at the lengths of the round's files, and reads on where they changed; reading tells the
/// news. A file that cannot be read now is tried again.
async fn watch(room: Arc<Room>, app: Arc<App>) {
    let mut seen = None;
    while room.is_followed() && !app.stop.is_wished() {
        let stamp = Stamp::of(&room.dir);
        if seen != Some(stamp) {
            let (reading, now) = (Arc::clone(&room), app.now().seconds);
            let read = tokio::task::spawn_blocking(move || reading.work(now, |_| Ok(()))).await;
            seen = matches!(read, Ok(Ok(()))).then_some(stamp);
        }
        tokio::time::sleep(app.limits.follow).await;
    }
}
