//! # What it asks
//! How many guides show how the matter is handled.
//!
//! # Why it counts
//! Who knows the steps knows where a request is, and who has it.
//!
//! # How it is judged
//! Under the label of the flow stands a picture, a link to a chart, or words with at least two steps. The
//! words 详见窗口 are none.
//!
//! # When it is unknown
//! No guide could be had.
//!
//! # Source
//! 《政府网站与政务新媒体检查指标》(国办秘函〔2019〕19号), 单项否决, 服务不实用.

use probe_sdk::criteria::fields::Field;
use probe_sdk::criteria::files::is_file;
use probe_sdk::criteria::guides::{Answer, Guide, PROCESS, sample, share};
use probe_sdk::criteria::words::{compact, holds, length};
use probe_sdk::{Criterion, Judged, Step, Task};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "process",
    title: "办理流程说明率",
    roles: &["service_portal", "home", "guide"],
    points: &["B2.1-5"],
    judge,
};

/// What stands between two steps.
const BETWEEN: [char; 11] = ['→', '>', '⇒', '-', '—', '、', '；', ';', '。', '，', ','];

/// Steps that make a flow, and the characters of the shortest: 申请.
const STEPS_MIN: usize = 2;
const STEP_CHARS_MIN: usize = 2;

/// Words that only send the reader elsewhere.
const ELSEWHERE: [&str; 4] = ["详见", "见附件", "请咨询", "另行"];

fn judge(task: &Task) -> Step<Judged> {
    share(&sample(task)?, |guide| {
        let mut flows = guide.fields.called(PROCESS);
        let shown = flows.find(|field| shows(guide, field));
        Ok(match (shown, guide.process()) {
            (Some(field), _) => Answer::Yes(field.hit().into()),
            (None, other) => Answer::No(other.map(|field| field.hit().into())),
        })
    })
}

fn shows(guide: &Guide, field: &Field) -> bool {
    let has_chart = || guide.fields.links_in(field).iter().any(is_file);
    !field.pictures.is_empty() || has_steps(field) || has_chart()
}

fn has_steps(field: &Field) -> bool {
    let texts = field.values.iter().map(|value| compact(&value.text));
    let texts: Vec<String> = texts.filter(|text| !holds(text, &ELSEWHERE)).collect();
    let steps = texts.iter().flat_map(|text| text.split(BETWEEN));
    steps.filter(|step| length(step) >= STEP_CHARS_MIN).count() >= STEPS_MIN
}
