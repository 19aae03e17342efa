//! Answers with far more than it was asked.

use probe_sdk::{Criterion, Judged, Step, Task, export_probe};

#[expect(clippy::unnecessary_wraps, reason = "a criterion's form")]
fn judge(_task: &Task) -> Step<Judged> {
    Ok(Judged::text("洪".repeat(1 << 20)))
}

const CRITERION: Criterion =
    Criterion { id: "judge", title: "huge_output", roles: &["home"], points: &[], judge };

export_probe! { family: "huge_output", title: "huge_output", criteria: [CRITERION] }
