//! # What it asks
//! Whether replies answer what was asked, or could stand under any letter.
//!
//! # Why it counts
//! A fast reply that only thanks and refers elsewhere is counted as an answer everywhere else.
//!
//! # How it is judged
//! Over a sample (`sample`, 10) of letters with a reply: a reply is boilerplate if it is short without its
//! polite opening, if most of its sentences stand under other letters too, or if it shares nothing with
//! what was asked; specific if it is long enough and shares enough pairs of characters with the letter;
//! partial otherwise. The grade is the one in the middle. The confidence is always below the usual line:
//! a person looks at the replies that are named.
//!
//! # When it is unknown
//! The list or none of the letters could be had. No list, or no reply on any page: the grade `none`.
//!
//! # Source
//! 《政府网站与政务新媒体检查指标》(国办秘函〔2019〕19号), 办理答复; thresholds are this catalogue's own.

use std::collections::BTreeSet;

use probe_sdk::criteria::freshness::today;
use probe_sdk::criteria::letters::{self, Detail, Letter};
use probe_sdk::criteria::sample;
use probe_sdk::criteria::words::{compact, length};
use probe_sdk::{Criterion, Judged, Step, Stop, Task};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "reply-quality",
    title: "答复质量",
    roles: &["home", "qa_list"],
    points: &["B3.2-6"],
    judge,
};

/// Below the usual line, so that a person looks.
const CONFIDENCE: f32 = 0.5;

/// Characters below which a reply says nothing of its own.
const SHORT_CHARS: usize = 20;

/// Characters from which it may answer in full.
const LONG_CHARS: usize = 60;

/// Share of its sentences under other letters from which a reply is boilerplate.
const REPEATED_SHARE: f64 = 0.5;

/// Share of the letter's pairs of characters in the reply from which it speaks of the same matter.
const OVERLAP_SHARE: f64 = 0.15;

/// Sentences that begin with these say nothing of the matter.
const POLITE: [&str; 10] =
    ["您好", "你好", "感谢", "谢谢", "尊敬", "来信收悉", "您的来信", "您的留言", "欢迎", "祝您"];

/// What ends an opening within a sentence.
const COMMAS: [char; 3] = [',', '、', ':'];

/// Characters of the shortest sentence that can be boilerplate.
const SENTENCE_CHARS_MIN: usize = 4;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Grade {
    Boilerplate,
    Partial,
    Specific,
}

/// A letter and its reply, compact.
struct Reply {
    asked: String,
    sentences: Vec<String>,
}

fn judge(task: &Task) -> Step<Judged> {
    let found = match letters::find(task) {
        Err(Stop::Absent(page, note)) => return Ok(Judged::grade("none").seen([page]).note(note)),
        found => found?,
    };
    let n = sample::size(task, letters::DETAILS);
    let details = letters::details(&found.letters, n, today(task)?)?;
    if details.is_empty() {
        return match letters::unread(&found, n) {
            Stop::Absent(page, note) => Ok(Judged::grade("none").seen([page]).note(note)),
            stop @ (Stop::Ask(_) | Stop::Unknown(..) | Stop::Fault(_)) => Err(stop),
        };
    }
    let told: Vec<(Reply, &Detail)> = details
        .iter()
        .filter_map(|(letter, detail)| Some((reply(letter, detail)?, detail)))
        .collect();
    let replies: Vec<&Reply> = told.iter().map(|(reply, _)| reply).collect();
    let mut grades: Vec<Grade> = replies.iter().map(|reply| grade(reply, &replies)).collect();
    grades.sort_unstable();
    let Some(middle) = grades.get(grades.len() / 2) else {
        return Ok(Judged::grade("none")
            .seen([found.page])
            .sure(CONFIDENCE)
            .note("样本中没有答复"));
    };
    let name = match middle {
        Grade::Boilerplate => "boilerplate",
        Grade::Partial => "partial",
        Grade::Specific => "specific",
    };
    let hits = told.iter().filter_map(|(_, detail)| Some(detail.reply.as_ref()?.hit.clone()));
    Ok(Judged::grade(name).seen(hits).sure(CONFIDENCE).note(format!("{} 件答复", grades.len())))
}

fn reply(letter: &Letter, detail: &Detail) -> Option<Reply> {
    let text = compact(&detail.reply.as_ref()?.text);
    let asked = detail.question.as_ref().map(|value| compact(&value.text)).unwrap_or_default();
    let asked = format!("{}{asked}", compact(&letter.heading));
    let sentences = text.split(['。', '!', ';', '?', '\n']).map(str::to_owned);
    let sentences = sentences.filter(|sentence| length(sentence) >= SENTENCE_CHARS_MIN).collect();
    Some(Reply { asked, sentences })
}

fn grade(reply: &Reply, all: &[&Reply]) -> Grade {
    let own = own(reply);
    let text = own.concat();
    let is_elsewhere = |sentence: &&&str| {
        let mut others = all.iter().filter(|other| !std::ptr::eq(**other, reply));
        others.any(|other| other.sentences.iter().any(|known| known.ends_with(**sentence)))
    };
    let n_repeated = own.iter().filter(is_elsewhere).count();
    let overlap = overlap(&reply.asked, &text);
    if length(&text) < SHORT_CHARS
        || share(n_repeated, own.len()) >= REPEATED_SHARE
        || overlap <= 0.0
    {
        Grade::Boilerplate
    } else if length(&text) >= LONG_CHARS && overlap >= OVERLAP_SHARE {
        Grade::Specific
    } else {
        Grade::Partial
    }
}

/// The sentences of a reply without their polite openings: what follows `您好,` may be the answer.
fn own(reply: &Reply) -> Vec<&str> {
    let is_polite = |clause: &str| POLITE.iter().any(|word| clause.starts_with(word));
    let sentences = reply.sentences.iter().map(|sentence| {
        let mut rest = sentence.as_str();
        while is_polite(rest) {
            rest = rest.split_once(COMMAS).map_or("", |(_, after)| after);
        }
        rest
    });
    sentences.filter(|rest| length(rest) >= SENTENCE_CHARS_MIN).collect()
}

fn share(part: usize, whole: usize) -> f64 {
    let count = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    if whole == 0 { 0.0 } else { count(part) / count(whole) }
}

/// The share of the pairs of characters of one text that are in the other.
fn overlap(asked: &str, answered: &str) -> f64 {
    let asked = pairs(asked);
    let answered = pairs(answered);
    share(asked.intersection(&answered).count(), asked.len())
}

fn pairs(text: &str) -> BTreeSet<(char, char)> {
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    letters.iter().copied().zip(letters.iter().copied().skip(1)).collect()
}
