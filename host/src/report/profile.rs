//! Score rates (得分率) node by node: of one region against all, or of all regions.

use std::io;

use bluebook_index::number::{known, mean, median, range};
use bluebook_index::rank::rank;
use serde::Serialize;

use super::Percent;
use super::clean::{clean, csv_text, write_json};
use super::table::{Align, Table};
use super::view::{Column, View, name_of, write_head};
use crate::aggregate::{Focus, NodeScore, RegionScore, focused};
use crate::model::{IndicatorSystem, Region, RegionCode, Text};

/// Which nodes a profile lists, all of them if nothing is left out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Nodes {
    /// Only this indicator and what is below it.
    pub top: Option<usize>,
    /// Whether points are listed.
    pub with_points: bool,
}

/// Score rates, node by node.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Profile {
    /// Edition of the indicator system.
    pub edition: String,
    /// Its title.
    pub title: Text,
    /// The region, if it is of one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<Text>,
    /// Its code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The regions that are compared, if not all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<Text>,
    /// The total, indicators and points in the order of the system, then topics.
    pub nodes: Vec<NodeRow>,
}

/// One node over the regions, and of one of them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NodeRow {
    /// `total`, `indicator`, `point` or `topic`.
    pub kind: &'static str,
    /// Its id; `total` for the whole.
    #[serde(flatten)]
    pub node: Column,
    /// Full points of 100, when everything is known.
    pub full: Percent,
    /// What the region has of it; `None` for all regions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub own: Option<OwnScore>,
    /// Regions in which the node is known.
    pub n: usize,
    /// Mean score rate of the regions; `None` if nothing is known, as with the next three.
    pub mean: Option<Percent>,
    /// Median.
    pub median: Option<Percent>,
    /// The worst.
    pub least: Option<Percent>,
    /// The best.
    pub most: Option<Percent>,
}

/// A node of one region.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OwnScore {
    /// Score rate; `None` if unknown.
    pub rate: Option<Percent>,
    /// Full points times score rate.
    pub points: Option<Percent>,
    /// Among the regions in which it is known.
    pub rank: Option<u32>,
    /// Share of the node's weight that is known.
    pub coverage: Percent,
    /// Score rate if everything unknown were 0.
    pub lower: Percent,
    /// Score rate if everything unknown were 1.
    pub upper: Percent,
}

