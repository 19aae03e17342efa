//! A judged round read back: its journal, its pages, its manifests. For the commands that
//! judge over it again and write nothing into it.

use std::path::PathBuf;
use std::sync::Arc;

use super::args::Common;
use super::round::{same_edition, store_failed};
use super::rounds::reader;
use super::run::run_failed;
use super::{Chain, Code, Environment, Failed, Streams, load};
use crate::codes::Coded as _;
use crate::evidence::Archive;
use crate::fetch::{ArchiveSource, PageSource};
use crate::manifest::Manifests;
use crate::model::RegionBatch;
use crate::plan::Job;
use crate::run::{Ended, Replay, ResultSink, Runner};
use crate::store::{Reader, archives_in};

/// How the source of a round begins that was judged from an archive.
const ARCHIVE_SOURCE: &str = "archive ";

/// A round that is only read.
pub(crate) struct Stored {
    pub(crate) directory: PathBuf,
    pub(crate) reader: Reader,
    pub(crate) manifests: Manifests,
}

impl Stored {
    /// The round a command is about, with the manifests of its edition.
    pub(crate) fn open(common: &Common) -> Result<Self, Failed> {
        let manifests = load(&common.manifests)?;
        Self::with(common, manifests)
    }

    /// The same with manifests that were loaded otherwise.
    pub(crate) fn with(common: &Common, manifests: Manifests) -> Result<Self, Failed> {
        let (directory, reader) = reader(common)?;
        same_edition(reader.header(), &manifests)?;
        Ok(Self { directory, reader, manifests })
    }

    /// Whether its pages came over the network.
    pub(crate) fn was_live(&self) -> bool {
        !self.reader.header().source.starts_with(ARCHIVE_SOURCE)
    }

    /// What was recorded of every region, in the journal's order.
    pub(crate) fn batches(&self) -> impl Iterator<Item = Result<RegionBatch, Failed>> {
        self.reader.regions().filter_map(|region| match self.reader.batch(region) {
            Ok(stored) => Some(Ok(stored?.batch)),
            Err(error) => Some(Err(store_failed(error))),
        })
    }

    /// The pages it was judged from: its own, or those of the archives given.
    pub(crate) fn archive(
        &self,
        from: &[PathBuf],
        streams: &mut Streams<'_>,
    ) -> Result<Arc<ArchiveSource>, Failed> {
        let paths = if from.is_empty() { self.own_archives()? } else { from.to_vec() };
        let archive = Archive::open(&paths).map_err(Failed::of)?;
        for damage in archive.damage() {
            writeln!(streams.err, "警告 warning[{}]: {}", damage.code(), Chain(damage))?;
        }
        let source = ArchiveSource::new(archive);
        let recorded = &self.reader.header().source;
        if !self.was_live() && source.identity() != *recorded {
            writeln!(
                streams.err,
                "注意 note: 归档与轮次的不同 other archive: recorded {recorded}, given {}",
                source.identity()
            )?;
        }
        Ok(Arc::new(source))
    }

    /// The pages behind its verdicts, for showing them; `None` where no archive is kept or named.
    pub(crate) fn pages(&self, from: &[PathBuf]) -> Result<Option<Archive>, Failed> {
        let own = if from.is_empty() {
            archives_in(&self.directory).map_err(store_failed)?
        } else {
            from.to_vec()
        };
        if own.is_empty() {
            return Ok(None);
        }
        let archive = Archive::open(&own).map_err(Failed::of)?;
        Ok(Some(archive))
    }

    fn own_archives(&self) -> Result<Vec<PathBuf>, Failed> {
        let paths = archives_in(&self.directory).map_err(store_failed)?;
        if paths.is_empty() {
            let text = format!("no pages are kept in `{}`", self.directory.display());
            return Err(Failed::new(Code::ArchiveNone, text)
                .hint(Some("name the archive it was judged from with `--from`".to_owned())));
        }
        Ok(paths)
    }

    /// The pages of all regions as each had them, for judging them again.
    pub(crate) fn replay(
        &self,
        archive: Arc<ArchiveSource>,
    ) -> Result<Arc<dyn PageSource>, Failed> {
        if !self.was_live() {
            return Ok(archive);
        }
        let mut replay = Replay::new(archive);
        for batch in self.batches() {
            replay.add(&batch?);
        }
        Ok(Arc::new(replay))
    }
}

/// Judges over stored pages, which can be stopped like a run and leaves nothing behind.
pub(crate) fn judge_again(
    runner: &Runner,
    jobs: &[&Job],
    sink: &mut dyn ResultSink,
    environment: &Environment,
) -> Result<(), Failed> {
    (environment.on_signals)(&runner.stop);
    match runner.judge(jobs, None, sink).map_err(|error| run_failed(error).hint(None))? {
        Ended::Done => Ok(()),
        Ended::Stopped => Err(Failed::new(Code::Stopped, "已停止 stopped")),
    }
}

/// `common` about the round that was named by position, if one was.
pub(crate) fn named(common: &Common, name: Option<&String>) -> Common {
    let round = name.or(common.round.as_ref()).cloned();
    Common { round, ..common.clone() }
}
