//! Tests of the aggregate, by step.

mod classes;
mod compare;
mod draws;
mod focus;
mod numbers;
mod parts;
mod place;
mod properties;
mod roll_up;
mod scenario;
mod score;
mod sketch;
