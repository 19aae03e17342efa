//! Public questions on a subject that were answered lately.

use probe_sdk::criteria::dates::{Day, days};
use probe_sdk::criteria::service::arrival::arrive;
use probe_sdk::criteria::service::blocks::Reading;
use probe_sdk::criteria::service::column::{date_of, is_plausible, today};
use probe_sdk::criteria::service::offer::actions;
use probe_sdk::criteria::service::phrases::Phrases;
use probe_sdk::criteria::service::values::stated;
use probe_sdk::criteria::service::ways::Ways;
use probe_sdk::{Evidence, Hit, Link, Page, Step, Stop, Task};

/// Pages on the way to questions of the public.
const MAILBOXES: [&str; 15] = [
    "互动交流",
    "政民互动",
    "公众互动",
    "咨询投诉",
    "网上咨询",
    "在线咨询",
    "纳税咨询",
    "涉税咨询",
    "信箱",
    "留言",
    "来信选登",
    "答复选登",
    "办件选登",
    "热点问题",
    "常见问题",
];

/// Buttons to the questions about a matter, on its page.
const QUESTIONS: [&str; 5] = ["常见问题", "常见问答", "热点问题", "热点问答", "咨询选登"];

/// Such buttons tried.
const BUTTONS_MAX: usize = 2;

/// Questions opened on one page: the newest few decide.
const QUESTIONS_MAX: usize = 6;

/// Days before collection within which an answer counts.
const DAYS_MAX: i64 = 180;

/// Labels of an answer, the surest first.
const ANSWER: [&str; 9] = [
    "答复内容",
    "回复内容",
    "答复意见",
    "回复意见",
    "办理结果",
    "处理结果",
    "解答",
    "答复",
    "回复",
];

/// Labels of an answer's date, the surest first.
const ANSWERED_ON: [&str; 8] = [
    "答复时间",
    "回复时间",
    "答复日期",
    "回复日期",
    "办结时间",
    "办理时间",
    "处理时间",
    "发布时间",
];

/// Answers that are none yet.
const OPEN: [&str; 6] = ["待回复", "待答复", "待办理", "处理中", "办理中", "正在办理"];

/// Chinese characters an answer has at least; a date or a name is none.
const ANSWER_CHARS_MIN: usize = 6;

/// Where a question with an answer of the last half year stands; `None` if there is none.
///
/// # Errors
///
/// [`Stop::Ask`] for pages on the way; [`Stop::Unknown`] if one could not be had or read.
pub(super) fn answered(task: &Task, subject: &Phrases) -> Step<Option<Vec<Evidence>>> {
    let today = today(task)?;
    let given = task.words("mailboxes");
    let given: Vec<&str> = given.iter().map(String::as_str).collect();
    let through = if given.is_empty() { MAILBOXES.as_slice() } else { given.as_slice() };
    let ways = Ways::of(task)?.through(through, QUESTIONS_MAX);
    let found = ways.search(subject, |link, page| Ok(answer(link, page, subject, today)));
    match found {
        Ok(found) => Ok(found.into_iter().next()),
        Err(Stop::Absent(..)) => Ok(None),
        Err(stop) => Err(stop),
    }
}

/// Where such a question stands behind a button of the matter's own page.
///
/// # Errors
///
/// [`Stop::Ask`] for the pages behind the buttons.
pub(super) fn beside(
    page: Page,
    ways: &Ways,
    subject: &Phrases,
    today: Day,
) -> Step<Option<Vec<Evidence>>> {
    let mut links = actions(page, ways.furniture(), &Phrases::new(&QUESTIONS));
    links.truncate(BUTTONS_MAX);
    let arrivals = arrive(&links, "questions", ways.starts())?;
    Ok(arrivals.here.iter().find_map(|(link, page)| answer(link, *page, subject, today)))
}

/// The question, its answer and the answer's date, if it was answered lately.
fn answer(link: &Link, page: Page, subject: &Phrases, today: Day) -> Option<Vec<Evidence>> {
    if !subject.hold(&page.text()) {
        return None;
    }
    let reading = Reading::of(page);
    let group = |words: &[&str]| -> Vec<Vec<String>> {
        words.iter().map(|word| vec![(*word).to_owned()]).collect()
    };
    let says = |hit: &Hit| {
        let said = hit.text.split_once('：').map_or("", |(_, said)| said);
        let n_chars = said.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count();
        n_chars >= ANSWER_CHARS_MIN && !OPEN.iter().any(|word| said.contains(word))
    };
    let said = stated(&reading, &group(&ANSWER), &[]).into_iter().flatten().find(says)?;
    let mut dated = stated(&reading, &group(&ANSWERED_ON), &[]).into_iter().flatten();
    let day = dated.find_map(|hit| days(&hit.text).into_iter().next());
    let day = day.or_else(|| date_of(link).map(|(day, _)| day))?;
    let is_late = today.days_since(day) > DAYS_MAX || !is_plausible(day, today);
    (!is_late).then(|| vec![Evidence::from(link), Evidence::from(said)])
}
