//! Services of employment (就业领域). All criteria are shared ones; the words are in the points.

use probe_sdk::Criterion;
use probe_sdk::criteria::service::{column, depth, entry, guide, multi_channel};

const COLUMN: Criterion = Criterion { points: &["A3.4-1"], ..column::CRITERION };
const DEPTH: Criterion = Criterion { points: &["A3.4-2"], ..depth::CRITERION };
const GUIDE: Criterion = Criterion { points: &["A3.4-3"], ..guide::CRITERION };
const ENTRY: Criterion = Criterion { points: &["A3.4-4", "A3.4-5"], ..entry::CRITERION };
const MULTI_CHANNEL: Criterion = Criterion { points: &["A3.4-6"], ..multi_channel::CRITERION };

probe_sdk::export_probe! {
    family: "employment",
    title: "就业服务",
    criteria: [COLUMN, DEPTH, GUIDE, ENTRY, MULTI_CHANNEL],
}

#[cfg(test)]
mod tests;
