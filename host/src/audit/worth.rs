//! What the indicators of a round are worth: do they tell regions apart, do they say the same
//! thing twice, do the parts of an indicator go together, what decides the total in truth.
//!
//! `docs/method.md` has the formulas; `bluebook_index` computes them.

use bluebook_index::Table;
use bluebook_index::correlation::{collinear, pearson};
use bluebook_index::describe::{Flag, Limits, describe};
use bluebook_index::reliability::{cronbach, importance};
use serde::Serialize;

use crate::aggregate::{Node, Numbers, RegionScore};
use crate::model::{IndicatorSystem, Text};

/// Points whose |*r*| is at least this say the same thing: nine tenths of the one is in the other.
/// The limit that the COIN tool of the JRC warns from is 0.92; a little more, because points are
/// many and coarse.
pub const COLLINEAR_MIN: f64 = 0.95;

/// Regions from which on a correlation is told. Of fewer, chance alone makes great ones.
pub const CORRELATED_REGIONS_MIN: usize = 10;

/// What the indicators of a round are worth.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Worth {
    /// Regions.
    pub n_regions: usize,
    /// The total, then indicators, then points, in the order of the system.
    pub elements: Vec<Element>,
    /// Correlations of all indicators of a level, by level.
    pub levels: Vec<Level>,
    /// Points that say the same, by their positions; the nearest first.
    pub collinear: Vec<Pair>,
}

/// An indicator, a point or the total.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Element {
    /// Its id; `total`.
    pub id: String,
    /// For people.
    pub title: Text,
    /// 0 for the total, then 1, 2, …; points have none.
    pub level: Option<u8>,
    /// Regions in which it is known.
    pub n_known: usize,
    /// Mean score, `0..=1`.
    pub mean: Option<f64>,
    /// Standard deviation, n − 1.
    pub deviation: Option<f64>,
    /// Least and greatest score.
    pub range: Option<[f64; 2]>,
    /// Share of the total by the weights alone.
    pub full_weight: f64,
    /// *r*² with the total: the share of its variance that goes with this.
    pub importance: Option<f64>,
    /// *r* with the indicator above.
    pub with_parent: Option<f64>,
    /// Cronbach's alpha of what is directly below.
    pub alpha: Option<f64>,
    /// What to look at.
    pub flags: Vec<&'static str>,
}

/// The indicators of one level.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Level {
    /// From 1.
    pub level: u8,
    /// Their ids.
    pub ids: Vec<String>,
    /// Pearson's *r* of each with each; `None` where one is constant or hardly known.
    pub correlations: Vec<Vec<Option<f64>>>,
}

/// Two points.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pair {
    /// Id of the first.
    pub a: String,
    /// Id of the second.
    pub b: String,
    /// Pearson's *r*.
    pub r: f64,
}

/// The scores of a node over all regions.
type Column = Vec<Option<f64>>;

impl Worth {
    /// Of a round's scores.
    pub fn of(system: &IndicatorSystem, scores: &[RegionScore]) -> Self {
        let numbers = Numbers::new(system, scores);
        let rolled = numbers.roll_up();
        let tree = numbers.tree();
        let columns: Vec<Column> = (0..tree.n_nodes())
            .map(|node| match tree.column(node) {
                Some(column) => numbers.table().column(column),
                None => rolled.column(node),
            })
            .collect();
        let order = std::iter::once(tree.total()).chain(0..tree.total());
        let elements = order.map(|node| element(&numbers, &columns, node)).collect();
        Self {
            n_regions: scores.len(),
            elements,
            levels: levels(system, &columns),
            collinear: same(system, numbers.table()),
        }
    }
}

fn element(numbers: &Numbers<'_>, columns: &[Column], node: usize) -> Element {
    let tree = numbers.tree();
    let of = |node: usize| columns.get(node).map(Vec::as_slice).unwrap_or_default();
    let (id, title, level) = match numbers.named(node) {
        Node::Indicator(one) => (one.id.to_string(), one.title.clone(), Some(one.level)),
        Node::Point(one) => (one.id.to_string(), one.title.clone(), None),
        Node::Total => {
            let title = Text { zh: "总分".to_owned(), en: "Total".to_owned() };
            ("total".to_owned(), title, Some(0))
        }
    };
    let is_total = node == tree.total();
    let description = describe(of(node), &Limits::default());
    let children: Vec<Column> =
        tree.children(node).iter().map(|child| of(*child).to_vec()).collect();
    let with_parent = pearson(of(node), of(tree.parent(node))).filter(|_| !is_total);
    let enough = description.n_known >= CORRELATED_REGIONS_MIN;
    let mut flags: Vec<_> = description.flags.iter().copied().filter_map(flag).collect();
    if enough && with_parent.is_some_and(|r| r < 0.0) {
        flags.push("against-parent");
    }
    Element {
        id,
        title,
        level,
        n_known: description.n_known,
        mean: description.mean,
        deviation: description.deviation,
        range: description.range,
        full_weight: tree.shares(tree.weights()).get(node).copied().unwrap_or(0.0),
        importance: importance(of(node), of(tree.total())).filter(|_| enough && !is_total),
        with_parent: with_parent.filter(|_| enough),
        alpha: cronbach(&children).filter(|_| enough),
        flags,
    }
}

/// Stable names. That values are few or many of them zero is the nature of points that ask yes or no.
fn flag(flag: Flag) -> Option<&'static str> {
    match flag {
        Flag::Scarce => Some("scarce"),
        Flag::Outlying => Some("outlying"),
        Flag::Constant => Some("constant"),
        Flag::MostlyZero | Flag::Coarse => None,
    }
}

fn levels(system: &IndicatorSystem, columns: &[Column]) -> Vec<Level> {
    let deepest = system.indicators.iter().map(|one| one.level).max().unwrap_or(0);
    let level = |level: u8| {
        let of_level = system.indicators.iter().zip(columns).filter(|(one, _)| one.level == level);
        let (ids, columns): (Vec<String>, Vec<&Column>) =
            of_level.map(|(one, column)| (one.id.to_string(), column)).unzip();
        let row = |a: &&Column| columns.iter().map(|b| enough(a, b)).collect();
        Level { level, ids, correlations: columns.iter().map(row).collect() }
    };
    (1..=deepest).map(level).collect()
}

/// Pearson's *r* where enough regions are known in both.
fn enough(a: &Column, b: &Column) -> Option<f64> {
    let n_both = a.iter().zip(b).filter(|(a, b)| a.is_some() && b.is_some()).count();
    pearson(a, b).filter(|_| n_both >= CORRELATED_REGIONS_MIN)
}

fn same(system: &IndicatorSystem, table: &Table) -> Vec<Pair> {
    let columns = table.columns();
    let id = |at: usize| system.points.get(at).map(|point| point.id.to_string());
    let found = collinear(&columns, COLLINEAR_MIN).into_iter();
    let mut pairs: Vec<Pair> = found
        .filter(|(a, b, _)| {
            columns.get(*a).zip(columns.get(*b)).and_then(|(a, b)| enough(a, b)).is_some()
        })
        .filter_map(|(a, b, r)| Some(Pair { a: id(a)?, b: id(b)?, r }))
        .collect();
    pairs.sort_by(|x, y| {
        y.r.abs().total_cmp(&x.r.abs()).then_with(|| (&x.a, &x.b).cmp(&(&y.a, &y.b)))
    });
    pairs
}
