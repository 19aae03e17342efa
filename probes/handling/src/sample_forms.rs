//! # What it asks
//! How many guides show a form filled in, or say how to fill it in.
//!
//! # Why it counts
//! Wrongly filled forms are the most usual reason for a second visit.
//!
//! # How it is judged
//! A link of the guide with one of the `keywords` (样表, 示例, 填写说明 …) opens a file, a picture or a page, or
//! such a label has instructions under it.
//!
//! # When it is unknown
//! No guide could be had. Guides whose link could not be had are left out.
//!
//! # Source
//! 《政府网站与政务新媒体检查指标》(国办秘函〔2019〕19号), 表格样表; wording not verified.

use probe_sdk::criteria::behind::{Target, targets};
use probe_sdk::criteria::guides::{Answer, Guide, SAMPLES, sample, share};
use probe_sdk::criteria::reach::as_strs;
use probe_sdk::criteria::words::length;
use probe_sdk::{Criterion, Judged, Step, Task, UnknownReason};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "sample-forms",
    title: "样表与填写说明率",
    roles: &["service_portal", "home", "guide"],
    points: &["B2.2-2"],
    judge,
};

/// Characters of the longest link to a sample: `某某登记申请表填写样表.doc`.
const LINK_CHARS_MAX: usize = 40;

/// Characters of the shortest instructions.
const INSTRUCTIONS_CHARS_MIN: usize = 10;

/// Links tried on a guide.
const TRIES_MAX: usize = 2;

fn judge(task: &Task) -> Step<Judged> {
    let given = task.words("keywords");
    let words = if given.is_empty() { SAMPLES.to_vec() } else { as_strs(&given) };
    share(&sample(task)?, |guide| of_guide(guide, &words))
}

fn of_guide(guide: &Guide, words: &[&str]) -> Step<Answer> {
    let mut links = guide.links(words, LINK_CHARS_MAX);
    links.truncate(TRIES_MAX);
    let (mut place, mut is_unread) = (None, false);
    for (link, target) in links.iter().zip(targets(&links, "attachment")?) {
        match target {
            Target::File(_) => return Ok(Answer::Yes(link.into())),
            Target::Page(page) if page != guide.page => return Ok(Answer::Yes(link.into())),
            Target::Page(_) | Target::Gone(_) => place = Some(link.into()),
            Target::Unread(..) => is_unread = true,
        }
    }
    let mut labelled = guide.fields.called(words);
    if let Some(field) = labelled.find(|field| length(&field.text()) >= INSTRUCTIONS_CHARS_MIN) {
        return Ok(Answer::Yes(field.hit().into()));
    }
    Ok(if is_unread { Answer::NotAsked(UnknownReason::PageMissing) } else { Answer::No(place) })
}
