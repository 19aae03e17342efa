//! A round at one glance, while it is collected and after.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Form, rows};
use crate::aggregate::{cuts, rank};
use crate::model::Text;
use crate::panel::round_state;
use crate::report::{Coverage, Percent};
use crate::review::{Board, Figures};
use crate::serve::call::Call;
use crate::serve::problem::Problem;
use crate::serve::seat::Seat;
use crate::store::Published;

#[derive(Debug, Serialize)]
struct Overview {
    round: String,
    edition: String,
    title: Text,
    collected_on: String,
    source: String,
    root: String,
    state: &'static str,
    is_closed: bool,
    /// Regions of the edition.
    n_regions: usize,
    n_judged: usize,
    n_verdicts: u64,
    n_unknown: u64,
    n_pages: u64,
    n_missing: u64,
    reasons: Vec<Unknown>,
    /// Over the regions that have one.
    mean_total: Option<Percent>,
    coverage: Option<Percent>,
    classes: Vec<Class>,
    reviews: Reviews,
    objections: Objections,
    embargo_until: Option<String>,
    published_on: Option<String>,
}

#[derive(Debug, Serialize)]
struct Unknown {
    reason: &'static str,
    zh: &'static str,
    n_verdicts: u64,
}

#[derive(Debug, Serialize)]
struct Class {
    title: Text,
    n_regions: usize,
}

#[derive(Debug, Serialize)]
struct Reviews {
    n_events: u64,
    n_tasks: usize,
    n_settled: usize,
    n_half: usize,
    n_disputed: usize,
    n_stale: usize,
    kappa: Option<f64>,
}

#[derive(Debug, Serialize)]
struct Objections {
    until: Option<String>,
    n: usize,
    n_open: usize,
}

pub(super) fn make(seat: &mut Seat, _call: &Call, form: Form) -> Result<Vec<u8>, Problem> {
    let overview = of(seat)?;
    match form {
        Form::Json => Ok(serde_json::to_vec(&overview)?),
        Form::Csv => rows::flat(&overview),
    }
}

fn of(seat: &Seat) -> Result<Overview, Problem> {
    let (header, tally, board) = (seat.reader.header(), &seat.tally, seat.board());
    let ledger = board.ledger();
    let published = Published::read(&seat.dir)?;
    let reason = |(reason, n): (&crate::model::UnknownReason, &u64)| Unknown {
        reason: reason.name(),
        zh: reason.zh(),
        n_verdicts: *n,
    };
    let coverage = Coverage::of(board.system(), board.scores());
    Ok(Overview {
        round: header.name.clone(),
        edition: header.edition.clone(),
        title: board.system().title.clone(),
        collected_on: header.collected_on.clone(),
        source: header.source.clone(),
        root: seat.reader.root().to_string(),
        state: round_state(&seat.dir, seat.reader.is_closed()),
        is_closed: seat.reader.is_closed(),
        n_regions: seat.manifests.regions.len(),
        n_judged: seat.reader.regions().len(),
        n_verdicts: tally.n_verdicts,
        n_unknown: tally.n_unknown,
        n_pages: tally.n_pages,
        n_missing: tally.n_missing,
        reasons: tally.reasons.iter().map(reason).collect(),
        mean_total: mean_total(board),
        coverage: share(coverage.n_verdicts_known, coverage.n_verdicts),
        classes: classes(board),
        reviews: reviews(board),
        objections: Objections {
            until: ledger.objections_until().map(str::to_owned),
            n: ledger.contested().count(),
            n_open: ledger.contested().filter(|one| one.ruling.is_none()).count(),
        },
        embargo_until: ledger.embargo_until().map(str::to_owned),
        published_on: published.map(|published| published.published_on),
    })
}

fn share(known: u64, all: u64) -> Option<Percent> {
    let count = |n| bluebook_index::number::count(usize::try_from(n).unwrap_or(usize::MAX));
    (all > 0).then(|| Percent::of(count(known) / count(all)))
}

fn mean_total(board: &Board) -> Option<Percent> {
    let totals: Vec<f64> = board.scores().iter().filter_map(|score| score.total.score).collect();
    let n = bluebook_index::number::count(totals.len());
    (!totals.is_empty()).then(|| Percent::of(totals.iter().sum::<f64>() / n))
}

/// Every class there is, the best first, with how many regions are in it.
fn classes(board: &Board) -> Vec<Class> {
    let system = board.system();
    let cuts = cuts(&system.classes, &system.class_rule, board.scores(), 0.0);
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for place in rank(board.scores(), &cuts, 0.0) {
        if let Some(class) = place.class {
            *counts.entry(class).or_default() += 1;
        }
    }
    let class = |(at, cut): (usize, &crate::model::ClassCut)| Class {
        title: cut.title.clone(),
        n_regions: counts.get(&at).copied().unwrap_or_default(),
    };
    cuts.iter().enumerate().map(class).collect()
}

fn reviews(board: &Board) -> Reviews {
    let Figures { n_tasks, n_settled, n_half, n_disputed, n_stale, agreement, .. } =
        Figures::of(board);
    let n_events = board.ledger().n_events();
    Reviews { n_events, n_tasks, n_settled, n_half, n_disputed, n_stale, kappa: agreement.kappa }
}
