//! # What it asks
//! Whether the assistant hands over to a person.
//!
//! # Why it counts
//! What a machine does not know must not be the end of it.
//!
//! # How it is judged
//! The page of the dialogue, before anything is asked, shows an option 转人工, 人工服务, 人工客服. The hotline's number in
//! a footer does not count.
//!
//! # When it is unknown
//! Only a script opens the assistant, or its page is a shell. No assistant, or no such option: no.
//!
//! # Source
//! This catalogue's own.

use probe_sdk::criteria::mentions::mentions;
use probe_sdk::criteria::reach;
use probe_sdk::criteria::surroundings::Surroundings;
use probe_sdk::{Criterion, Judged, Step, Task};

use crate::dialogue;

pub(crate) const CRITERION: Criterion = Criterion {
    id: "assistant-hand-over",
    title: "人工转接",
    roles: &["home", "service_portal", "qa_robot"],
    points: &["C2.2-7"],
    judge,
};

/// Names of the option.
const NAMES: [&str; 6] = ["转人工", "人工服务", "人工客服", "人工座席", "人工坐席", "人工咨询"];

fn judge(task: &Task) -> Step<Judged> {
    let given = task.words("keywords");
    let names = if given.is_empty() { NAMES.to_vec() } else { reach::as_strs(&given) };
    let page = dialogue::find(task)?.page;
    let option = mentions(page, &names).into_iter().find(|hit| !Surroundings::of(hit).is_hidden());
    match option {
        Some(hit) => Ok(Judged::truth(true).seen([hit])),
        None => Err(page.unsaid("no hand-over to a person")),
    }
}
