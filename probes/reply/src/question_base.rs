//! # What it asks
//! How many questions with answers the site keeps ready.
//!
//! # Why it counts
//! What is asked again and again should be answered before it is asked.
//!
//! # How it is judged
//! On the page called 常见问题, 热点问题, 知识库 …: texts that ask (如何, 哪些, 吗, ？ …) and dated entries, each once.
//! Where the list has pages, the last is opened: all before it count as full as the first, unless it only
//! shows the first again. Of the entries that are links a sample is opened, and one must lead to a page.
//!
//! # When it is unknown
//! The list or a page on the way could not be had or is a shell. No such page, or none with a question: no.
//!
//! # Source
//! 《政府网站与政务新媒体检查指标》(国办秘函〔2019〕19号), 互动交流.

use std::collections::BTreeSet;

use probe_sdk::criteria::freshness::today;
use probe_sdk::criteria::surroundings::Surroundings;
use probe_sdk::criteria::words::{compact, holds, length};
use probe_sdk::criteria::{entries, paging, sample, seek, target};
use probe_sdk::{Criterion, Judged, LINKS_MAX, Link, Page, Step, Task};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "question-base",
    title: "常见问题库规模",
    roles: &["home", "service_portal"],
    points: &["B3.2-4"],
    judge,
};

/// Names of the page.
const NAMES: [&str; 9] = [
    "常见问题",
    "热点问题",
    "知识库",
    "问答库",
    "问答知识库",
    "热点问答",
    "高频问题",
    "常见问答",
    "咨询问答",
];

/// Columns it may be in.
const VIA: [&str; 6] = ["互动交流", "政民互动", "公众参与", "政务服务", "办事服务", "互动"];

/// What a question says.
const ASKS: [&str; 14] = [
    "？", "?", "如何", "怎么", "怎样", "什么", "哪些", "哪里", "是否", "能否", "多少", "多久",
    "吗", "问:",
];

/// Elements a question may stand in; looking at these alone keeps a long list within a call's fuel.
const PLACES: &str = "li, dt, p, h3, h4, h5, summary, div, span, strong";

/// Questions from which dated entries without one are not looked at.
const QUESTIONS_MIN: usize = 3;

/// Elements looked at.
const PLACES_MAX: u32 = 1000;

/// Characters of a question; shorter is a menu, longer an answer.
const QUESTION_CHARS: std::ops::RangeInclusive<usize> = 5..=80;

/// Clicks from the start page.
const CLICKS_MAX: u32 = 2;

/// Entries opened.
const SAMPLE: usize = 3;

fn judge(task: &Task) -> Step<Judged> {
    let today = today(task)?;
    let given = task.words("follow");
    let names = if given.is_empty() { NAMES.to_vec() } else { seek_words(&given) };
    let way = seek::Way { names: &names, via: &VIA, role: "faq", n_clicks_max: CLICKS_MAX };
    let listed = |page: Page| questions(page, today);
    let list = seek::column(&seek::starts(task)?, &way, &|page| !listed(page).is_empty())?.page;
    let first = listed(list);
    let opened = opened(list, &first, sample::size(task, SAMPLE))?;
    let mut n = first.len();
    if let Some((n_pages, link)) = paging::last(list)
        && let Some((_, page)) = target::pages_behind(&[link], "faq")?.into_iter().next()
    {
        let last = listed(page);
        if last.iter().any(|question| !first.contains(question)) {
            let n_full = usize::try_from(n_pages).unwrap_or(1).saturating_sub(1);
            n = n.saturating_mul(n_full).saturating_add(last.len());
        }
    }
    let n = f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    Ok(Judged::number(n, "items").seen([list]).seen(opened))
}

fn seek_words(given: &[String]) -> Vec<&str> {
    probe_sdk::criteria::reach::as_strs(given)
}

/// The questions on a page, each once.
fn questions(page: Page, today: probe_sdk::criteria::dates::Day) -> BTreeSet<String> {
    // In a list of links the links are the questions; what stands around them repeats them.
    let linked = asked(page, "a");
    let asked = if linked.is_empty() { asked(page, PLACES) } else { linked };
    if asked.len() >= QUESTIONS_MIN {
        return asked;
    }
    let dated = entries::entries(page, today).into_iter();
    let dated: BTreeSet<String> = dated.map(|entry| compact(&entry.row.link.text)).collect();
    if dated.len() > asked.len() { dated } else { asked }
}

fn asked(page: Page, css: &str) -> BTreeSet<String> {
    let asked = page.texts(css, PLACES_MAX).into_iter().filter(|hit| {
        let text = compact(&hit.text);
        QUESTION_CHARS.contains(&length(&text))
            && holds(&text, &ASKS)
            && !Surroundings::of(hit).is_hidden()
    });
    asked.map(|hit| compact(&hit.text)).collect()
}

/// The pages of a sample of the questions that are links.
fn opened(list: Page, questions: &BTreeSet<String>, n: usize) -> Step<Vec<Page>> {
    let links = list.links(&[], LINKS_MAX).into_iter();
    let links: Vec<Link> = links.filter(|link| is_one(link, questions)).collect();
    let pages = target::pages_behind(&sample::spread(&links, n), "faq_entry")?;
    if pages.is_empty() && !links.is_empty() {
        return Err(list.absent("no question that leads to a page"));
    }
    Ok(pages.into_iter().map(|(_, page)| page).collect())
}

/// Whether a link is a question of the list, which may show a day beside it.
fn is_one(link: &Link, questions: &BTreeSet<String>) -> bool {
    let text = compact(&link.text);
    QUESTION_CHARS.contains(&length(&text)) && questions.iter().any(|known| known.contains(&text))
}
