//! Never comes back.

use probe_sdk::{Criterion, Judged, Step, Task, export_probe};

fn judge(_task: &Task) -> Step<Judged> {
    let mut n = 0_u64;
    loop {
        n = std::hint::black_box(n.wrapping_add(1));
    }
}

const CRITERION: Criterion =
    Criterion { id: "judge", title: "loops_forever", roles: &["home"], points: &[], judge };

export_probe! { family: "loops_forever", title: "loops_forever", criteria: [CRITERION] }
