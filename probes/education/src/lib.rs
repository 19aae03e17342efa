//! Services of education (教育领域): enrolment is its own, the rest is shared.

mod enrolment_depth;

use probe_sdk::Criterion;
use probe_sdk::criteria::service::{entry, guide, multi_channel, register};

const ENTRY: Criterion = Criterion { points: &["A3.2-2", "A3.2-4"], ..entry::CRITERION };
const GUIDE: Criterion = Criterion { points: &["A3.2-3"], ..guide::CRITERION };
const REGISTER: Criterion = Criterion { points: &["A3.2-5"], ..register::CRITERION };
const MULTI_CHANNEL: Criterion = Criterion { points: &["A3.2-6"], ..multi_channel::CRITERION };

probe_sdk::export_probe! {
    family: "education",
    title: "教育服务",
    criteria: [enrolment_depth::CRITERION, ENTRY, GUIDE, REGISTER, MULTI_CHANNEL],
}

#[cfg(test)]
mod tests;
