//! Rank intervals, class chances, what matters, and ranks without each indicator.

mod text;

use bluebook_index::leave_out::LeftOut;
use bluebook_index::monte_carlo::RankInterval;
use bluebook_index::scenario::Factor;
use bluebook_index::sobol::{Indices, Share};
use serde::Serialize;

use super::Percent;
use super::view::{Column, View, name_of};
use crate::aggregate::{Group, RegionScore, Uncertain, class_of};
use crate::model::{IndicatorSystem, Region, RegionCode, Scenario, Text};

/// The uncertainty of a round's ranks, for people and programs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RankIntervals {
    /// Title of the scenario.
    pub scenario: Text,
    /// What is ranked, if it is not the total.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<Column>,
    /// The regions that are ranked among each other, if not all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<Text>,
    /// Draws.
    pub n_draws: u32,
    /// Seed of everything random: the same seed gives the same bytes.
    pub seed: u64,
    /// Titles of the classes, as [`IntervalRow::chances`].
    pub classes: Vec<Text>,
    /// By nominal rank.
    pub regions: Vec<IntervalRow>,
    /// What varies and how much of the shift of ranks it explains.
    pub factors: Vec<FactorRow>,
    /// What each indicator, or point, matters.
    pub left_out: Vec<LeftOutRow>,
}

/// A region.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct IntervalRow {
    /// Six digits.
    pub code: String,
    /// Name.
    pub region: Text,
    /// Rank without any variation; `None` if a veto holds.
    pub rank: Option<u32>,
    /// The same among all regions of the round, where not all are listed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rank_of_all: Option<u32>,
    /// Median rank of the draws.
    pub median: Option<f64>,
    /// One draw in twenty gives a better rank.
    pub q5: Option<f64>,
    /// One draw in twenty gives a worse rank.
    pub q95: Option<f64>,
    /// Class without any variation.
    pub class: Option<Text>,
    /// Chance of each class.
    pub chances: Vec<Percent>,
    /// Share of the draws in which a veto holds.
    pub vetoed: Percent,
}

/// A source of uncertainty.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FactorRow {
    /// `weights`, `table`, `means` or `judges`.
    pub factor: &'static str,
    /// The same in Chinese.
    pub zh: &'static str,
    /// S1: what it explains alone, with the interval of 90 % of samples drawn again.
    pub first: [f64; 3],
    /// ST: what it has a part in.
    pub total: [f64; 3],
}

/// The ranks without an indicator or a point.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LeftOutRow {
    /// The indicator or point.
    #[serde(flatten)]
    pub node: Column,
    /// Mean number of places a region moves without it; `None` if nothing is ranked.
    pub mean_shift: Option<f64>,
    /// Most places that a region moves.
    pub most: u64,
    /// The region that does.
    pub region: Option<Text>,
    /// Places that each region gains without it, in the order of [`RankIntervals::regions`].
    pub shifts: Vec<Option<i64>>,
}

fn factor_words(factor: Factor) -> (&'static str, &'static str) {
    match factor {
        Factor::Weights => ("weights", "权重"),
        Factor::Table => ("table", "标准化与未知处理"),
        Factor::Means => ("means", "合成办法"),
        Factor::Judges => ("judges", "判断误差"),
    }
}

fn estimate(share: Share) -> [f64; 3] {
    [share.estimate, share.q5, share.q95]
}

