//! # What it asks
//! Whether there is a space of one's own: one's matters, favourites, data.
//!
//! # Why it counts
//! Service can only be fitted to a person the site knows.
//!
//! # How it is judged
//! A link of the home page or the service portal called 个人中心, 用户空间, 用户中心 … leads to a login (a field for a password,
//! an address of one, ways to log in) or to a page with one's own matters (我的办件, 我的收藏 …).
//!
//! # When it is unknown
//! The target could not be had or is a shell that is not known as a login by its address. No such link, or
//! one that leads to neither: no.
//!
//! # Source
//! 《中国地方政府互联网服务能力发展报告(2019)》, 定制服务能力.

use probe_sdk::criteria::mentions::in_text;
use probe_sdk::criteria::seek::{self, Way};
use probe_sdk::criteria::words::holds;
use probe_sdk::criteria::{portals, reach};
use probe_sdk::{Criterion, Judged, Page, Step, Task};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "personal-space",
    title: "个人中心",
    roles: &["home", "service_portal"],
    points: &["C3.1-1"],
    judge,
};

/// Names of the entry.
const NAMES: [&str; 7] =
    ["个人中心", "用户空间", "用户中心", "个人空间", "我的空间", "办事空间", "我的主页"];

/// Columns it may be in.
const VIA: [&str; 3] = ["政务服务", "办事服务", "网上办事"];

/// Clicks from the start page.
const CLICKS_MAX: u32 = 2;

/// Ways to log in.
const LOGIN: [&str; 5] = ["扫码登录", "密码登录", "账号登录", "个人登录", "统一身份认证"];

/// One's own matters.
const OWN: [&str; 7] =
    ["我的办件", "我的收藏", "我的申报", "我的咨询", "我的证照", "我的订阅", "个人信息"];

/// Parts of addresses of logins.
const HOSTS: [&str; 6] = ["login", "sso.", "/sso", "tyrz", "oauth", "/cas/"];

fn judge(task: &Task) -> Step<Judged> {
    let given = task.words("keywords");
    let names = if given.is_empty() { NAMES.to_vec() } else { reach::as_strs(&given) };
    let mut starts = seek::starts(task)?;
    let portals = portals::besides(&starts)?;
    starts.extend(&portals.pages);
    let way = Way { names: &names, via: &VIA, role: "entry", n_clicks_max: CLICKS_MAX };
    let found = seek::column(&starts, &way, &is_space).map_err(|stop| portals.absent(stop))?;
    Ok(Judged::truth(true).seen(found.link).seen([found.page]))
}

fn is_space(page: Page) -> bool {
    let url = page.info().url.to_lowercase();
    page.info().depth > 0
        && (page.count("input[type=password]") > 0
            || holds(&url, &HOSTS)
            || page.find("body", &LOGIN).is_some()
            || in_text(page, &OWN).len() >= 2)
}
