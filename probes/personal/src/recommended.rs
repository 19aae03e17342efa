//! # What it asks
//! Whether the home page or the service portal recommends services.
//!
//! # Why it counts
//! It is the first step from a shelf to a service: something is offered before it is asked for.
//!
//! # How it is judged
//! A block called 为您推荐, 猜您想办, 智能推荐 … with at least three links, of which a sample (`sample`, 2) leads to pages of
//! their own. A heading alone does not count.
//!
//! # When it is unknown
//! The page is a shell that only a browser fills, or none of the links could be had. No block: no.
//!
//! # Source
//! This catalogue's own.

use probe_sdk::criteria::{blocks, portals, reach, sample};
use probe_sdk::{Criterion, Judged, Step, Task};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "recommended-services",
    title: "首页智能推荐",
    roles: &["home", "service_portal"],
    points: &["C3.2-5"],
    judge,
};

/// Names of the block.
const NAMES: [&str; 8] = [
    "为您推荐",
    "为你推荐",
    "猜您想办",
    "猜你想办",
    "智能推荐",
    "猜您想找",
    "推荐服务",
    "个性推荐",
];

/// Links that make a block.
const LINKS_MIN: usize = 3;

/// Links opened.
const SAMPLE: usize = 2;

fn judge(task: &Task) -> Step<Judged> {
    task.start()?;
    let given = task.words("keywords");
    let names = if given.is_empty() { NAMES.to_vec() } else { reach::as_strs(&given) };
    let mut pages = task.pages();
    let portals = portals::besides(&pages)?;
    pages.extend(&portals.pages);
    let n_opened = sample::size(task, SAMPLE);
    let (block, links) =
        blocks::living(&pages, &names, LINKS_MIN, n_opened).map_err(|stop| portals.absent(stop))?;
    Ok(Judged::truth(true).seen([block.heading]).seen(links))
}
