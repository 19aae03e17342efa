//! # What it asks
//! Whether the page says when it, or what it lists, was published.
//!
//! # Why it counts
//! Without a date nobody can tell whether a page still holds; the national check takes a page without one as
//! not updated.
//!
//! # How it is judged
//! A day stands under a label such as 发布时间, or alone in an element, or at the end of a line of a list; a day
//! without its year counts in a list. Days in sentences, in a clock of the page's head and in deadlines do not
//! count. What an inline script writes right after such a label counts as written.
//!
//! # When it is unknown
//! The page is a shell that only a browser fills.
//!
//! # Source
//! 《政府网站与政务新媒体检查指标》(国办秘函〔2019〕19号), 首页不更新, 栏目不更新.

use probe_sdk::criteria::dates::days;
use probe_sdk::criteria::fields::lines;
use probe_sdk::criteria::words::{compact, holds, length};
use probe_sdk::{Criterion, Hit, Judged, Page, Step, Task};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "pub-date",
    title: "发布日期",
    roles: &["home", "article", "list_page"],
    points: &[],
    judge,
};

/// Bytes of the longest text with a date that is a line about a page and not the page itself.
const LINE_BYTES_MAX: usize = 400;

/// Characters that may stand around a date that stands alone: brackets, a time of day.
const ALONE_CHARS_MAX: usize = 22;

/// Characters between a label and its date.
const LABEL_CHARS_MAX: usize = 8;

/// Labels of dates of publication.
const LABELS: [&str; 14] = [
    "发布时间",
    "发布日期",
    "时间",
    "日期",
    "发文日期",
    "生成日期",
    "成文日期",
    "更新",
    "发布于",
    "写信时间",
    "处理时间",
    "留言时间",
    "公开日期",
    "来源",
];

/// Labels of other dates.
const OTHERWISE: [&str; 8] =
    ["今天", "现在", "报名时间", "培训时间", "截止", "办公时间", "出生", "起施行"];

/// Scripts looked through.
const SCRIPTS_MAX: u32 = 100;

fn judge(task: &Task) -> Step<Judged> {
    let page = task.start()?;
    if let Some(hit) = lines(page).into_iter().find(is_dated) {
        return Ok(Judged::truth(true).seen([hit]));
    }
    match written(page) {
        Some(hit) => Ok(Judged::truth(true).seen([hit]).note("由脚本写出")),
        None => Err(page.unsaid("no date of publication")),
    }
}

/// Whether the text is a date, or a line that ends with one or has one under a label.
fn is_dated(hit: &Hit) -> bool {
    if hit.text.len() > LINE_BYTES_MAX || hit.text.contains("星期") {
        return false;
    }
    let text = compact(&hit.text);
    let stands = is_alone(&text) || is_labelled(&text) || ends_dated(&text) || is_short_date(&text);
    stands && !holds(&text, &OTHERWISE)
}

/// A day and hardly anything else.
fn is_alone(text: &str) -> bool {
    !days(text).is_empty() && length(text) <= ALONE_CHARS_MAX && !text.contains('，')
}

/// A day right after a label of publication.
fn is_labelled(text: &str) -> bool {
    LABELS.iter().any(|label| {
        text.split(label).skip(1).any(|after| {
            let near: String =
                after.chars().take(LABEL_CHARS_MAX + "2019年01月15日".len()).collect();
            let at = near.find(|c: char| c.is_ascii_digit());
            at.is_some_and(|at| near.get(..at).is_some_and(|gap| length(gap) <= LABEL_CHARS_MAX))
                && !days(&near).is_empty()
        })
    })
}

/// A line of a list: a title and its day at the end or at the beginning.
fn ends_dated(text: &str) -> bool {
    let chars = length(text);
    let part = |skip: usize| -> String { text.chars().skip(skip).take(12).collect() };
    let is_line = !text.contains('。');
    is_line && (!days(&part(chars.saturating_sub(12))).is_empty() || !days(&part(0)).is_empty())
}

/// A day without its year: `01-15`, `[1/15]`.
fn is_short_date(text: &str) -> bool {
    let bare = text.trim_matches(|c: char| "[]()【】〔〕".contains(c));
    let Some((month, day)) = bare.split_once(['-', '/']) else { return false };
    let number = |text: &str, max: u32| {
        text.len() <= 2 && text.parse().is_ok_and(|number: u32| (1..=max).contains(&number))
    };
    number(month, 12) && number(day, 31)
}

/// A day in a script that writes right after a label of publication.
fn written(page: Page) -> Option<Hit> {
    page.scripts(SCRIPTS_MAX).into_iter().find(|script| {
        let writes = script.text.contains("document.write") || script.text.contains("innerHTML");
        let around = page.parent_of(script.node).map(|parent| compact(&page.text_of(parent)));
        writes
            && script.text.len() <= LINE_BYTES_MAX
            && !days(&script.text).is_empty()
            && around.is_some_and(|around| holds(&around, &LABELS))
    })
}
