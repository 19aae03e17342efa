//! Tests of the aggregate, by step.

mod place;
mod properties;
mod roll_up;
mod score;
mod sketch;
