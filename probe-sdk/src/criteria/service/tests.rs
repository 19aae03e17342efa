//! The shared criteria over small sites of our own.

mod column;
mod depth;
mod entry;
mod guide;
mod multi_channel;
mod register;

use super::{column as a_column, depth as a_depth, entry as an_entry, guide as a_guide};
use super::{multi_channel as channels, register as a_register};
use crate::testing::{Outcome, Site};
use crate::{Criterion, Probe};

const PROBE: Probe = Probe {
    family: "services",
    version: "0.0.0",
    title: "服务",
    criteria: &[
        an_entry::CRITERION,
        a_guide::CRITERION,
        a_depth::CRITERION,
        a_column::CRITERION,
        a_register::CRITERION,
        channels::CRITERION,
    ],
};

const MISSING: &str = "PageMissing";
const SHELL: &str = "NeedsRendering";

/// The head every page of the test site carries.
const HEAD: &str = "<div class=top><a href=/login>登录</a><form action=/s><input name=q \
    placeholder=请输入关键字><button>搜索</button></form></div><ul class=nav><li><a href=/>首页</a>\
    <li><a href=/zt>社会保障</a><li><a href=/hd>互动交流</a><li><a href=/jd>办件进度查询</a></ul>";

const FOOT: &str = "<div class=foot><p>主办：示例市人民政府 联系电话：0000-12345</p></div>";

const LOGIN: &str = "<h2>统一身份认证</h2><form><input name=user><input type=password></form>";

fn with_head(title: &str, html: &str) -> String {
    format!(
        "<title>{title}_示例市政务服务网</title><body>{HEAD}<div class=main>{html}</div>{FOOT}</body>"
    )
}

/// A service portal with this on its start page, and pages by path.
fn site(start: &str, pages: &[(&str, &str)]) -> Site {
    let url = |path: &str| format!("https://zwfw.a.test{path}");
    let portal = Site::new().silent().page("service_portal", &url("/"), &with_head("首页", start));
    let login = portal.page("target", &url("/login"), &with_head("登录", LOGIN));
    pages.iter().fold(login, |site, (path, html)| {
        let html = if html.starts_with("<!DOCTYPE") || html.starts_with("<script") {
            (*html).to_owned()
        } else {
            with_head("服务", html)
        };
        if path.contains(".doc") {
            site.attachment("target", &url(path))
        } else {
            site.page("target", &url(path), &html)
        }
    })
}

/// With the matter's phrases, and the topic of the head.
fn asked(site: Site, keywords: &str) -> Site {
    site.param("keywords", keywords).param("follow", r#"["社会保障"]"#)
}

#[track_caller]
fn check(site: Site, criterion: &Criterion, expected: &str) -> Outcome {
    let outcome = site.judge(&PROBE, criterion.id);
    assert_eq!(outcome.said(), expected, "{outcome:?}");
    outcome
}
