//! Tests of the report: cells, then whole outputs.

mod cells;
pub(super) mod example;
mod goldens;
mod index;
mod rounds;
