//! # What it asks
//! What share of the links on inner pages works, attachments among them.
//!
//! # Why it counts
//! Forms and annexes hang on inner pages, and it is there that links die unseen.
//!
//! # How it is judged
//! From the home page three articles and three columns, evenly spaced, are opened. Of the distinct
//! links on them that the home page does not have, `sample` evenly spaced ones are opened, attachments
//! first for up to a third of them. Dead is what is dead on the home page; an attachment must have bytes
//! and be of the kind its name says.
//!
//! # When it is unknown
//! No inner page could be had, they have no links of their own, or more than half of the sample could
//! not be tried.
//!
//! # Source
//! 第一次全国政府网站普查评分表(国办发〔2015〕15号), 链接可用性.

use std::collections::BTreeSet;

use probe_sdk::criteria::addresses::is_attachment;
use probe_sdk::criteria::sample::spread;
use probe_sdk::criteria::sampling::{articles, columns, distinct};
use probe_sdk::{Criterion, Judged, LINKS_MAX, Link, Page, Step, Stop, Task, UnknownReason};

use crate::working::{sample, share};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "inner-links",
    title: "内页与附件可用率",
    roles: &["home"],
    points: &["A2.2-4"],
    judge,
};

/// Links opened, where the point does not say.
const SAMPLE: f64 = 30.0;

/// Inner pages of each sort whose links are looked at.
const PAGES_PER_SORT: usize = 3;

fn judge(task: &Task) -> Step<Judged> {
    let home = task.start()?;
    let mut inner = spread(&articles(home), PAGES_PER_SORT);
    inner.extend(spread(&columns(home), PAGES_PER_SORT));
    if inner.is_empty() {
        return Err(home.absent("no inner page"));
    }
    let pages: Vec<Page> = Link::open_all(&inner, "inner")?;
    let on_home: BTreeSet<String> =
        home.links(&[], LINKS_MAX).into_iter().map(|link| link.url).collect();
    let own: BTreeSet<String> = pages.iter().map(|page| page.info().url).collect();
    let links = pages.iter().flat_map(|page| page.links(&[], LINKS_MAX));
    let is_new = |link: &Link| !on_home.contains(&link.url) && !own.contains(&link.url);
    let links = distinct(links.filter(is_new).collect());
    if links.is_empty() {
        let note = "内页没有自己的链接".to_owned();
        return Err(Stop::Unknown(UnknownReason::NotStated, note));
    }
    let n_max = sample(task, SAMPLE);
    let (attached, pages): (Vec<Link>, Vec<Link>) =
        links.into_iter().partition(|link| is_attachment(&link.url));
    let mut picked = spread(&attached, n_max / 3);
    picked.extend(spread(&pages, n_max - picked.len()));
    share(&picked, "linked")
}
