//! # What it asks
//! How many days ago the newest entry on the home page was put there.
//!
//! # Why it counts
//! A home page without news for two weeks is a single veto of the national check.
//!
//! # How it is judged
//! Days from the newest dated entry (a title that leads to a page, with a date in its address, or else
//! beside it) to the day of collection. The newest entries are opened, up to
//! three, until one answers; if that article's own tag `PubDate` says an earlier day, that day counts. The
//! day of the visit in the page's head, dates after collection and the home page's own tags do not count.
//!
//! # When it is unknown
//! The home page is a shell that only a browser fills, or its newest entries could not be had. A page
//! without a dated entry counts as not updated.
//!
//! # Source
//! 《政府网站与政务新媒体检查指标》(国办秘函〔2019〕19号), 单项否决 首页不更新.

use probe_sdk::criteria::dates::Day;
use probe_sdk::criteria::targets::{Target, targets};
use probe_sdk::criteria::titles::{Entry, entries};
use probe_sdk::{Criterion, Judged, Link, Step, Stop, Task, UnknownReason};

use crate::column_states::today;

pub(crate) const CRITERION: Criterion = Criterion {
    id: "home-freshness",
    title: "首页更新时效",
    roles: &["home"],
    points: &["A2.2-7"],
    judge,
};

/// Newest entries opened; the first may have been taken down since.
const TRIES_MAX: usize = 3;

/// Confidence of an age whose year the page does not say.
const GUESSED_CONFIDENCE: f32 = 0.7;

fn judge(task: &Task) -> Step<Judged> {
    let home = task.start()?;
    let (today, year) = today(task)?;
    let mut dated: Vec<(Day, Entry)> = entries(home, today, year)
        .into_iter()
        .filter_map(|entry| Some((entry.day?, entry)))
        .collect();
    // The first of the newest in document order: sorting keeps the order of equal days.
    dated.sort_by_key(|(day, _)| std::cmp::Reverse(*day));
    dated.truncate(TRIES_MAX);
    if dated.is_empty() {
        return Err(home.absent("no dated entry"));
    }
    let links: Vec<Link> = dated.iter().map(|(_, entry)| entry.link.clone()).collect();
    let mut unread = None;
    for ((day, entry), target) in dated.into_iter().zip(targets(&links, "article")?) {
        match target {
            Target::Page(page) => {
                let said = page.meta("PubDate").and_then(|said| Day::parse(&said));
                let day = said.map_or(day, |said| said.min(day));
                let n_days = i32::try_from(today.days_since(day).max(0)).unwrap_or(i32::MAX);
                let judged =
                    Judged::number(f64::from(n_days), "days").seen([entry.link]).seen([page]);
                return Ok(if entry.is_year_guessed && said.is_none() {
                    judged.sure(GUESSED_CONFIDENCE).note("日期未写年份")
                } else {
                    judged
                });
            }
            Target::NotKnown(why) => unread = unread.or(Some(format!("{}: {why}", entry.link.url))),
            Target::Dead(_) => {}
        }
    }
    match unread {
        Some(why) => Err(Stop::Unknown(UnknownReason::PageMissing, why)),
        None => Err(home.absent("no dated entry that leads to a page")),
    }
}
