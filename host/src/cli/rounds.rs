//! `bluebook round`: the rounds that are there, read and never changed.

pub(crate) mod audit;
mod proof;
mod seal;
mod sealed;
mod verify;

use std::path::{Path, PathBuf};

use serde::Serialize;

pub(crate) use self::audit::{audit, audit_of, plan_here, refused, write_finding};
pub(crate) use self::proof::proof;
pub(crate) use self::seal::{seal, seal_round};
pub(crate) use self::verify::verify;
use super::args::{Common, RoundList, TextOrJson};
use super::round::store_failed;
use super::{Chain, Exit, Failed, Streams, load};
use crate::model::RoundHeader;
use crate::report::{Align, Table, clean, write_json};
use crate::review::Ledger;
use crate::store::{PUBLISHED_FILE, Reader, SEAL_FILE, StoreError, StoredReviews};

/// The directory of the round a command is about. A named round needs no manifests; the
/// default name is their edition.
pub(crate) fn directory_of(common: &Common) -> Result<PathBuf, Failed> {
    match common.round {
        Some(_) => super::round::directory(common, ""),
        None => super::round::directory(common, &load(&common.manifests)?.edition),
    }
}

/// One line of the list.
#[derive(Debug, Serialize)]
struct Listed {
    round: String,
    edition: String,
    collected_on: String,
    source: String,
    n_regions: u64,
    n_verdicts: u64,
    /// `open`, `closed`, `sealed`, `objections`, `published`, or `unreadable` and why.
    state: String,
    root: String,
}

impl Listed {
    fn of(directory: &Path) -> Self {
        let file = directory.file_name().unwrap_or_default().to_string_lossy().into_owned();
        match Reader::open(directory).and_then(Reader::whole) {
            Ok(reader) => {
                let header = reader.header();
                Self {
                    round: file,
                    edition: header.edition.clone(),
                    collected_on: header.collected_on.clone(),
                    source: header.source.clone(),
                    n_regions: reader.counts().n_batches,
                    n_verdicts: reader.counts().n_verdicts,
                    state: state(directory, &reader).to_owned(),
                    root: reader.root().to_string(),
                }
            }
            Err(error) => Self::unreadable(file, &error),
        }
    }

    fn unreadable(round: String, error: &StoreError) -> Self {
        let nothing = String::new;
        let state = format!("unreadable: {}", Chain(error));
        let (edition, collected_on, source, root) = (nothing(), nothing(), nothing(), nothing());
        Self { round, edition, collected_on, source, n_regions: 0, n_verdicts: 0, state, root }
    }

    fn cells(&self) -> Vec<String> {
        let root: String = self.root.trim_start_matches("sha256:").chars().take(12).collect();
        let source: String = self.source.replace("sha256:", "").chars().take(20).collect();
        vec![
            clean(&self.round),
            clean(&self.edition),
            clean(&self.collected_on),
            self.n_regions.to_string(),
            self.n_verdicts.to_string(),
            clean(&self.state),
            root,
            clean(&source),
        ]
    }
}

/// Whether objections are or were taken: a draft that those assessed have seen.
fn is_contested(directory: &Path) -> bool {
    let reviews = StoredReviews::read(directory).ok().flatten();
    reviews.is_some_and(|reviews| Ledger::of(reviews.events).objections_until().is_some())
}

fn state(directory: &Path, reader: &Reader) -> &'static str {
    if directory.join(PUBLISHED_FILE).is_file() {
        "published"
    } else if is_contested(directory) {
        "objections"
    } else if directory.join(SEAL_FILE).is_file() {
        "sealed"
    } else if reader.is_closed() {
        "closed"
    } else {
        "open"
    }
}

/// The directories of the rounds that are there, by name.
fn directories(common: &Common) -> Result<Vec<PathBuf>, Failed> {
    let unread = |error: std::io::Error| {
        let text = format!("cannot read `{}`: {error}", common.rounds.display());
        Failed::new(Exit::Store, text)
            .hint(Some("`--rounds DIR` says where rounds are kept".to_owned()))
    };
    let mut directories = Vec::new();
    for entry in common.rounds.read_dir().map_err(unread)? {
        let path = entry.map_err(unread)?.path();
        if path.join("journal.bbj").is_file() {
            directories.push(path);
        }
    }
    directories.sort();
    Ok(directories)
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
    let listed: Vec<Listed> = directories.iter().map(|directory| Listed::of(directory)).collect();
    match args.format {
        TextOrJson::Json => write_json(&mut streams.out, &listed)?,
        TextOrJson::Text => {
            let [left, right] = [Align::Left, Align::Right];
            let head = ["轮次 round", "版次 edition", "采集日 day", "地区 regions"]
                .into_iter()
                .chain(["判定 verdicts", "状态 state", "根 root", "来源 source"]);
            let mut rows = vec![head.map(str::to_owned).collect()];
            rows.extend(listed.iter().map(Listed::cells));
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
