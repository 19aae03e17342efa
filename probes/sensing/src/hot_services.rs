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

use probe_sdk::criteria::blocks::block;
use probe_sdk::criteria::{reach, sample, target};
use probe_sdk::{Criterion, Judged, Link, Page, Step, Stop, Task, UnknownReason};

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
    let start = task.start()?;
    let given = task.words("keywords");
    let names = if given.is_empty() { NAMES.to_vec() } else { reach::as_strs(&given) };
    let mut pages = task.pages();
    pages.extend(
        Page::all("service_portal").into_iter().filter(|page| !task.pages().contains(page)),
    );
    let Some(block) = pages.iter().find_map(|page| block(*page, &names, LINKS_MIN)) else {
        let shell = pages.iter().find(|page| page.is_shell());
        return Err(shell.unwrap_or(&start).absent("no block of hot services"));
    };
    let links = sample::spread(&block.links, sample::size(task, SAMPLE));
    let opened = target::pages_behind(&links, "service")?;
    if opened.is_empty() && links.iter().any(is_missing) {
        let note = "none of the services could be had".to_owned();
        return Err(Stop::Unknown(UnknownReason::PageMissing, note));
    }
    if opened.is_empty() {
        return Err(Stop::Absent(block.heading.page, "no hot service leads to a page".to_owned()));
    }
    let judged =
        Judged::truth(true).seen([&block.heading]).seen(opened.into_iter().map(|(link, _)| link));
    Ok(judged.sure(CONFIDENCE).note("只有一次采集，是否随需求变化请与上一轮比较"))
}

fn is_missing(link: &Link) -> bool {
    matches!(link.open("service"), Err(Stop::Unknown(..)))
}
