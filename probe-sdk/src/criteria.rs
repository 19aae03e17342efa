//! Criteria that many families share, as plain functions.

pub mod behind;
pub mod channels;
pub mod dates;
pub mod fields;
pub mod files;
pub mod freshness;
pub mod guides;
pub mod items;
pub mod labels;
pub(crate) mod memory;
pub mod mentions;
pub mod numbers;
pub mod reach;
pub mod service;
pub mod surroundings;
pub mod words;
