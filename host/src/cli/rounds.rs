//! `bluebook round`: the rounds that are there, read and never changed.

pub(crate) mod audit;
mod proof;
mod seal;
mod sealed;
mod verify;

use std::path::PathBuf;

pub(crate) use self::audit::{audit, audit_of, plan_here, refused, write_finding};
pub(crate) use self::proof::proof;
pub(crate) use self::seal::{seal, seal_round};
pub(crate) use self::verify::verify;
use super::args::{Common, RoundList, TextOrJson};
use super::round::store_failed;
use super::{Code, Failed, Streams, load};
use crate::model::RoundHeader;
use crate::panel::{RoundRow, round_directories};
use crate::report::{Align, Table, clean, write_json};
use crate::store::Reader;

/// The directory of the round a command is about. A named round needs no manifests; the
/// default name is their edition.
pub(crate) fn directory_of(common: &Common) -> Result<PathBuf, Failed> {
    match common.round {
        Some(_) => super::round::directory(common, ""),
        None => super::round::directory(common, &load(&common.manifests)?.edition),
    }
}

fn cells(row: &RoundRow) -> Vec<String> {
    let root: String = row.root.trim_start_matches("sha256:").chars().take(12).collect();
    let source: String = row.source.replace("sha256:", "").chars().take(20).collect();
    vec![
        clean(&row.round),
        clean(&row.edition),
        clean(&row.collected_on),
        row.n_regions.to_string(),
        row.n_verdicts.to_string(),
        clean(&row.state),
        root,
        clean(&source),
    ]
}

/// The directories of the rounds that are there, by name.
fn directories(common: &Common) -> Result<Vec<PathBuf>, Failed> {
    round_directories(&common.rounds).map_err(|error| {
        let text = format!("cannot read `{}`: {error}", common.rounds.display());
        Failed::new(Code::RoundsNone, text)
            .hint(Some("`--rounds DIR` says where rounds are kept".to_owned()))
    })
}

/// The name of the finished round of the same edition that was collected last before this one:
/// what it found is what drift is told by. Rounds that cannot be read are passed over.
pub(crate) fn last_before(common: &Common, header: &RoundHeader) -> Result<Option<String>, Failed> {
    let mut last: Option<(String, String)> = None;
    for directory in directories(common)? {
        let Ok(reader) = Reader::open(&directory).and_then(Reader::whole) else { continue };
        let earlier = reader.header();
        let is_before =
            earlier.edition == header.edition && earlier.collected_on < header.collected_on;
        if reader.is_closed() && is_before {
            let name = directory.file_name().unwrap_or_default().to_string_lossy().into_owned();
            last = last.max(Some((earlier.collected_on.clone(), name)));
        }
    }
    Ok(last.map(|(_, name)| name))
}

pub(crate) fn list(
    common: &Common,
    args: &RoundList,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let directories = directories(common)?;
    let listed: Vec<RoundRow> =
        directories.iter().map(|directory| RoundRow::of(directory)).collect();
    match args.format {
        TextOrJson::Json => write_json(&mut streams.out, &listed)?,
        TextOrJson::Text => {
            let [left, right] = [Align::Left, Align::Right];
            let head = ["轮次 round", "版次 edition", "采集日 day", "地区 regions"]
                .into_iter()
                .chain(["判定 verdicts", "状态 state", "根 root", "来源 source"]);
            let mut rows = vec![head.map(str::to_owned).collect()];
            rows.extend(listed.iter().map(cells));
            let align = vec![left, left, left, right, right, left, left, left];
            Table { align, rows }.write(&mut streams.out)?;
        }
    }
    Ok(())
}

/// The journal of the round a command is about, whole or not at all.
pub(crate) fn reader(common: &Common) -> Result<(PathBuf, Reader), Failed> {
    let directory = directory_of(common)?;
    let reader = Reader::open(&directory).and_then(Reader::whole).map_err(store_failed)?;
    Ok((directory, reader))
}
