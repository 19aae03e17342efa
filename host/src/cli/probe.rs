//! `bluebook probe`: what an author needs of a probe, from an empty folder to a figure of its cost, and
//! what an operator needs to take one.

mod add;
mod asked;
mod bench;
mod build;
mod codes;
mod country;
mod credentials;
mod expected;
mod fixtures;
mod inspect;
mod lint;
mod listed;
mod new;
mod offered;
mod opened;
mod pack;
mod places;
mod record;
mod registry;
mod run;
mod said;
mod saved;
mod scoring;
mod signed;
mod test;
mod watch;

use super::Failed;
use crate::sandbox::LoadError;

pub(crate) use self::add::{add, straight, update};
pub(crate) use self::bench::bench;
pub(crate) use self::build::{agree, build, build_crates, lock};
pub(crate) use self::inspect::inspect;
pub(crate) use self::lint::lint;
pub(crate) use self::listed::{list, remove};
pub(crate) use self::new::new;
pub(crate) use self::pack::pack;
pub(crate) use self::record::record;
pub(crate) use self::registry::push;
pub(crate) use self::run::run;
pub(crate) use self::saved::{load_saved, save};
pub(crate) use self::test::test;
pub(crate) use self::watch::watch;

fn load_failed(error: LoadError) -> Failed {
    let hint = error.hint();
    Failed::of(error).hint(hint)
}
