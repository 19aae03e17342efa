//! Tests of the aggregate, by step.

mod compare;
mod numbers;
mod parts;
mod place;
mod properties;
mod roll_up;
mod score;
mod sketch;
