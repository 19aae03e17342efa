//! The open-data platform, and the short links on its pages.

use probe_sdk::criteria::reach::as_strs;
use probe_sdk::criteria::sampling::distinct;
use probe_sdk::criteria::surroundings::Surroundings;
use probe_sdk::criteria::targets::{Target, targets};
use probe_sdk::criteria::words::{compact, length};
use probe_sdk::{Hit, LINKS_MAX, Link, Page, Step, Stop, Task, UnknownReason};

/// Role of the platform's pages.
pub(crate) const OPEN_DATA: &str = "open_data";

/// What portals call the platform, where the point names nothing.
const WORDS: [&str; 7] =
    ["数据开放平台", "公共数据开放", "数据开放", "开放数据", "公共数据", "数据资源", "开放平台"];

/// Characters of the longest label of an entry; news about data have more.
const LABEL_CHARS_MAX: usize = 16;

/// Entries tried.
const TRIES_MAX: usize = 3;

/// The platform: the start page, if it is one of that role, or the first page behind the home page's
/// entries that speaks of data sets.
///
/// # Errors
///
/// [`Stop::Absent`] if no entry leads to one; [`Stop::Unknown`] if that is not known.
pub(crate) fn platform(task: &Task) -> Step<Page> {
    let start = task.start()?;
    let own = Page::starts(OPEN_DATA).into_iter().next();
    if let Some(own) = own {
        return Ok(own);
    }
    let given = task.words("follow");
    let words = if given.is_empty() { WORDS.to_vec() } else { as_strs(&given) };
    let links = labelled(start, &words, TRIES_MAX);
    let found = targets(&links, OPEN_DATA)?;
    let mut unread = None;
    for (link, target) in links.iter().zip(found) {
        match target {
            Target::Page(page) if page != start && is_platform(page) => return Ok(page),
            Target::Page(page) if page.is_shell() => {
                unread = unread.or(Some(page.absent("no data set")));
            }
            Target::NotKnown(why) => {
                let note = format!("{}: {why}", link.url);
                unread = unread.or(Some(Stop::Unknown(UnknownReason::PageMissing, note)));
            }
            Target::Page(_) | Target::Dead(_) => {}
        }
    }
    Err(unread.unwrap_or_else(|| start.absent("no entry that leads to an open-data platform")))
}

/// Words of which a platform has some besides its name.
const SPEAKS: [&str; 8] =
    ["数据集", "数据目录", "数据接口", "数据资源", "数据量", "下载量", "数据提供", "数据领域"];

fn is_platform(page: Page) -> bool {
    let text = page.text();
    SPEAKS.iter().any(|word| text.contains(word))
}

/// The visible links with a short label that holds one of the words: exact labels first, then by
/// the order of the words, of addresses each once.
pub(crate) fn labelled(page: Page, words: &[&str], n_max: usize) -> Vec<Link> {
    let own = page.info().url;
    let mut links: Vec<Link> = page.links(words, LINKS_MAX);
    links.retain(|link| {
        length(&compact(&link.text)) <= LABEL_CHARS_MAX && link.url != own && is_seen(link)
    });
    links.sort_by_cached_key(|link| {
        let word = words.iter().position(|word| link.text.contains(word)).unwrap_or(words.len());
        (!words.contains(&link.text.as_str()), word, length(&link.text))
    });
    let mut links = distinct(links);
    links.truncate(n_max);
    links
}

/// Whether a visitor sees the link.
pub(crate) fn is_seen(link: &Link) -> bool {
    let hit = Hit { page: link.page, node: link.node, text: String::new() };
    !Surroundings::of(&hit).is_hidden()
}
