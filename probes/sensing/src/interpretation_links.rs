//! # What it asks
//! Whether policies and their interpretations lead to each other.
//!
//! # Why it counts
//! Who reads the one needs the other, and seldom knows that it exists.
//!
//! # How it is judged
//! A sample (`sample`, 10) of the entries of the column 政策解读 is opened. Each stands for two links: from the
//! interpretation to its document, and from that document back to an interpretation. A link to a document
//! is one of the page's own, called 相关文件, 原文, 政策文件 … or by the name of the document (《…》, 通知, 办法, 意见 …),
//! whose target is a page of its own. The way back is a link of the document's own to that interpretation,
//! or one called 解读. The share is the links that are there over two for each interpretation.
//!
//! # When it is unknown
//! The column or none of the interpretations could be had, or they are shells. No column: no.
//!
//! # Source
//! 《政府网站与政务新媒体检查指标》(国办秘函〔2019〕19号), 解读关联.

use probe_sdk::criteria::freshness::today;
use probe_sdk::criteria::seek::{self, Way};
use probe_sdk::criteria::words::{compact, holds, length};
use probe_sdk::criteria::{entries, own, reach, sample, target};
use probe_sdk::{Criterion, Judged, Link, Page, Step, Stop, Task};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "interpretation-links",
    title: "政策解读关联率",
    roles: &["home", "list_page"],
    points: &["B3.3-2"],
    judge,
};

/// Names of the column.
const NAMES: [&str; 5] = ["政策解读", "解读回应", "文件解读", "政策图解", "解读"];

/// Columns it may be in.
const VIA: [&str; 4] = ["政务公开", "政府信息公开", "信息公开", "解读回应"];

/// Clicks from the home page.
const CLICKS_MAX: u32 = 2;

/// Interpretations opened.
const SAMPLE: usize = 10;

/// Names of links to a document, best first.
const DOCUMENT: [&str; 9] = [
    "文件原文",
    "政策原文",
    "原文链接",
    "解读文件",
    "相关文件",
    "政策文件",
    "原文件",
    "相关政策",
    "原文",
];

/// What documents are called.
const TITLES: [&str; 8] = ["通知", "办法", "意见", "方案", "规定", "条例", "决定", "细则"];

/// Characters of the shortest name of a document; shorter links are columns.
const TITLE_CHARS_MIN: usize = 10;

/// What links back are called.
const INTERPRETATION: [&str; 3] = ["解读", "图解", "一图读懂"];

/// Links shown as evidence.
const EVIDENCE_MAX: usize = 10;

fn judge(task: &Task) -> Step<Judged> {
    let interpretations = interpretations(task)?;
    let documents: Vec<(Page, Link)> =
        interpretations.iter().filter_map(|page| Some((*page, document(*page)?))).collect();
    let links: Vec<Link> = documents.iter().map(|(_, link)| link.clone()).collect();
    let opened = target::pages_behind(&links, "policy")?;
    let mut seen = Vec::new();
    for (interpretation, link) in &documents {
        let Some((_, policy)) = opened.iter().find(|(known, _)| known.url == link.url) else {
            continue;
        };
        seen.push(link.clone());
        seen.extend(way_back(*policy, *interpretation));
    }
    let judged = Judged::share(seen.len(), 2 * interpretations.len());
    let n = interpretations.len();
    seen.truncate(EVIDENCE_MAX);
    let judged = if seen.is_empty() { judged.seen(interpretations) } else { judged.seen(seen) };
    Ok(judged.note(format!("抽 {n} 篇解读")))
}

/// The pages of a sample of the interpretations in their column.
fn interpretations(task: &Task) -> Step<Vec<Page>> {
    let today = today(task)?;
    let n = sample::size(task, SAMPLE);
    let given = task.words("follow");
    let names = if given.is_empty() { NAMES.to_vec() } else { reach::as_strs(&given) };
    let way = Way { names: &names, via: &VIA, role: "list_page", n_clicks_max: CLICKS_MAX };
    let is_column = |page| !entries::entries(page, today).is_empty();
    let column = seek::column(&seek::starts(task)?, &way, &is_column)?.page;
    let listed = entries::links(&entries::entries(column, today));
    let sampled = sample::spread(&listed, n);
    let pages = target::pages_behind(&sampled, "interpretation")?;
    let pages: Vec<Page> = pages.into_iter().map(|(_, page)| page).collect();
    match pages.first() {
        None => {
            let nothing = Stop::Absent(column, "no interpretation leads to a page".to_owned());
            Err(target::none_behind(&sampled, "interpretation", nothing))
        }
        Some(first) if pages.iter().all(|page| page.is_shell()) => Err(first.absent("no link")),
        Some(_) => Ok(pages),
    }
}

/// The link of a page to the document it interprets.
fn document(page: Page) -> Option<Link> {
    let links = own::links(page).into_iter().filter(|link| !seek::is_hidden(link));
    let links: Vec<Link> = links.filter(|link| link.url != page.info().url).collect();
    let text = |link: &Link| compact(&link.text);
    let named =
        DOCUMENT.iter().find_map(|name| links.iter().find(|link| text(link).contains(name)));
    let titled = links.iter().find(|link| {
        let text = text(link);
        let is_title = text.contains('《') || holds(&text, &TITLES);
        is_title && length(&text) >= TITLE_CHARS_MIN && !holds(&text, &INTERPRETATION)
    });
    named.or(titled).cloned()
}

/// The link of a document back to the interpretation.
fn way_back(policy: Page, interpretation: Page) -> Option<Link> {
    let url = interpretation.info().url;
    if policy == interpretation {
        return None;
    }
    let links = own::links(policy).into_iter().filter(|link| !seek::is_hidden(link));
    let links: Vec<Link> = links.collect();
    // A link called 解读 that stands in the menu leads to the column, which is on the home page as well or
    // has the column's short name.
    let named = |link: &&Link| {
        let text = compact(&link.text);
        holds(&text, &INTERPRETATION) && length(&text) >= TITLE_CHARS_MIN
    };
    let exact = links.iter().find(|link| link.url == url);
    exact.or_else(|| links.iter().find(named)).cloned()
}
