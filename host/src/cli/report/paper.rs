//! The report on paper: its data are handed to `bluebook-pdf`, a program of its own, because nothing
//! else here needs what sets pages.

use std::io::{self, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use super::scored::Scored;
use crate::aggregate::RegionScore;
use crate::cli::args::Report;
use crate::cli::{Code, Environment, Failed};
use crate::model::{IndicatorSystem, Region, Text};
use crate::report::{RoundData, Site, clean, clean_lines, dataset, write_paper};

/// How the program comes to be.
const BUILD: &str = "`cargo build --release --manifest-path host/pdf/Cargo.toml --target-dir target/pdf` \
    builds it; it is found there, beside `bluebook`, or on the path";

/// The program that sets pages, looked for before anything is computed.
pub(super) fn setter<'e>(environment: &'e Environment, args: &Report) -> Result<&'e Path, Failed> {
    if args.region.is_some() {
        let text = "a letter is a page or Markdown, not a PDF";
        let hint = "name it `.html` or `.md`; a browser prints it".to_owned();
        return Err(Failed::new(Code::Arguments, text).hint(hint));
    }
    environment.pdf.as_deref().ok_or_else(|| {
        let text = "没有排版程序 there is no program `bluebook-pdf`, which sets the pages";
        Failed::new(Code::PaperMissing, text).hint(BUILD.to_owned())
    })
}

/// What the program reads: the round's tables without verdicts, and what else paper shows.
pub(super) fn write(out: &mut Vec<u8>, own: &Scored, site: &Site<'_>) -> Result<(), Failed> {
    // Paper has no place for words that turn or hide others.
    let system = cleaned(site.system);
    let regions: Vec<Region> = site.regions.iter().map(clean_names).collect();
    // What points tell is in `site`; their scores are most of an export and are not read.
    let bare = |score: &RegionScore| RegionScore { points: Vec::new(), ..score.clone() };
    let scores: Vec<RegionScore> = own.round.scores.iter().map(bare).collect();
    let data = dataset(&RoundData {
        header: own.judged().header,
        system: &system,
        regions: &regions,
        scores: &scores,
        verdicts: &[],
        marks: &[],
        coverage_min: site.coverage_min,
        uncertain: site.uncertain,
    });
    write_paper(out, &data, site).map_err(|error| Failed::new(Code::PaperFailed, error))
}

fn clean_names(region: &Region) -> Region {
    Region {
        name: clean_text(&region.name),
        short: clean(&region.short),
        province_name: clean(&region.province_name),
        ..region.clone()
    }
}

fn cleaned(system: &IndicatorSystem) -> IndicatorSystem {
    let mut system = system.clone();
    system.title = clean_text(&system.title);
    system.indicators.iter_mut().for_each(|one| one.title = clean_text(&one.title));
    system.points.iter_mut().for_each(|one| one.title = clean_text(&one.title));
    system.classes.iter_mut().for_each(|one| one.title = clean_text(&one.title));
    system
}

fn clean_text(text: &Text) -> Text {
    Text { zh: clean(&text.zh), en: clean(&text.en) }
}

/// Has `data` set and written to `out`.
pub(super) fn set(setter: &Path, data: &[u8], out: &Path) -> Result<(), Failed> {
    let failed = |source: &io::Error| {
        Failed::new(Code::PaperFailed, format!("cannot start `{}`: {source}", setter.display()))
    };
    let mut child = Command::new(setter)
        .arg("-")
        .arg(out)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|source| failed(&source))?;
    // It reads to the end before it says anything; why it stopped reading is in what it says.
    let _unread = child.stdin.take().map(|mut stdin| stdin.write_all(data));
    let ended = child.wait_with_output().map_err(|source| failed(&source))?;
    if ended.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&ended.stderr);
    let said = clean_lines(said.trim());
    Err(Failed::new(Code::PaperFailed, format!("`{}`: {said}", setter.display())))
}
