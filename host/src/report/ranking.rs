//! The ranking, as a table for terminals, as CSV and as JSON.

use std::io;

use serde::Serialize;

use super::clean::{clean, csv_text, write_json};
use super::table::{Align, Table};
use super::view::{Column, View, name_of, write_head};
use super::{Percent, veto_ids};
use crate::aggregate::{Focus, NodeScore, Place, RegionScore};
use crate::model::{IndicatorSystem, Region, ReviewMark, Text};

/// Regions as they are listed, with everything rounded that is shown.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ranking {
    /// Edition of the indicator system.
    pub edition: String,
    /// Its title.
    pub title: Text,
    /// Regions below this coverage have no rank.
    pub coverage_min: Percent,
    /// What is ranked, if it is not the total.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<Column>,
    /// The regions that are listed, if not all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<Text>,
    /// What is directly below what is ranked, as [`Row::indicators`].
    pub indicators: Vec<Column>,
    /// Ranked regions first; see [`crate::aggregate::rank`].
    pub rows: Vec<Row>,
}

/// One region of a ranking.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// Among the regions that are listed; `None` if the region is not ranked.
    pub rank: Option<u32>,
    /// Among all regions of the round, where not all are listed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rank_of_all: Option<u32>,
    /// Ids of the points that veto it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub vetoes: Vec<String>,
    /// Six digits.
    pub code: String,
    /// Name; the code if the regions given do not hold it.
    pub region: Text,
    /// Class, if ranked.
    pub class: Option<Text>,
    /// Total, or score of what is ranked; `None` if unknown.
    pub total: Option<Percent>,
    /// The value that was ranked, `0..=1`.
    pub total_unrounded: Option<f64>,
    /// Share of the weight that is known.
    pub coverage: Percent,
    /// Total if everything unknown were 0.
    pub lower: Percent,
    /// Total if everything unknown were 1.
    pub upper: Percent,
    /// Scores of what is directly below.
    pub indicators: Vec<Option<Percent>>,
    /// What people had a say in; `None` if nothing of the region.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reviews: Option<RowReviews>,
}

/// What people had a say in of one region.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct RowReviews {
    /// Verdicts reviewed, disputed or in quarantine.
    pub n: usize,
    /// Of these, with a finding that is not the machine's.
    pub n_changed: usize,
    /// Who, by name.
    pub people: Vec<String>,
}

impl Ranking {
    /// Ranks `scores` as `view` says.
    pub fn new(
        system: &IndicatorSystem,
        regions: &[Region],
        scores: &[RegionScore],
        view: View<'_>,
    ) -> Self {
        let seen = view.see(system, regions, scores);
        let below = below(system, view.focus);
        let row = |place: &Place| {
            let score = seen.scores.get(place.position)?;
            let class = place.class.and_then(|class| seen.cuts.get(class));
            let of_all = seen.ranks_of_all.get(place.position).copied().flatten();
            Some(Row {
                rank: place.rank,
                rank_of_all: of_all.filter(|_| !view.group.is_all()),
                vetoes: veto_ids(system, score),
                region: name_of(regions, place.region),
                class: class.map(|class| class.title.clone()),
                total: score.total.score.map(Percent::of),
                total_unrounded: score.total.score,
                coverage: Percent::of(score.total.coverage),
                lower: Percent::of(score.total.lower),
                upper: Percent::of(score.total.upper),
                indicators: below.iter().map(|(node, _)| node.of(score)).collect(),
                reviews: None,
                code: place.region.to_string(),
            })
        };
        let rows = seen.places.iter().filter_map(row).collect();
        Self {
            edition: system.edition.clone(),
            title: system.title.clone(),
            coverage_min: Percent::of(view.coverage_min),
            of: view.subject(system),
            within: view.group_words(regions),
            rows,
            indicators: below.into_iter().map(|(_, column)| column).collect(),
        }
    }

    /// With what people had a say in, by region.
    #[must_use]
    pub fn with_reviews(mut self, marks: &[ReviewMark]) -> Self {
        for row in &mut self.rows {
            let own = || marks.iter().filter(|mark| mark.target.region.to_string() == row.code);
            let mut people: Vec<String> = own().flat_map(|mark| mark.people.clone()).collect();
            people.sort();
            people.dedup();
            let n_changed = own().filter(|mark| !matches!(mark.call, "" | "confirm")).count();
            let n = own().count();
            row.reviews = (n > 0).then_some(RowReviews { n, n_changed, people });
        }
        self
    }

    fn is_reviewed(&self) -> bool {
        self.rows.iter().any(|row| row.reviews.is_some())
    }

