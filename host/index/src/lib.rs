//! The numbers of the index: a table of points and a tree of weights in, scores, ranks, classes and
//! their uncertainty out.
//!
//! Pure: no file, no clock, no text for people. Unknown is `None`, never NaN and never 0. Sums
//! run in a written order and random numbers come from streams of their own, so that the same
//! input gives the same bits in every run, on every number of threads and in the browser.
//!
//! `docs/method.md` explains the steps for people; each module states its formula, what follows
//! from it, and where it is from.

pub mod agreement;
pub mod classes;
mod climb;
pub mod compare;
pub mod correlation;
pub mod describe;
pub mod effect;
pub mod formula;
pub mod impute;
pub mod jenks;
pub mod judges;
pub mod leave_out;
mod machine;
mod means;
pub mod monte_carlo;
pub mod normalise;
pub mod number;
pub mod outrank;
mod parallel;
pub mod parts;
pub mod peers;
pub mod random;
pub mod rank;
mod rank_counts;
mod ranker;
pub mod reliability;
pub mod roll_up;
pub mod scenario;
pub mod share;
pub mod sobol;
mod square;
mod table;
pub mod treat;
mod tree;
pub mod weights;
mod wide;

pub use means::{Mean, Means};
pub use square::Square;
pub use table::{Table, TableError};
pub use tree::{Element, Tree, TreeError};
