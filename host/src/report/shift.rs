//! How totals, ranks and classes move when the same verdicts are scored another way.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use serde::Serialize;

use super::Percent;
use super::clean::{clean, csv_text, write_json};
use super::table::{Align, Table};
use crate::aggregate::{Place, RegionScore, cuts, rank};
use crate::model::{ClassCut, ClassRule, IndicatorSystem, Region, RegionCode, Text};

/// One way of scoring: the system and what it gave.
#[derive(Debug, Clone, Copy)]
pub struct Scoring<'s> {
    /// Indicators, rules and cuts.
    pub system: &'s IndicatorSystem,
    /// Scores of the regions.
    pub scores: &'s [RegionScore],
    /// Regions below this coverage (`0..=1`) have no rank.
    pub coverage_min: f64,
    /// Where cuts come from, over all regions; `None` for no classes.
    pub class_rule: Option<&'s ClassRule>,
    /// Regions that are listed and ranked among each other; all if `None`.
    pub held: Option<&'s BTreeSet<RegionCode>>,
}

impl<'s> Scoring<'s> {
    /// Of all regions, with the system's own cuts.
    pub fn of(system: &'s IndicatorSystem, scores: &'s [RegionScore]) -> Self {
        let class_rule = Some(&system.class_rule);
        Self { system, scores, coverage_min: 0.0, class_rule, held: None }
    }
}

/// Regions as two ways of scoring have them, in the order of the second.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Shift {
    /// Title of the first system.
    pub before: Text,
    /// Title of the second.
    pub after: Text,
    /// Regions whose rank differs.
    pub n_ranks: usize,
    /// Regions whose class differs.
    pub n_classes: usize,
    /// Verdicts that the second system does not list.
    pub n_unlisted: u64,
    /// One a region.
    pub rows: Vec<ShiftRow>,
}

/// One region.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ShiftRow {
    /// Six digits.
    pub code: String,
    /// Name; the code if the regions given do not hold it.
    pub region: Text,
    /// Before and after.
    pub total: [Option<Percent>; 2],
    /// Before and after.
    pub coverage: [Percent; 2],
    /// Before and after.
    pub rank: [Option<u32>; 2],
    /// Ranks won; negative if lost.
    pub n_up: Option<i64>,
    /// Before and after.
    pub class: [Option<Text>; 2],
}

/// Where a region stands one way.
#[derive(Default, Clone)]
struct Standing {
    total: Option<Percent>,
    coverage: Option<Percent>,
    rank: Option<u32>,
    class: Option<Text>,
}

impl Shift {
    /// Compares two ways of scoring the same round.
    pub fn new(regions: &[Region], before: Scoring<'_>, after: Scoring<'_>) -> Self {
        let names: BTreeMap<_, _> = regions.iter().map(|one| (one.code, &one.name)).collect();
        let old: BTreeMap<_, _> = standings(before).into_iter().collect();
        let rows: Vec<ShiftRow> = standings(after)
            .into_iter()
            .map(|(code, new)| {
                let old = old.get(&code).cloned().unwrap_or_default();
                let text = code.to_string();
                let name = || Text { zh: text.clone(), en: text.clone() };
                let zero = Percent::of(0.0);
                ShiftRow {
                    region: names.get(&code).map_or_else(name, |name| (*name).clone()),
                    total: [old.total, new.total],
                    coverage: [old.coverage.unwrap_or(zero), new.coverage.unwrap_or(zero)],
                    n_up: old.rank.zip(new.rank).map(|(a, b)| i64::from(a) - i64::from(b)),
                    rank: [old.rank, new.rank],
                    class: [old.class, new.class],
                    code: text,
                }
            })
            .collect();
        Self {
            before: before.system.title.clone(),
            after: after.system.title.clone(),
            n_ranks: 0,
            n_classes: 0,
            n_unlisted: after.scores.iter().map(|score| u64::from(score.n_unlisted)).sum(),
            rows,
        }
        .counted()
    }

    fn counted(self) -> Self {
        let n_ranks = self.rows.iter().filter(|row| row.has_moved()).count();
        let n_classes = self.rows.iter().filter(|row| row.has_other_class()).count();
        Self { n_ranks, n_classes, ..self }
    }

