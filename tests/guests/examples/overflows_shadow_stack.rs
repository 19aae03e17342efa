//! Runs over the stack that compilers keep in linear memory for arrays.

use probe_sdk::{Criterion, Judged, Step, Task, export_probe};

#[expect(unconditional_recursion, reason = "that is what this guest is for")]
fn deeper(n: u64) -> u64 {
    let here = std::hint::black_box([n; 512]);
    deeper(n + 1) + here.iter().sum::<u64>()
}

#[expect(clippy::unnecessary_wraps, reason = "a criterion's form")]
fn judge(_task: &Task) -> Step<Judged> {
    Ok(Judged::truth(deeper(0) > 0))
}

const CRITERION: Criterion = Criterion {
    id: "judge",
    title: "overflows_shadow_stack",
    roles: &["home"],
    points: &[],
    judge,
};

export_probe! {
    family: "overflows_shadow_stack",
    title: "overflows_shadow_stack",
    criteria: [CRITERION],
}
