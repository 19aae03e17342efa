//! Verdicts with quotes and addresses, which the page unpacks when they are first looked at.
//!
//! Column by column as well: neighbours in a column say much the same in every region, and repeated
//! words are kept once, so that the evidence of 333 regions fits into a file that can be mailed.

use std::collections::BTreeMap;

use serde::Serialize;

use super::answers::{Answer, Key};
use super::cells::Cells;
use super::{Quotes, Site};
use crate::model::{Evidence, Point, Provenance, RegionCode, ReviewMark, Target, Text, Verdict};
use crate::report::clean::{clean, clean_url};
use crate::report::words;

/// Evidence shown for one verdict; a criterion quotes one to three places.
const EVIDENCE_MAX: usize = 8;

#[derive(Debug, Default, Serialize)]
pub(super) struct Traces {
    judges: Vec<JudgePart>,
    /// In the order they are first quoted, column by column.
    quotes: Vec<String>,
    /// Addresses of every region, each list its own.
    urls: Vec<Vec<String>>,
    columns: Vec<Column>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct JudgePart {
    family: String,
    version: String,
    criterion: String,
    contract: String,
    probe: String,
}

/// One point. Lists over verdicts, regions in their order; a list of one holds for all.
#[derive(Debug, Default, Serialize)]
struct Column {
    /// What was found, each once; `None` is no verdict.
    answers: Vec<Option<Answer>>,
    /// The unit of numbers among them.
    unit: Option<Text>,
    /// Where regions have one verdict each, its answer is the state in the region's cell, and these
    /// three are absent: verdicts of each region, answers of the verdicts, scores of the answers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    n: Vec<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    at: Vec<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    scores: Vec<Option<f64>>,
    judges: Vec<usize>,
    /// Per mille.
    confidence: Vec<u16>,
    /// Address of the page that was judged by itself, from 1; 0 for none.
    pages: Vec<usize>,
    /// Position of the verdict in this column and the judge's remark.
    notes: Vec<(usize, String)>,
    /// The same with what people said of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reviews: Vec<(usize, Text)>,
    /// Number of places each verdict quotes.
    n_seen: Vec<usize>,
    /// Of each place the address in its region's list.
    seen_urls: Vec<usize>,
    /// Of each place the quote: 0 for the next new one, else how far back it stands.
    seen_quotes: Vec<usize>,
}

impl Traces {
    /// The traces, and the cells of the round: where regions have one verdict each on a point, the
    /// states of its column are its answers.
    pub(super) fn of(site: &Site<'_>) -> (Self, Cells) {
        let batches: BTreeMap<RegionCode, &[Verdict]> =
            site.batches.iter().map(|batch| (batch.region, batch.verdicts.as_slice())).collect();
        let regions: Vec<ByPoint<'_>> = site
            .round
            .scores
            .iter()
            .map(|score| by_point(batches.get(&score.region).copied().unwrap_or_default()))
            .collect();
        let marks = site.marks.iter().map(|mark| (&mark.target, mark)).collect();
        let mut making = Making { quotes: site.quotes, marks, ..Making::new(regions.len()) };
        let mut cells = Cells::of(site.round.scores, site.system.points.len());
        for (at, point) in site.system.points.iter().enumerate() {
            let column = making.column(point, &regions);
            cells.answer(at, &column.told);
            making.traces.columns.push(column.traced);
        }
        (making.traces, cells)
    }
}

type ByPoint<'v> = BTreeMap<&'v str, Vec<&'v Verdict>>;

fn by_point(verdicts: &[Verdict]) -> ByPoint<'_> {
    let mut by_point = ByPoint::new();
    for verdict in verdicts {
        by_point.entry(verdict.point.0.as_str()).or_default().push(verdict);
    }
    by_point
}

/// A column, and the score of each region's one answer with the answer's position; empty if regions
/// have several.
struct Made {
    traced: Column,
    told: Vec<(usize, Option<f64>)>,
}

/// Traces with the positions of what is in them already.
struct Making<'s> {
    traces: Traces,
    quotes: Quotes,
    marks: BTreeMap<&'s Target, &'s ReviewMark>,
    known_judges: BTreeMap<JudgePart, usize>,
    known_quotes: BTreeMap<String, usize>,
    known_urls: Vec<BTreeMap<String, usize>>,
}