    /// Keeps the regions of which something differs.
    #[must_use]
    pub fn only_moved(mut self) -> Self {
        self.rows.retain(|row| row.has_moved() || row.has_other_class() || row.has_other_total());
        self
    }

    /// Writes an aligned table with two header lines. `-` is "unknown" or "no rank".
    ///
    /// # Errors
    ///
    /// If `out` fails.
    pub fn write_table(&self, out: &mut impl io::Write) -> io::Result<()> {
        let [left, right] = [Align::Left, Align::Right];
        let zh =
            ["代码", "地区", "原总分", "新总分", "原名次", "新名次", "升降", "原类型", "新类型"];
        let en = ["code", "region", "before", "after", "before", "after", "up", "class", "class"];
        let mut rows = vec![zh.map(str::to_owned).to_vec(), en.map(str::to_owned).to_vec()];
        rows.extend(self.rows.iter().map(|row| row.cells(clean, "-")));
        let align = vec![left, left, right, right, right, right, right, left, left];
        Table { align, rows }.write(out)?;
        writeln!(
            out,
            "\n名次变动 ranks moved {}，类型变动 classes changed {}",
            self.n_ranks, self.n_classes
        )?;
        if self.n_unlisted > 0 {
            let n = self.n_unlisted;
            writeln!(out, "新清单没有的点位的判定 verdicts the other set does not list: {n}")?;
        }
        Ok(())
    }

    /// Writes RFC 4180 with one header line; unknown is an empty cell.
    ///
    /// # Errors
    ///
    /// If `out` fails.
    pub fn write_csv(&self, out: &mut impl io::Write) -> io::Result<()> {
        let header = "code,region,total_before,total_after,rank_before,rank_after,up,\
                      class_before,class_after";
        write!(out, "{header}\r\n")?;
        for row in &self.rows {
            write!(out, "{}\r\n", row.cells(csv_text, "").join(","))?;
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

impl ShiftRow {
    fn has_moved(&self) -> bool {
        let [before, after] = self.rank;
        before != after
    }

    fn has_other_class(&self) -> bool {
        let [before, after] = &self.class;
        before != after
    }

    fn has_other_total(&self) -> bool {
        let [before, after] = self.total;
        before != after
    }

    fn cells(&self, text: fn(&str) -> String, none: &str) -> Vec<String> {
        let or_none = |value: Option<String>| value.unwrap_or_else(|| none.to_owned());
        let mut cells = vec![self.code.clone(), text(&self.region.zh)];
        cells.extend(self.total.map(|total| or_none(total.map(|total| total.to_string()))));
        cells.extend(self.rank.map(|rank| or_none(rank.map(|rank| rank.to_string()))));
        cells.push(or_none(self.n_up.map(|n| n.to_string())));
        let class = |class: &Option<Text>| or_none(class.as_ref().map(|class| text(&class.zh)));
        cells.extend(self.class.iter().map(class));
        cells
    }
}

/// Every region as a system has it, ranked ones first.
fn standings(scoring: Scoring<'_>) -> Vec<(RegionCode, Standing)> {
    let Scoring { system, scores, coverage_min, class_rule, held } = scoring;
    let cuts =
        class_rule.map_or_else(Vec::new, |rule| cuts(&system.classes, rule, scores, coverage_min));
    let is_held = |score: &&RegionScore| held.is_none_or(|held| held.contains(&score.region));
    let scores: Vec<RegionScore> = scores.iter().filter(is_held).cloned().collect();
    let title = |class: usize| cuts.get(class).map(|ClassCut { title, .. }| title.clone());
    let standing = |place: Place| {
        let score = scores.get(place.position)?;
        let standing = Standing {
            total: score.total.score.map(Percent::of),
            coverage: Some(Percent::of(score.total.coverage)),
            rank: place.rank,
            class: place.class.and_then(title),
        };
        Some((place.region, standing))
    };
    rank(&scores, &cuts, coverage_min).into_iter().filter_map(standing).collect()
}
