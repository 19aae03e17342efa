//! # What it asks
//! Whether the page works in a current browser.
//!
//! # Why it counts
//! A page made for one browser of ten years ago is closed to those who have another.
//!
//! # How it is judged
//! Over the rendered page: no script ended with an error, and at least five links can be seen
//! outside of articles. The browser is Chromium; others are not tried.
//!
//! # When it is unknown
//! The page was not rendered, or nobody counted its errors. A script that fails because what it asked for
//! was refused (pictures, `robots.txt`) is counted as an error, and is why a "no" is less sure.
//!
//! # Source
//! 《政府网站与政务新媒体检查指标》(国办秘函〔2019〕19号), 兼容性.

use probe_sdk::criteria::surroundings::Surroundings;
use probe_sdk::{Criterion, Evidence, Hit, Judged, Link, Step, Stop, Task, UnknownReason};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "browser-clean",
    title: "浏览器兼容",
    roles: &["home"],
    points: &["C1.1-6"],
    judge,
};

/// Links that make a navigation.
const LINKS_MIN: usize = 5;

/// Links looked at.
const LINKS_MAX: u32 = 100;

fn judge(task: &Task) -> Step<Judged> {
    let page = task.start()?;
    let Some(n_errors) = page.number("script-errors") else {
        let note = "没有渲染时脚本出错的记录".to_owned();
        return Err(Stop::Unknown(UnknownReason::NotStated, note));
    };
    let is_seen = |link: &Link| {
        let hit = Hit { page, node: link.node, text: String::new() };
        Surroundings::of(&hit).is_site()
    };
    let n_links =
        page.links(&[], LINKS_MAX).iter().filter(|link| is_seen(link)).take(LINKS_MIN).count();
    let quote = format!("脚本出错 {n_errors} 次");
    let seen = Evidence { quote, ..Evidence::from(page) };
    Ok(Judged::truth(n_errors <= 0.0 && n_links == LINKS_MIN).seen([seen]))
}
