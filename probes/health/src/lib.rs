//! Services of health care (医疗领域): vaccination against cervical cancer is its own, the rest is
//! shared.

mod vaccination_depth;

use probe_sdk::Criterion;
use probe_sdk::criteria::service::{depth, entry, guide, multi_channel};

const ENTRY: Criterion = Criterion { points: &["A3.3-1", "A3.3-3", "A3.3-5"], ..entry::CRITERION };
const DEPTH: Criterion = Criterion { points: &["A3.3-4"], ..depth::CRITERION };
const GUIDE: Criterion = Criterion { points: &["A3.3-6"], ..guide::CRITERION };
const MULTI_CHANNEL: Criterion = Criterion { points: &["A3.3-7"], ..multi_channel::CRITERION };

probe_sdk::export_probe! {
    family: "health",
    title: "医疗服务",
    criteria: [vaccination_depth::CRITERION, ENTRY, DEPTH, GUIDE, MULTI_CHANNEL],
}

#[cfg(test)]
mod tests;
