//! From verdicts to scores, ranks and classes, as `docs/method.md` says.
//!
//! Pure: no store, no clock, no text for people. Sums run in the order of the
//! indicator system, so the same verdicts give the same bytes, in whatever
//! order they came.

mod classes;
mod codes;
mod compare;
mod focus;
mod numbers;
mod parts;
mod place;
mod roll_up;
mod scenario;
mod score;
mod sensitivity;

pub use bluebook_index::rank::grid;
pub use classes::cuts;
pub use compare::{
    Cause, Causes, Changes, Comparison, Counted, Incomparable, PointChange, RegionChange, Side,
};
pub use focus::{Focus, Group, focused};
pub use numbers::{Node, Numbers, SCALE};
pub use place::{Place, class_of, rank, ranked_totals};
pub use roll_up::{Effect, NodeScore, PointScore, RegionScore, score_region};
pub use scenario::{Outcome, ScenarioError, score_by, system_of};
pub use score::{Mismatch, Scored, score_point};

pub use sensitivity::{Uncertain, UncertaintyError, rank_intervals, uncertain};

#[cfg(test)]
mod tests;
