//! Running a company and its taxes (企业经营纳税): the response on income tax is its own, the rest is
//! shared.

mod income_tax;

use probe_sdk::Criterion;
use probe_sdk::criteria::service::{column, depth, entry, guide};

const ENTRY: Criterion = Criterion { points: &["A3.8-1", "A3.8-4", "A3.8-7"], ..entry::CRITERION };
const GUIDE: Criterion = Criterion { points: &["A3.8-3"], ..guide::CRITERION };
const COLUMN: Criterion = Criterion { points: &["A3.8-5"], ..column::CRITERION };
const DEPTH: Criterion = Criterion { points: &["A3.8-6"], ..depth::CRITERION };

probe_sdk::export_probe! {
    family: "taxation",
    title: "企业经营纳税",
    criteria: [income_tax::CRITERION, ENTRY, GUIDE, COLUMN, DEPTH],
}

#[cfg(test)]
mod tests;
