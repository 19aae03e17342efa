//! # What it asks
//! How many topics, events of life or zones for groups of people the services are sorted by, with items.
//!
//! # Why it counts
//! People know what happened to them and who they are, not which office is in charge.
//!
//! # How it is judged
//! For each of the manifest's `topics` (lists of synonyms): a link with one of the names on the start pages,
//! the service portal or the columns 政务服务, 个人办事, 法人办事 … leads to a page with at least two links to items that
//! are not on the pages before; or a block of that name on one of these pages holds at least two links. Topics that
//! show the same items under the same title count once. A bundle (…一件事, …套餐) is a service and no topic, and
//! so is a guide (办理条件, 申请材料 …).
//!
//! # When it is unknown
//! A start page is a shell, or nothing is found and a topic or column could not be had.
//!
//! # Source
//! This catalogue's own.

use std::collections::BTreeSet;

use probe_sdk::criteria::blocks::block;
use probe_sdk::criteria::guides::is_guide;
use probe_sdk::criteria::portals::{self, Portals};
use probe_sdk::criteria::words::{compact, holds};
use probe_sdk::criteria::{own, reach, seek, target};
use probe_sdk::{Criterion, Evidence, Judged, LINKS_MAX, Link, Page, Step, Stop, Task};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "topics-with-items",
    title: "主题服务与专区数",
    roles: &["home", "service_portal"],
    points: &["C3.1-2", "C3.1-4"],
    judge,
};

/// Columns topics are in.
const COLUMNS: [&str; 7] =
    ["政务服务", "办事服务", "网上办事", "个人办事", "法人办事", "企业办事", "特色服务"];

/// Columns opened on a start page.
const COLUMNS_MAX: usize = 3;

/// Links of the right name looked at on one page.
const NAMED_MAX: usize = 8;

/// Of these opened: the first may be a service and no topic.
const TRIES_MAX: usize = 2;

/// What bundles of services are called, which C3.1-3 counts.
const BUNDLES: [&str; 4] = ["一件事", "一次办", "一链办", "套餐"];

/// Links that make a topic one with items.
const ITEMS_MIN: usize = 2;

fn judge(task: &Task) -> Step<Judged> {
    let start = task.start()?;
    let topics = task.groups("topics");
    if topics.is_empty() {
        return Err(Stop::Fault("`topics` is missing".to_owned()));
    }
    let portals = portals::besides(&seek::starts(task)?)?;
    let (starts, columns) = starts(task, &portals)?;
    let opened = target::pages_behind(&columns, "service_column")?.into_iter();
    let opened = opened.map(|(_, page)| page).filter(|page| !starts.contains(page));
    let pages: Vec<Page> = starts.iter().copied().chain(opened).collect();
    let links: Vec<Vec<Link>> = topics
        .iter()
        .map(|names| {
            let names = reach::as_strs(names);
            let mut each = pages.iter().map(|page| topics_on(*page, &names));
            each.find(|links| !links.is_empty()).unwrap_or_default()
        })
        .collect();
    let opened = target::pages_behind(&links.concat(), "topic")?;
    let mut known = menu(&opened, &starts);
    // The way back is no item, whichever portal's pages have it.
    known.extend(pages.iter().map(|page| page.info().url));
    let mut seen: BTreeSet<(String, Vec<String>)> = BTreeSet::new();
    let mut found: Vec<Evidence> = Vec::new();
    for (names, links) in topics.iter().zip(&links) {
        let behind = links
            .iter()
            .filter_map(|link| opened.iter().find(|(known, _)| known.url == link.url))
            .filter(|(_, page)| !is_guide(*page))
            .map(|(link, page)| ((title(*page), items(*page, &known)), Evidence::from(link)))
            .find(|((_, items), _)| items.len() >= ITEMS_MIN);
        let names = reach::as_strs(names);
        let here = || {
            let block = pages.iter().find_map(|page| block(*page, &names, ITEMS_MIN))?;
            if holds(&compact(&block.heading.text), &BUNDLES) {
                return None;
            }
            let items = block.links.iter().map(|link| link.url.clone()).collect();
            Some(((String::new(), items), Evidence::from(block.heading)))
        };
        let topic = behind.or_else(here);
        if let Some((topic, evidence)) = topic
            && seen.insert(topic)
        {
            found.push(evidence);
        }
    }
    if found.is_empty() {
        let shell = pages.iter().copied().find(|page| page.is_shell());
        let nothing = portals.absent(shell.unwrap_or(start).absent("no topic with items"));
        let nothing = target::none_behind(&columns, "service_column", nothing);
        return Err(target::none_behind(&links.concat(), "topic", nothing));
    }
    let n = f64::from(u32::try_from(found.len()).unwrap_or(u32::MAX));
    Ok(Judged::number(n, "items").seen(found))
}

/// The best links to a topic; those to bundles of services are none.
fn topics_on(page: Page, names: &[&str]) -> Vec<Link> {
    let mut links = seek::named(page, names, NAMED_MAX);
    links.retain(|link| !holds(&compact(&link.text), &BUNDLES));
    links.truncate(TRIES_MAX);
    links
}

/// The start pages, service portals and home pages, and links on them to the columns topics are in.
fn starts(task: &Task, portals: &Portals) -> Step<(Vec<Page>, Vec<Link>)> {
    let mut pages = seek::starts(task)?;
    for page in portals.pages.iter().copied().chain(Page::starts("home")) {
        if !pages.contains(&page) {
            pages.push(page);
        }
    }
    let columns = pages.iter().flat_map(|page| seek::named(*page, &COLUMNS, COLUMNS_MAX));
    let columns = columns.collect();
    Ok((pages, columns))
}

/// Addresses of the menu: what every page of a topic links to, or, where all are alike, what the start
/// pages do.
fn menu(topics: &[(Link, Page)], starts: &[Page]) -> BTreeSet<String> {
    let sets: BTreeSet<BTreeSet<String>> = topics.iter().map(|(_, page)| urls(*page)).collect();
    let mut each = sets.iter().cloned();
    match each.next() {
        Some(first) if sets.len() > 1 => {
            each.fold(first, |menu, set| menu.intersection(&set).cloned().collect())
        }
        Some(_) | None => starts.iter().flat_map(|page| urls(*page)).collect(),
    }
}

fn title(page: Page) -> String {
    page.texts("title", 1).into_iter().next().map(|hit| hit.text).unwrap_or_default()
}

fn urls(page: Page) -> BTreeSet<String> {
    page.links(&[], LINKS_MAX).into_iter().map(|link| link.url).collect()
}

/// Addresses of the items of a topic: links of its own that are not on the pages before.
fn items(page: Page, known: &BTreeSet<String>) -> Vec<String> {
    let own = own::links(page).into_iter().filter(|link| !seek::is_hidden(link));
    let items = own.map(|link| link.url).filter(|url| !known.contains(url));
    items.collect::<BTreeSet<String>>().into_iter().collect()
}
