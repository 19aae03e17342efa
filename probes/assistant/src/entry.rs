//! # What it asks
//! Whether the site has an assistant one can ask.
//!
//! # Why it counts
//! It is the one way to an answer at any hour without knowing where to look.
//!
//! # How it is judged
//! A link of the home page, the service portal or their columns of interaction and services, called 智能问答, 智能客服,
//! 机器人 …, leads to a page with a field for a question and a button that sends it.
//!
//! # When it is unknown
//! Only a script opens it, the target could not be had, or it is a shell that only a browser fills. No
//! entry, or one that leads to no dialogue: no.
//!
//! # Source
//! 《中国地方政府互联网服务能力发展报告(2019)》, 智能问答能力.

use probe_sdk::{Criterion, Judged, Step, Task};

use crate::dialogue;

pub(crate) const CRITERION: Criterion = Criterion {
    id: "assistant-entry",
    title: "智能问答入口",
    roles: &["home", "service_portal", "qa_robot"],
    points: &["C2.2-1"],
    judge,
};

fn judge(task: &Task) -> Step<Judged> {
    let found = dialogue::find(task)?;
    Ok(Judged::truth(true).seen(found.link).seen([found.page]))
}
