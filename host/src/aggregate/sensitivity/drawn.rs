//! A round and a scenario as the engine draws them.

use bluebook_index::classes::Cutting;
use bluebook_index::judges::Quality;
use bluebook_index::parts::Part;
use bluebook_index::scenario::{self as draws, Of, Weights};
use bluebook_index::{Means, Table, Tree};

use crate::aggregate::classes::CutNumbers;
use crate::aggregate::parts::acting;
use crate::aggregate::place::could_rank;
use crate::aggregate::scenario::{ScenarioError, groups, prepare, table};
use crate::aggregate::{Focus, Group, Numbers, RegionScore};
use crate::model::{
    ClassRule, IndicatorSystem, MeasuredJudge, Region, RegionCode, Scenario, WeightsVary,
};

/// No classes.
pub(in crate::aggregate) const NO_CUTS: Cutting<'static> = Cutting::Given(&[]);

/// Everything a draw is made of; [`Self::engine`] lends it.
pub(in crate::aggregate) struct Drawn<'s> {
    system: &'s IndicatorSystem,
    focus: Focus,
    tree: Tree,
    tables: Vec<Table>,
    means: Vec<Means>,
    known_min: f64,
    vary: &'s WeightsVary,
    noise: Vec<f64>,
    qualities: Vec<Quality>,
    parts: Vec<Part>,
    /// Of every row, its region and its position among the scores.
    rows: Vec<(RegionCode, usize)>,
}

impl<'s> Drawn<'s> {
    /// `seen` is what `scores` are by the scenario, with the focus in the place of the total.
    pub(in crate::aggregate) fn new(
        (scenario, system, focus): (&'s Scenario, &'s IndicatorSystem, Focus),
        regions: &[Region],
        (scores, seen): (&[RegionScore], &[RegionScore]),
    ) -> Result<Self, ScenarioError> {
        let numbers = prepare(scenario, system, regions, scores)?.numbers;
        let tree = numbers.tree().clone();
        let could = seen.iter().enumerate();
        let could = could.filter(|(_, score)| could_rank(score, scenario.coverage_min));
        let rows: Vec<_> = could.map(|(position, score)| (score.region, position)).collect();
        Ok(Self {
            system,
            focus,
            tables: tables(scenario, regions, &Numbers::new(system, scores), &rows),
            means: [&scenario.means]
                .into_iter()
                .chain(&scenario.uncertainty.means)
                .map(|means| Means::by_depth(&tree, means))
                .collect(),
            known_min: scenario.known_min,
            vary: &scenario.uncertainty.weights,
            noise: noise(scenario, &tree),
            qualities: qualities(system, &scenario.uncertainty.judges),
            parts: acting(system),
            rows,
            tree,
        })
    }

