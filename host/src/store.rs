//! What a round found, kept so that a killed process loses nothing it acknowledged.
//!
//! A [`Round`] is a directory: `journal.bbj`, an append-only checksummed file that is
//! the truth, and `index/`, a sled database that answers questions and can be rebuilt
//! from the journal at any time. What people say of it later lies beside it in `reviews.bbj`
//! ([`ReviewLog`]), a journal of the same make. Nothing here knows scores, fetches, or has a clock.

mod codes;
mod entry;
mod error;
mod export;
mod files;
mod format;
mod frame;
mod hosts;
mod index;
mod journal;
mod kept;
mod key;
mod lock;
mod log;
mod merkle;
mod proof;
mod published;
mod reader;
mod reviews;
mod round;
mod seal;
mod signature;
mod sled_store;
mod timestamp;

pub use error::{BadFrame, StoreError};
pub use export::export;
pub use files::{archives_in, read_small, write_small};
pub use format::{Undecodable, Unfit};
pub use frame::Damage;
pub use hosts::HostTimes;
pub use index::VerdictStore;
pub use journal::{Batches, Closing, Entry, Journal, Mark, Misfit, Recovered};
pub use kept::{KEPT_BYTES_MAX, is_kept, keep_bytes, keep_file, kept_path};
pub use proof::{BadProof, Proof};
pub use published::{Accepted, PUBLISHED_FILE, Published};
pub use reader::{FrameDamage, Reader, StoredBatch, stored_bytes};
pub use reviews::{LockedReviews, REVIEWS_FILE, ReviewLog, StoredReviews};
pub use round::{IndexState, JOURNAL_FILE, Rebuilt, Resumed, Round, rebuild};
pub use seal::{ANSWER_FILE, Broken, Kept, REQUEST_FILE, SEAL_FILE, Seal};
pub use signature::{BadKey, Signature, SigningKey};
pub use sled_store::SledStore;
pub use timestamp::{BadTimeStamp, TimeStamp, read_time_stamp, time_stamp_request};
