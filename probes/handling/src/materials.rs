//! # What it asks
//! How many guides state their materials so that a person knows what to bring.
//!
//! # Why it counts
//! 其他材料 lets the counter ask for anything, and sends people home for a second copy.
//!
//! # How it is judged
//! A guide counts if its materials are stated, hold none of the phrases of `forbid`, and state the form
//! (原件, 复印件 …) and the number. Where they are a table with columns for form or number, every row must
//! have both. Materials that are none (无需材料) are stated.
//!
//! # When it is unknown
//! No guide could be had.
//!
//! # Source
//! 《政府网站与政务新媒体检查指标》(国办秘函〔2019〕19号), 办事指南; wording not verified.

use probe_sdk::criteria::guides::{Answer, Guide, MATERIALS, sample, share};
use probe_sdk::criteria::numbers::says_yes;
use probe_sdk::criteria::reach::as_strs;
use probe_sdk::criteria::words::{compact, holds, length};
use probe_sdk::{Criterion, Judged, Step, Task};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "materials",
    title: "办理材料明确率",
    roles: &["service_portal", "home", "guide"],
    points: &["B2.1-3"],
    judge,
};

/// Phrases that leave open what is asked for, where the point gives none.
const VAGUE: [&str; 5] = ["其他材料", "其它材料", "有关材料", "相关材料", "等材料"];

/// How a material has to be brought.
const FORMS: [&str; 9] =
    ["原件", "复印件", "电子件", "电子版", "纸质", "扫描件", "打印件", "影印件", "正本"];

/// Columns of a table of materials.
const NAME_COLUMN: [&str; 2] = ["材料名称", "申请材料名称"];
const FORM_COLUMN: [&str; 4] = ["材料形式", "形式", "材料类型", "原件/复印件"];
const NUMBER_COLUMN: [&str; 3] = ["份数", "数量", "材料份数"];

/// Units of a number of copies.
const UNITS: [char; 4] = ['份', '张', '套', '本'];

/// Characters of the longest text that says that nothing is needed.
const NONE_CHARS_MAX: usize = 8;

fn judge(task: &Task) -> Step<Judged> {
    let given = task.words("forbid");
    let forbid = if given.is_empty() { VAGUE.to_vec() } else { as_strs(&given) };
    share(&sample(task)?, |guide| Ok(of_guide(guide, &forbid)))
}

fn of_guide(guide: &Guide, forbid: &[&str]) -> Answer {
    let fields = &guide.fields;
    let labelled = fields.called(MATERIALS).filter(|field| field.is_stated());
    let Some(field) =
        labelled.max_by_key(|field| length(&field.text())).or_else(|| fields.stated(&NAME_COLUMN))
    else {
        return Answer::No(None);
    };
    let text = compact(&field.text());
    let is_none = length(&text) <= NONE_CHARS_MAX && says_yes(&text) == Some(false)
        || text.contains("无需") && length(&text) <= NONE_CHARS_MAX;
    let is_clear = !holds(&text, forbid)
        && states(guide, &FORM_COLUMN, |text| holds(text, &FORMS), &text)
        && states(guide, &NUMBER_COLUMN, has_number, &text);
    let place = field.hit().into();
    if is_none || is_clear { Answer::Yes(place) } else { Answer::No(Some(place)) }
}

/// Whether every row of the column says it, or, without such a column, the text of the materials.
fn states(guide: &Guide, column: &[&str], says: fn(&str) -> bool, text: &str) -> bool {
    let mut columns = guide.fields.called(column).filter(|field| field.n_rows >= 1);
    match columns.next() {
        Some(column) => {
            let says_so = column.values.iter().filter(|value| {
                says(&compact(&value.text)) || is_bare_number(&value.text) && says("1份")
            });
            says_so.count() >= column.n_rows
        }
        None => says(text),
    }
}

fn has_number(text: &str) -> bool {
    let mut before = None;
    for c in text.chars() {
        let is_number = |c: char| c.is_ascii_digit() || "一二两三四五六七八九十".contains(c);
        if UNITS.contains(&c) && before.is_some_and(is_number) {
            return true;
        }
        before = Some(c);
    }
    false
}

fn is_bare_number(text: &str) -> bool {
    let text = compact(text);
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
