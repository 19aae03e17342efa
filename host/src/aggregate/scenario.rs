//! A round by a scenario: fill, treat, normalise, weigh, roll up.

use std::collections::BTreeMap;

use bluebook_index::impute::Fill;
use bluebook_index::normalise::{Direction, Normalisation};
use bluebook_index::weights::{AhpError, PcaError, RandomIndex, Weighting, ahp, pca};
use bluebook_index::{Means, Table, Tree};

use super::parts::part_of;
use super::{Node, Numbers, RegionScore};
use crate::model::{
    DataWeights, IndicatorSystem, JudgedWeights, Part, Peers, Region, RegionCode, ReweighError,
    Scenario,
};

/// Why a round cannot be scored by a scenario.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ScenarioError {
    /// Weights do not fit the system.
    #[error("the scenario's weights do not fit")]
    Weights(#[from] ReweighError),
    /// Judgements give no weights.
    #[error("the judgements below `{below}` give no weights")]
    Judgements {
        /// Id of the indicator, or `total`.
        below: String,
        /// Why.
        source: AhpError,
    },
    /// Scores have no first principal component that could be weights.
    #[error("the scores give no weights by principal components below `{below}`")]
    Components {
        /// Id of the indicator, or `total`.
        below: String,
        /// Id of the node that is in the way, if one is.
        node: Option<String>,
        /// Why.
        source: PcaError,
    },
}

/// A round scored by a scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// The system with the scenario's weights and class rule.
    pub system: IndicatorSystem,
    /// As the scores it was made of.
    pub scores: Vec<RegionScore>,
    /// Consistency ratios of judgements, by the id of the node above; above 0.1: ask again.
    pub consistency: Vec<(String, f64)>,
    /// Ids of nodes below which data gave no weights, so that they have their own.
    pub unweighed: Vec<String>,
}

/// What a scenario makes of a round before it is rolled up.
pub(super) struct Prepared<'s> {
    pub(super) numbers: Numbers<'s>,
    pub(super) consistency: Vec<(String, f64)>,
    pub(super) unweighed: Vec<String>,
}

/// `system` with the weights and the class rule that a scenario gives.
///
/// # Errors
///
/// [`ScenarioError::Weights`].
pub fn system_of(
    system: &IndicatorSystem,
    scenario: &Scenario,
) -> Result<IndicatorSystem, ScenarioError> {
    let mut system = system.with_weights(&scenario.weights)?;
    if let Some(rule) = &scenario.class_rule {
        system.class_rule = rule.clone();
    }
    Ok(system)
}

/// Scores a round by a scenario. With the default scenario nothing changes, to the last bit.
///
/// Vetoes are of the scores before any step: what is judged to be there does not hang on a scale.
///
/// # Errors
///
/// See [`ScenarioError`].
pub fn score_by(
    scenario: &Scenario,
    system: &IndicatorSystem,
    regions: &[Region],
    scores: &[RegionScore],
) -> Result<Outcome, ScenarioError> {
    let system = system_of(system, scenario)?;
    let prepared = prepare(scenario, &system, regions, scores)?;
    let numbers = &prepared.numbers;
    let means = Means::by_depth(numbers.tree(), &scenario.means);
    let rolled = numbers.roll_up_by(&means, scenario.known_min);
    let again = |(row, score): (usize, &RegionScore)| {
        let nodes = numbers.nodes(&rolled, row);
        let points = score.points.clone();
        let new = RegionScore::of_nodes(&system, score.region, points, score.n_unlisted, &nodes);
        RegionScore { vetoes: score.vetoes.clone(), ..new }
    };
    let scores = scores.iter().enumerate().map(again).collect();
    let Prepared { consistency, unweighed, .. } = prepared;
    Ok(Outcome { system, scores, consistency, unweighed })
}

/// Table and tree of a round by a scenario.
pub(super) fn prepare<'s>(
    scenario: &Scenario,
    system: &'s IndicatorSystem,
    regions: &[Region],
    scores: &[RegionScore],
) -> Result<Prepared<'s>, ScenarioError> {
    let numbers = Numbers::new(system, scores);
    let groups = groups(scenario.peers, regions, numbers.regions());
    let table = table(scenario, &numbers, &groups, (scenario.fill, scenario.normalisation));
    let numbers = numbers.with_table(table);
    let mut prepared = Prepared { numbers, consistency: Vec::new(), unweighed: Vec::new() };
    for judged in &scenario.judged_weights {
        prepared.weigh_by_judgements(judged)?;
    }
    if let Some(weights) = &scenario.data_weights {
        prepared.weigh_by_data(weights, scenario)?;
    }
    Ok(prepared)
}

/// The points by one choice of filling and scale. What vetoes, is a bonus or the like stays as it is.
pub(super) fn table(
    scenario: &Scenario,
    numbers: &Numbers<'_>,
    groups: &[usize],
    (fill, normalisation): (Fill, Normalisation),
) -> Table {
    let system = numbers.system();
    let column = |(at, column): (usize, Vec<Option<f64>>)| {
        let part = system.points.get(at).and_then(|point| part_of(system, point.indicator));
        if part != Some(Part::Weighted) {
            return column;
        }
        let filled = fill.of(&column, groups);
        let treated = match &scenario.treatment {
            Some(treatment) => treatment.of(&filled).0,
            None => filled,
        };
        normalisation.of(&treated, Direction::More)
    };
    let columns: Vec<_> = numbers.table().columns().into_iter().enumerate().map(column).collect();
    let table = Table::from_columns(&columns);
    debug_assert!(table.is_ok(), "steps give finite scores");
    table.unwrap_or_else(|_| numbers.table().clone())
}

