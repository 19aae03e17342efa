//! Whether a flow is shown: as a picture, as a chart to open, or as steps in words.

use super::PROCESS;
use crate::criteria::fields::{Field, Fields};
use crate::criteria::files::is_file;
use crate::criteria::words::{compact, holds, length};

/// What stands between two steps.
const BETWEEN: [char; 11] = ['→', '>', '⇒', '-', '—', '、', '；', ';', '。', '，', ','];

/// Steps that make a flow, and the characters of the shortest: 申请.
const STEPS_MIN: usize = 2;
const STEP_CHARS_MIN: usize = 2;

/// Words that only send the reader elsewhere.
const ELSEWHERE: [&str; 4] = ["详见", "见附件", "请咨询", "另行"];

/// The first field called a flow (办理流程, 流程图 …) that shows one; 详见窗口 does not.
pub fn flow(fields: &Fields) -> Option<&Field> {
    fields.called(PROCESS).find(|field| shows(fields, field))
}

fn shows(fields: &Fields, field: &Field) -> bool {
    let has_chart = || fields.links_in(field).iter().any(is_file);
    !field.pictures.is_empty() || has_steps(field) || has_chart()
}

fn has_steps(field: &Field) -> bool {
    let texts = field.values.iter().map(|value| compact(&value.text));
    let texts: Vec<String> = texts.filter(|text| !holds(text, &ELSEWHERE)).collect();
    let steps = texts.iter().flat_map(|text| text.split(BETWEEN));
    steps.filter(|step| length(step) >= STEP_CHARS_MIN).count() >= STEPS_MIN
}
