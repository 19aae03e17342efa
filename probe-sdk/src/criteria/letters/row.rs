//! What a row of a list of letters says: when it was written and answered, and how far it is.

use std::collections::BTreeMap;

use super::{Letter, State};
use crate::criteria::dates::{Day, days};
use crate::criteria::words::{compact, holds};
use crate::page::{Hit, Link, Page};

/// What a page with letters says of replies.
pub(super) const REPLY: [&str; 6] = ["回复", "答复", "办结", "办理", "处理", "受理"];

/// Names of the day a letter was written.
pub(super) const ASKED: [&str; 14] = [
    "来信时间",
    "来信日期",
    "写信时间",
    "写信日期",
    "留言时间",
    "留言日期",
    "提问时间",
    "咨询时间",
    "提交时间",
    "信件时间",
    "诉求时间",
    "受理时间",
    "提问日期",
    "咨询日期",
];

/// Names of the day it was answered.
pub(super) const ANSWERED: [&str; 9] = [
    "答复时间",
    "答复日期",
    "回复时间",
    "回复日期",
    "办结时间",
    "办结日期",
    "处理时间",
    "反馈时间",
    "办理时间",
];

/// States of a letter without a reply; looked for before the others, of which they are made.
const OPEN: [&str; 17] = [
    "未回复",
    "未答复",
    "未办结",
    "未处理",
    "未办理",
    "待回复",
    "待答复",
    "待办",
    "待处理",
    "待受理",
    "处理中",
    "办理中",
    "受理中",
    "回复中",
    "转办中",
    "已受理",
    "已转办",
];

/// States of a letter with one.
const DONE: [&str; 12] = [
    "已回复",
    "已答复",
    "已办结",
    "已办理",
    "已处理",
    "已反馈",
    "已解决",
    "回复完毕",
    "办结",
    "处理完毕",
    "办理完毕",
    "已公开答复",
];

/// Head rows looked for; a page has a few tables.
const HEADS_MAX: u32 = 200;

/// Characters after a label within which its date begins.
const DATE_CHARS_MAX: usize = 6;

/// What the columns of a table hold, by the node of the table or its part.
#[derive(Debug)]
pub(super) struct Heads {
    columns: BTreeMap<u32, Vec<Option<Column>>>,
    /// Whether the page names the day of letters or of replies anywhere.
    names_asked: bool,
    names_answered: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Asked,
    Answered,
}

impl Heads {
    pub(super) fn of(page: Page) -> Self {
        let mut columns = BTreeMap::new();
        for node in page.select("tr", HEADS_MAX) {
            let cells = page.children_of(node);
            let cells: Vec<_> = cells.iter().map(|cell| column(&page.text_of(*cell))).collect();
            if cells.iter().any(Option::is_some)
                && let Some(table) = table_of(page, node)
            {
                columns.entry(table).or_insert(cells);
            }
        }
        Self {
            columns,
            names_asked: page.find("body", &ASKED).is_some(),
            names_answered: page.find("body", &ANSWERED).is_some(),
        }
    }

    /// Whether the row stands in a table whose head names the days of letters, or names one itself.
    pub(super) fn knows(&self, row: &Hit) -> bool {
        let in_table = table_of(row.page, row.node);
        in_table.is_some_and(|table| self.columns.contains_key(&table))
            || holds(&row.text, &ASKED)
            || holds(&row.text, &ANSWERED)
    }

    /// The days in the columns of the row.
    fn days(&self, row: &Hit) -> Option<(Option<Day>, Option<Day>)> {
        let page = row.page;
        let columns = self.columns.get(&table_of(page, row.node)?)?;
        let cells = page.children_of(row.node);
        let day = |kind| {
            let mut cells = columns.iter().zip(&cells);
            let (_, cell) = cells.find(|(column, _)| **column == Some(kind))?;
            Day::parse(&page.text_of(*cell))
        };
        Some((day(Column::Asked), day(Column::Answered)))
    }
}

