//! # What it asks
//! How many of the items drawn from the region's list have a guide.
//!
//! # Why it counts
//! Level one of online handling is information: a person can read at home what to bring where.
//!
//! # How it is judged
//! Items are drawn evenly from the lists of items behind the service portal (`lists` names other links
//! to them), over their pages and over the offices named in them; `sample` is how many. An item has a
//! guide if its link, or the link 办事指南 behind it, leads to a page that states three of the eight
//! elements of the national check under their labels. A link that leads nowhere is an item without one.
//!
//! # When it is unknown
//! No list could be had, or none of the pages; items whose page could not be had are left out.
//!
//! # Source
//! 《中国地方政府互联网服务能力发展报告(2019)》, 网上政务服务办理一级标准.

use probe_sdk::criteria::guides::{Drawn, sample};
use probe_sdk::{Criterion, Evidence, Judged, Step, Stop, Task};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "guide-share",
    title: "抽样事项指南可达率",
    roles: &["service_portal", "home", "item_list"],
    points: &["B2.1-1"],
    judge,
};

/// Names of items in a note.
const NAMES_MAX: usize = 8;

fn judge(task: &Task) -> Step<Judged> {
    let sample = sample(task)?;
    let (mut with, mut without, mut names, mut unread) = (Vec::new(), Vec::new(), Vec::new(), None);
    for drawn in &sample.drawn {
        match drawn {
            Drawn::Guide(guide) => with.push(Evidence::from(guide.page)),
            Drawn::NoGuide(entry, _) | Drawn::Gone(entry, _) => {
                without.push(Evidence::from(&entry.link));
                names.push(entry.name.as_str());
            }
            Drawn::Unread(reason, note) => unread = Some((*reason, note.clone())),
        }
    }
    let (n_with, n) = (with.len(), with.len() + without.len());
    if n == 0
        && let Some((reason, note)) = unread
    {
        return Err(Stop::Unknown(reason, note));
    }
    names.truncate(NAMES_MAX);
    let judged = Judged::share(n_with, n).seen(with).seen(without);
    let note = format!("清单 {} 项，抽取 {n} 项，{n_with} 项有指南", sample.entries.len());
    Ok(judged.note(if names.is_empty() {
        note
    } else {
        format!("{note}；没有：{}", names.join("、"))
    }))
}
