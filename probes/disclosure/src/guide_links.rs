//! # What it asks
//! How many items of the list lead straight to their guide.
//!
//! # Why it counts
//! A list without ways on is a dead end.
//!
//! # How it is judged
//! Items are drawn evenly (`sample`) from the list behind `follow`; one counts if its link, or the link 办事指南 on
//! its page, leads to a page that states three of the eight elements of a guide. A dead link does not.
//!
//! # When it is unknown
//! The list or all items drawn could not be had. No link to a list: no.
//!
//! # Source
//! 本目录自拟 (derived).

use probe_sdk::criteria::behind::all;
use probe_sdk::criteria::guides::{Drawn, behind};
use probe_sdk::criteria::items::{entries, spread};
use probe_sdk::{Criterion, Evidence, Judged, Step, Stop, Task};

use crate::{drawn, search};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "guide-links",
    title: "清单事项直达办事指南率",
    roles: &["list_page", "home"],
    points: &["A1.4-5"],
    judge,
};

fn judge(task: &Task) -> Step<Judged> {
    let list = search::followed(task)?;
    let picked = spread(&entries(list), drawn::n_sample(task));
    if picked.is_empty() {
        return Err(list.absent("no item leads on"));
    }
    let (mut with, mut without, mut unread) = (Vec::new(), Vec::new(), None);
    for drawn in all(picked.into_iter().map(behind))? {
        match drawn {
            Drawn::Guide(guide) => with.push(Evidence::from(guide.page)),
            Drawn::NoGuide(entry, _) | Drawn::Gone(entry, _) => {
                without.push(Evidence::from(&entry.link));
            }
            Drawn::Unread(reason, note) => unread = Some((reason, note)),
        }
    }
    let (n_with, n) = (with.len(), with.len() + without.len());
    match unread {
        Some((reason, note)) if n == 0 => Err(Stop::Unknown(reason, note)),
        Some(_) | None => Ok(Judged::share(n_with, n).seen(with).seen(without)),
    }
}
