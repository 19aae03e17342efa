//! # What it asks
//! For how many items people can see online how far their request is.
//!
//! # Why it counts
//! A query that knows only some items is none for the others.
//!
//! # How it is judged
//! Where the portal has a working query of progress, it holds for all guides drawn. Else those with an entry
//! of their own (`keywords`) that opens.
//!
//! # When it is unknown
//! No guide could be had, or the portal's query could not.
//!
//! # Source
//! 《中国地方政府互联网服务能力发展报告(2019)》, 网上政务服务办理三级标准.

use probe_sdk::criteria::guides::{Answer, Opens, entry, portals, sample, share};
use probe_sdk::criteria::reach::as_strs;
use probe_sdk::{Criterion, Evidence, Finding, Judged, Step, Stop, Task};

use crate::{portal, progress};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "progress-share",
    title: "办理进度可查率",
    roles: &["service_portal", "home", "guide"],
    points: &["B2.3-5"],
    judge,
};

fn judge(task: &Task) -> Step<Judged> {
    let given = task.words("keywords");
    let words = if given.is_empty() { progress::WORDS.to_vec() } else { as_strs(&given) };
    let of_portal = platform(task, &words);
    let sample = match (sample(task), &of_portal) {
        (Ok(sample), _) => sample,
        // Both ways ask for pages; they are asked for together.
        (Err(Stop::Ask(mut wanted)), Err(Stop::Ask(more))) => {
            wanted.extend(more.iter().cloned());
            return Err(Stop::Ask(wanted));
        }
        (Err(stop), _) => return Err(stop),
    };
    match of_portal? {
        Some(place) => share(&sample, |_| Ok(Answer::Yes(place.clone()))),
        None => share(&sample, |guide| entry(guide, &as_strs(&given), Opens::Page)),
    }
}

/// The portal's query of progress.
fn platform(task: &Task, words: &[&str]) -> Step<Option<Evidence>> {
    if let Some(place) = portals(task)?.into_iter().find_map(progress::query) {
        return Ok(Some(place));
    }
    match portal::entry(task, words, progress::query) {
        Ok(judged) if *judged.finding() == Finding::Truth(true) => {
            Ok(judged.evidence().last().cloned())
        }
        Ok(_) | Err(Stop::Absent(..) | Stop::Unknown(..)) => Ok(None),
        Err(stop @ (Stop::Ask(_) | Stop::Fault(_))) => Err(stop),
    }
}