    /// Without cuts, all rows ranked.
    pub(in crate::aggregate) fn engine(&self) -> draws::Scenario<'_> {
        let topic = |at: usize| self.system.topics.get(at).map_or(&[][..], |topic| &topic.points);
        draws::Scenario {
            weights: match self.vary {
                WeightsVary::Fixed => Weights::Fixed,
                WeightsVary::Noise(_) => Weights::Noise(&self.noise),
                WeightsVary::Dirichlet(concentration) => Weights::Dirichlet(*concentration),
            },
            qualities: &self.qualities,
            known_min: self.known_min,
            parts: &self.parts,
            of: match self.focus {
                Focus::Total => Of::Total,
                Focus::Indicator(at) => Of::Node(at),
                Focus::Point(at) => Of::Node(self.tree.point(at)),
                Focus::Topic(at) => Of::Points(topic(at)),
            },
            ..draws::Scenario::plain(&self.tree, &self.tables, &self.means)
        }
    }

    /// Cuts by a rule.
    pub(in crate::aggregate) fn cuts<'r>(
        &self,
        rule: Option<&'r ClassRule>,
    ) -> Option<CutNumbers<'r>> {
        rule.map(|rule| CutNumbers::new(&self.system.classes, rule))
    }

    /// The rows of the group's regions.
    pub(in crate::aggregate) fn held(&self, regions: &[Region], group: &Group) -> Vec<usize> {
        let holds = |code: RegionCode| {
            let region = regions.iter().find(|one| one.code == code);
            group.is_all() || region.is_some_and(|region| group.holds(region))
        };
        let rows = self.rows.iter().enumerate();
        rows.filter(|(_, (code, _))| holds(*code)).map(|(row, _)| row).collect()
    }

    /// Position of a row among the scores.
    pub(in crate::aggregate) fn position(&self, row: usize) -> usize {
        self.rows.get(row).map_or(usize::MAX, |(_, position)| *position)
    }

    pub(in crate::aggregate) fn region(&self, row: usize) -> Option<RegionCode> {
        self.rows.get(row).map(|(region, _)| *region)
    }

    /// The nodes that have a part in what is ranked: all indicators for the total, else those below; the
    /// points where no indicator is.
    pub(in crate::aggregate) fn nodes(&self) -> Vec<usize> {
        let matters = |at: &usize| {
            let indicator = self.system.indicators.get(*at);
            let acts = || self.parts.iter().any(|part| part.node == *at);
            indicator.is_some_and(|one| one.weight.percent() > 0.0) || acts()
        };
        match self.focus {
            Focus::Total => (0..self.system.indicators.len()).filter(matters).collect(),
            Focus::Indicator(top) => {
                let below = |at: &usize| *at != top && self.is_below(*at, top);
                let indicators = (0..self.system.indicators.len()).filter(matters);
                let indicators: Vec<usize> = indicators.filter(below).collect();
                let points = || self.tree.children(top).to_vec();
                if indicators.is_empty() { points() } else { indicators }
            }
            Focus::Point(_) => Vec::new(),
            Focus::Topic(at) => {
                let topic = self.system.topics.get(at);
                let points = topic.iter().flat_map(|topic| &topic.points);
                points.map(|point| self.tree.point(*point)).collect()
            }
        }
    }

    fn is_below(&self, mut node: usize, top: usize) -> bool {
        while node != top && node != self.tree.total() {
            node = self.tree.parent(node);
        }
        node == top
    }
}

/// The nominal table, then one for every other choice of filling and scale; each is made of all
/// regions and holds those that could be ranked.
fn tables(
    scenario: &Scenario,
    regions: &[Region],
    numbers: &Numbers<'_>,
    rows: &[(RegionCode, usize)],
) -> Vec<Table> {
    let groups = groups(scenario.peers, regions, numbers.regions());
    let fills = [scenario.fill].into_iter().chain(scenario.uncertainty.fills.iter().copied());
    let scales = || {
        let others = scenario.uncertainty.normalisations.iter().copied();
        [scenario.normalisation].into_iter().chain(others)
    };
    let choices = fills.flat_map(|fill| scales().map(move |scale| (fill, scale)));
    let of_rows = |choice| {
        let all = table(scenario, numbers, &groups, choice);
        let cell =
            |row: usize, column| rows.get(row).and_then(|(_, position)| all.get(*position, column));
        // Cells of a table are finite.
        Table::from_fn(rows.len(), all.n_columns(), cell).unwrap_or_default()
    };
    choices.map(of_rows).collect()
}

/// A share for every node; the last that is given holds for all levels below.
fn noise(scenario: &Scenario, tree: &Tree) -> Vec<f64> {
    let WeightsVary::Noise(shares) = &scenario.uncertainty.weights else { return Vec::new() };
    let share = |node| {
        let level = tree.depth(node).checked_sub(1)?;
        shares.get(level).or(shares.last()).copied()
    };
    (0..tree.n_nodes()).map(|node| share(node).unwrap_or(0.0)).collect()
}

/// The quality of each point's judge: what is said of the point itself, else of its criterion, else of
/// its probe; right if nothing is. Empty if nothing is said of any.
fn qualities(system: &IndicatorSystem, judges: &[MeasuredJudge]) -> Vec<Quality> {
    use crate::model::JudgedBy;
    if judges.is_empty() {
        return Vec::new();
    }
    let nearness = |of: &JudgedBy| match of {
        JudgedBy::Point(_) => 2,
        JudgedBy::Criterion(..) => 1,
        JudgedBy::Family(_) => 0,
    };
    let of_point = |point| {
        let found = judges.iter().filter(|one| one.of.holds(point));
        let nearest = found.max_by_key(|one| nearness(&one.of));
        nearest.map_or(Quality::PERFECT, |one| Quality {
            precision: one.precision,
            recall: one.recall,
        })
    };
    system.points.iter().map(of_point).collect()
}
