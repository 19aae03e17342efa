//! How far a round is on its way to the public, and what an embargo forbids.

use super::args::Common;
use super::round::store_failed;
use super::stored::Stored;
use super::{Environment, Exit, Failed};
use crate::evidence::utc;
use crate::panel;
use crate::report::{Publication, clean};

/// The round's standing now.
pub(crate) fn publication(
    common: &Common,
    stored: &Stored,
    environment: &Environment,
) -> Result<Publication, Failed> {
    let now = utc((environment.clock)());
    panel::publication(&stored.directory, common.machine_only, &now).map_err(store_failed)
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
