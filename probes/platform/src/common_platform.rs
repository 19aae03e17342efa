//! # What it asks
//! What share of the departments' websites is on the government's common platform.
//!
//! # Why it counts
//! Websites of their own age, die and are broken into one by one; the rules want them on the common
//! platform.
//!
//! # How it is judged
//! The links to websites of departments on the home page, or on the page behind `follow` where the
//! home page has fewer than five. On the platform is what is on the portal's host or one of its
//! sub-domains. Of those, `sample` evenly spaced are opened; one that is dead, or leads elsewhere, is not on it.
//!
//! # When it is unknown
//! No department's website is linked, or the home page is a shell that only a browser fills.
//!
//! # Source
//! 《政府网站与政务新媒体监管工作年度考核指标》(国办秘函〔2019〕19号), 集约化.

use probe_sdk::criteria::addresses::{is_of, site};
use probe_sdk::criteria::sample::spread;
use probe_sdk::criteria::targets::{Target, targets};
use probe_sdk::{Criterion, Judged, Link, Step, Task};

use crate::departments::departments;

pub(crate) const CRITERION: Criterion = Criterion {
    id: "common-platform",
    title: "部门网站集约化率",
    roles: &["home"],
    points: &["A2.1-4"],
    judge,
};

/// Websites opened, where the point does not say.
const SAMPLE: f64 = 8.0;

/// Places kept as evidence.
const EVIDENCE_MAX: usize = 10;

fn judge(task: &Task) -> Step<Judged> {
    let home = task.start()?;
    let links = departments(task, home)?;
    if links.is_empty() && home.is_shell() {
        return Err(home.absent("no department"));
    }
    let portal = home.info().url;
    let is_on = |url: &str| is_of(url, site(&portal));
    let (on, off): (Vec<Link>, Vec<Link>) = links.into_iter().partition(|link| is_on(&link.url));
    let sample = spread(&on, working_sample(task));
    let not_there: Vec<Link> = sample
        .iter()
        .zip(targets(&sample, "department")?)
        .filter(|(_, target)| match target {
            Target::Page(page) => !is_on(&page.info().url),
            Target::Dead(_) => true,
            Target::NotKnown(_) => false,
        })
        .map(|(link, _)| link.clone())
        .collect();
    let n_on = on.len() - not_there.len();
    let judged = Judged::share(n_on, on.len() + off.len());
    let elsewhere: Vec<Link> = not_there.into_iter().chain(off).take(EVIDENCE_MAX).collect();
    let note = elsewhere.iter().map(|link| link.url.as_str()).collect::<Vec<_>>().join(" ");
    Ok(if elsewhere.is_empty() {
        judged.seen(on.into_iter().take(EVIDENCE_MAX))
    } else {
        judged.seen(elsewhere).note(format!("不在平台上：{note}"))
    })
}

fn working_sample(task: &Task) -> usize {
    crate::working::sample(task, SAMPLE)
}
