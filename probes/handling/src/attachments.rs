//! # What it asks
//! How many of the files linked on guides open.
//!
//! # Why it counts
//! A dead download is worse than none: it is found when the form is needed.
//!
//! # How it is judged
//! Links of the guides drawn whose address names a file, some of each guide: those behind which a file
//! comes, of those that could be asked for. A page instead of a file, an error, an empty answer are not.
//!
//! # When it is unknown
//! No guide could be had. None links to a file: not applicable.
//!
//! # Source
//! 第一次全国政府网站普查评分表 (2015), 服务实用情况, 附件下载.

use std::collections::BTreeSet;

use probe_sdk::criteria::behind::all;
use probe_sdk::criteria::files::{is_file, is_good_file};
use probe_sdk::criteria::guides::{Answer, sample, share};
use probe_sdk::criteria::sample::evenly;
use probe_sdk::{Criterion, Evidence, Judged, Link, Step, Stop, Task, UnknownReason};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "attachments",
    title: "附件有效率",
    roles: &["service_portal", "home", "guide"],
    points: &["B2.2-3"],
    judge,
};

/// Files asked for on one guide: form and sample, and one more.
const OF_GUIDE_MAX: usize = 3;

fn judge(task: &Task) -> Step<Judged> {
    let sample = sample(task)?;
    if sample.guides().next().is_none() {
        return share(&sample, |_| Ok(Answer::No(None)));
    }
    let mut seen = BTreeSet::new();
    let mut links: Vec<Link> = Vec::new();
    for guide in sample.guides() {
        let files = guide.fields.links().iter().filter(|link| is_file(link));
        let files: Vec<&Link> = files.filter(|link| seen.insert(link.url.clone())).collect();
        links.extend(
            evenly(files.len(), OF_GUIDE_MAX).filter_map(|at| files.get(at).copied().cloned()),
        );
    }
    if links.is_empty() {
        let note = "no guide links to a file".to_owned();
        return Err(Stop::Unknown(UnknownReason::NotApplicable, note));
    }
    let good = all(links.iter().map(is_good_file))?;
    let of = |wanted: bool| {
        let pairs = links.iter().zip(&good);
        pairs.filter(move |(_, good)| **good == Some(wanted)).map(|(link, _)| Evidence::from(link))
    };
    let (n_good, n_bad) = (of(true).count(), of(false).count());
    let judged =
        Judged::share(n_good, n_good + n_bad).seen(of(false).take(20)).seen(of(true).take(20));
    Ok(judged.note(format!("附件 {} 个，打不开或不是文件 {n_bad} 个", n_good + n_bad)))
}
