//! What is not known, counted by reason over many regions.

use std::collections::BTreeMap;
use std::io;

use serde::Serialize;

use super::Percent;
use super::clean::{clean, write_json};
use super::table::{Align, Table};
use super::words;
use crate::aggregate::{Mismatch, RegionScore};
use crate::model::{IndicatorSystem, Text, UnknownReason};

/// How much was judged, and why the rest was not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// Regions counted.
    pub n_regions: u64,
    /// Points over all regions.
    pub n_points: u64,
    /// Of these, with a score.
    pub n_points_known: u64,
    /// Of these, without any verdict: nobody asked yet.
    pub n_points_without_verdict: u64,
    /// Verdicts, pages of one point counted one by one.
    pub n_verdicts: u64,
    /// Of these, with a score.
    pub n_verdicts_known: u64,
    /// Verdicts about points the indicator system does not list.
    pub n_verdicts_unlisted: u64,
    /// The other verdicts; reasons that do not occur are left out.
    pub reasons: Vec<ReasonCount>,
    /// Findings that do not fit their rule: faults of a probe or a manifest.
    pub bad: Vec<Bad>,
}

/// Verdicts unknown for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReasonCount {
    /// Stable name.
    pub reason: &'static str,
    /// The same in Chinese.
    pub zh: &'static str,
    /// How many.
    pub n_verdicts: u64,
}

/// A mismatch at one point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bad {
    /// The point's id.
    pub point: String,
    /// What does not fit.
    pub problem: Text,
    /// Regions in which it occurs.
    pub n_regions: u64,
}

impl Coverage {
    /// Counts over `scores`, which were made with `system`.
    pub fn of(system: &IndicatorSystem, scores: &[RegionScore]) -> Self {
        let points = || scores.iter().flat_map(|score| &score.points);
        let mut reasons: BTreeMap<UnknownReason, u64> = BTreeMap::new();
        for (reason, n) in points().flat_map(|point| &point.reasons) {
            *reasons.entry(*reason).or_default() += u64::from(*n);
        }
        Self {
            n_regions: count(scores.iter()),
            n_points: count(points()),
            n_points_known: count(points().filter(|point| point.node.score.is_some())),
            n_points_without_verdict: count(points().filter(|point| point.n_verdicts() == 0)),
            n_verdicts: points().map(|point| u64::from(point.n_verdicts())).sum(),
            n_verdicts_known: points().map(|point| u64::from(point.n_known)).sum(),
            n_verdicts_unlisted: scores.iter().map(|score| u64::from(score.n_unlisted)).sum(),
            reasons: reasons
                .into_iter()
                .map(|(reason, n)| ReasonCount {
                    reason: reason.name(),
                    zh: reason.zh(),
                    n_verdicts: n,
                })
                .collect(),
            bad: bad(system, scores),
        }
    }

    /// Writes the counts as text.
    ///
    /// # Errors
    ///
    /// If `out` fails.
    pub fn write_text(&self, out: &mut impl io::Write) -> io::Result<()> {
        let share = |known: u64, all: u64| format!("{known}/{all} ({})", percent(known, all));
        writeln!(out, "地区 regions: {}", self.n_regions)?;
        writeln!(out, "点位 points known: {}", share(self.n_points_known, self.n_points))?;
        writeln!(out, "无判定 points without a verdict: {}", self.n_points_without_verdict)?;
        writeln!(out, "判定 verdicts known: {}", share(self.n_verdicts_known, self.n_verdicts))?;
        if self.n_verdicts_unlisted > 0 {
            writeln!(out, "体系外 verdicts not in the system: {}", self.n_verdicts_unlisted)?;
        }
        if !self.reasons.is_empty() {
            writeln!(out, "\n未知原因 reasons of unknown")?;
            let row = |one: &ReasonCount| {
                vec![one.n_verdicts.to_string(), one.zh.to_owned(), one.reason.to_owned()]
            };
            let align = vec![Align::Right, Align::Left, Align::Left];
            Table { align, rows: self.reasons.iter().map(row).collect() }.write(out)?;
        }
        if !self.bad.is_empty() {
            writeln!(out, "\n不合规则的应答 answers that do not fit their rule")?;
        }
        for Bad { point, problem, n_regions } in &self.bad {
            let point = clean(point);
            writeln!(out, "{point}: {} / {} ({n_regions} 地区 regions)", problem.zh, problem.en)?;
        }
        Ok(())
    }

    /// Writes the counts as JSON.
    ///
    /// # Errors
    ///
    /// If `out` fails.
    pub fn write_json(&self, out: &mut impl io::Write) -> io::Result<()> {
        write_json(out, self)
    }
}

/// Mismatches by point in the order of the system, then by kind.
fn bad(system: &IndicatorSystem, scores: &[RegionScore]) -> Vec<Bad> {
    let mut counted: BTreeMap<(usize, &Mismatch), u64> = BTreeMap::new();
    for score in scores {
        for (position, point) in score.points.iter().enumerate() {
            for mismatch in &point.mismatches {
                *counted.entry((position, mismatch)).or_default() += 1;
            }
        }
    }
    let named = counted.into_iter().filter_map(|((position, mismatch), n_regions)| {
        let point = system.points.get(position)?.id.to_string();
        Some(Bad { point, problem: words::mismatch(mismatch), n_regions })
    });
    named.collect()
}

fn count(all: impl Iterator) -> u64 {
    all.map(|_| 1).sum()
}

/// `n` of `all` with two decimals, half up; `-` of nothing.
fn percent(n: u64, all: u64) -> String {
    if all == 0 {
        return "-".to_owned();
    }
    #[expect(clippy::cast_precision_loss, reason = "a count of verdicts is far below 2^53")]
    let share = n as f64 / all as f64;
    format!("{}%", Percent::of(share))
}
