//! The round a command is about: its directory, its verdicts, its scores.

use std::path::{Path, PathBuf};

use super::args::Common;
use super::reviews::Reviews;
use super::{Code, Failed, Streams, load};
use crate::aggregate::{RegionScore, score_region};
use crate::manifest::Manifests;
use crate::model::{Region, RegionCode, ReviewMark, RoundHeader, Verdict};
use crate::panel::{is_round_name, round_directories};
use crate::report::clean;
use crate::review::Effective;
use crate::store::{Round, StoreError, VerdictStore as _};

/// How alike, by Jaro, a name must be to be the one that was meant: 广洲市 and 广州市 are at 0.78.
const LIKENESS_MIN: f64 = 0.6;

/// The directory of the round: `<rounds>/<name>`.
pub(crate) fn directory(common: &Common, edition: &str) -> Result<PathBuf, Failed> {
    let name = name(common, edition)?;
    Ok(common.rounds.join(name))
}

/// The round's name: a single plain folder name.
pub(crate) fn name(common: &Common, edition: &str) -> Result<String, Failed> {
    let name = common.round.as_deref().unwrap_or(edition);
    if !is_round_name(name) {
        let hint = "letters, digits, `-`, `_` and `.`, not first a `.`".to_owned();
        return Err(Failed::new(Code::RoundName, format!("`{name}` is no name for a round"))
            .hint(Some(hint)));
    }
    Ok(name.to_owned())
}

pub(crate) fn store_failed(error: StoreError) -> Failed {
    let hint = if let StoreError::NoRound { path } = &error {
        Some(begin_or_name(path))
    } else {
        error.hint()
    };
    Failed::of(error).hint(hint)
}

/// What to do where there is no round in `path`: most often the wrong one was named, or none.
fn begin_or_name(path: &Path) -> String {
    let begin = "`bluebook run` 开始一个 begins one";
    let there = path.parent().and_then(|rounds| round_directories(rounds).ok()).unwrap_or_default();
    let names: Vec<String> = there
        .iter()
        .filter_map(|one| one.file_name())
        .map(|name| clean(&name.to_string_lossy()))
        .collect();
    if names.is_empty() {
        return begin.to_owned();
    }
    format!("这里有 there are: {}，用 `--round` 指出 is named by it；{begin}", names.join(", "))
}

/// The failure of asking for a region that the round does not have, or not yet.
pub(crate) fn not_judged(common: &Common, region: &Region) -> Failed {
    let Region { code, name, .. } = region;
    let text = format!("这一轮没有评 · {code} {} is not judged in this round", name.zh);
    let again = common.again();
    let hint = format!(
        "`bluebook{again} run --regions {code}`，来源照旧 with the same `--from`, if the round has one"
    );
    Failed::new(Code::NotJudged, text).hint(hint)
}

/// Manifests, an opened round, and every judged region's scores in the order of codes.
pub(crate) struct Scored {
    pub(crate) manifests: Manifests,
    pub(crate) scores: Vec<RegionScore>,
    /// What people had a say in, of all regions.
    pub(crate) marks: Vec<ReviewMark>,
    round: Round,
    reviews: Reviews,
}

impl Scored {
    /// Which round it is.
    pub(crate) fn header(&self) -> &RoundHeader {
        self.round.header()
    }

    /// The verdicts of a region that count, by point.
    pub(crate) fn verdicts(&self, region: RegionCode) -> Result<Effective, Failed> {
        let verdicts = verdicts_of(&self.round, region)?;
        Ok(self.reviews.effective(&self.manifests.system, verdicts))
    }
}

pub(crate) fn open(common: &Common, streams: &mut Streams<'_>) -> Result<Scored, Failed> {
    let manifests = load(&common.manifests)?;
    let directory = directory(common, &manifests.edition)?;
    let (round, resumed) = Round::open(&directory).map_err(store_failed)?;
    super::run::report_resumed(&resumed, streams)?;
    same_edition(round.header(), &manifests)?;
    let reviews = Reviews::of(common, &directory, round.opening())?;
    let (mut scores, mut marks) = (Vec::new(), Vec::new());
    for code in round.judged() {
        let verdicts = verdicts_of(&round, *code)?;
        let Effective { verdicts, marks: own } = reviews.effective(&manifests.system, verdicts);
        scores.push(score_region(&manifests.system, *code, &verdicts));
        marks.extend(own);
    }
    Ok(Scored { manifests, scores, marks, round, reviews })
}

/// A round is read by the manifests of its own edition.
pub(crate) fn same_edition(header: &RoundHeader, manifests: &Manifests) -> Result<(), Failed> {
    if header.edition == manifests.edition {
        return Ok(());
    }
    let text = format!(
        "round `{}` is of edition {}, the manifests of {}",
        header.name, header.edition, manifests.edition
    );
    let hint = "name the manifests of that edition with `--manifests`".to_owned();
    Err(Failed::new(Code::OtherEdition, text).hint(Some(hint)))
}

/// Every verdict of a region, by point.
pub(crate) fn verdicts_of(round: &Round, region: RegionCode) -> Result<Vec<Verdict>, Failed> {
    round.index().verdicts_of(region).collect::<Result<_, _>>().map_err(store_failed)
}

/// The region a person means: by code, full name or short name.
pub(crate) fn find_region<'r>(regions: &'r [Region], wanted: &str) -> Result<&'r Region, Failed> {
    let by_code = |region: &&Region| region.code.to_string() == wanted;
    let by_name = |region: &&Region| {
        let Region { name, short, .. } = region;
        name.zh == wanted || short == wanted || name.en.eq_ignore_ascii_case(wanted)
    };
    let found: Vec<&Region> = match regions.iter().find(by_code) {
        Some(region) => vec![region],
        None => regions.iter().filter(by_name).collect(),
    };
    if let [region] = found.as_slice() {
        return Ok(region);
    }
    let (text, hint) = if found.is_empty() {
        let meant = nearest(regions, wanted).map(|Region { code, name, .. }| {
            format!("（是不是 did you mean {code} {}？）", name.zh)
        });
        let (wanted, meant) = (clean(wanted), meant.unwrap_or_default());
        let hint = "`bluebook regions list` 列出全部 lists all；别的清单用 `--manifests` 指出 names other manifests";
        (
            format!("清单里没有地区 · the manifests have no region `{wanted}`{meant}"),
            hint.to_owned(),
        )
    } else {
        let text = format!("有几个地区同名 · several regions are called `{}`", clean(wanted));
        let codes: Vec<_> =
            found.iter().map(|r| format!("{} {}", r.code, r.province_name)).collect();
        (text, codes.join(", "))
    };
    Err(Failed::new(Code::NoSuchRegion, text).hint(hint))
}

/// The region whose name is most like `wanted`, if one is.
fn nearest<'r>(regions: &'r [Region], wanted: &str) -> Option<&'r Region> {
    let likeness = |region: &Region| strsim::jaro(&region.name.zh, wanted);
    let alike = regions.iter().filter(|region| likeness(region) >= LIKENESS_MIN);
    alike.max_by(|a, b| likeness(a).total_cmp(&likeness(b)).then(b.code.cmp(&a.code)))
}
