//! Services of housing (住房领域). All criteria are shared ones; the words are in the points.

use probe_sdk::Criterion;
use probe_sdk::criteria::service::{depth, entry, guide, multi_channel};

const ENTRY: Criterion = Criterion { points: &["A3.5-1", "A3.5-4", "A3.5-5"], ..entry::CRITERION };
const DEPTH: Criterion = Criterion { points: &["A3.5-2"], ..depth::CRITERION };
const GUIDE: Criterion = Criterion { points: &["A3.5-3"], ..guide::CRITERION };
const MULTI_CHANNEL: Criterion = Criterion { points: &["A3.5-6"], ..multi_channel::CRITERION };

probe_sdk::export_probe! {
    family: "housing",
    title: "住房服务",
    criteria: [ENTRY, DEPTH, GUIDE, MULTI_CHANNEL],
}

#[cfg(test)]
mod tests;
