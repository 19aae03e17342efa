//! # What it asks
//! Whether the items are split by whom they are for: persons, and companies.
//!
//! # Why it counts
//! Nobody should read a list of two thousand items for the ten that may concern him.
//!
//! # How it is judged
//! Each of the classes (`classes`, each a list of names) stands on the list behind `follow` as a category with
//! something in it: its link leads to entries, entries stand below its heading, it says how many, or it is the
//! class in an item's row.
//!
//! # When it is unknown
//! The list, or what is behind the one class that decides, could not be had. No link to a list: no.
//!
//! # Source
//! 本目录自拟 (derived).

use probe_sdk::criteria::reach::as_strs;
use probe_sdk::{Criterion, Judged, Step, Stop, Task, UnknownReason};

use crate::categories::{Held, held};
use crate::search;

pub(crate) const CRITERION: Criterion = Criterion {
    id: "split-entries",
    title: "个人与法人分类",
    roles: &["list_page", "home"],
    points: &["A1.4-4"],
    judge,
};

fn judge(task: &Task) -> Step<Judged> {
    let classes = task.groups("classes");
    if classes.is_empty() {
        return Err(Stop::Fault("`classes` is missing".to_owned()));
    }
    let list = search::followed(task)?;
    let groups: Vec<Vec<&str>> = classes.iter().map(|class| as_strs(class)).collect();
    let held = held(list, &groups)?;
    if held.contains(&Held::Nothing) {
        return Err(list.unsaid("not every class has entries"));
    }
    let places: Vec<_> = held
        .into_iter()
        .filter_map(|held| match held {
            Held::Something(place) => Some(place),
            Held::Nothing | Held::Unread => None,
        })
        .collect();
    if places.len() < classes.len() {
        let note = "a class could not be looked into".to_owned();
        return Err(Stop::Unknown(UnknownReason::PageMissing, note));
    }
    Ok(Judged::truth(true).seen(places))
}
