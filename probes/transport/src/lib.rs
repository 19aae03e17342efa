//! Services of transport (交通领域). All criteria are shared ones; the words are in the points.

use probe_sdk::Criterion;
use probe_sdk::criteria::service::{depth, entry, guide, multi_channel};

const ENTRY: Criterion = Criterion { points: &["A3.6-1", "A3.6-3", "A3.6-4"], ..entry::CRITERION };
const DEPTH: Criterion = Criterion { points: &["A3.6-2"], ..depth::CRITERION };
const GUIDE: Criterion = Criterion { points: &["A3.6-5"], ..guide::CRITERION };
const MULTI_CHANNEL: Criterion = Criterion { points: &["A3.6-6"], ..multi_channel::CRITERION };

probe_sdk::export_probe! {
    family: "transport",
    title: "交通服务",
    criteria: [ENTRY, DEPTH, GUIDE, MULTI_CHANNEL],
}

#[cfg(test)]
mod tests;