impl Making<'_> {
    fn new(n_regions: usize) -> Self {
        let traces = Traces { urls: vec![Vec::new(); n_regions], ..Traces::default() };
        Self {
            traces,
            quotes: Quotes::All,
            marks: BTreeMap::new(),
            known_judges: BTreeMap::new(),
            known_quotes: BTreeMap::new(),
            known_urls: vec![BTreeMap::new(); n_regions],
        }
    }

    fn column(&mut self, point: &Point, regions: &[ByPoint<'_>]) -> Made {
        let mut column = Column::default();
        let mut given: Vec<Vec<Answer>> = Vec::with_capacity(regions.len());
        for (region, verdicts) in regions.iter().enumerate() {
            let verdicts = verdicts.get(point.id.0.as_str()).map_or(&[][..], Vec::as_slice);
            for verdict in verdicts {
                self.verdict(&mut column, region, verdict);
            }
            let answer = |verdict: &&Verdict| Answer::of(point, verdict, &mut column.unit);
            given.push(verdicts.iter().map(answer).collect());
        }
        let told = tell(&mut column, &given);
        one_for_all(&mut column.n);
        one_for_all(&mut column.judges);
        one_for_all(&mut column.confidence);
        one_for_all(&mut column.pages);
        one_for_all(&mut column.n_seen);
        Made { traced: column, told }
    }

    fn verdict(&mut self, column: &mut Column, region: usize, verdict: &Verdict) {
        let at = column.judges.len();
        let judge = judge(&verdict.provenance);
        column.judges.push(place(&mut self.known_judges, &mut self.traces.judges, judge));
        column.confidence.push(verdict.confidence.per_mille());
        if let Some(mark) = self.marks.get(&Target::of(verdict)) {
            column.reviews.push((at, reviewed(mark, verdict)));
        }
        if self.quotes == Quotes::None {
            return;
        }
        if let Some(note) = &verdict.note {
            column.notes.push((at, clean(note)));
        }
        let page = verdict.page.as_ref().map(|url| self.url(region, url) + 1);
        column.pages.push(page.unwrap_or(0));
        let seen = verdict.evidence.iter().take(EVIDENCE_MAX);
        column.n_seen.push(seen.len());
        for evidence in seen {
            self.seen(column, region, evidence);
        }
    }

    fn seen(&mut self, column: &mut Column, region: usize, evidence: &Evidence) {
        column.seen_urls.push(self.url(region, &evidence.url));
        let n_before = self.traces.quotes.len();
        let quote = clean(&evidence.quote);
        let at = place(&mut self.known_quotes, &mut self.traces.quotes, quote);
        column.seen_quotes.push(n_before - at);
    }

    fn url(&mut self, region: usize, url: &str) -> usize {
        let lists = self.known_urls.get_mut(region).zip(self.traces.urls.get_mut(region));
        lists.map_or(0, |(known, urls)| place(known, urls, clean_url(url)))
    }
}

/// The position of `item` in `list`, where it is put if it is new.
fn place<T: Ord + Clone>(known: &mut BTreeMap<T, usize>, list: &mut Vec<T>, item: T) -> usize {
    if let Some(at) = known.get(&item) {
        return *at;
    }
    let at = list.len();
    list.push(item.clone());
    known.insert(item, at);
    at
}

fn one_for_all<T: PartialEq>(list: &mut Vec<T>) {
    if let Some((first, rest)) = list.split_first()
        && rest.iter().all(|one| one == first)
    {
        list.truncate(1);
    }
}

/// Puts the answers into the column, sorted: likes beside likes pack best. Gives the position and
/// score of each region's answer if each has one at most.
fn tell(column: &mut Column, given: &[Vec<Answer>]) -> Vec<(usize, Option<f64>)> {
    let is_single = given.iter().all(|answers| answers.len() <= 1);
    let is_absent = given.iter().any(Vec::is_empty);
    let distinct: BTreeMap<Key, &Answer> =
        given.iter().flatten().map(|answer| (answer.key(), answer)).collect();
    let positions: BTreeMap<&Key, usize> = distinct.keys().zip(0..).collect();
    column.answers = distinct.values().map(|answer| Some((*answer).clone())).collect();
    let position = |answer: &Answer| positions.get(&answer.key()).copied().unwrap_or(0);
    if !is_single {
        column.n = given.iter().map(Vec::len).collect();
        column.at = given.iter().flatten().map(position).collect();
        column.scores = distinct.values().map(|answer| answer.score).collect();
        return Vec::new();
    }
    let absent = column.answers.len();
    if is_absent {
        column.answers.push(None);
    }
    let told = |answers: &Vec<Answer>| {
        answers.first().map_or((absent, None), |answer| (position(answer), answer.score))
    };
    given.iter().map(told).collect()
}

/// What people had to say, without their names.
fn reviewed(mark: &ReviewMark, verdict: &Verdict) -> Text {
    let [zh, en] = mark.authority.words();
    let n = mark.people.len();
    if mark.machine == verdict.finding {
        return words::text(
            format!("{zh}（{n} 人），与机器一致"),
            format!("{en} ({n}), as the machine"),
        );
    }
    let machine = words::finding(&mark.machine);
    words::text(
        format!("{zh}（{n} 人），机器原判：{}", machine.zh),
        format!("{en} ({n}); the machine found: {}", machine.en),
    )
}

fn judge(provenance: &Provenance) -> JudgePart {
    JudgePart {
        family: clean(&provenance.family),
        version: clean(&provenance.version),
        criterion: clean(&provenance.criterion),
        contract: clean(&provenance.contract),
        probe: provenance.probe.map_or_else(String::new, |digest| digest.to_string()),
    }
}
