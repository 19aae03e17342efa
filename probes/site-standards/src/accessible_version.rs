//! # What it asks
//! Whether the home page has an entry to an accessible or senior version that works.
//!
//! # Why it counts
//! The entry is asked for by rule, and a picture of it is soon made; people who need it need what is behind it.
//!
//! # How it is judged
//! An entry as in `accessibility`. One that is a link must lead to a page, not the same page again and not an
//! error. One that is a button needs a script: where a script of one of the tools is named on the page it
//! must answer with something in it; otherwise the page must have scripts at all, with less confidence.
//!
//! # When it is unknown
//! What is behind the entry could not be had for reasons that are not the site's, or the page is an
//! empty shell that only a browser fills.
//!
//! # Source
//! 《互联网应用适老化及无障碍改造专项行动方案》(工信部信管〔2020〕200号).

use probe_sdk::criteria::addresses::join;
use probe_sdk::criteria::targets::{Target, targets};
use probe_sdk::{Criterion, Hit, Judged, LINKS_MAX, Link, Page, Step, Stop, Task, UnknownReason};

use crate::accessibility::{labelled, tool};
use crate::marks::not_seen;

pub(crate) const CRITERION: Criterion = Criterion {
    id: "accessible-version",
    title: "无障碍与长者模式可用",
    roles: &["home"],
    points: &["C1.1-4"],
    judge,
};

/// Entries tried.
const TRIES_MAX: usize = 3;

/// Elements around a label looked at for its link.
const LEVELS_MAX: usize = 4;

/// Parts of the addresses of the tools' scripts.
const TOOLS: [&str; 9] =
    ["wza", "aria", "wuzhangai", "accessib", "oldfixed", "canyou", "barrier", "slh", "ewa"];

/// Scripts looked at.
const SCRIPTS_MAX: u32 = 60;

/// Confidence in a button whose script is not known by name.
const UNNAMED_CONFIDENCE: f32 = 0.6;

fn judge(task: &Task) -> Step<Judged> {
    let page = task.start()?;
    let hits: Vec<Hit> = labelled(page).chain(tool(page)).take(TRIES_MAX).collect();
    if hits.is_empty() {
        return Ok(not_seen(page));
    }
    let links = page.links(&[], LINKS_MAX);
    let linked: Vec<Link> = hits.iter().filter_map(|hit| link_of(hit, &links)).collect();
    let scripts = if linked.len() < hits.len() { tools(page) } else { Vec::new() };
    let all: Vec<Link> = linked.iter().chain(&scripts).cloned().collect();
    let mut unread = None;
    for (link, target) in all.iter().zip(targets(&all, "accessible")?) {
        match target {
            Target::Page(found) if found != page && found.number("n-bytes") != Some(0.0) => {
                return Ok(Judged::truth(true).seen(hits.into_iter().take(1)).seen([found]));
            }
            Target::NotKnown(why) => {
                let note = format!("{}: {why}", link.url);
                unread = unread.or(Some(Stop::Unknown(UnknownReason::PageMissing, note)));
            }
            Target::Page(_) | Target::Dead(_) => {}
        }
    }
    if let Some(stop) = unread {
        return Err(stop);
    }
    let has_button = linked.len() < hits.len() && scripts.is_empty() && page.count("script") > 0;
    Ok(if has_button {
        Judged::truth(true).seen(hits).sure(UNNAMED_CONFIDENCE).note("由脚本打开，未能核实")
    } else {
        Judged::truth(false).seen(hits).note("入口打不开")
    })
}

/// The link a label belongs to.
fn link_of(hit: &Hit, links: &[Link]) -> Option<Link> {
    let mut next = Some(hit.node);
    for _ in 0..LEVELS_MAX {
        let node = next?;
        if let Some(link) = links.iter().find(|link| link.node == node) {
            return Some(link.clone());
        }
        next = hit.page.parent_of(node);
    }
    None
}

/// The scripts of tools on the page.
fn tools(page: Page) -> Vec<Link> {
    let own = page.info().url;
    let hits = page.attrs("script[src]", "src", SCRIPTS_MAX).into_iter();
    let named = hits.filter(|hit| {
        let lower = hit.text.to_ascii_lowercase();
        TOOLS.iter().any(|tool| lower.contains(tool))
    });
    let links = named.filter_map(|hit| {
        let url = join(&own, &hit.text)?;
        Some(Link { page, node: hit.node, text: hit.text, url })
    });
    links.take(TRIES_MAX).collect()
}
