//! # What it asks
//! What share of the links on the home page works.
//!
//! # Why it counts
//! A dead link on the first page is the first thing a visitor learns about a site.
//!
//! # How it is judged
//! Of the distinct links, outside ones included, `sample` evenly spaced ones are opened. Dead is what
//! answers with an error, an error page, or the home page again, what has no host or no
//! connection. Attachments must be what their name says.
//!
//! # When it is unknown
//! More than half of the sample could not be tried (`robots.txt`, guards, the round's budget), or the
//! home page is a shell that only a browser fills. Pictures are not asked for.
//!
//! # Source
//! 第一次全国政府网站普查评分表(国办发〔2015〕15号), 链接可用性.

use probe_sdk::criteria::sample::spread;
use probe_sdk::criteria::sampling::distinct;
use probe_sdk::{Criterion, Judged, LINKS_MAX, Step, Task};

use crate::working::{sample, share};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "home-links",
    title: "首页链接可用率",
    roles: &["home"],
    points: &["A2.2-3"],
    judge,
};

/// Links opened, where the point does not say.
const SAMPLE: f64 = 100.0;

fn judge(task: &Task) -> Step<Judged> {
    let home = task.start()?;
    let own = home.info().url;
    let mut links = distinct(home.links(&[], LINKS_MAX));
    links.retain(|link| link.url != own);
    if links.is_empty() {
        return Err(home.absent("no link"));
    }
    share(&spread(&links, sample(task, SAMPLE)), "linked")
}
