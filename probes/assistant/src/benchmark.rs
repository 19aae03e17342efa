//! # What it asks
//! How many of a published set of questions the assistant answers.
//!
//! # Why it counts
//! An assistant that answers nothing is decoration.
//!
//! # How it is judged
//! Where the dialogue has an address for a question (a form sent as an address), each of the manifest's
//! `questions`, at most 20, is asked at the pace of the round. It is answered if the page that comes holds
//! the words that are expected: besides the question itself, more often than the dialogue before anything
//! is asked, and not word for word as the answer to another question.
//!
//! # When it is unknown
//! The dialogue works by script or POST only: a browser or a person is needed. No answer could be had. No
//! assistant: no.
//!
//! # Source
//! This catalogue's own; the questions are data.

use probe_sdk::{Criterion, Judged, Page, Step, Task};

use crate::dialogue::{self, Answer};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "assistant-benchmark",
    title: "基准问题命中率",
    roles: &["home", "service_portal", "qa_robot"],
    points: &["C2.2-2"],
    judge,
};

/// Answers shown as evidence.
const EVIDENCE_MAX: usize = 20;

fn judge(task: &Task) -> Step<Judged> {
    let answers = dialogue::answers(task)?;
    let n_right = answers.iter().filter(|answer| answer.is_right).count();
    let pages = answers.iter().map(|answer| answer.page).take(EVIDENCE_MAX);
    let judged = Judged::share(n_right, answers.len()).seen(pages.collect::<Vec<Page>>());
    let wrong: Vec<&str> = answers.iter().filter(|answer| !answer.is_right).map(ask).collect();
    Ok(if wrong.is_empty() {
        judged
    } else {
        judged.note(format!("未答：{}", wrong.join("；")))
    })
}

fn ask(answer: &Answer) -> &str {
    &answer.question.ask
}
