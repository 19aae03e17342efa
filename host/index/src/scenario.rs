//! What varies from draw to draw: weights, scales, means, the errors of judges.
//!
//! Each of the four takes one number from `0.0..1.0` and is nothing but a function of it: the
//! first decides by it which alternative holds, or seeds with it a stream of its own. So
//! draws at random and the designs of Sobol's indices drive the same machine.

use crate::judges::Quality;
use crate::means::Means;
use crate::number::{count, position};
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
    /// Class cuts, best first; may be empty.
    pub cuts: &'a [f64],
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
        self.check_weights()
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
