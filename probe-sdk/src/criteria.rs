//! Criteria that many families share, as plain functions.

pub mod channels;
pub mod dates;
pub mod freshness;
pub mod labels;
pub mod mentions;
pub mod reach;
pub mod service;
pub mod surroundings;
pub mod words;
