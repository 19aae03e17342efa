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
pub mod correlation;
pub mod describe;
pub mod impute;
pub mod jenks;
mod means;
pub mod normalise;
pub mod number;
pub mod outrank;
mod parallel;
pub mod rank;
pub mod reliability;
pub mod roll_up;
mod square;
mod table;
pub mod treat;
mod tree;
pub mod weights;

pub use means::{Mean, Means};
pub use square::Square;
pub use table::{Table, TableError};
pub use tree::{Element, Tree, TreeError};
