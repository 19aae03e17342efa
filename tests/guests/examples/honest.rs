//! Does what it should; the others are measured against it.

use probe_sdk::{Criterion, Judged, Step, Task, export_probe};

fn judge(task: &Task) -> Step<Judged> {
    let home = task.start()?;
    let words = task.words("any");
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let hit = home.find("a", &words);
    Ok(Judged::truth(hit.is_some()).seen(hit))
}

const CRITERION: Criterion =
    Criterion { id: "judge", title: "honest", roles: &["home"], points: &[], judge };

export_probe! { family: "honest", title: "honest", criteria: [CRITERION] }
