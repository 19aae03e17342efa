//! Totals and ranks of every region over many rounds.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use serde::Serialize;

use super::clean::{clean, csv_text, write_json};
use super::table::{Align, Table};
use super::{Percent, Points, RoundSide, RoundWords};
use crate::aggregate::{cuts, rank};
use crate::model::{RegionCode, Text};

/// Many rounds, in the order they were given.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Trend {
    /// The rounds, as [`TrendRow::rounds`].
    pub rounds: Vec<RoundWords>,
    /// Every region of any round, by its last rank.
    pub rows: Vec<TrendRow>,
}

/// A region.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TrendRow {
    /// Six digits.
    pub code: String,
    /// Name, as the last round has it; the code if no manifests hold it.
    pub region: Text,
    /// `None` where the round does not have the region.
    pub rounds: Vec<Option<TrendCell>>,
    /// The last known total less the first; `None` if fewer than two are known.
    pub change: Option<Points>,
    /// Places won from the first rank to the last; negative if lost.
    pub n_up: Option<i64>,
}

/// A region in a round.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TrendCell {
    /// Total; `None` if unknown.
    pub total: Option<Percent>,
    /// Share of the weight that is known.
    pub coverage: Percent,
    /// `None` if not ranked.
    pub rank: Option<u32>,
    /// Class, if ranked.
    pub class: Option<Text>,
}

impl Trend {
    /// Puts rounds side by side.
    pub fn new(sides: &[RoundSide<'_>]) -> Self {
        let of_round: Vec<BTreeMap<RegionCode, TrendCell>> = sides.iter().map(cells).collect();
        let regions = sides.iter().flat_map(|side| side.regions);
        let names: BTreeMap<_, _> = regions.map(|region| (region.code, &region.name)).collect();
        let codes: BTreeSet<RegionCode> =
            of_round.iter().flat_map(|cells| cells.keys().copied()).collect();
        let row = |code: RegionCode| {
            let text = code.to_string();
            let name = || Text { zh: text.clone(), en: text.clone() };
            let region = names.get(&code).map_or_else(name, |name| (*name).clone());
            let rounds: Vec<_> = of_round.iter().map(|cells| cells.get(&code).cloned()).collect();
            TrendRow::new(text, region, rounds)
        };
        let mut rows: Vec<_> = codes.into_iter().map(row).collect();
        rows.sort_by_key(|row| {
            let rank = row.rounds.last().and_then(|cell| cell.as_ref()?.rank);
            (rank.is_none(), rank, row.code.clone())
        });
        Self { rounds: sides.iter().map(|side| RoundWords::of(side.header)).collect(), rows }
    }

    /// Writes an aligned table: of every round the total and, in brackets, the rank.
    ///
    /// # Errors
    ///
    /// If `out` fails.
    pub fn write_table(&self, out: &mut impl io::Write) -> io::Result<()> {
        let [left, right] = [Align::Left, Align::Right];
        let mut align = vec![left, left];
        align.extend(self.rounds.iter().map(|_| right));
        align.extend([right, right]);
        let head = |first: [&str; 2], of: fn(&RoundWords) -> String, last: [&str; 2]| {
            let rounds = self.rounds.iter().map(of);
            let first = first.map(str::to_owned).into_iter();
            first.chain(rounds).chain(last.map(str::to_owned)).collect::<Vec<_>>()
        };
        let mut rows = vec![
            head(["代码", "地区"], |round| clean(&round.round), ["变化", "升降"]),
            head(["code", "region"], |round| clean(&round.collected_on), ["change", "up"]),
        ];
        rows.extend(self.rows.iter().map(TrendRow::table_cells));
        Table { align, rows }.write(out)?;
        writeln!(out, "\n括号内为名次 in brackets the rank; - 未知或没有 unknown or not there")
    }

    /// Writes RFC 4180, one line a region and round.
    ///
    /// # Errors
    ///
    /// If `out` fails.
    pub fn write_csv(&self, out: &mut impl io::Write) -> io::Result<()> {
        write!(out, "code,region,round,edition,collected_on,total,coverage,rank,class\r\n")?;
        for row in &self.rows {
            for (round, cell) in self.rounds.iter().zip(&row.rounds) {
                let Some(cell) = cell else { continue };
                let class = cell.class.as_ref().map(|class| csv_text(&class.zh));
                let cells = [
                    row.code.clone(),
                    csv_text(&row.region.zh),
                    csv_text(&round.round),
                    csv_text(&round.edition),
                    csv_text(&round.collected_on),
                    cell.total.map(|total| total.to_string()).unwrap_or_default(),
                    cell.coverage.to_string(),
                    cell.rank.map(|rank| rank.to_string()).unwrap_or_default(),
                    class.unwrap_or_default(),
                ];
                write!(out, "{}\r\n", cells.join(","))?;
            }
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

impl TrendRow {
    fn new(code: String, region: Text, rounds: Vec<Option<TrendCell>>) -> Self {
        let mut totals = rounds.iter().flatten().filter_map(|cell| cell.total);
        let (first, last) = (totals.next(), totals.next_back());
        let mut ranks = rounds.iter().flatten().filter_map(|cell| cell.rank);
        let (best, now) = (ranks.next(), ranks.next_back());
        let change = first.zip(last).map(|(before, after)| Points::between(before, after));
        let n_up = best.zip(now).map(|(before, after)| i64::from(before) - i64::from(after));
        Self { code, region, rounds, change, n_up }
    }

    fn table_cells(&self) -> Vec<String> {
        let dash = || "-".to_owned();
        let mut cells = vec![self.code.clone(), clean(&self.region.zh)];
        cells.extend(self.rounds.iter().map(|cell| match cell {
            Some(TrendCell { total: Some(total), rank, .. }) => {
                let rank = rank.map_or_else(dash, |rank| rank.to_string());
                format!("{total} ({rank})")
            }
            Some(TrendCell { total: None, .. }) | None => dash(),
        }));
        cells.push(self.change.map_or_else(dash, |change| change.to_string()));
        cells.push(self.n_up.map_or_else(dash, |n| n.to_string()));
        cells
    }
}

fn cells(side: &RoundSide<'_>) -> BTreeMap<RegionCode, TrendCell> {
    let RoundSide { system, scores, .. } = side;
    let cuts = cuts(&system.classes, &system.class_rule, scores, 0.0);
    let places = rank(scores, &cuts, 0.0).into_iter();
    let cell = places.filter_map(|place| {
        let score = scores.get(place.position)?;
        let class = place.class.and_then(|class| cuts.get(class));
        let cell = TrendCell {
            total: score.total.score.map(Percent::of),
            coverage: Percent::of(score.total.coverage),
            rank: place.rank,
            class: class.map(|class| class.title.clone()),
        };
        Some((place.region, cell))
    });
    cell.collect()
}
