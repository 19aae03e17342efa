//! What people do: at the desk, as a panel, with objections.

pub(super) mod desk;
pub(super) mod objections;
pub(super) mod panel;
mod put;
pub(super) mod queue;
mod read;
pub(super) mod undo;

use serde::Serialize;

/// The number of what was put on record.
#[derive(Debug, Serialize)]
struct Recorded {
    event: u64,
}
