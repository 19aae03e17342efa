//! What of the regions is looked at: the whole, a node of the tree or a topic; and which regions.

use bluebook_index::roll_up::{Partial, Rules, roll_up};
use bluebook_index::{Element, Mean, Means, Table, Tree};

use super::{NodeScore, RegionScore, SCALE};
use crate::model::{Area, IndicatorSystem, Region, RegionCode};

/// What is ranked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Focus {
    /// The total.
    #[default]
    Total,
    /// An indicator, by its position in [`IndicatorSystem::indicators`].
    Indicator(usize),
    /// A point, by its position in [`IndicatorSystem::points`].
    Point(usize),
    /// A topic, by its position in [`IndicatorSystem::topics`].
    Topic(usize),
}

impl Focus {
    /// Of an indicator or point by its id.
    pub fn of_node(system: &IndicatorSystem, id: &str) -> Option<Self> {
        let indicator = system.indicators.iter().position(|one| one.id.0 == id);
        let point = || system.points.iter().position(|one| one.id.0 == id);
        indicator.map(Self::Indicator).or_else(|| point().map(Self::Point))
    }

    /// Of a topic by its id or its title.
    pub fn of_topic(system: &IndicatorSystem, name: &str) -> Option<Self> {
        let named = |id: &str, zh: &str, en: &str| {
            id == name || zh == name || en.eq_ignore_ascii_case(name)
        };
        let topics = &system.topics;
        let found = topics.iter().position(|one| named(&one.id, &one.title.zh, &one.title.en));
        found.map(Self::Topic)
    }
}

/// The same regions with what is looked at in the place of the total. A veto is about the total alone;
/// elsewhere there is none.
pub fn focused(system: &IndicatorSystem, scores: &[RegionScore], focus: Focus) -> Vec<RegionScore> {
    let with = |node: &dyn Fn(&RegionScore) -> Option<NodeScore>| {
        let put = |score: &RegionScore| RegionScore {
            total: node(score).unwrap_or(NodeScore::UNKNOWN),
            vetoes: Vec::new(),
            effects: Vec::new(),
            ..score.clone()
        };
        scores.iter().map(put).collect()
    };
    match focus {
        Focus::Total => scores.to_vec(),
        Focus::Indicator(at) => with(&|score| score.indicators.get(at).copied()),
        Focus::Point(at) => with(&|score| score.points.get(at).map(|point| point.node)),
        Focus::Topic(at) => {
            let nodes = topic(system, scores, at);
            let mut scores = scores.to_vec();
            for (score, node) in scores.iter_mut().zip(nodes) {
                (score.total, score.vetoes) = (node, Vec::new());
                score.effects.clear();
            }
            scores
        }
    }
}

/// A topic in every region: the mean of its points, each weighing what it weighs in the total when
/// everything is known; the unknown are left out.
fn topic(system: &IndicatorSystem, scores: &[RegionScore], topic: usize) -> Vec<NodeScore> {
    let held = system.topics.get(topic).map_or(&[][..], |topic| &topic.points);
    let node = |row: usize, column: usize| {
        let point = held.get(column).and_then(|point| scores.get(row)?.points.get(*point));
        point.map_or(NodeScore::UNKNOWN, |point| point.node)
    };
    let cells = |of: fn(NodeScore) -> f64| -> Vec<f64> {
        let columns = 0..held.len();
        let rows = |column| (0..scores.len()).map(move |row| of(node(row, column)));
        columns.flat_map(rows).collect()
    };
    // As they were scored: weights of a scenario are not in the system.
    let scored = scores.first();
    let weight = |point: &usize| Some(scored?.points.get(*point)?.node.full_weight);
    let element = |point| Element { parent: None, weight: weight(point).unwrap_or(0.0) };
    let elements: Vec<_> = held.iter().map(element).collect();
    let full_weight = elements.iter().fold(0.0, |sum, one| sum + one.weight);
    let tree = Tree::new(&[], &elements).unwrap_or_default();
    let table = Table::from_fn(scores.len(), held.len(), |row, column| node(row, column).score);
    let means = Means::all(&tree, Mean::Arithmetic);
    let rules = Rules { means: &means, scale: SCALE, known_min: 0.0 };
    let (coverage, lower, upper) =
        (cells(|node| node.coverage), cells(|node| node.lower), cells(|node| node.upper));
    let partial = Partial { coverage: &coverage, lower: &lower, upper: &upper };
    let rolled = roll_up(&tree, &table.unwrap_or_default(), Some(partial), &rules);
    let of_row = |row| {
        let node = rolled.get(row, tree.total());
        node.map_or(NodeScore::UNKNOWN, |node| NodeScore {
            score: node.score,
            coverage: node.coverage,
            lower: node.lower,
            upper: node.upper,
            full_weight,
            weight: 0.0,
        })
    };
    (0..scores.len()).map(of_row).collect()
}

/// Which regions are looked at; all if nothing is asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Group {
    /// Those of an area.
    pub area: Option<Area>,
    /// Those of a province.
    pub province: Option<RegionCode>,
    /// Those with a tag.
    pub tag: Option<String>,
}

impl Group {
    /// Whether a region is looked at.
    pub fn holds(&self, region: &Region) -> bool {
        self.area.is_none_or(|area| region.area == area)
            && self.province.is_none_or(|province| region.province == province)
            && self.tag.as_ref().is_none_or(|tag| region.tags.contains(tag))
    }

    /// Whether every region is.
    pub fn is_all(&self) -> bool {
        *self == Self::default()
    }
}
