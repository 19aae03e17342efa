//! How far a round is on its way to the public, read from its directory; and what an embargo forbids.

use super::args::Common;
use super::round::store_failed;
use super::stored::Stored;
use super::{Environment, Exit, Failed};
use crate::evidence::utc;
use crate::report::{Publication, Stage, clean};
use crate::review::Ledger;
use crate::store::{Published, StoredReviews};

/// The round's standing now.
pub(crate) fn publication(
    common: &Common,
    stored: &Stored,
    environment: &Environment,
) -> Result<Publication, Failed> {
    let published = Published::read(&stored.directory).map_err(store_failed)?;
    let reviews = StoredReviews::read(&stored.directory).map_err(store_failed)?;
    let is_machine_only = common.machine_only && reviews.is_some();
    let ledger = reviews.map(|reviews| Ledger::of(reviews.events));
    let until = match &published {
        Some(published) => published.embargo_until.clone(),
        None => ledger.as_ref().and_then(Ledger::embargo_until).map(str::to_owned),
    };
    let now = utc((environment.clock)());
    let objections = ledger.as_ref().and_then(Ledger::objections_until);
    let stage = match (published, objections) {
        (Some(published), _) => Stage::Final(published.published_on),
        (None, Some(day)) => Stage::Objections(day.to_owned()),
        (None, None) => Stage::Draft,
    };
    let embargo_until = until.filter(|until| *until > now);
    Ok(Publication { stage, embargo_until, is_machine_only })
}

/// Refuses what an embargo forbids, unless somebody asked for a marked copy.
pub(crate) fn may_show(publication: &Publication, is_marked: bool) -> Result<(), Failed> {
    match &publication.embargo_until {
        Some(until) if !is_marked => {
            let text = format!("the round is under embargo until {}", clean(until));
            let hint = "`--embargoed` makes a marked copy for those who may see it before";
            Err(Failed::new(Exit::Refused, text).hint(hint.to_owned()))
        }
        Some(_) | None => Ok(()),
    }
}
