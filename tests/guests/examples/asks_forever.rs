//! Asks for one more page, for ever.

use probe_sdk::{Criterion, Judged, Step, Task, export_probe};

fn judge(task: &Task) -> Step<Judged> {
    let mut page = task.start()?;
    loop {
        page = page.follow(&["next"], "next")?;
    }
}

const CRITERION: Criterion =
    Criterion { id: "judge", title: "asks_forever", roles: &["home"], points: &[], judge };

export_probe! { family: "asks_forever", title: "asks_forever", criteria: [CRITERION] }
