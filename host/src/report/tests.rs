//! Tests of the report: cells, then whole outputs.

mod cells;
mod example;
mod goldens;
mod index;
mod rounds;
