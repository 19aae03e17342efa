//! What varies from draw to draw: weights, scales, means, the errors of judges.
//!
//! Each of the four takes one number from `0.0..1.0` and is nothing but a function of it: the
//! first decides by it which alternative holds, or seeds with it a stream of its own. So
//! draws at random and the designs of Sobol's indices drive the same machine.

use crate::classes::Cutting;
use crate::judges::Quality;
use crate::means::Means;
use crate::number::{count, position};
use crate::parts::Part;
use crate::random::Random;
use crate::table::Table;
use crate::tree::{Tree, TreeError};

/// How weights vary.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Weights<'a> {
    /// Not at all.
    Fixed,
    /// Each node's weight times 1 ± its own share (`0..=1`), evenly: COINr's noise factor. One share
    /// for every node; see [`noise_by_depth`].
    Noise(&'a [f64]),
    /// Siblings share by a Dirichlet distribution around their own weights; the greater the
    /// concentration, the nearer to them. 1 is as free as can be.
    Dirichlet(f64),
    /// One of these sets, each a weight for every node.
    Given(&'a [Vec<f64>]),
}

/// The shares of [`Weights::Noise`] by depth: the first for the level-1 indicators, the next below
/// them, and so on; 0 beyond the last.
pub fn noise_by_depth(tree: &Tree, shares: &[f64]) -> Vec<f64> {
    let share = |node| tree.depth(node).checked_sub(1).and_then(|depth| shares.get(depth)).copied();
    (0..tree.n_nodes()).map(|node| share(node).unwrap_or(0.0)).collect()
}

/// What is scored and ranked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Of<'a> {
    /// The total, after its parts.
    #[default]
    Total,
    /// An indicator or a point, by its node.
    Node(usize),
    /// The arithmetic mean of some points, by their columns, by their shares of the total.
    Points(&'a [usize]),
}

/// An index and what about it is uncertain.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scenario<'a> {
    /// With the nominal weights.
    pub tree: &'a Tree,
    /// The points on one scale or another; the first is the nominal one.
    pub tables: &'a [Table],
    /// Ways to aggregate; the first is the nominal one.
    pub means: &'a [Means],
    /// How weights vary.
    pub weights: Weights<'a>,
    /// The judges' quality, point by point; empty if they are taken as right.
    pub qualities: &'a [Quality],
    /// Class cuts: of every draw's own scores where they come from scores.
    pub cuts: Cutting<'a>,
    /// See [`crate::roll_up::Rules::known_min`].
    pub known_min: f64,
    /// What does not weigh and changes the total.
    pub parts: &'a [Part],
    /// What is ranked.
    pub of: Of<'a>,
    /// Rows that are ranked among each other, each once; all if `None`. Cuts that come from scores are
    /// over all rows.
    pub held: Option<&'a [usize]>,
}

impl<'a> Scenario<'a> {
    /// The totals of all regions with nothing uncertain beside what is given, without parts and cuts.
    pub fn plain(tree: &'a Tree, tables: &'a [Table], means: &'a [Means]) -> Self {
        Self {
            tree,
            tables,
            means,
            weights: Weights::Fixed,
            qualities: &[],
            cuts: Cutting::Given(&[]),
            known_min: 0.0,
            parts: &[],
            of: Of::Total,
            held: None,
        }
    }
}

/// Why a scenario cannot be run.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ScenarioError {
    /// There is no table, or no way to aggregate.
    #[error("a scenario needs a table and a mean")]
    Empty,
    /// A table's columns are not the tree's points, or its rows not those of the first table.
    #[error("table {at} has another shape than the tree and the first table")]
    Shape {
        /// From 0.
        at: usize,
    },
    /// Weights do not fit the tree.
    #[error("weights of set {at} do not fit the tree")]
    Weights {
        /// From 0.
        at: usize,
        /// What is wrong.
        source: TreeError,
    },
    /// Not one share of noise in `0..=1` for every node, or a concentration that is not above 0.
    #[error("weights cannot vary as asked")]
    Noise,
    /// Not one possible quality for every point.
    #[error("precision and recall are not given for every point as shares above 0")]
    Quality,
    /// What is ranked, or a part, is no node or column of the tree, or a held row is not in the table.
    #[error("what is ranked is not in the tree or the table")]
    Subject,
    /// A least share of known children that is no share.
    #[error("the least share of known children is not within 0 and 1")]
    KnownMin,
    /// More regions or draws than can be counted in 32 bits.
    #[error("more regions or draws than fit 32 bits")]
    Size,
}

/// The kinds of what varies, in the order of a draw's numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Factor {
    /// Weights.
    Weights,
    /// Which table: normalisation, treatment, imputation.
    Table,
    /// Which means.
    Means,
    /// Errors of judges.
    Judges,
}

/// One number from `0.0..1.0` for each [`Factor`].
pub type Draw = [f64; 4];

/// Seeds of a factor's own stream. The seed of the run plays no part: a draw is a function of its numbers.
const WEIGHTS_SEED: u64 = 1;
pub(crate) const JUDGES_SEED: u64 = 2;

