//! Runs probes: WebAssembly components that import nothing but the contract.
//!
//! One engine, one compiled component per digest, a fresh instance per call. A
//! call ends in an answer or in one of the named reasons of `unknown`; nothing a
//! probe does ends the run. This module knows no family and no point.

mod answer;
mod cache;
mod call;
mod codes;
mod engine;
mod failure;
mod limits;
mod load;
mod params;
mod sections;
mod site;
mod state;
mod trace;
mod wit;

pub use answer::{Answer, Found, Request};
pub use cache::Cache;
pub use engine::{EngineError, Sandbox};
pub use failure::{Failure, Stopped};
pub use limits::Limits;
pub use load::{CriterionInfo, LoadError, LoadedProbe, ProbeInfo};
pub use params::BadSchemas;
pub use sections::sections;
pub use site::{Failed, Missing, Place, Received, Site, SitePage, Task};
pub use wit::CONTRACT;
