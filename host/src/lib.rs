//! The evaluation engine, in reading order.
//!
//! Data flows one way: manifest → plan → fetch → evidence → sandbox → store →
//! aggregate → report. [`run`] ties the collecting steps together, `cli` is on top.

pub mod codes;
pub mod model;

pub mod manifest;
pub mod plan;

pub mod evidence;
pub mod fetch;

pub mod sandbox;

pub mod store;

pub mod run;

pub mod aggregate;
pub mod audit;
pub mod report;
pub mod review;
pub(crate) mod web;

pub mod panel;
pub mod serve;

pub mod cli;
