//! Entries of the portal as a whole: a link with its name and a target that is what the name says.

use probe_sdk::criteria::behind::{Target, targets};
use probe_sdk::criteria::guides::portals;
use probe_sdk::criteria::seek::is_hidden;
use probe_sdk::criteria::words::{compact, length};
use probe_sdk::{Evidence, Judged, LINKS_MAX, Link, Page, Step, Stop, Task, UnknownReason};

/// Characters of the longest name of an entry.
const NAME_CHARS_MAX: usize = 14;

/// Links of the right name that are tried.
const TRIES_MAX: usize = 4;

/// Whether a page behind a link with one of the words is what is wanted, and where it shows.
///
/// # Errors
///
/// [`Stop::Absent`] if no link or no target is; [`Stop::Unknown`] where that cannot be told.
pub(crate) fn entry(
    task: &Task,
    words: &[&str],
    wanted: impl Fn(Page) -> Option<Evidence>,
) -> Step<Judged> {
    let portals = portals(task)?;
    let mut links: Vec<Link> =
        portals.iter().flat_map(|page| page.links(words, LINKS_MAX)).collect();
    links.retain(|link| length(&compact(&link.text)) <= NAME_CHARS_MAX && !is_hidden(link));
    links.sort_by_cached_key(|link| !words.contains(&link.text.as_str()));
    links.dedup_by(|a, b| a.url == b.url);
    links.truncate(TRIES_MAX);
    let (mut unread, mut seen) = (None, Vec::new());
    for (link, target) in links.iter().zip(targets(&links, "entry")?) {
        match target {
            Target::Page(page) => match wanted(page) {
                Some(place) => return Ok(Judged::truth(true).seen([link]).seen([place])),
                None if page.is_shell() => {
                    let note = format!("{} is filled by scripts", page.info().url);
                    unread = Some((UnknownReason::NeedsRendering, note));
                }
                None => seen.push(Evidence::from(link)),
            },
            Target::Gone(_) | Target::File(_) => seen.push(Evidence::from(link)),
            Target::Unread(reason, note) => unread = Some((reason, note)),
        }
    }
    if let Some((reason, note)) = unread {
        return Err(Stop::Unknown(reason, note));
    }
    if !seen.is_empty() {
        return Ok(Judged::truth(false).seen(seen).note("入口不能用"));
    }
    let page = portals.last().copied().map_or_else(|| task.start(), Ok)?;
    Err(page.absent(&format!("no entry called {}", words.join("/"))))
}