/// The group of each region among its peers.
pub(super) fn groups(peers: Peers, regions: &[Region], codes: &[RegionCode]) -> Vec<usize> {
    let by_code: BTreeMap<_, _> = regions.iter().map(|region| (region.code, region)).collect();
    let group = |code: &RegionCode| {
        let region = by_code.get(code);
        let number = match peers {
            Peers::All => 0,
            Peers::Area => region.map_or(0, |region| 1 + region.area as u32),
            Peers::Province => region.map_or(0, |region| region.province.get()),
        };
        usize::try_from(number).unwrap_or(usize::MAX)
    };
    codes.iter().map(group).collect()
}

impl Prepared<'_> {
    fn node(&self, below: Option<usize>) -> usize {
        below.unwrap_or(self.numbers.tree().total())
    }

    fn id(&self, below: Option<usize>) -> String {
        self.name(self.node(below))
    }

    fn name(&self, node: usize) -> String {
        match self.numbers.named(node) {
            Node::Indicator(one) => one.id.to_string(),
            Node::Point(one) => one.id.to_string(),
            Node::Total => "total".to_owned(),
        }
    }

    /// The weighted children of a node.
    fn children(&self, node: usize) -> Vec<usize> {
        let system = self.numbers.system();
        let weighs = |child: &usize| {
            system.indicators.get(*child).is_none_or(|one| one.part == Part::Weighted)
        };
        self.numbers.tree().children(node).iter().copied().filter(weighs).collect()
    }

    fn set_weights(&mut self, children: &[usize], weights: &[f64]) {
        let mut all = self.numbers.tree().weights().to_vec();
        for (child, weight) in children.iter().zip(weights) {
            all.get_mut(*child).into_iter().for_each(|slot| *slot = 100.0 * weight);
        }
        let tree: Option<Tree> = self.numbers.tree().with_weights(&all).ok();
        if let Some(tree) = tree {
            self.numbers = self.numbers.clone().with_tree(tree);
        }
    }

    fn weigh_by_judgements(&mut self, judged: &JudgedWeights) -> Result<(), ScenarioError> {
        let children = self.children(self.node(judged.below));
        let failed = |source| ScenarioError::Judgements { below: self.id(judged.below), source };
        let found = judged.judgements.len();
        if found != children.len() * children.len().saturating_sub(1) / 2 {
            return Err(failed(AhpError::Count { found }));
        }
        // One child has no pairs, and its weight is what it is.
        if found == 0 {
            return Ok(());
        }
        let ahp = ahp(&judged.judgements, RandomIndex::default()).map_err(failed)?;
        self.set_weights(&children, &ahp.weights);
        let ratio = ahp.consistency_ratio.map(|ratio| (self.id(judged.below), ratio));
        self.consistency.extend(ratio);
        Ok(())
    }

    /// From the bottom up, so that indicators are weighed by scores that have their new weights.
    ///
    /// Principal components fail where they are not weights; the other methods leave a node as it was.
    fn weigh_by_data(
        &mut self,
        weights: &DataWeights,
        scenario: &Scenario,
    ) -> Result<(), ScenarioError> {
        for node in self.numbers.tree().clone().upwards() {
            let below = (node != self.numbers.tree().total()).then_some(node);
            let children = self.children(node);
            if !weights.below.contains(&below) || children.len() < 2 {
                continue;
            }
            let means = Means::by_depth(self.numbers.tree(), &scenario.means);
            let rolled = self.numbers.roll_up_by(&means, scenario.known_min);
            let column = |child: &usize| match self.numbers.tree().column(*child) {
                Some(column) => self.numbers.table().column(column),
                None => rolled.column(*child),
            };
            let columns: Vec<_> = children.iter().map(column).collect();
            let columns = complete(&columns);
            if weights.method == Weighting::Pca {
                let found = pca(&columns).map_err(|source| ScenarioError::Components {
                    below: self.id(below),
                    node: source.column().and_then(|at| children.get(at)).map(|at| self.name(*at)),
                    source,
                })?;
                self.set_weights(&children, &found);
                continue;
            }
            match weights.method.of(&columns) {
                Some(weights) => self.set_weights(&children, &weights),
                None => self.unweighed.push(self.id(below)),
            }
        }
        Ok(())
    }
}

/// The rows in which every column is known.
fn complete(columns: &[Vec<Option<f64>>]) -> Vec<Vec<f64>> {
    let n_rows = columns.iter().map(Vec::len).min().unwrap_or(0);
    let known =
        |row: &usize| columns.iter().all(|column| matches!(column.get(*row), Some(Some(_))));
    let rows: Vec<usize> = (0..n_rows).filter(known).collect();
    let kept = |column: &Vec<Option<f64>>| {
        rows.iter().filter_map(|row| column.get(*row).copied().flatten()).collect()
    };
    columns.iter().map(kept).collect()
}
