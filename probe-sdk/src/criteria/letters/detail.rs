//! What the page of a letter says.

use super::State;
use super::row::{ANSWERED, ASKED, plausible, state};
use crate::criteria::dates::Day;
use crate::criteria::values::{Value, value};
use crate::page::Page;

/// Names of who answered.
const OFFICE: [&str; 14] = [
    "答复单位",
    "答复部门",
    "答复机构",
    "回复单位",
    "回复部门",
    "回复机构",
    "办理单位",
    "办理部门",
    "承办单位",
    "承办部门",
    "处理单位",
    "处理部门",
    "受理单位",
    "受理部门",
];

/// Names of the reply itself.
const REPLY: [&str; 12] = [
    "答复内容",
    "回复内容",
    "答复意见",
    "回复意见",
    "处理结果",
    "办理结果",
    "答复结果",
    "回复结果",
    "处理意见",
    "官方回复",
    "答复",
    "回复",
];

/// Names of the letter itself.
const QUESTION: [&str; 10] = [
    "留言内容",
    "来信内容",
    "信件内容",
    "咨询内容",
    "提问内容",
    "问题内容",
    "诉求内容",
    "内容描述",
    "问题描述",
    "主要内容",
];

/// Names of how far it is.
const STATE: [&str; 5] = ["处理状态", "办理状态", "回复状态", "信件状态", "状态"];

/// Characters of the shortest text that answers anything.
const REPLY_CHARS_MIN: usize = 4;

/// A letter as its own page tells it.
#[derive(Debug, Clone)]
pub struct Detail {
    /// The page.
    pub page: Page,
    /// The day it was written; never after the day of collection.
    pub asked: Option<Day>,
    /// The day of the reply; never before the letter, never after the day of collection.
    pub answered: Option<Day>,
    /// Who answered.
    pub office: Option<Value>,
    /// The reply.
    pub reply: Option<Value>,
    /// The letter.
    pub question: Option<Value>,
    /// The labels of the two days, for evidence.
    pub day_labels: [Option<Value>; 2],
    /// Whether the page says that there is no reply yet.
    pub says_open: bool,
    /// Whether a date was left out because it cannot be.
    pub is_odd: bool,
}

/// Reads the page of a letter.
pub fn detail(page: Page, today: Day) -> Detail {
    let others: Vec<&str> = [&ASKED[..], &ANSWERED, &OFFICE, &REPLY, &QUESTION, &STATE].concat();
    let of = |labels: &[&str]| value(page, labels, &others);
    let (asked, answered) = (of(&ASKED), of(&ANSWERED));
    let day = |value: &Option<Value>| Day::parse(&value.as_ref()?.text);
    let (asked_on, answered_on, is_odd) = plausible(day(&asked), day(&answered), today);
    let says_open = of(&STATE).is_some_and(|value| state(&value.text) == State::Open);
    let reply = of(&REPLY).filter(|value| {
        value.text.chars().count() >= REPLY_CHARS_MIN && state_only(&value.text) != State::Open
    });
    Detail {
        page,
        asked: asked_on,
        answered: answered_on,
        office: of(&OFFICE),
        reply,
        question: of(&QUESTION),
        day_labels: [asked, answered],
        says_open,
        is_odd,
    }
}

/// Characters of a text that only says how far the letter is: `暂未回复，请耐心等待`.
const STATE_CHARS_MAX: usize = 16;

fn state_only(text: &str) -> State {
    if text.chars().count() <= STATE_CHARS_MAX { state(text) } else { State::Unsaid }
}