    /// Writes an aligned table with two header lines. `-` is "unknown" or "no rank".
    ///
    /// # Errors
    ///
    /// If `out` fails.
    pub fn write_table(&self, out: &mut impl io::Write) -> io::Result<()> {
        let what = (self.edition.as_str(), &self.title);
        write_head(out, what, self.of.as_ref(), self.within.as_ref())?;
        let mut align = vec![Align::Right, Align::Left, Align::Left, Align::Left];
        align.resize(align.len() + 3 + self.indicators.len(), Align::Right);
        let head = |fixed: [&str; 7], title: fn(&Text) -> &str| {
            let titles = self.indicators.iter().map(|one| clean(title(&one.title)));
            fixed.map(str::to_owned).into_iter().chain(titles).collect()
        };
        let [total_zh, total_en] =
            if self.of.is_some() { ["得分", "score"] } else { ["总分", "total"] };
        let zh = ["名次", "代码", "地区", "类型", total_zh, "覆盖率%", "可能区间"];
        let en = ["rank", "code", "region", "class", total_en, "coverage%", "bounds"];
        let mut rows = vec![head(zh, |title| &title.zh), head(en, |title| &title.en)];
        rows.extend(self.rows.iter().map(Row::table_cells));
        if self.is_reviewed() {
            align.push(Align::Left);
            let heads = ["复核（改）", "reviewed (changed)"].map(str::to_owned).into_iter();
            let cells = heads.chain(self.rows.iter().map(Row::review_cell));
            rows.iter_mut().zip(cells).for_each(|(row, cell)| row.push(cell));
        }
        Table { align, rows }.write(out)?;
        writeln!(out, "\n- 未知或不排名 unknown or not ranked")?;
        if self.coverage_min > Percent::of(0.0) {
            let min = self.coverage_min;
            writeln!(out, "覆盖率低于 {min}% 不排名 not ranked below this coverage")?;
        }
        Ok(())
    }

    /// Writes RFC 4180 with one header line; unknown is an empty cell. The
    /// columns of level-1 indicators are named `score_` and the id. Where people had a say, three
    /// columns follow.
    ///
    /// # Errors
    ///
    /// If `out` fails.
    pub fn write_csv(&self, out: &mut impl io::Write) -> io::Result<()> {
        let of_all = if self.within.is_some() { "rank_of_all," } else { "" };
        let fixed =
            format!("rank,{of_all}code,region,region_en,class,class_en,total,coverage,lower,upper");
        let ids = self.indicators.iter().map(|one| csv_text(&format!("score_{}", one.id)));
        let is_reviewed = self.is_reviewed();
        let reviews = is_reviewed.then(|| "n_reviewed,n_changed,reviewers".to_owned());
        let header: Vec<_> = std::iter::once(fixed).chain(ids).chain(reviews).collect();
        write!(out, "{}\r\n", header.join(","))?;
        for row in &self.rows {
            let mut cells = row.csv_cells(self.within.is_some());
            if is_reviewed {
                let RowReviews { n, n_changed, people } = row.reviews.clone().unwrap_or_default();
                cells.push(format!("{n},{n_changed},{}", csv_text(&people.join("; "))));
            }
            write!(out, "{}\r\n", cells.join(","))?;
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
    fn review_cell(&self) -> String {
        self.reviews.as_ref().map_or_else(dash, |RowReviews { n, n_changed, people }| {
            format!("{n} ({n_changed}) {}", clean(&people.join(", ")))
        })
    }

    fn table_cells(&self) -> Vec<String> {
        let mut cells = vec![
            self.rank_cell(),
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

    /// The rank; among all regions in brackets, where not all are listed.
    fn rank_cell(&self) -> String {
        match (self.rank, self.rank_of_all) {
            (None, _) => no_rank(&self.vetoes),
            (Some(rank), None) => rank.to_string(),
            (Some(rank), Some(of_all)) => format!("{rank} ({of_all})"),
        }
    }

    fn csv_cells(&self, in_group: bool) -> Vec<String> {
        let class = |title: fn(&Text) -> &str| {
            self.class.as_ref().map_or_else(String::new, |class| csv_text(title(class)))
        };
        let mut cells = vec![or_empty(self.rank)];
        cells.extend(in_group.then(|| or_empty(self.rank_of_all)));
        cells.extend([
            self.code.clone(),
            csv_text(&self.region.zh),
            csv_text(&self.region.en),
            class(|title| &title.zh),
            class(|title| &title.en),
            or_empty(self.total),
            self.coverage.to_string(),
            self.lower.to_string(),
            self.upper.to_string(),
        ]);
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

/// A node below what is ranked, by position.
#[derive(Clone, Copy)]
enum Below {
    Indicator(usize),
    Point(usize),
}

impl Below {
    fn of(self, score: &RegionScore) -> Option<Percent> {
        let node: Option<&NodeScore> = match self {
            Self::Indicator(at) => score.indicators.get(at),
            Self::Point(at) => score.points.get(at).map(|point| &point.node),
        };
        node.and_then(|node| node.score).map(Percent::of)
    }
}

/// Positions and headings of what is directly below: indicators, and points of one that has them.
fn below(system: &IndicatorSystem, focus: Focus) -> Vec<(Below, Column)> {
    let parent = match focus {
        Focus::Total => None,
        Focus::Indicator(at) => Some(at),
        Focus::Point(_) | Focus::Topic(_) => return Vec::new(),
    };
    let indicators = system.indicators.iter().enumerate().filter(|(_, one)| one.parent == parent);
    let indicators = indicators.map(|(at, one)| {
        (Below::Indicator(at), Column { id: one.id.to_string(), title: one.title.clone() })
    });
    let points = system.points.iter().enumerate().filter(|(_, one)| Some(one.indicator) == parent);
    let points = points.map(|(at, one)| {
        (Below::Point(at), Column { id: one.id.to_string(), title: one.title.clone() })
    });
    indicators.chain(points).collect()
}
