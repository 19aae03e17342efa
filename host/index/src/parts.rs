//! What does not weigh and yet changes the total: bonuses, deductions, multipliers, caps and vetoes.
//!
//! | part | formula, *T* the total, *s* the part's own score | consequence |
//! |---|---|---|
//! | bonus | *T* + *b*·*s* where the weighted total reaches *t* | may exceed the scale; a whole bonus apart at *t* |
//! | deduction | max(*T* − *d*·(1 − *s*), 0) | no weight elsewhere makes it smaller |
//! | multiplier | *T* · (*m* + (1 − *m*)·*s*) | the higher the total, the dearer |
//! | cap | min(*T*, *c*) where a point below it is short | nothing else lifts it above *c* |
//! | veto | no total where a point below it is short | one point decides |
//!
//! They act in this order, within a kind in the order given. Scores and draws change totals by this one
//! function, so they cannot differ. Source: `docs/method.md`, section 12; after the national check of
//! government sites (国办秘函〔2019〕19 号).

use crate::rank::grid;
use crate::tree::Tree;

/// What a part does to the total. Numbers are shares of the scale, `0..=1`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Does {
    /// Adds.
    Bonus {
        /// What its full score adds.
        share: f64,
        /// Weighted total that earns it.
        above: f64,
    },
    /// Takes.
    Deduction {
        /// What a score of 0 takes.
        share: f64,
    },
    /// Multiplies.
    Multiplier {
        /// Factor of a score of 0.
        least: f64,
    },
    /// Limits.
    Cap {
        /// The limit.
        at_most: f64,
    },
    /// Lets no total count.
    Veto,
}

/// An indicator that does not weigh.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Part {
    /// Its node; an indicator.
    pub node: usize,
    /// What it does.
    pub does: Does,
}

/// A total on its way through the parts, or a bound of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Passing {
    /// As the parts before have left it.
    pub total: f64,
    /// Before any part.
    pub weighted: f64,
}

impl Does {
    /// When its kind acts: the least first.
    pub fn turn(self) -> u8 {
        match self {
            Self::Bonus { .. } => 0,
            Self::Deduction { .. } => 1,
            Self::Multiplier { .. } => 2,
            Self::Cap { .. } => 3,
            Self::Veto => 4,
        }
    }

    /// Whether it looks at the points below it and not at its own score.
    pub fn is_of_points(self) -> bool {
        match self {
            Self::Cap { .. } | Self::Veto => true,
            Self::Bonus { .. } | Self::Deduction { .. } | Self::Multiplier { .. } => false,
        }
    }

    /// The total after it. `own` is the part's score: unknown adds and takes nothing; `is_short` says
    /// whether a point below it is. A veto leaves the number as it is: whether it counts is the
    /// caller's.
    pub fn after(
        self,
        Passing { total, weighted }: Passing,
        own: Option<f64>,
        is_short: bool,
    ) -> f64 {
        match self {
            Self::Bonus { share, above } if grid(weighted) >= grid(above) => {
                total + share * own.unwrap_or(0.0)
            }
            Self::Deduction { share } => (total - share * (1.0 - own.unwrap_or(1.0))).max(0.0),
            Self::Multiplier { least } => total * (least + (1.0 - least) * own.unwrap_or(1.0)),
            Self::Cap { at_most } if is_short => total.min(at_most),
            Self::Bonus { .. } | Self::Cap { .. } | Self::Veto => total,
        }
    }
}

/// The parts in the order in which they act.
pub fn in_turn(parts: &[Part]) -> Vec<Part> {
    let mut parts = parts.to_vec();
    parts.sort_by_key(|part| part.does.turn());
    parts
}

/// Whether a point's score is less than everything, on the grid.
pub fn is_short(score: f64) -> bool {
    grid(score) < grid(1.0)
}

/// Columns of the points below a node, or of the point itself.
pub(crate) fn columns_below(tree: &Tree, top: usize) -> Vec<usize> {
    (0..tree.n_points()).filter(|column| is_below(tree, tree.point(*column), top)).collect()
}

/// Whether `node` is `top` or below it.
pub(crate) fn is_below(tree: &Tree, mut node: usize, top: usize) -> bool {
    while node != top && node != tree.total() {
        node = tree.parent(node);
    }
    node == top
}