impl Scenario<'_> {
    /// What can be run.
    ///
    /// # Errors
    ///
    /// See [`ScenarioError`].
    pub fn check(&self) -> Result<(), ScenarioError> {
        let first = self.tables.first().ok_or(ScenarioError::Empty)?;
        if self.means.is_empty() {
            return Err(ScenarioError::Empty);
        }
        let shape = |table: &Table| (table.n_columns(), table.n_rows());
        let expected = (self.tree.n_points(), first.n_rows());
        if let Some(at) = self.tables.iter().position(|table| shape(table) != expected) {
            return Err(ScenarioError::Shape { at });
        }
        if u32::try_from(first.n_rows()).is_err() {
            return Err(ScenarioError::Size);
        }
        let n_qualities = self.qualities.len();
        let fits = n_qualities == 0 || n_qualities == self.tree.n_points();
        if !fits || !self.qualities.iter().all(Quality::is_possible) {
            return Err(ScenarioError::Quality);
        }
        if !(0.0..=1.0).contains(&self.known_min) {
            return Err(ScenarioError::KnownMin);
        }
        if !self.has_subject(first.n_rows()) {
            return Err(ScenarioError::Subject);
        }
        self.check_weights()
    }

    fn has_subject(&self, n_rows: usize) -> bool {
        let tree = self.tree;
        let is_ranked = match self.of {
            Of::Total => true,
            Of::Node(node) => node < tree.n_nodes(),
            Of::Points(columns) => columns.iter().all(|column| *column < tree.n_points()),
        };
        let held = self.held.unwrap_or_default();
        is_ranked
            && self.parts.iter().all(|part| part.node < tree.n_indicators())
            && held.iter().all(|row| *row < n_rows)
    }

    fn check_weights(&self) -> Result<(), ScenarioError> {
        let possible = match self.weights {
            Weights::Fixed => true,
            Weights::Noise(shares) => {
                shares.len() == self.tree.n_nodes()
                    && shares.iter().all(|share| (0.0..=1.0).contains(share))
            }
            Weights::Dirichlet(concentration) => concentration > 0.0 && concentration.is_finite(),
            Weights::Given(sets) => {
                for (at, set) in sets.iter().enumerate() {
                    let checked = self.tree.check_weights(set);
                    checked.map_err(|source| ScenarioError::Weights { at, source })?;
                }
                !sets.is_empty()
            }
        };
        possible.then_some(()).ok_or(ScenarioError::Noise)
    }

    /// Whether weights change from draw to draw.
    pub(crate) fn weights_vary(&self) -> bool {
        match self.weights {
            Weights::Fixed => false,
            Weights::Noise(shares) => shares.iter().any(|share| *share > 0.0),
            Weights::Dirichlet(_) | Weights::Given(_) => true,
        }
    }

    /// The same with nothing uncertain.
    pub(crate) fn nominal(self) -> Self {
        Self {
            tables: self.tables.get(..1).unwrap_or_default(),
            means: self.means.get(..1).unwrap_or_default(),
            weights: Weights::Fixed,
            qualities: &[],
            ..self
        }
    }

    /// What varies at all.
    pub fn factors(&self) -> Vec<Factor> {
        [
            (Factor::Weights, self.weights != Weights::Fixed),
            (Factor::Table, self.tables.len() > 1),
            (Factor::Means, self.means.len() > 1),
            (Factor::Judges, !self.qualities.is_empty()),
        ]
        .into_iter()
        .filter_map(|(factor, varies)| varies.then_some(factor))
        .collect()
    }

    /// The weights of a draw, for every node.
    pub fn weights_of(&self, [number, ..]: Draw) -> Vec<f64> {
        let nominal = self.tree.weights();
        match self.weights {
            Weights::Fixed => nominal.to_vec(),
            Weights::Noise(shares) => {
                let mut random = Random::new(WEIGHTS_SEED, number.to_bits());
                let noisy = |(weight, share): (&f64, &f64)| {
                    if *share > 0.0 {
                        weight * (1.0 + share * (2.0 * random.uniform() - 1.0))
                    } else {
                        *weight
                    }
                };
                nominal.iter().zip(shares).map(noisy).collect()
            }
            Weights::Dirichlet(concentration) => {
                let mut random = Random::new(WEIGHTS_SEED, number.to_bits());
                self.dirichlet(concentration, &mut random)
            }
            Weights::Given(sets) => choose(sets, number).map_or_else(Vec::new, Vec::clone),
        }
    }

    /// Gamma numbers with the shape *c* · share · n among n siblings, which in proportion to their sum
    /// are Dirichlet with the nominal shares as mean.
    fn dirichlet(&self, concentration: f64, random: &mut Random) -> Vec<f64> {
        let mut weights = self.tree.weights().to_vec();
        for parent in self.tree.upwards() {
            let children = self.tree.children(parent);
            let nominal = |node: &usize| self.tree.weights().get(*node).copied().unwrap_or(0.0);
            let all = crate::number::sum(children.iter().map(nominal));
            for child in children {
                let shape = concentration * count(children.len()) * nominal(child) / all;
                if let Some(weight) = weights.get_mut(*child).filter(|_| shape > 0.0) {
                    *weight = random.gamma(shape);
                }
            }
        }
        weights
    }

    /// Positions of the table and of the means of a draw.
    pub(crate) fn alternatives(&self, [_, table, means, _]: Draw) -> (usize, usize) {
        (pick(self.tables.len(), table), pick(self.means.len(), means))
    }
}

fn pick(n: usize, number: f64) -> usize {
    position(number * count(n)).min(n.saturating_sub(1))
}

fn choose<T>(of: &[T], number: f64) -> Option<&T> {
    of.get(pick(of.len(), number))
}
