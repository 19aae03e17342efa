//! Innovation and start-ups (创新创业领域): support for enterprises is its own, the rest is shared.

mod support_depth;

use probe_sdk::Criterion;
use probe_sdk::criteria::service::{column, entry, guide, register};

const ENTRY: Criterion = Criterion { points: &["A3.9-1", "A3.9-5", "A3.9-6"], ..entry::CRITERION };
const COLUMN: Criterion = Criterion { points: &["A3.9-3"], ..column::CRITERION };
const GUIDE: Criterion = Criterion { points: &["A3.9-4"], ..guide::CRITERION };
const REGISTER: Criterion = Criterion { points: &["A3.9-7"], ..register::CRITERION };

probe_sdk::export_probe! {
    family: "innovation",
    title: "创新创业服务",
    criteria: [support_depth::CRITERION, ENTRY, COLUMN, GUIDE, REGISTER],
}

#[cfg(test)]
mod tests;
