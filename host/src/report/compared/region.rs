//! One region of two rounds, point by point.

use std::io;

use serde::Serialize;

use super::{ComparedRow, RoundWords};
use crate::aggregate::{Cause, PointChange, RegionScore};
use crate::model::{IndicatorSystem, Text};
use crate::report::clean::{clean, csv_text, write_json};
use crate::report::table::{Align, Table};
use crate::report::{Percent, Points};

/// A region in both rounds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ComparedRegion {
    /// Before and after.
    pub rounds: [RoundWords; 2],
    /// The causes of [`ComparedRow::parts`].
    pub causes: Vec<Cause>,
    /// The region as in the table of all.
    #[serde(flatten)]
    pub row: ComparedRow,
    /// What bonuses, deductions, multipliers and caps add to the change.
    pub by_unweighted: Points,
    /// Every point of either round, what moved the total most first; their parts and `by_unweighted` sum to
    /// the change.
    pub points: Vec<ComparedPoint>,
}

/// A point in both rounds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ComparedPoint {
    /// Its id.
    pub id: String,
    /// For people; that of the second round where both have one.
    pub title: Text,
    /// Score before and after.
    pub score: [Option<Percent>; 2],
    /// Share of the total before and after: the effective weight.
    pub effective_weight: [Percent; 2],
    /// What it adds to the change because its score is another one.
    pub by_score: Points,
    /// What it adds because it counts more or less, or became known or unknown.
    pub by_weight: Points,
    /// Why its score or its being there is otherwise.
    pub causes: Vec<Cause>,
}

impl ComparedRegion {
    /// Puts together what is known of a region.
    pub fn new(
        (rounds, causes, row): ([RoundWords; 2], Vec<Cause>, ComparedRow),
        systems: [&IndicatorSystem; 2],
        scores: &[RegionScore; 2],
        changes: &[PointChange],
    ) -> Self {
        let weighted = scores.each_ref().map(|score| {
            let parts =
                score.points.iter().filter_map(|point| Some(point.node.weight * point.node.score?));
            parts.fold(0.0, |sum, part| sum + part)
        });
        let [before, after] = scores.each_ref().map(|score| score.total.score.unwrap_or(0.0));
        let bonus = (after - weighted[1]) - (before - weighted[0]);
        let parts = changes.iter().flat_map(|one| [one.part.by_score, one.part.by_weight]);
        let parts: Vec<f64> = std::iter::once(bonus).chain(parts).collect();
        // From nothing there is no change, and the parts are what the points are worth.
        let whole = row.change.unwrap_or_else(|| Points::of(after - before));
        let shown = Points::split(&parts, whole);
        let (first, of_points) =
            shown.split_first().map_or((Points::default(), &[][..]), |(a, b)| (*a, b));
        let mut points: Vec<_> = changes
            .iter()
            .zip(of_points.chunks(2))
            .map(|(change, shown)| point(systems, change, shown))
            .collect();
        points.sort_by_key(|one| std::cmp::Reverse(one.by_score.size() + one.by_weight.size()));
        Self { rounds, causes, row, by_unweighted: first, points }
    }

    /// Writes the causes, then the points that moved. `-` is "unknown" or "not there".
    ///
    /// # Errors
    ///
    /// If `out` fails.
    pub fn write_table(&self, out: &mut impl io::Write) -> io::Result<()> {
        let Self { rounds: [before, after], causes, row, by_unweighted, points } = self;
        writeln!(
            out,
            "{} {} · {} → {}",
            row.code,
            clean(&row.region.zh),
            clean(&before.round),
            clean(&after.round)
        )?;
        let [old, new] = row.total.map(|total| total.map_or_else(dash, |total| total.to_string()));
        let change = row.change.map_or_else(dash, |change| change.to_string());
        let [was, is] = row.rank.map(|rank| rank.map_or_else(dash, |rank| rank.to_string()));
        writeln!(out, "总分 total {old} → {new} ({change}) · 名次 rank {was} → {is}")?;
        for (cause, part) in causes.iter().zip(&row.parts) {
            let words = cause.words();
            writeln!(out, "  {} {} {part}", words.zh, words.en)?;
        }
        if by_unweighted.size() > 0 {
            writeln!(out, "  其中不占权重的指标 of it what does not weigh {by_unweighted}")?;
        }
        writeln!(out)?;
        let [left, right] = [Align::Left, Align::Right];
        let zh = [
            "点位",
            "名称",
            "原得分",
            "新得分",
            "原实际权重",
            "新实际权重",
            "因得分",
            "因权重",
            "原因",
        ];
        let en = [
            "point",
            "title",
            "before",
            "after",
            "weight",
            "weight",
            "by score",
            "by weight",
            "causes",
        ];
        let mut rows = vec![zh.map(str::to_owned).to_vec(), en.map(str::to_owned).to_vec()];
        let moved = points.iter().filter(|point| point.has_moved());
        rows.extend(moved.map(|point| point.cells(clean, "-", " ")));
        let align = vec![left, left, right, right, right, right, right, right, left];
        Table { align, rows }.write(out)
    }

    /// Writes RFC 4180 with one header line; unknown is an empty cell.
    ///
    /// # Errors
    ///
    /// If `out` fails.
    pub fn write_csv(&self, out: &mut impl io::Write) -> io::Result<()> {
        write!(
            out,
            "point,title,score_before,score_after,weight_before,weight_after,by_score,by_weight,causes\r\n"
        )?;
        for point in &self.points {
            write!(out, "{}\r\n", point.cells(csv_text, "", " ").join(","))?;
        }
        Ok(())
    }

    /// Writes JSON.
    ///
    /// # Errors
    ///
    /// If `out` fails.
    pub fn write_json(&self, out: &mut impl io::Write) -> io::Result<()> {
        write_json(out, self)
    }
}

fn dash() -> String {
    "-".to_owned()
}

fn point(systems: [&IndicatorSystem; 2], change: &PointChange, shown: &[Points]) -> ComparedPoint {
    let titles = systems.into_iter().zip(change.positions);
    let mut titles = titles.filter_map(|(system, position)| system.points.get(position?));
    let id = change.id.to_string();
    let title = titles.next_back().map(|point| point.title.clone());
    let part = |at: usize| shown.get(at).copied().unwrap_or_default();
    ComparedPoint {
        title: title.unwrap_or_else(|| Text { zh: id.clone(), en: id.clone() }),
        id,
        score: change.scores.map(|score| score.map(Percent::of)),
        effective_weight: change.weights.map(Percent::of),
        by_score: part(0),
        by_weight: part(1),
        causes: change.causes.clone(),
    }
}

impl ComparedPoint {
    fn has_moved(&self) -> bool {
        self.by_score.size() + self.by_weight.size() > 0 || !self.causes.is_empty()
    }

    fn cells(&self, text: fn(&str) -> String, none: &str, between: &str) -> Vec<String> {
        let causes: Vec<_> = self.causes.iter().map(|cause| cause.name()).collect();
        let score =
            self.score.map(|one| one.map_or_else(|| none.to_owned(), |one| one.to_string()));
        let [was, is] = self.effective_weight;
        let mut cells = vec![text(&self.id), text(&self.title.zh)];
        cells.extend(score);
        cells.extend([was.to_string(), is.to_string()]);
        cells.extend([self.by_score.to_string(), self.by_weight.to_string(), causes.join(between)]);
        cells
    }
}
