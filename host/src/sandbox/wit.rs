//! The contract's versions. One adapter per released folder; each converts to the
//! sandbox's own types, so that the rest of the host never sees a version.

pub(super) mod since_v0_1;

/// The newest contract this host offers.
pub const CONTRACT: &str = "0.1.0";

/// The interfaces a probe may import, without version.
pub(super) const INTERFACES: [&str; 5] = [
    "bluebook:probe/types",
    "bluebook:probe/page",
    "bluebook:probe/site",
    "bluebook:probe/params",
    "bluebook:probe/log",
];
