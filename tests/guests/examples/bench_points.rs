//! Does what it should, and nothing else: one query a task. `cargo bench` times it.

#[path = "bench_points/points.rs"]
mod points;

use points::{Ask, POINTS};
use probe_sdk::{Criterion, Judged, Step, Stop, Task, export_probe};

fn judge(task: &Task) -> Step<Judged> {
    let page = task.start()?;
    let point = POINTS.iter().find(|point| point.id == task.point());
    let point = point.ok_or_else(|| Stop::Fault("not one of the twenty".to_owned()))?;
    Ok(match point.ask {
        Ask::Text(any) => {
            let hit = page.find(point.css, any);
            Judged::truth(hit.is_some()).seen(hit)
        }
        Ask::Count => Judged::number(f64::from(page.count(point.css)), "items"),
    })
}

const CRITERION: Criterion =
    Criterion { id: "judge", title: "twenty points", roles: &["home"], points: &[], judge };

export_probe! { family: "bench_points", title: "twenty points", criteria: [CRITERION] }
