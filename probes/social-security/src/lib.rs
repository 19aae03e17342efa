//! Services of social insurance (社会保险). All criteria are shared ones; the words are in the
//! points.

use probe_sdk::Criterion;
use probe_sdk::criteria::service::{column, depth, entry, guide, multi_channel};

const GUIDE: Criterion = Criterion { points: &["A3.1-2"], ..guide::CRITERION };
const ENTRY: Criterion = Criterion { points: &["A3.1-1", "A3.1-4", "A3.1-5"], ..entry::CRITERION };
const DEPTH: Criterion = Criterion { points: &["A3.1-3"], ..depth::CRITERION };
const COLUMN: Criterion = Criterion { points: &["A3.1-6"], ..column::CRITERION };
const MULTI_CHANNEL: Criterion = Criterion { points: &["A3.1-7"], ..multi_channel::CRITERION };

probe_sdk::export_probe! {
    family: "social-security",
    title: "社会保险服务",
    criteria: [GUIDE, ENTRY, DEPTH, COLUMN, MULTI_CHANNEL],
}

#[cfg(test)]
mod tests;
