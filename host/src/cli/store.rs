//! `bluebook store`: the index rebuilt, the verdicts exported.

use super::args::Common;
use super::round::store_failed;
use super::rounds::directory_of;
use super::{Failed, Streams};
use crate::store::{self, Rebuilt, Round};

pub(crate) fn rebuild(common: &Common, streams: &mut Streams<'_>) -> Result<(), Failed> {
    let directory = directory_of(common)?;
    let Rebuilt { n_batches, n_verdicts } = store::rebuild(&directory).map_err(store_failed)?;
    writeln!(
        streams.out,
        "已由日志重建索引 index rebuilt from the journal: {n_batches} 地区 regions, {n_verdicts} 判定 verdicts"
    )?;
    Ok(())
}

pub(crate) fn export(common: &Common, streams: &mut Streams<'_>) -> Result<(), Failed> {
    let (round, resumed) = Round::open(&directory_of(common)?).map_err(store_failed)?;
    super::run::report_resumed(&resumed, streams)?;
    store::export(round.index(), &mut streams.out).map_err(store_failed)?;
    Ok(())
}
