//! # What it asks
//! Which share of the assistant's answers leads on to a service or a guide.
//!
//! # Why it counts
//! An answer is of use when one can act on it at once.
//!
//! # How it is judged
//! Of the answers to the manifest's `questions` that are right, the share with a link of their own, not on the
//! dialogue's page before, that leads to a page. The first link of each of a sample (`sample`, 10) is opened.
//!
//! # When it is unknown
//! The dialogue works by script or POST only, or no link could be had. No assistant, or none of its answers
//! right: no.
//!
//! # Source
//! This catalogue's own.

use probe_sdk::criteria::{sample, target};
use probe_sdk::{Criterion, Judged, Link, Step, Stop, Task};

use crate::dialogue;

pub(crate) const CRITERION: Criterion = Criterion {
    id: "assistant-answers-link",
    title: "答案附办事链接",
    roles: &["home", "service_portal", "qa_robot"],
    points: &["C2.2-4"],
    judge,
};

/// Answers whose link is opened.
const SAMPLE: usize = 10;

fn judge(task: &Task) -> Step<Judged> {
    let answers = dialogue::answers(task)?;
    let page = dialogue::find(task)?.page;
    let right: Vec<_> = answers.into_iter().filter(|answer| answer.is_right).collect();
    if right.is_empty() {
        return Err(Stop::Absent(page, "no right answer".to_owned()));
    }
    let sampled = sample::spread(&right, sample::size(task, SAMPLE));
    let links = sampled
        .iter()
        .filter_map(|answer| dialogue::own_links(answer.page, page).into_iter().next());
    let links: Vec<Link> = links.collect();
    let opened = target::pages_behind(&links, "service")?;
    if opened.is_empty() && !links.is_empty() {
        let nothing = Stop::Absent(page, "no answer leads to a page".to_owned());
        return Err(target::none_behind(&links, "service", nothing));
    }
    let judged = Judged::share(opened.len(), sampled.len()).seen([page]);
    Ok(judged.seen(opened.into_iter().map(|(link, _)| link)))
}
