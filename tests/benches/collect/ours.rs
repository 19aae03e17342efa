//! Our side: a region's pages as a round collects them, politely but for the pauses, which are off.
//! What is left out of some sides is left out here and not in the library.

use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use bluebook::evidence::{ArchiveInfo, RoundArchive, utc};
use bluebook::fetch::{AddressRule, Ask, LiveLimits, LiveSource, Pace, PageSource};
use bluebook::model::{Form, RegionCode};
use bluebook::run::{Desk, Keeping, Looking};
use bluebook_dom::Meter;
use futures_util::StreamExt as _;
use futures_util::future::try_join_all;
use url::Url;

use crate::sides::Had;
use crate::site::{Site, hosts};

const USER_AGENT: &str = "bluebook-bench (bench@example.cn)";

/// Pages of a region under way at once, as in a round.
const PAGES_AT_ONCE: usize = 4;

/// The first region's code; each host is a region's.
const FIRST_REGION: u32 = 110_000;

/// What is done with a page besides fetching it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Steps {
    pub(crate) keep: bool,
    pub(crate) parse: bool,
}

/// What all regions share.
struct Collector {
    source: LiveSource,
    evidence: Option<Keeping>,
    desk: Desk,
    steps: Steps,
}

#[expect(clippy::disallowed_methods, reason = "what is collected now is dated now")]
fn clock() -> SystemTime {
    SystemTime::now()
}

fn limits() -> LiveLimits {
    LiveLimits {
        pace: Pace {
            host_interval_min: Duration::ZERO,
            address_interval_min: Duration::ZERO,
            ..Pace::default()
        },
        addresses: AddressRule::Any,
        ..LiveLimits::default()
    }
}

pub(crate) fn collect(site: Site, steps: Steps) -> Result<Had, Box<dyn Error>> {
    let dir = tempfile::tempdir_in(Path::new(env!("CARGO_TARGET_TMPDIR")))?;
    let collector = Collector {
        source: LiveSource::new(USER_AGENT, limits(), clock)?,
        evidence: if steps.keep { Some(keeping(dir.path())?) } else { None },
        desk: Desk::default(),
        steps,
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let regions = hosts().map(|host| collector.region(site, host));
    Ok(runtime.block_on(try_join_all(regions))?.into_iter().sum())
}

fn keeping(directory: &Path) -> Result<Keeping, Box<dyn Error>> {
    let info = ArchiveInfo {
        software: "bluebook-bench".to_owned(),
        user_agent: USER_AGENT.to_owned(),
        created_on: utc(clock()),
    };
    let RoundArchive { sink, .. } = RoundArchive::open(directory, &info)?;
    Ok(Keeping { sink: Arc::new(sink), clock })
}

impl Collector {
    /// The pages of one region; what was kept is on the disk when this returns, as in a round.
    async fn region(&self, site: Site, host: usize) -> Result<Had, Box<dyn Error>> {
        let code = FIRST_REGION + u32::try_from(host)?;
        let region = RegionCode::new(code).ok_or("a code of six digits")?;
        let pages = futures_util::stream::iter(site.urls(host))
            .map(|url| async move {
                if self.steps.parse {
                    self.read(region, &url).await
                } else {
                    self.fetch(region, &url).await
                }
            })
            .buffered(PAGES_AT_ONCE);
        let mut pages = std::pin::pin!(pages);
        let mut had = Had::default();
        while let Some(page) = pages.next().await {
            let (n_bytes, n_links) = page?;
            had.add(n_bytes, n_links);
        }
        if let Some(Keeping { sink, .. }) = &self.evidence {
            sink.sync()?;
        }
        Ok(had)
    }

    /// As a round reads a page, with its name and all its links.
    async fn read(
        &self,
        region: RegionCode,
        url: &str,
    ) -> Result<(usize, Option<usize>), Box<dyn Error>> {
        let Self { source, evidence, desk, .. } = self;
        let looking =
            Looking { source, evidence: evidence.as_ref(), desk, region, form: Form::Sent };
        let read = looking.read(url).await?.map_err(|failure| failure.to_string())?;
        let links = read.page.links::<&str>(&mut Meter::new(u64::MAX), &[], u32::MAX)?;
        Ok((read.capture.body.len(), Some(links.len())))
    }

    /// The same without decoding and parsing.
    async fn fetch(
        &self,
        region: RegionCode,
        url: &str,
    ) -> Result<(usize, Option<usize>), Box<dyn Error>> {
        let url = Url::parse(url)?;
        let fetched = self.source.fetch(Ask { url: &url, region, form: Form::Sent }).await;
        let page = fetched.answer.map_err(|failure| failure.to_string())?;
        let keeping = self.evidence.clone();
        let keep = move || {
            if let Some(Keeping { sink, .. }) = keeping {
                for capture in fetched.beside.iter().chain([&page]) {
                    sink.keep_page(capture)?;
                }
            }
            Ok::<_, bluebook::evidence::EvidenceError>(page.body.len())
        };
        Ok((self.desk.work(keep).await??, None))
    }
}