impl RankIntervals {
    /// Of what `uncertain` was asked for; `group` says of which regions that was.
    pub fn new(
        regions: &[Region],
        scenario: &Scenario,
        uncertain: &Uncertain,
        group: &Group,
    ) -> Self {
        let system = &uncertain.outcome.system;
        let view = View {
            focus: uncertain.focus,
            group,
            class_rule: scenario.class_rule.as_ref(),
            coverage_min: scenario.coverage_min,
        };
        let is_all = group.is_all();
        let found = uncertain.regions.iter().zip(&uncertain.intervals);
        let found = found.zip(&uncertain.ranks_of_all).enumerate();
        let mut rows: Vec<(usize, IntervalRow)> = found
            .map(|(at, ((code, interval), of_all))| {
                let name = name_of(regions, *code);
                let row = IntervalRow::new((*code, name), interval, uncertain);
                (at, IntervalRow { rank_of_all: of_all.filter(|_| !is_all), ..row })
            })
            .collect();
        let order = |row: &IntervalRow| (row.rank.is_none(), row.rank, row.code.clone());
        rows.sort_by_key(|(_, row)| order(row));
        let (order, rows): (Vec<usize>, Vec<IntervalRow>) = rows.into_iter().unzip();
        let factors = uncertain.sobol.factors.iter().zip(&uncertain.sobol.shift);
        let factors = factors.map(|(factor, Indices { first, total })| {
            let (name, zh) = factor_words(*factor);
            FactorRow { factor: name, zh, first: estimate(*first), total: estimate(*total) }
        });
        let left_out = |one| LeftOutRow::new(regions, uncertain, one, &order);
        Self {
            scenario: scenario.title.clone(),
            of: view.subject(system),
            within: view.group_words(regions),
            n_draws: scenario.uncertainty.n_draws,
            seed: scenario.uncertainty.seed,
            classes: uncertain.cuts.iter().map(|cut| cut.title.clone()).collect(),
            regions: rows,
            factors: factors.collect(),
            left_out: uncertain.left_out.iter().filter_map(left_out).collect(),
        }
    }
}

impl IntervalRow {
    fn new(
        (code, region): (RegionCode, Text),
        interval: &RankInterval,
        uncertain: &Uncertain,
    ) -> Self {
        let score = uncertain.scores.iter().find(|score| score.region == code);
        let class = score.and_then(|score| class(score, uncertain));
        let n_drawn = f64::from(interval.n_ranked) + f64::from(interval.n_vetoed);
        Self {
            code: code.to_string(),
            region,
            rank: interval.nominal,
            rank_of_all: None,
            median: interval.median,
            q5: interval.q5,
            q95: interval.q95,
            class,
            chances: interval.classes.iter().copied().map(Percent::of).collect(),
            vetoed: Percent::of(f64::from(interval.n_vetoed) / n_drawn.max(1.0)),
        }
    }
}

/// The class without any variation; the last where a veto holds.
fn class(score: &RegionScore, uncertain: &Uncertain) -> Option<Text> {
    let cuts = &uncertain.cuts;
    let at = if score.vetoes.is_empty() {
        class_of(cuts, score.total.score?)
    } else {
        cuts.len().checked_sub(1)
    };
    at.and_then(|at| cuts.get(at)).map(|class| class.title.clone())
}

impl LeftOutRow {
    fn new(
        regions: &[Region],
        uncertain: &Uncertain,
        one: &LeftOut,
        order: &[usize],
    ) -> Option<Self> {
        let moved = one.shifts.iter().zip(&uncertain.regions);
        let moved = moved.filter_map(|(shift, code)| Some((shift.as_ref()?.unsigned_abs(), code)));
        // Of equals the first by code.
        let most = moved.max_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(a.1)));
        let most = most.filter(|(shift, _)| *shift > 0);
        Some(Self {
            node: named(&uncertain.outcome.system, one.node)?,
            mean_shift: one.mean_shift,
            most: most.map_or(0, |(shift, _)| shift),
            region: most.map(|(_, code)| name_of(regions, *code)),
            shifts: order.iter().map(|at| one.shifts.get(*at).copied().flatten()).collect(),
        })
    }
}

/// An indicator or point by its node.
fn named(system: &IndicatorSystem, node: usize) -> Option<Column> {
    if let Some(one) = system.indicators.get(node) {
        return Some(Column { id: one.id.to_string(), title: one.title.clone() });
    }
    let point = system.points.get(node.checked_sub(system.indicators.len())?)?;
    Some(Column { id: point.id.to_string(), title: point.title.clone() })
}
