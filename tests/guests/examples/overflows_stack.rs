//! Recurses until the stack is full.

use probe_sdk::{Criterion, Judged, Step, Task, export_probe};

#[expect(unconditional_recursion, reason = "that is what this guest is for")]
fn deeper(n: u64) -> u64 {
    // No array: it would lie on the guest's own stack in linear memory, which is the other
    // way to run over and has a guest of its own.
    std::hint::black_box(n) ^ deeper(n.wrapping_add(1)).rotate_left(1)
}

#[expect(clippy::unnecessary_wraps, reason = "a criterion's form")]
fn judge(_task: &Task) -> Step<Judged> {
    Ok(Judged::truth(deeper(0) > 0))
}

const CRITERION: Criterion =
    Criterion { id: "judge", title: "overflows_stack", roles: &["home"], points: &[], judge };

export_probe! { family: "overflows_stack", title: "overflows_stack", criteria: [CRITERION] }
