//! Panics.

use probe_sdk::{Criterion, Judged, Step, Task, export_probe};

#[expect(clippy::panic, reason = "that is what this guest is for")]
fn judge(_task: &Task) -> Step<Judged> {
    panic!("this probe has a bug")
}

const CRITERION: Criterion =
    Criterion { id: "judge", title: "traps", roles: &["home"], points: &[], judge };

export_probe! { family: "traps", title: "traps", criteria: [CRITERION] }
