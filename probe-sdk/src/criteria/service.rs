//! Services online: entries, guides, how far a matter can be done, columns and registers.
//!
//! Families of services ask the same of different matters. A family takes a criterion from here,
//! names the points it judges with it, and keeps only what is its own:
//!
//! ```
//! use probe_sdk::Criterion;
//! use probe_sdk::criteria::service::entry;
//!
//! const ENTRY: Criterion = Criterion { points: &["A3.2-2"], ..entry::CRITERION };
//! ```
//!
//! Parameters all of them know: `keywords` names the matter, `follow` the topic pages on the way to
//! it. A phrase of several words, `机动车 检验`, wants all of them in any order.

pub mod arrival;
pub mod blocks;
pub mod column;
pub mod depth;
pub mod elements;
pub mod entry;
pub mod feeds;
pub mod furniture;
pub mod guide;
pub mod multi_channel;
pub mod offer;
pub mod phrases;
pub mod register;
pub mod steps;
pub mod values;
pub mod ways;

#[cfg(test)]
mod tests;
