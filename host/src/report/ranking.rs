//! The ranking, as a table for terminals, as CSV and as JSON.

use std::collections::BTreeMap;
use std::io;

use serde::Serialize;

use super::clean::{clean, csv_text, write_json};
use super::table::{Align, Table};
use super::{Percent, veto_ids};
use crate::aggregate::{Place, RegionScore, rank};
use crate::model::{IndicatorSystem, Region, Text};

/// Regions as they are listed, with everything rounded that is shown.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ranking {
    /// Edition of the indicator system.
    pub edition: String,
    /// Its title.
    pub title: Text,
    /// Regions below this coverage have no rank.
    pub coverage_min: Percent,
    /// The level-1 indicators, as [`Row::indicators`].
    pub indicators: Vec<Column>,
    /// Ranked regions first; see [`rank`].
    pub rows: Vec<Row>,
}

/// A level-1 indicator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Text,
}

/// One region of a ranking.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// `None` if the region is not ranked.
    pub rank: Option<u32>,
    /// Ids of the points that veto it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub vetoes: Vec<String>,
    /// Six digits.
    pub code: String,
    /// Name; the code if the regions given do not hold it.
    pub region: Text,
    /// Class, if ranked.
    pub class: Option<Text>,
    /// Total; `None` if unknown.
    pub total: Option<Percent>,
    /// The value that was ranked, `0..=1`.
    pub total_unrounded: Option<f64>,
    /// Share of the weight that is known.
    pub coverage: Percent,
    /// Total if everything unknown were 0.
    pub lower: Percent,
    /// Total if everything unknown were 1.
    pub upper: Percent,
    /// Scores of the level-1 indicators.
    pub indicators: Vec<Option<Percent>>,
}

impl Ranking {
    /// Ranks `scores`; regions below `coverage_min` (`0..=1`) are listed without a rank.
    pub fn new(
        system: &IndicatorSystem,
        regions: &[Region],
        scores: &[RegionScore],
        coverage_min: f64,
    ) -> Self {
        let names: BTreeMap<_, _> = regions.iter().map(|one| (one.code, &one.name)).collect();
        let row = |place: Place| {
            let score = scores.get(place.position)?;
            let code = place.region.to_string();
            let name = || Text { zh: code.clone(), en: code.clone() };
            let class = place.class.and_then(|class| system.classes.get(class));
            Some(Row {
                rank: place.rank,
                vetoes: veto_ids(system, score),
                region: names.get(&place.region).map_or_else(name, |name| (*name).clone()),
                class: class.map(|class| class.title.clone()),
                total: score.total.score.map(Percent::of),
                total_unrounded: score.total.score,
                coverage: Percent::of(score.total.coverage),
                lower: Percent::of(score.total.lower),
                upper: Percent::of(score.total.upper),
                indicators: level_1(system).map(|(i, _)| indicator_score(score, i)).collect(),
                code,
            })
        };
        Self {
            edition: system.edition.clone(),
            title: system.title.clone(),
            coverage_min: Percent::of(coverage_min),
            indicators: level_1(system).map(|(_, column)| column).collect(),
            rows: rank(scores, &system.classes, coverage_min).into_iter().filter_map(row).collect(),
        }
    }

    /// Writes an aligned table with two header lines. `-` is "unknown" or "no rank".
    ///
    /// # Errors
    ///
    /// If `out` fails.
    pub fn write_table(&self, out: &mut impl io::Write) -> io::Result<()> {
        writeln!(
            out,
            "{} {} / {}\n",
            clean(&self.edition),
            clean(&self.title.zh),
            clean(&self.title.en)
        )?;
        let mut align = vec![Align::Right, Align::Left, Align::Left, Align::Left];
        align.resize(align.len() + 3 + self.indicators.len(), Align::Right);
        let head = |fixed: [&str; 7], title: fn(&Text) -> &str| {
            let titles = self.indicators.iter().map(|one| clean(title(&one.title)));
            fixed.map(str::to_owned).into_iter().chain(titles).collect()
        };
        let zh = ["名次", "代码", "地区", "类型", "总分", "覆盖率%", "可能区间"];
        let en = ["rank", "code", "region", "class", "total", "coverage%", "bounds"];
        let mut rows = vec![head(zh, |title| &title.zh), head(en, |title| &title.en)];
        rows.extend(self.rows.iter().map(Row::table_cells));
        Table { align, rows }.write(out)?;
        writeln!(out, "\n- 未知或不排名 unknown or not ranked")?;
        if self.coverage_min > Percent::of(0.0) {
            let min = self.coverage_min;
            writeln!(out, "覆盖率低于 {min}% 不排名 not ranked below this coverage")?;
        }
        Ok(())
    }