/// The table of a row, whether its head stands in a part of its own or not.
fn table_of(page: Page, row: u32) -> Option<u32> {
    let parent = page.parent_of(row)?;
    match page.tag_of(parent).as_str() {
        "table" => Some(parent),
        "tbody" | "thead" => page.parent_of(parent),
        _ => None,
    }
}

fn column(head: &str) -> Option<Column> {
    let head = compact(head);
    // A cell of a row may hold `2019-01-05 已办结`.
    if head.chars().any(|c| c.is_ascii_digit()) {
        return None;
    }
    if holds(&head, &ANSWERED) {
        Some(Column::Answered)
    } else if holds(&head, &ASKED) || matches!(head.as_str(), "时间" | "日期") {
        Some(Column::Asked)
    } else {
        None
    }
}

/// Reads a row with its heading.
pub(super) fn letter(
    heading: String,
    link: Option<Link>,
    hit: Hit,
    (heads, today): (&Heads, Day),
) -> Letter {
    // A date or a state that a heading speaks of is not the letter's.
    let beside = hit.text.replacen(&heading, " ", 1);
    let state = state(&beside);
    let (asked, answered) =
        heads.days(&hit).or_else(|| labelled(&beside)).unwrap_or_else(|| bare(&beside, heads));
    let (asked, answered, is_odd) = plausible(asked, answered, today);
    let state = if answered.is_some() { State::Answered } else { state };
    Letter { heading, link, hit, asked, answered, state, is_odd }
}

/// Whether a row without a link can be a letter: it has a day and says how far it is.
pub(super) fn is_bare(text: &str) -> bool {
    !days(text).is_empty() && state(text) != State::Unsaid
}

/// The heading of a row without a link: its first part, or what stands before the first digit.
pub(super) fn heading(hit: &Hit) -> String {
    let first = hit.page.children_of(hit.node).into_iter().next();
    let first = first.map(|node| hit.page.text_of(node)).filter(|text| !text.is_empty());
    let before = hit.text.split(|c: char| c.is_ascii_digit()).next().unwrap_or_default();
    first.unwrap_or_else(|| before.to_owned())
}

/// Leaves out days that cannot be; the last value says whether there was one.
pub(super) fn plausible(
    asked: Option<Day>,
    answered: Option<Day>,
    today: Day,
) -> (Option<Day>, Option<Day>, bool) {
    let is_past = |day: &Day| *day <= today;
    let past_asked = asked.filter(is_past);
    let past_answered = answered.filter(is_past);
    let fits = |day: &Day| past_asked.is_none_or(|asked| *day >= asked);
    let kept = past_answered.filter(fits);
    (past_asked, kept, past_asked != asked || kept != answered)
}

/// The state a text names.
pub(super) fn state(text: &str) -> State {
    let text = compact(text);
    if holds(&text, &OPEN) {
        State::Open
    } else if holds(&text, &DONE) {
        State::Answered
    } else {
        State::Unsaid
    }
}

/// Days behind their labels.
fn labelled(text: &str) -> Option<(Option<Day>, Option<Day>)> {
    let asked = day_after(text, &ASKED);
    let answered = day_after(text, &ANSWERED);
    (asked.is_some() || answered.is_some()).then_some((asked, answered))
}

pub(super) fn day_after(text: &str, labels: &[&str]) -> Option<Day> {
    labels.iter().find_map(|label| {
        let (_, after) = text.split_once(label)?;
        let start = after.char_indices().take(DATE_CHARS_MAX).find(|(_, c)| c.is_ascii_digit());
        Day::parse(after.get(start?.0..)?)
    })
}

/// Days without labels: the first is the letter's, a later second the reply's where the page says
/// anywhere that it shows those.
fn bare(text: &str, heads: &Heads) -> (Option<Day>, Option<Day>) {
    let days = days(text);
    match (days.first().copied(), days.get(1).copied()) {
        (Some(first), Some(second)) if heads.names_answered => (Some(first), Some(second)),
        (Some(only), _) if heads.names_answered && !heads.names_asked => (None, Some(only)),
        (first, _) => (first, None),
    }
}
