//! # What it asks
//! Whether the login links of the portal, the service platform and the mailbox lead to one place.
//!
//! # Why it counts
//! One account for all is what makes several platforms one; an account a platform keeps people away.
//!
//! # How it is judged
//! On the home page, the service platform (behind `follow`) and the mailbox (behind `mailbox`) the
//! best visible link with 统一身份认证 or 登录 is opened, redirects included; links for staff are left out. All
//! of at least two end on the same host: `single`; two of three: `partial`; else `none`. No
//! password is ever sent.
//!
//! # When it is unknown
//! The service platform could not be read, fewer than two logins are known, or they are scripts and no
//! addresses. Pages that were read and have no login are a finding.
//!
//! # Source
//! 《政府网站与政务新媒体检查指标》(国办秘函〔2019〕19号), 统一登录.

use std::collections::BTreeMap;

use probe_sdk::criteria::addresses::host;
use probe_sdk::criteria::mentions::mentions;
use probe_sdk::criteria::reach::as_strs;
use probe_sdk::criteria::targets::{Target, gather, target};
use probe_sdk::criteria::words::{compact, holds, length};
use probe_sdk::{Criterion, Judged, Link, Page, Step, Stop, Task, UnknownReason, failed};

use crate::service::{self, SERVICE_PORTAL, labelled};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "single-sign-on",
    title: "统一身份认证",
    roles: &["home"],
    points: &["A2.1-2"],
    judge,
};

/// What a login is called, best first.
const LOGIN: [&str; 6] = ["统一身份认证", "用户登录", "个人登录", "登录", "登陆", "注册"];

/// Logins that are not for the people.
const STAFF: [&str; 7] = ["后台", "管理员", "邮箱", "邮件", "OA", "办公", "内网"];

/// Characters of the longest label of a login: `统一身份认证平台登录`.
const LABEL_CHARS_MAX: usize = 12;

/// Ways to the mailbox, where the point names none.
const MAILBOX: [&str; 6] = ["市长信箱", "领导信箱", "书记信箱", "我要写信", "咨询投诉", "互动交流"];

/// Logins tried on one page.
const TRIES_MAX: usize = 4;

/// What a page's login is.
enum Login {
    At(String, Link),
    /// Read, and there is none; the page.
    None(Page),
    NotKnown(UnknownReason, String),
}

fn judge(task: &Task) -> Step<Judged> {
    let home = task.start()?;
    let pages = gather(vec![platform(task, home), mailbox(task, home)])?;
    let mut read: Vec<Page> = vec![home];
    for page in pages {
        match page {
            Ok(Some(page)) if !read.contains(&page) => read.push(page),
            Ok(_) | Err(Stop::Absent(..)) => {}
            Err(stop) => return Err(stop),
        }
    }
    let mut logins = Vec::new();
    for login in gather(read.into_iter().map(login).collect())? {
        logins.push(login?);
    }
    decide(logins)
}

fn platform(task: &Task, home: Page) -> Step<Option<Page>> {
    let linked = service::linked(task, home)?;
    let own = || Page::starts(SERVICE_PORTAL).into_iter().next();
    // Without the platform's login nobody knows whether it is one of all.
    match (linked.platform, linked.shell, linked.unread) {
        (Some((_, page)), ..) => Ok(Some(page)),
        (None, Some(shell), _) => Err(shell.absent("no login")),
        (None, None, Some(why)) => Err(Stop::Unknown(UnknownReason::PageMissing, why)),
        (None, None, None) => Ok(own()),
    }
}

fn mailbox(task: &Task, home: Page) -> Step<Option<Page>> {
    let given = task.words("mailbox");
    let words = if given.is_empty() { MAILBOX.to_vec() } else { as_strs(&given) };
    let Some(link) = labelled(home, &words, 1).into_iter().next() else { return Ok(None) };
    Ok(target(&link, "mailbox")?.page())
}

fn login(page: Page) -> Step<Login> {
    let links = labelled(page, &LOGIN, TRIES_MAX).into_iter();
    let link = links
        .filter(|link| length(&compact(&link.text)) <= LABEL_CHARS_MAX)
        .find(|link| !holds(&link.text, &STAFF));
    let Some(link) = link else {
        let is_script = page.is_shell() || mentions(page, &LOGIN).iter().any(is_button);
        let why = format!("the login of {} is a script", page.info().url);
        return Ok(if is_script {
            Login::NotKnown(UnknownReason::NeedsRendering, why)
        } else {
            Login::None(page)
        });
    };
    Ok(match target(&link, "login")? {
        Target::Page(page) => Login::At(host(&page.info().url).to_owned(), link),
        Target::Dead(_) => Login::None(page),
        // What a browser would fill answers at its own address.
        Target::NotKnown(_) if is_shell(&link) => Login::At(host(&link.url).to_owned(), link),
        Target::NotKnown(why) => {
            Login::NotKnown(UnknownReason::PageMissing, format!("{}: {why}", link.url))
        }
    })
}

fn is_button(hit: &probe_sdk::Hit) -> bool {
    let short = length(&compact(&hit.text)) <= LABEL_CHARS_MAX;
    let around = probe_sdk::criteria::surroundings::Surroundings::of(hit);
    short && around.in_link() && around.is_site() && !holds(&hit.text, &STAFF)
}

fn is_shell(link: &Link) -> bool {
    failed(&link.url).is_some_and(|failure| failure.class == "script-shell")
}

fn decide(logins: Vec<Login>) -> Step<Judged> {
    let mut by_host: BTreeMap<String, Vec<Link>> = BTreeMap::new();
    let mut without = Vec::new();
    let mut unknown = None;
    for login in logins {
        match login {
            Login::At(host, link) => by_host.entry(host).or_default().push(link),
            Login::None(page) => without.push(page),
            Login::NotKnown(reason, note) => unknown = unknown.or(Some((reason, note))),
        }
    }
    let n_logins: usize = by_host.values().map(Vec::len).sum();
    if let Some((reason, note)) = unknown.filter(|_| n_logins < 2) {
        return Err(Stop::Unknown(reason, note));
    }
    let most = by_host.values().map(Vec::len).max().unwrap_or(0);
    let grade = match (n_logins, most) {
        (2.., most) if most == n_logins => "single",
        (_, 2..) => "partial",
        _ => "none",
    };
    let hosts = by_host.keys().cloned().collect::<Vec<_>>().join(" ");
    let links = by_host.into_values().flatten();
    Ok(Judged::grade(grade).seen(links).seen(without).note(hosts))
}
