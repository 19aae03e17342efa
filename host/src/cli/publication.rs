//! How far a round is on its way to the public, and what an embargo forbids.

use std::path::Path;

use super::args::Common;
use super::round::store_failed;
use super::{Code, Environment, Failed};
use crate::evidence::utc;
use crate::panel;
use crate::report::{Publication, clean};

/// The round's standing now.
pub(crate) fn publication(
    common: &Common,
    directory: &Path,
    environment: &Environment,
) -> Result<Publication, Failed> {
    let now = utc((environment.clock)());
    panel::publication(directory, common.machine_only, &now).map_err(store_failed)
}

/// Refuses what an embargo forbids, unless somebody asked for a copy in spite of it.
pub(crate) fn may_show(publication: &Publication, is_asked: bool) -> Result<(), Failed> {
    match &publication.embargo_until {
        Some(until) if !is_asked => {
            let text = format!("the round is under embargo until {}", clean(until));
            let hint = "`--embargoed` makes a copy for those who may see it before";
            Err(Failed::new(Code::UnderEmbargo, text).hint(hint.to_owned()))
        }
        Some(_) | None => Ok(()),
    }
}