impl Profile {
    /// Rates of the regions of `view`, and of `region` among them, which may be outside of the group.
    pub fn new(
        system: &IndicatorSystem,
        regions: &[Region],
        scores: &[RegionScore],
        (view, nodes): (View<'_>, Nodes),
        region: Option<RegionCode>,
    ) -> Self {
        let row = |(focus, kind, node): (Focus, &'static str, Column)| {
            let all = focused(system, scores, focus);
            let held = |score: &&RegionScore| {
                let found = regions.iter().find(|one| one.code == score.region);
                view.group.is_all() || found.is_some_and(|found| view.group.holds(found))
            };
            let group: Vec<_> = all.iter().filter(held).collect();
            let rates: Vec<_> = group.iter().map(|score| score.total.score).collect();
            let of_known = known(&rates);
            let full = all.first().map_or(0.0, |score| score.total.full_weight);
            let [least, most] = range(&of_known).map_or([None; 2], |range| range.map(Some));
            let own = region.and_then(|code| all.iter().find(|score| score.region == code));
            let at = own.and_then(|own| group.iter().position(|one| one.region == own.region));
            let place = at.and_then(|at| rank(&rates).get(at).copied().flatten());
            NodeRow {
                kind,
                node,
                full: Percent::of(full),
                own: own.map(|score| OwnScore::of(&score.total, full, place)),
                n: of_known.len(),
                mean: mean(&of_known).map(Percent::of),
                median: median(&of_known).map(Percent::of),
                least: least.map(Percent::of),
                most: most.map(Percent::of),
            }
        };
        Self {
            edition: system.edition.clone(),
            title: system.title.clone(),
            region: region.map(|code| name_of(regions, code)),
            code: region.map(|code| code.to_string()),
            within: view.group_words(regions),
            nodes: listed(system, nodes, view.focus).into_iter().map(row).collect(),
        }
    }

    /// Writes an aligned table with two header lines.
    ///
    /// # Errors
    ///
    /// If `out` fails.
    pub fn write_table(&self, out: &mut impl io::Write) -> io::Result<()> {
        write_head(out, (&self.edition, &self.title), None, self.within.as_ref())?;
        if let (Some(region), Some(code)) = (&self.region, &self.code) {
            writeln!(out, "{code} {} / {}\n", clean(&region.zh), clean(&region.en))?;
        }
        let own_zh = ["得分率%", "得分", "名次", "覆盖率%", "可能区间"];
        let own_en = ["rate", "points", "rank", "coverage", "bounds"];
        let has_own = self.nodes.iter().any(|row| row.own.is_some());
        let head = |first: [&str; 3], own: [&str; 5], rest: [&str; 5]| -> Vec<String> {
            let own = own.into_iter().filter(|_| has_own);
            first.into_iter().chain(own).chain(rest).map(str::to_owned).collect()
        };
        let mut rows = vec![
            head(["编号", "名称", "满分"], own_zh, ["地区", "均值%", "中位%", "最低%", "最高%"]),
            head(["id", "title", "full"], own_en, ["n", "mean", "median", "least", "most"]),
        ];
        rows.extend(self.nodes.iter().map(|row| row.cells(has_own)));
        let mut align = vec![Align::Left, Align::Left];
        align.resize(rows.first().map_or(0, Vec::len), Align::Right);
        Table { align, rows }.write(out)?;
        writeln!(out, "\n得分 = 满分 × 得分率 points = full × rate; - 未知 unknown")
    }

    /// Writes RFC 4180 with one header line; unknown is an empty cell.
    ///
    /// # Errors
    ///
    /// If `out` fails.
    pub fn write_csv(&self, out: &mut impl io::Write) -> io::Result<()> {
        let header = "kind,id,title,title_en,full,rate,points,rank,coverage,lower,upper,\
                      n,mean,median,least,most";
        write!(out, "{header}\r\n")?;
        for row in &self.nodes {
            write!(out, "{}\r\n", row.csv_cells().join(","))?;
        }
        Ok(())
    }

    /// Writes everything as JSON.
    ///
    /// # Errors
    ///
    /// If `out` fails.
    pub fn write_json(&self, out: &mut impl io::Write) -> io::Result<()> {
        write_json(out, self)
    }
}

/// What is listed, with its kind and its name.
fn listed(
    system: &IndicatorSystem,
    nodes: Nodes,
    focus: Focus,
) -> Vec<(Focus, &'static str, Column)> {
    let topic = |(at, one): (usize, &crate::model::Topic)| {
        let column = Column { id: one.id.clone(), title: one.title.clone() };
        (Focus::Topic(at), "topic", column)
    };
    let mut topics = system.topics.iter().enumerate();
    if let Focus::Topic(wanted) = focus {
        return topics.filter(|(at, _)| *at == wanted).map(topic).collect();
    }
    let is_below = |mut at: usize| loop {
        if nodes.top.is_none_or(|top| at == top) {
            return true;
        }
        match system.indicators.get(at).and_then(|one| one.parent) {
            Some(parent) => at = parent,
            None => return false,
        }
    };
    let mut listed = Vec::new();
    if nodes.top.is_none() {
        let title = Text { zh: "总分".to_owned(), en: "Total".to_owned() };
        listed.push((Focus::Total, "total", Column { id: "total".to_owned(), title }));
    }
    for (at, one) in system.indicators.iter().enumerate().filter(|(at, _)| is_below(*at)) {
        let column = Column { id: one.id.to_string(), title: one.title.clone() };
        listed.push((Focus::Indicator(at), "indicator", column));
        let points = system.points.iter().enumerate();
        let points = points.filter(|(_, point)| nodes.with_points && point.indicator == at);
        listed.extend(points.map(|(at, one)| {
            let column = Column { id: one.id.to_string(), title: one.title.clone() };
            (Focus::Point(at), "point", column)
        }));
    }
    if nodes.top.is_none() {
        listed.extend(topics.by_ref().map(topic));
    }
    listed
}

impl OwnScore {
    fn of(node: &NodeScore, full: f64, rank: Option<u32>) -> Self {
        Self {
            rate: node.score.map(Percent::of),
            points: node.score.map(|score| Percent::of(score * full)),
            rank,
            coverage: Percent::of(node.coverage),
            lower: Percent::of(node.lower),
            upper: Percent::of(node.upper),
        }
    }
}

impl NodeRow {
    fn cells(&self, has_own: bool) -> Vec<String> {
        let or_dash = |value: Option<String>| value.unwrap_or_else(|| "-".to_owned());
        let percent = |value: Option<Percent>| or_dash(value.map(|value| value.to_string()));
        let mut cells =
            vec![clean(&self.node.id), clean(&self.node.title.zh), self.full.to_string()];
        if has_own {
            let own = self.own.as_ref();
            cells.extend([
                percent(own.and_then(|own| own.rate)),
                percent(own.and_then(|own| own.points)),
                or_dash(own.and_then(|own| own.rank).map(|rank| rank.to_string())),
                percent(own.map(|own| own.coverage)),
                or_dash(own.map(|own| format!("{}-{}", own.lower, own.upper))),
            ]);
        }
        cells.push(self.n.to_string());
        cells.extend([self.mean, self.median, self.least, self.most].map(percent));
        cells
    }

    fn csv_cells(&self) -> Vec<String> {
        let percent =
            |value: Option<Percent>| value.map_or_else(String::new, |value| value.to_string());
        let own = self.own.as_ref();
        let mut cells = vec![
            self.kind.to_owned(),
            csv_text(&self.node.id),
            csv_text(&self.node.title.zh),
            csv_text(&self.node.title.en),
            self.full.to_string(),
            percent(own.and_then(|own| own.rate)),
            percent(own.and_then(|own| own.points)),
            own.and_then(|own| own.rank).map_or_else(String::new, |rank| rank.to_string()),
            percent(own.map(|own| own.coverage)),
            percent(own.map(|own| own.lower)),
            percent(own.map(|own| own.upper)),
            self.n.to_string(),
        ];
        cells.extend([self.mean, self.median, self.least, self.most].map(percent));
        cells
    }
}
