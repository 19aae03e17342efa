//! Where a region stands among its peers: what it is better at, what it is worse at, and what
//! that is worth to its total.

use std::io;

use bluebook_index::peers::{Standing, standings};
use serde::Serialize;

use crate::aggregate::{Numbers, RegionScore};
use crate::model::{IndicatorSystem, RegionCode, Text};
use crate::report::clean::clean;
use crate::report::table::{Align, Table};
use crate::report::{Percent, Points};

/// Strengths, and weaknesses, that are told: what fits a paragraph.
const TOLD_MAX: usize = 5;

/// A region among others.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PeersPart {
    /// Who the others are.
    pub peers: Text,
    /// Their number, the region itself not counted.
    pub n_peers: usize,
    /// What it gains most by, the greatest first.
    pub strengths: Vec<StandingPart>,
    /// What costs it most, the greatest first.
    pub weaknesses: Vec<StandingPart>,
}

/// A region in one point.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StandingPart {
    /// Id of the point.
    pub id: String,
    /// For people.
    pub title: Text,
    /// Its score.
    pub score: Percent,
    /// Mean of the peers' known scores.
    pub peers: Percent,
    /// What the lead adds to the total.
    pub worth: Points,
    /// Share of the peers that score less; equals count half.
    pub above: Percent,
}

impl PeersPart {
    /// Compares `region` with `peers`; `None` if the region is not among the scores.
    pub fn of(
        system: &IndicatorSystem,
        scores: &[RegionScore],
        region: RegionCode,
        (peers, words): (&[RegionCode], Text),
    ) -> Option<Self> {
        let numbers = Numbers::new(system, scores);
        let place = |code: &RegionCode| numbers.regions().iter().position(|one| one == code);
        let row = place(&region)?;
        let rows: Vec<usize> =
            peers.iter().filter(|code| **code != region).filter_map(place).collect();
        let shares: Vec<f64> =
            scores.get(row)?.points.iter().map(|point| point.node.weight).collect();
        let all = standings(numbers.table(), row, &rows, &shares);
        let part = |standing: &Standing| {
            let point = system.points.get(standing.column)?;
            Some(StandingPart {
                id: point.id.to_string(),
                title: point.title.clone(),
                score: Percent::of(standing.score),
                peers: Percent::of(standing.peers),
                worth: Points::of(standing.worth),
                above: Percent::of(standing.above),
            })
        };
        let strengths = all.iter().filter(|one| one.worth > 0.0).take(TOLD_MAX);
        let weaknesses = all.iter().rev().filter(|one| one.worth < 0.0).take(TOLD_MAX);
        Some(Self {
            peers: words,
            n_peers: rows.len(),
            strengths: strengths.filter_map(part).collect(),
            weaknesses: weaknesses.filter_map(part).collect(),
        })
    }

    pub(super) fn write_text(&self, out: &mut impl io::Write) -> io::Result<()> {
        let Self { peers, n_peers, strengths, weaknesses } = self;
        writeln!(
            out,
            "\n与 {n_peers} 个{}相比 against {n_peers} {}",
            clean(&peers.zh),
            clean(&peers.en)
        )?;
        for (words, standings) in [("长处 strengths", strengths), ("短处 weaknesses", weaknesses)]
        {
            if standings.is_empty() {
                writeln!(out, "{words}: 无 none")?;
                continue;
            }
            writeln!(out, "{words}")?;
            let head = [
                "点位 point",
                "名称 title",
                "得分 score",
                "同类均值 peers",
                "值 worth",
                "高于 above",
            ];
            let mut rows = vec![head.map(str::to_owned).to_vec()];
            rows.extend(standings.iter().map(StandingPart::cells));
            let [left, right] = [Align::Left, Align::Right];
            Table { align: vec![left, left, right, right, right, right], rows }.write(out)?;
        }
        Ok(())
    }
}

impl StandingPart {
    fn cells(&self) -> Vec<String> {
        let Self { id, title, score, peers, worth, above } = self;
        let (id, title) = (format!("  {}", clean(id)), clean(&title.zh));
        vec![
            id,
            title,
            score.to_string(),
            peers.to_string(),
            worth.to_string(),
            format!("{above}%"),
        ]
    }
}
