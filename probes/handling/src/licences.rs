//! # What it asks
//! How many guides accept or issue electronic licences or seals.
//!
//! # Why it counts
//! What an office has issued it need not ask for on paper again.
//!
//! # How it is judged
//! Something stated in the guide, under whatever label, holds one of the `keywords` (电子证照, 电子签章, 免提交 …), or
//! a label of this name is answered with yes. A label answered with no, and menus, do not count.
//!
//! # When it is unknown
//! No guide could be had.
//!
//! # Source
//! 《中国地方政府互联网服务能力发展报告(2019)》, 网上政务服务办理四级标准.

use probe_sdk::criteria::fields::Field;
use probe_sdk::criteria::guides::{Answer, Guide, LICENCES, sample, share};
use probe_sdk::criteria::numbers::says_yes;
use probe_sdk::criteria::reach::as_strs;
use probe_sdk::criteria::words::{compact, holds};
use probe_sdk::{Criterion, Hit, Judged, Step, Task};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "licences",
    title: "电子证照应用率",
    roles: &["service_portal", "home", "guide"],
    points: &["B2.4-5"],
    judge,
};

/// Words before a keyword that take it back.
const NOT: [&str; 6] = ["不支持", "暂不", "未使用", "无电子", "不提供", "不使用"];

fn judge(task: &Task) -> Step<Judged> {
    let given = task.words("keywords");
    let words = if given.is_empty() { LICENCES.to_vec() } else { as_strs(&given) };
    share(&sample(task)?, |guide| {
        Ok(Answer::of(
            guide.fields.all().iter().find(|field| uses(guide, field, &words)).map(Field::hit),
        ))
    })
}

fn uses(guide: &Guide, field: &Field, words: &[&str]) -> bool {
    if field.is_called(LICENCES) || field.is_called(words) {
        return says_yes(&field.text()).unwrap_or_else(|| field.is_stated());
    }
    // 办理结果 with 电子证照 alone under it states it, although the words are a label elsewhere.
    let is_only = |value: &&Hit| field.values.len() == 1 && !is_link(guide, value);
    let mut said = field.values.iter().filter(|value| is_only(value) || !is_label(guide, value));
    said.any(|value| {
        let text = compact(&value.text);
        holds(&text, words) && !holds(&text, &NOT)
    })
}

/// Whether what is stated under a heading is a label below it, which is asked for itself, or a link to
/// something else.
fn is_label(guide: &Guide, value: &Hit) -> bool {
    let mut fields = guide.fields.all().iter();
    is_link(guide, value)
        || fields.any(|field| field.head.node == value.node && field.head.text == value.text)
}

fn is_link(guide: &Guide, value: &Hit) -> bool {
    guide.fields.links().iter().any(|link| link.node == value.node)
}
