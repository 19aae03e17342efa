//! Registering and starting a company (企业注册开办): the promised time and the steps handled together
//! are its own, the rest is shared.

mod joint_steps;
mod setup_time;
mod startup;

use probe_sdk::Criterion;
use probe_sdk::criteria::service::{depth, entry, guide};

const ENTRY: Criterion = Criterion { points: &["A3.7-2", "A3.7-3", "A3.7-7"], ..entry::CRITERION };
const DEPTH: Criterion = Criterion { points: &["A3.7-4"], ..depth::CRITERION };
const GUIDE: Criterion = Criterion { points: &["A3.7-5"], ..guide::CRITERION };

probe_sdk::export_probe! {
    family: "company",
    title: "企业注册开办",
    criteria: [setup_time::CRITERION, joint_steps::CRITERION, ENTRY, DEPTH, GUIDE],
}

#[cfg(test)]
mod tests;
