//! # What it asks
//! Whether the search shows what others search for.
//!
//! # Why it counts
//! Who sees the word need not find it.
//!
//! # How it is judged
//! A start page or the page behind a link called a search has a block 热搜, 热词, 热门搜索 … with at least three
//! different words: links, or words a script takes.
//!
//! # When it is unknown
//! The page is a shell that only a browser fills.
//!
//! # Source
//! This catalogue's own.

use std::collections::BTreeSet;

use probe_sdk::criteria::blocks::block;
use probe_sdk::criteria::mentions::in_text;
use probe_sdk::criteria::reach;
use probe_sdk::criteria::surroundings::Surroundings;
use probe_sdk::criteria::words::{compact, length};
use probe_sdk::{Criterion, Evidence, Hit, Judged, Page, Step, Task};

use crate::engine;

pub(crate) const CRITERION: Criterion = Criterion {
    id: "search-hot-words",
    title: "热搜词展示",
    roles: &["home", "search"],
    points: &["C2.1-8"],
    judge,
};

/// Names of the block.
const NAMES: [&str; 6] = ["热门搜索", "热搜", "热词", "搜索热词", "热门词", "大家都在搜"];

/// Words that make a block.
const WORDS_MIN: usize = 3;

/// Characters of the largest block; an element with more is a part of the page.
const BLOCK_CHARS_MAX: usize = 160;

/// Characters of a word.
const WORD_CHARS: std::ops::RangeInclusive<usize> = 2..=14;

fn judge(task: &Task) -> Step<Judged> {
    let given = task.words("keywords");
    let names = if given.is_empty() { NAMES.to_vec() } else { reach::as_strs(&given) };
    let pages = engine::pages(task)?;
    if let Some(evidence) = pages.iter().find_map(|page| words(*page, &names)) {
        return Ok(Judged::truth(true).seen([evidence]));
    }
    let shell = pages.iter().copied().find(|page| page.is_shell());
    Err(shell.map_or_else(|| task.start(), Ok)?.absent("no hot words"))
}

fn words(page: Page, names: &[&str]) -> Option<Evidence> {
    let linked = block(page, names, WORDS_MIN).filter(|block| {
        let texts = block.links.iter().map(|link| compact(&link.text));
        let texts: BTreeSet<String> =
            texts.filter(|text| WORD_CHARS.contains(&length(text))).collect();
        texts.len() >= WORDS_MIN
    });
    if let Some(block) = linked {
        return Some(block.heading.into());
    }
    let headings =
        in_text(page, names).into_iter().filter(|hit| !Surroundings::of(hit).is_hidden());
    let mut beside = headings.filter_map(|hit| {
        let parent = page.parent_of(hit.node)?;
        let around = Hit { page, node: parent, text: page.text_of(parent) };
        if length(&around.text) > BLOCK_CHARS_MAX {
            return None;
        }
        let (_, after) = names.iter().find_map(|name| around.text.split_once(name))?;
        let words = after.split(|c: char| c.is_whitespace() || "：:、|，,".contains(c));
        let words: BTreeSet<&str> =
            words.filter(|word| WORD_CHARS.contains(&length(word))).collect();
        (words.len() >= WORDS_MIN).then_some(around)
    });
    beside.next().map(Evidence::from)
}
