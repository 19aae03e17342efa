//! # What it asks
//! Whether the site shows by itself what many people need now.
//!
//! # Why it counts
//! Most visitors come for the same few things; a site that knows them saves them the search.
//!
//! # How it is judged
//! The home page or the service portal has a block called 热门服务, 热点服务, 高频事项, 大家都在搜 … with at least three
//! links, of which a sample leads to pages of their own. Whether the block follows demand can only be seen
//! by comparing two collections at least 30 days apart, which one round does not have; so a yes is always
//! below the usual line of confidence, and a person compares it with the round before.
//!
//! # When it is unknown
//! The page is a shell, or none of the links could be had. No block: no.
//!
//! # Source
//! 《中国地方政府互联网服务能力发展报告(2019)》, 主动感知能力.

use probe_sdk::criteria::{blocks, portals, reach, sample};
use probe_sdk::{Criterion, Judged, Step, Task};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "hot-services",
    title: "热点服务主动呈现",
    roles: &["home", "service_portal"],
    points: &["B3.3-7"],
    judge,
};

/// Names of the block.
const NAMES: [&str; 8] = [
    "热门服务",
    "热点服务",
    "高频事项",
    "热门事项",
    "热点事项",
    "大家都在搜",
    "大家都在办",
    "高频服务",
];

/// Links that make a block.
const LINKS_MIN: usize = 3;

/// Links opened.
const SAMPLE: usize = 2;

/// Below the usual line: one collection cannot show change.
const CONFIDENCE: f32 = 0.5;

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
    let judged = Judged::truth(true).seen([block.heading]).seen(links);
    Ok(judged.sure(CONFIDENCE).note("只有一次采集，是否随需求变化请与上一轮比较"))
}
