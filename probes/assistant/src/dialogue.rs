//! The page on which the assistant is asked, and its answers to the questions of the manifest.

use std::collections::BTreeMap;

use probe_sdk::criteria::query::{self, Sort};
use probe_sdk::criteria::seek::{self, Reached, Way};
use probe_sdk::criteria::words::{compact, holds};
use probe_sdk::criteria::{mentions, portals, reach};
use probe_sdk::{LINKS_MAX, Page, Step, Stop, Task, UnknownReason};
use serde::Deserialize;

/// Names of the entry.
pub(crate) const NAMES: [&str; 12] = [
    "智能问答",
    "智能客服",
    "智能咨询",
    "智能机器人",
    "机器人",
    "小助手",
    "智能助手",
    "智能助理",
    "智能应答",
    "政务助手",
    "智能小",
    "在线客服",
];

/// Columns it may be in.
const VIA: [&str; 5] = ["互动交流", "政民互动", "公众参与", "政务服务", "办事服务"];

/// Clicks from the start page.
const CLICKS_MAX: u32 = 2;

/// Role of the page of the dialogue.
const ROLE: &str = "qa_robot";

/// Role of the pages with answers.
const ANSWER_ROLE: &str = "qa_answer";

/// Buttons that send a question.
const SENDS: [&str; 5] = ["发送", "提问", "提交", "问一问", "咨询"];

/// Texts looked at for a button.
const BUTTONS_MAX: u32 = 1000;

/// Questions asked at most: more would be a burden to a machine that answers each by itself.
const QUESTIONS_MAX: usize = 20;

/// What separates words of which one will do.
const EITHER: char = '|';

/// A question and what its answer must hold: each of the words, of alternatives (`派出所|公安`) one.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(crate) struct Question {
    pub(crate) ask: String,
    pub(crate) expect: Vec<String>,
}

/// A question, the page with its answer and what that page says besides what the dialogue always says.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) question: Question,
    pub(crate) page: Page,
    pub(crate) is_right: bool,
}

/// The assistant's page, from the home page or the service portal.
///
/// # Errors
///
/// [`Stop::Absent`] if no entry leads to one; [`Stop::Unknown`] with `needs-rendering` if only a script
/// opens it or a page on the way is a shell.
pub(crate) fn find(task: &Task) -> Step<Reached> {
    let given = task.words("follow");
    let names = if given.is_empty() { NAMES.to_vec() } else { reach::as_strs(&given) };
    let mut starts = seek::starts(task)?;
    let portals = portals::besides(&starts)?;
    starts.extend(&portals.pages);
    let way = Way { names: &names, via: &VIA, role: ROLE, n_clicks_max: CLICKS_MAX };
    match seek::column(&starts, &way, &is_dialogue) {
        Err(Stop::Absent(page, note)) => {
            let absent = || portals.absent(Stop::Absent(page, note));
            Err(scripted(&starts, &names).unwrap_or_else(absent))
        }
        found => found,
    }
}

/// An entry whose address only a script knows.
fn scripted(starts: &[Page], names: &[&str]) -> Option<Stop> {
    let is_entry = |hit: &probe_sdk::Hit| {
        let around = probe_sdk::criteria::surroundings::Surroundings::of(hit);
        hit.text.chars().count() <= NAME_CHARS_MAX
            && around.in_link()
            && around.is_site()
            && !around.leads_away()
    };
    let mut hits = starts.iter().flat_map(|page| mentions::mentions(*page, names));
    let hit = hits.find(is_entry)?;
    let note = format!("“{}” on {} is opened by a script", hit.text, hit.page.info().url);
    Some(Stop::Unknown(UnknownReason::NeedsRendering, note))
}

/// Characters of the longest label of an entry.
const NAME_CHARS_MAX: usize = 16;

