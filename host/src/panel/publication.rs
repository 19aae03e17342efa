//! How far a round is on its way to the public, read from its directory.

use std::path::Path;

use crate::report::{Publication, Stage};
use crate::review::Ledger;
use crate::store::{Published, StoreError, StoredReviews};

/// The round's standing at the moment `now` (RFC 3339); with `machine_only` reviews are there and do not
/// count.
///
/// # Errors
///
/// If the directory cannot be read.
pub fn publication(
    directory: &Path,
    machine_only: bool,
    now: &str,
) -> Result<Publication, StoreError> {
    let published = Published::read(directory)?;
    let reviews = StoredReviews::read(directory)?;
    let is_machine_only = machine_only && reviews.is_some();
    let ledger = reviews.map(|reviews| Ledger::of(reviews.events));
    let until = match &published {
        Some(published) => published.embargo_until.clone(),
        None => ledger.as_ref().and_then(Ledger::embargo_until).map(str::to_owned),
    };
    let objections = ledger.as_ref().and_then(Ledger::objections_until);
    let stage = match (published, objections) {
        (Some(published), _) => Stage::Final(published.published_on),
        (None, Some(day)) => Stage::Objections(day.to_owned()),
        (None, None) => Stage::Draft,
    };
    let embargo_until = until.filter(|until| until.as_str() > now);
    Ok(Publication { stage, embargo_until, is_machine_only })
}
