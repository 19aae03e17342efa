//! What happens to a round, for those who follow it.

use std::sync::Arc;

/// Something that happened.
#[derive(Debug, Clone)]
pub(super) enum News {
    /// A region was recorded: how many there are now, and what is said of it, as JSON.
    Region(usize, Arc<str>),
    /// Somebody reviewed something: how many events there are now.
    Reviews(u64),
    /// The run ended, with so many regions.
    Closed(usize),
}