/// Whether a page has a field to ask in and a button that sends it.
fn is_dialogue(page: Page) -> bool {
    let says = |text: &str| holds(&compact(text), &SENDS);
    let sends = page
        .texts("button, a, span, div[onclick]", BUTTONS_MAX)
        .iter()
        .any(|hit| hit.text.chars().count() <= NAME_CHARS_MAX && says(&hit.text))
        || page
            .attrs(
                "input[type=submit], input[type=button], input[type=image]",
                "value",
                BUTTONS_MAX,
            )
            .iter()
            .any(|hit| says(&hit.text));
    sends && query::find(page, Sort::DIALOGUE).is_some()
}

/// The answers to the manifest's questions, in their order; those that could not be had are left out. An
/// answer is right if the page holds the words that are expected, apart from the question itself and from
/// what the page of the dialogue says before anything is asked; of answers that are word for word the same
/// to different questions none is.
///
/// # Errors
///
/// As [`find`]; [`Stop::Unknown`] with `needs-rendering` if the dialogue has no address for a question or
/// none of its answers can be read; [`Stop::Fault`] if the manifest names no question.
pub(crate) fn answers(task: &Task) -> Step<Vec<Answer>> {
    let questions = questions(task)?;
    let dialogue = find(task)?.page;
    let none = || dialogue.absent("no field for a question");
    let form = query::find(dialogue, Sort::DIALOGUE).ok_or_else(none)?.form()?;
    let asks: Vec<&str> = questions.iter().map(|question| question.ask.as_str()).collect();
    let mut stop = None;
    let mut had: Vec<(Question, Page)> = Vec::new();
    for (question, answer) in questions.iter().zip(query::ask_all(&form, &asks, ANSWER_ROLE)?) {
        match answer {
            Ok(page) => had.push((question.clone(), page)),
            Err(other) => stop = stop.or(Some(other)),
        }
    }
    let Some((_, first)) = had.first() else {
        return Err(stop.unwrap_or_else(none));
    };
    if had.iter().all(|(_, page)| page.is_blank()) {
        return Err(first.unsaid("no answer"));
    }
    let before = compact(&dialogue.text());
    let said: Vec<String> = had
        .iter()
        .map(|(question, page)| compact(&page.text()).replace(&compact(&question.ask), ""))
        .collect();
    let mut n_same: BTreeMap<&String, usize> = BTreeMap::new();
    for text in &said {
        *n_same.entry(text).or_default() += 1;
    }
    let is_right = |question: &Question, text: &String| {
        n_same.get(text) == Some(&1)
            && question.expect.iter().all(|words| {
                let mut either = words.split(EITHER).map(compact);
                either.any(|word| text.matches(&word).count() > before.matches(&word).count())
            })
    };
    let answers = had.iter().zip(&said).map(|((question, page), text)| Answer {
        is_right: is_right(question, text),
        question: question.clone(),
        page: *page,
    });
    Ok(answers.collect())
}

/// The links of an answer that are not on the page of the dialogue or the home page.
pub(crate) fn own_links(answer: Page, dialogue: Page) -> Vec<probe_sdk::Link> {
    let known: Vec<String> =
        dialogue.links(&[], LINKS_MAX).into_iter().map(|link| link.url).collect();
    let links = probe_sdk::criteria::own::links(answer).into_iter();
    links.filter(|link| !known.contains(&link.url) && !seek::is_hidden(link)).collect()
}

fn questions(task: &Task) -> Step<Vec<Question>> {
    let text =
        task.text("questions").ok_or_else(|| Stop::Fault("`questions` is missing".to_owned()))?;
    let questions: Vec<Question> = serde_json::from_str(&text)
        .map_err(|error| Stop::Fault(format!("`questions`: {error}")))?;
    if questions.is_empty() || questions.iter().any(|question| question.expect.is_empty()) {
        return Err(Stop::Fault("`questions` is empty, or one of them expects nothing".to_owned()));
    }
    Ok(questions.into_iter().take(QUESTIONS_MAX).collect())
}
