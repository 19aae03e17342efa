//! # What it asks
//! How many distinct new-media channels the page has entries for.
//!
//! # Why it counts
//! 多网、多微、多端: the accounts of a government are one matrix, and the site is where a visitor
//! finds out which of them are real.
//!
//! # How it is judged
//! The number of `keywords` (微信, 微博, 客户端 …) for which a label, a picture or an address on the
//! page is an entry; without `keywords`, the number of kinds of channels. Share buttons, articles
//! and comments do not count. With `follow`, the page of the matrix behind that link counts too.
//!
//! # When it is unknown
//! The page is a shell that only a browser fills.
//!
//! # Source
//! 《中国地方政府互联网服务能力发展报告(2019)》, 平台整合能力.

use std::collections::BTreeMap;

use probe_sdk::criteria::channels::{Entry, KINDS, MATRIX, entries, kind_of};
use probe_sdk::criteria::words::compact;
use probe_sdk::criteria::{reach, reach::as_strs};
use probe_sdk::{Criterion, Evidence, Judged, Step, Task};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "matrix-entries",
    title: "新媒体矩阵入口数",
    roles: &["home"],
    points: &["A2.1-3"],
    judge,
};

fn judge(task: &Task) -> Step<Judged> {
    let start = task.start()?;
    let mut pages = vec![start];
    let follow = task.words("follow");
    let matrix = if follow.is_empty() { None } else { start.link(&as_strs(&follow)) };
    if let Some(link) = matrix {
        pages.push(link.open(&reach::page_role(task))?);
    }
    let entries: Vec<Entry> = pages.into_iter().flat_map(entries).collect();
    let given = task.words("keywords");
    let kinds = KINDS.iter().map(|kind| kind.id).filter(|id| *id != MATRIX);
    let wanted: Vec<String> =
        if given.is_empty() { kinds.map(str::to_owned).collect() } else { given };
    let mut seen: BTreeMap<&str, Evidence> = BTreeMap::new();
    for word in &wanted {
        if let Some(entry) = entries.iter().find(|entry| is_for(entry, word)) {
            seen.insert(word, Evidence::from(&entry.hit));
        }
    }
    if seen.is_empty() && start.is_shell() {
        return Err(start.absent("no entry to a channel"));
    }
    let n_channels = u32::try_from(seen.len()).unwrap_or(u32::MAX);
    let judged = Judged::number(f64::from(n_channels), "items");
    if seen.is_empty() {
        return Ok(judged.seen([start]));
    }
    let names = seen.keys().copied().collect::<Vec<_>>().join(" ");
    Ok(judged.seen(seen.into_values()).note(names))
}

/// Whether the entry is for a kind or for a word that names one.
fn is_for(entry: &Entry, word: &str) -> bool {
    entry.kind == word
        || kind_of(word) == Some(entry.kind)
        || compact(&entry.hit.text).contains(&compact(word))
}
