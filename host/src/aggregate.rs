//! From verdicts to scores, ranks and classes, as `docs/method.md` says.
//!
//! Pure: no store, no clock, no text for people. Sums run in the order of the
//! indicator system, so the same verdicts give the same bytes, in whatever
//! order they came.

mod compare;
mod numbers;
mod parts;
mod place;
mod roll_up;
mod score;

pub use bluebook_index::rank::grid;
pub use compare::{
    Cause, Causes, Changes, Comparison, Incomparable, PointChange, RegionChange, Side,
};
pub use numbers::{Node, Numbers, SCALE};
pub use place::{Place, class_of, rank};
pub use roll_up::{NodeScore, PointScore, RegionScore, score_region};
pub use score::{Mismatch, Scored, score_point};

#[cfg(test)]
mod tests;
