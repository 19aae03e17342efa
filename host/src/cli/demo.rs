//! `bluebook demo`: everything set up and the whole way run, on a synthetic sample.

use std::fs;
use std::path::{Path, PathBuf};

use super::args::{
    By, Common, Demo, Explain, Listing, Of, Peers, Progress, Rank, Run, Selection, Within,
};
use super::{Code, Environment, Failed, Streams, explain, load, probe, rank, round, run};
use crate::aggregate;

/// The sample's manifests and pages, below the project's folder.
pub(crate) const SAMPLE: &str = "manifests/demo";

pub(crate) fn demo(
    args: &Demo,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let root = project()?;
    let sample = root.join(SAMPLE);
    let manifests = load(&sample.join("bluebook.toml"))?;
    writeln!(streams.err, "1/4 构建探针 building the probes")?;
    let directory = &manifests.probes.directory;
    let built = probe::build_crates(&root.join("probes"), directory, args.offline)?;
    probe::agree(directory, &built, None)?;
    writeln!(streams.err, "2/4 采集并判定合成样例 judging the synthetic sample")?;
    let common = Common {
        manifests: sample.join("bluebook.toml"),
        rounds: root.join("target/demo"),
        round: Some("demo".to_owned()),
        machine_only: false,
    };
    // The sample's round is made afresh: the sample or the probes may have changed.
    let old = common.rounds.join("demo");
    if old.exists() {
        fs::remove_dir_all(&old).map_err(|source| {
            Failed::new(
                Code::RoundUnwritable,
                format!("cannot remove `{}`: {source}", old.display()),
            )
        })?;
    }
    let from = vec![sample.join("sample.warc.gz")];
    let selection = Selection { from, regions: Vec::new() };
    let judge = Run { selection, collected_on: None, format: Progress::Auto, metrics: None };
    run::run(&common, &judge, environment, streams)?;
    writeln!(streams.err, "3/4 排名 ranking")?;
    writeln!(streams.out, "合成样例，非真实评价 synthetic sample, no real evaluation\n")?;
    rank::rank(
        &common,
        &Rank {
            format: Listing::Table,
            coverage_min: 0.0,
            of: Of::default(),
            within: Within::default(),
            by: By::default(),
        },
        streams,
    )?;
    writeln!(streams.err, "4/4 追溯 tracing one score")?;
    writeln!(streams.out)?;
    let region = first_ranked(&common, streams)?;
    let indicator = manifests.system.indicators.iter().find(|i| i.level == 3);
    let traced = Explain {
        region: region.clone(),
        part: indicator.map(|indicator| indicator.id.0.clone()),
        format: Listing::Table,
        peers: Peers::Area,
        open: false,
        out: None,
        from: Vec::new(),
    };
    explain::explain(&common, &traced, streams)?;
    writeln!(
        streams.err,
        "\n接着试 next: cargo bluebook --manifests {} --rounds {} --round demo explain {region}",
        relative(&common.manifests).display(),
        relative(&common.rounds).display(),
    )?;
    Ok(())
}

/// Code of the region that ranks first: a score that is unknown shows nothing to trace.
fn first_ranked(common: &Common, streams: &mut Streams<'_>) -> Result<String, Failed> {
    let scored = round::open(common, streams)?;
    let places = aggregate::rank(&scored.scores, &[], 0.0);
    let first = places.first().map(|place| place.region.to_string());
    first.ok_or_else(|| Failed::new(Code::NotAClone, "the sample has no regions"))
}

/// The project's folder: the working directory or the nearest one above with the sample.
fn project() -> Result<PathBuf, Failed> {
    let here = std::env::current_dir().map_err(|error| Failed::new(Code::NotAClone, error))?;
    let found = here.ancestors().find(|dir| dir.join(SAMPLE).join("bluebook.toml").is_file());
    found.map(Path::to_owned).ok_or_else(|| {
        Failed::new(Code::NotAClone, format!("no `{SAMPLE}` here or above"))
            .hint(Some("run the demo inside a clone of the project".to_owned()))
    })
}

fn relative(path: &Path) -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(here).unwrap_or(path).to_owned()
}
