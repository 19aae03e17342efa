//! Keeps the host busy with cheap calls that cause dear work.

use probe_sdk::{Criterion, Judged, Step, Task, export_probe};

fn judge(task: &Task) -> Step<Judged> {
    let home = task.start()?;
    loop {
        std::hint::black_box(home.count("* * * *"));
    }
}

const CRITERION: Criterion =
    Criterion { id: "judge", title: "storms_host", roles: &["home"], points: &[], judge };

export_probe! { family: "storms_host", title: "storms_host", criteria: [CRITERION] }
