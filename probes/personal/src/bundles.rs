//! # What it asks
//! How many joined-up bundles of services (一件事) can be entered.
//!
//! # Why it counts
//! What is one event for a person should be one errand.
//!
//! # How it is judged
//! On the start pages, the service portal and the columns called 一件事, 一次办, 场景服务 …: links of these names that say
//! which (出生一件事), and on such a column all links of its own. A sample (`sample`, 8) is opened; a bundle counts
//! if its page is one of its own with an entry to act: 在线办理, 立即办理, 申请 …, a form, a login. The same
//! address or heading counts once.
//!
//! # When it is unknown
//! A start page or column is a shell, or none of the bundles could be had. None named: no.
//!
//! # Source
//! This catalogue's own.

use std::collections::BTreeSet;

use probe_sdk::criteria::words::{compact, holds, length};
use probe_sdk::criteria::{own, portals, reach, sample, seek, target};
use probe_sdk::{Criterion, Judged, LINKS_MAX, Link, Page, Step, Stop, Task};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "bundles",
    title: "一件事场景服务",
    roles: &["home", "service_portal"],
    points: &["C3.1-3"],
    judge,
};

/// Names of bundles and of their column.
const NAMES: [&str; 6] = ["一件事", "一次办", "场景服务", "套餐服务", "套餐", "主题套餐"];

/// Columns the column is in.
const COLUMNS: [&str; 4] = ["政务服务", "办事服务", "网上办事", "特色服务"];

/// Columns opened on a page.
const COLUMNS_MAX: usize = 2;

/// Bundles opened.
const SAMPLE: usize = 8;

/// Characters of the name of a bundle.
const NAME_CHARS: std::ops::RangeInclusive<usize> = 3..=24;

/// Characters by which the name of one bundle is longer than that of all: `出生` before `一件事`.
const OWN_CHARS_MIN: usize = 2;

/// Words of a link to all bundles that do not say which.
const ALL: [&str; 12] = [
    "高效办成",
    "专区",
    "专栏",
    "服务",
    "更多",
    "主题",
    "集成",
    "联办",
    "套餐",
    "平台",
    "最多跑",
    "推进",
];

/// Entries to act.
const ENTRIES: [&str; 8] =
    ["在线办理", "立即办理", "我要办", "开始办理", "在线申请", "立即申请", "申报", "网上办理"];

/// Buttons looked at.
const BUTTONS_MAX: u32 = 300;

/// Characters of the longest button.
const BUTTON_CHARS_MAX: usize = 10;

fn judge(task: &Task) -> Step<Judged> {
    let start = task.start()?;
    let given = task.words("keywords");
    let names = if given.is_empty() { NAMES.to_vec() } else { reach::as_strs(&given) };
    let mut pages = seek::starts(task)?;
    let portals = portals::besides(&pages)?;
    pages.extend(&portals.pages);
    pages.extend(behind(&pages, &COLUMNS)?);
    let columns = behind(&pages, &names)?;
    let mut bundles: Vec<Link> = pages.iter().flat_map(|page| named(*page, &names)).collect();
    bundles.extend(columns.iter().flat_map(|page| listed(*page, &pages)));
    let mut seen = BTreeSet::new();
    bundles.retain(|link| seen.insert(link.url.clone()) && seen.insert(compact(&link.text)));
    if bundles.is_empty() {
        let shell = pages.iter().chain(&columns).copied().find(|page| page.is_shell());
        return Err(portals.absent(shell.unwrap_or(start).absent("no bundle")));
    }
    let sampled = sample::spread(&bundles, sample::size(task, SAMPLE));
    let opened = target::pages_behind(&sampled, "bundle")?;
    if opened.is_empty() {
        let nothing = Stop::Absent(start, "no bundle leads to a page".to_owned());
        return Err(target::none_behind(&sampled, "bundle", nothing));
    }
    let open: Vec<Link> = opened
        .into_iter()
        .filter(|(_, page)| can_be_entered(*page))
        .map(|(link, _)| link)
        .collect();
    let n = f64::from(u32::try_from(open.len()).unwrap_or(u32::MAX));
    let judged = Judged::number(n, "items").seen([start]).seen(open);
    Ok(judged.note(format!("共 {} 个，打开 {} 个", bundles.len(), sampled.len())))
}

/// The pages behind links of these names that are not among the pages.
fn behind(pages: &[Page], names: &[&str]) -> Step<Vec<Page>> {
    let links = pages.iter().flat_map(|page| seek::named(*page, names, COLUMNS_MAX));
    let links: Vec<Link> = links.collect();
    let opened = target::pages_behind(&links, "service_column")?.into_iter().map(|(_, page)| page);
    let mut new: Vec<Page> = Vec::new();
    for page in opened {
        if !pages.contains(&page) && !new.contains(&page) {
            new.push(page);
        }
    }
    Ok(new)
}

/// Links that say which bundle: `出生一件事`.
fn named(page: Page, names: &[&str]) -> Vec<Link> {
    let links = page.links(names, LINKS_MAX).into_iter().filter(|link| {
        let text = compact(&link.text);
        let rest = names.iter().chain(&ALL).fold(text.clone(), |rest, word| rest.replace(word, ""));
        holds(&text, names)
            && NAME_CHARS.contains(&length(&text))
            && length(&rest) >= OWN_CHARS_MIN
            && !seek::is_hidden(link)
    });
    links.collect()
}

/// The links of a column that are on no page before it; none for a bundle's own page, which has an entry.
fn listed(column: Page, before: &[Page]) -> Vec<Link> {
    if can_be_entered(column) {
        return Vec::new();
    }
    let known = before.iter().flat_map(|page| page.links(&[], LINKS_MAX)).map(|link| link.url);
    let known: BTreeSet<String> = known.collect();
    let links = own::links(column).into_iter().filter(|link| {
        NAME_CHARS.contains(&length(&compact(&link.text)))
            && !known.contains(&link.url)
            && !seek::is_hidden(link)
    });
    links.collect()
}

fn can_be_entered(page: Page) -> bool {
    let is_entry = |text: &str| {
        let text = compact(text);
        length(&text) <= BUTTON_CHARS_MAX && holds(&text, &ENTRIES)
    };
    page.count("textarea, input[type=password]") > 0
        || own::link(page, &ENTRIES, BUTTON_CHARS_MAX).is_some()
        || page.texts("button", BUTTONS_MAX).iter().any(|hit| is_entry(&hit.text))
        || page.attrs("input", "value", BUTTONS_MAX).iter().any(|hit| is_entry(&hit.text))
}
