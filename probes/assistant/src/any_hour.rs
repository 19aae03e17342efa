//! # What it asks
//! Whether the assistant answers at any hour.
//!
//! # Why it counts
//! People with work have time when offices are closed.
//!
//! # How it is judged
//! The page of the dialogue says so (7×24小时, 24小时, 全天候), or the assistant gave a right answer to one of the
//! manifest's `questions`: what answers an address asks nobody. A page that names office hours instead
//! (工作时间) and answers nothing is a no.
//!
//! # When it is unknown
//! The page says nothing and the dialogue works by script or POST only. No assistant: no.
//!
//! # Source
//! This catalogue's own.

use probe_sdk::criteria::mentions::{excerpt, in_text};
use probe_sdk::criteria::surroundings::Surroundings;
use probe_sdk::criteria::words::compact;
use probe_sdk::{Criterion, Hit, Judged, Page, Step, Stop, Task};

use crate::dialogue;

pub(crate) const CRITERION: Criterion = Criterion {
    id: "assistant-any-hour",
    title: "全天候应答",
    roles: &["home", "service_portal", "qa_robot"],
    points: &["C2.2-6"],
    judge,
};

/// What says so, with the signs pages put between the numbers.
const SAYS: [&str; 9] =
    ["7×24", "7*24", "7x24", "7X24", "24小时", "全天候", "二十四小时", "24h", "随时为您"];

/// What names office hours.
const HOURS: [&str; 4] = ["工作时间", "服务时间", "在线时间", "上班时间"];

fn judge(task: &Task) -> Step<Judged> {
    let page = dialogue::find(task)?.page;
    if let Some(hit) = said(page, &SAYS) {
        return Ok(Judged::truth(true).seen([excerpt(&hit, &SAYS)]));
    }
    match dialogue::answers(task) {
        Ok(answers) => {
            let right = answers.iter().find(|answer| answer.is_right);
            Ok(Judged::truth(right.is_some()).seen([right.map_or(page, |answer| answer.page)]))
        }
        Err(Stop::Unknown(reason, note)) => match said(page, &HOURS).filter(names_a_time) {
            Some(hit) => Ok(Judged::truth(false).seen([hit])),
            None => Err(Stop::Unknown(reason, note)),
        },
        Err(stop) => Err(stop),
    }
}

fn said(page: Page, words: &[&str]) -> Option<Hit> {
    in_text(page, words).into_iter().find(|hit| !Surroundings::of(hit).is_hidden())
}

fn names_a_time(hit: &Hit) -> bool {
    let text = compact(&hit.text);
    text.contains("9:") || text.contains("8:") || text.contains("17") || text.contains("18")
}
