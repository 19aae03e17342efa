//! # What it asks
//! How many kinds of channels of interaction are open: mailbox, questions, complaints, consultations,
//! surveys, interviews, the hotline.
//!
//! # Why it counts
//! Different requests need different ways; a mailbox alone makes everything a letter.
//!
//! # How it is judged
//! For each kind (`kinds`, lists of synonyms) the best links on the home page and on its column of
//! interaction are opened. A kind counts if one leads to a page of its own on which something can be
//! written or that lists something: a form, a login, dated entries, links of its own to write or take
//! part. Two kinds behind one
//! address count once, and an empty column does not count.
//!
//! # When it is unknown
//! The home page is a shell, or no link of any kind could be had.
//!
//! # Source
//! 第一次全国政府网站普查评分表 (2015), 互动回应情况.

use std::collections::BTreeSet;

use probe_sdk::criteria::freshness::today;
use probe_sdk::criteria::seek::{INTERACTION, named, starts};
use probe_sdk::criteria::{entries, own, reach, target};
use probe_sdk::{Criterion, Judged, Link, Page, Step, Stop, Task};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "channel-kinds",
    title: "互动渠道类型覆盖数",
    roles: &["home"],
    points: &["B1.1-2"],
    judge,
};

/// The kinds, where the point names none.
const KINDS: [&[&str]; 7] = [
    &["信箱", "我要写信"],
    &["咨询"],
    &["投诉", "举报"],
    &["征集"],
    &["调查", "问卷"],
    &["访谈"],
    &["12345", "热线"],
];

/// Columns of interaction opened.
const COLUMNS_MAX: usize = 2;

/// What leads on to writing.
const WRITES: [&str; 8] =
    ["我要写信", "我要咨询", "我要投诉", "我要留言", "写信", "提交", "参与", "登录"];

/// Characters of the longest link that leads to writing.
const LINK_CHARS_MAX: usize = 12;

fn judge(task: &Task) -> Step<Judged> {
    let start = task.start()?;
    let today = today(task)?;
    let given = task.groups("kinds");
    let kinds: Vec<Vec<&str>> = if given.is_empty() {
        KINDS.iter().map(|kind| kind.to_vec()).collect()
    } else {
        given.iter().map(|kind| reach::as_strs(kind)).collect()
    };
    let starts = starts(task)?;
    let columns: Vec<Link> =
        starts.iter().flat_map(|page| named(*page, &INTERACTION, COLUMNS_MAX)).collect();
    let columns = target::pages_behind(&columns, "interaction")?;
    let pages: Vec<Page> =
        starts.iter().copied().chain(columns.iter().map(|(_, page)| *page)).collect();
    let links: Vec<Vec<Link>> = kinds
        .iter()
        .map(|kind| pages.iter().flat_map(|page| named(*page, kind, 1)).collect())
        .collect();
    if links.iter().all(Vec::is_empty) {
        return Err(start.absent("no channel of interaction"));
    }
    let opened = target::pages_behind(&links.concat(), "interaction")?;
    if opened.is_empty() {
        let nothing = Stop::Absent(start, "no channel leads to a page".to_owned());
        return Err(target::none_behind(&links.concat(), "interaction", nothing));
    }
    let mut urls = BTreeSet::new();
    let mut found = Vec::new();
    for kind in &links {
        let page_of = |link: &Link| opened.iter().find(|(known, _)| known.url == link.url);
        let open = kind
            .iter()
            .filter_map(page_of)
            .find(|(_, page)| is_open(*page, today) && !urls.contains(&page.info().url));
        if let Some((link, page)) = open {
            urls.insert(page.info().url);
            found.push(link.clone());
        }
    }
    let n = f64::from(u32::try_from(found.len()).unwrap_or(u32::MAX));
    let judged = Judged::number(n, "items").seen([start]);
    Ok(judged.seen(found))
}

/// Whether something can be done on a page or is listed on it.
fn is_open(page: Page, today: probe_sdk::criteria::dates::Day) -> bool {
    page.count("textarea, input[type=password], input[type=radio], input[type=checkbox]") > 0
        || !entries::entries(page, today).is_empty()
        || own::link(page, &WRITES, LINK_CHARS_MAX).is_some()
}
