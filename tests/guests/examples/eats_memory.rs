//! Takes memory until there is none.

use probe_sdk::{Criterion, Judged, Step, Task, export_probe};

fn judge(_task: &Task) -> Step<Judged> {
    let mut hoard: Vec<Vec<u8>> = Vec::new();
    loop {
        hoard.push(std::hint::black_box(vec![1; 1 << 20]));
    }
}

const CRITERION: Criterion =
    Criterion { id: "judge", title: "eats_memory", roles: &["home"], points: &[], judge };

export_probe! { family: "eats_memory", title: "eats_memory", criteria: [CRITERION] }
