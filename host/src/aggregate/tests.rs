//! Tests of the aggregate, by step.

mod parts;
mod place;
mod properties;
mod roll_up;
mod score;
mod sketch;