    /// Writes RFC 4180 with one header line; unknown is an empty cell. The
    /// columns of level-1 indicators are named `score_` and the id.
    ///
    /// # Errors
    ///
    /// If `out` fails.
    pub fn write_csv(&self, out: &mut impl io::Write) -> io::Result<()> {
        let fixed = "rank,code,region,region_en,class,class_en,total,coverage,lower,upper";
        let ids = self.indicators.iter().map(|one| csv_text(&format!("score_{}", one.id)));
        let header: Vec<_> = std::iter::once(fixed.to_owned()).chain(ids).collect();
        write!(out, "{}\r\n", header.join(","))?;
        for row in &self.rows {
            write!(out, "{}\r\n", row.csv_cells().join(","))?;
        }
        Ok(())
    }

    /// Writes JSON: scores are in `0..=100` with two decimals, unknown is `null`,
    /// and `total_unrounded` is the value that was ranked.
    ///
    /// # Errors
    ///
    /// If `out` fails.
    pub fn write_json(&self, out: &mut impl io::Write) -> io::Result<()> {
        write_json(out, self)
    }
}

impl Row {
    fn table_cells(&self) -> Vec<String> {
        let mut cells = vec![
            self.rank.map_or_else(|| no_rank(&self.vetoes), |rank| rank.to_string()),
            self.code.clone(),
            clean(&self.region.zh),
            self.class.as_ref().map_or_else(dash, |class| clean(&class.zh)),
            self.total.map_or_else(dash, |total| total.to_string()),
            self.coverage.to_string(),
            format!("{}-{}", self.lower, self.upper),
        ];
        cells.extend(self.indicators.iter().map(|one| one.map_or_else(dash, |p| p.to_string())));
        cells
    }

    fn csv_cells(&self) -> Vec<String> {
        let class = |title: fn(&Text) -> &str| {
            self.class.as_ref().map_or_else(String::new, |class| csv_text(title(class)))
        };
        let mut cells = vec![
            or_empty(self.rank),
            self.code.clone(),
            csv_text(&self.region.zh),
            csv_text(&self.region.en),
            class(|title| &title.zh),
            class(|title| &title.en),
            or_empty(self.total),
            self.coverage.to_string(),
            self.lower.to_string(),
            self.upper.to_string(),
        ];
        cells.extend(self.indicators.iter().copied().map(or_empty));
        cells
    }
}

/// What stands for the rank of a region without one.
fn no_rank(vetoes: &[String]) -> String {
    if vetoes.is_empty() { dash() } else { "否决 veto".to_owned() }
}

fn dash() -> String {
    "-".to_owned()
}

fn or_empty(value: Option<impl ToString>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

/// Positions and headings of the level-1 indicators.
fn level_1(system: &IndicatorSystem) -> impl Iterator<Item = (usize, Column)> {
    system
        .indicators
        .iter()
        .enumerate()
        .filter(|(_, one)| one.parent.is_none())
        .map(|(i, one)| (i, Column { id: one.id.to_string(), title: one.title.clone() }))
}

fn indicator_score(score: &RegionScore, indicator: usize) -> Option<Percent> {
    score.indicators.get(indicator).and_then(|node| node.score).map(Percent::of)
}
