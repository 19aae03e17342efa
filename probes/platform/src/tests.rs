//! The criteria over small sites of our own.

mod columns;
mod links;
mod platforms;
mod visits;

use probe_sdk::testing::Site;

/// The address of the home page in these tests.
const HOME: &str = "https://www.a.gov.cn/";

/// Menu and foot, so that a page is not taken for a shell.
const FRAME: &str = "<ul class=nav><li><a href=/>首页</a><li><a href=/zwgk/>政务公开</a>\
    <li><a href=/hd/>互动交流</a><li><a href=/jg/>机构职能</a><li><a href=/zj/>走进本市</a></ul>";

fn framed(html: &str) -> String {
    format!("<body>{FRAME}{html}</body>")
}

/// `expected` is `true`, a number with its unit, a grade or the reason of an unknown.
#[track_caller]
fn check(site: Site, criterion: &str, expected: &str) {
    let outcome = site.judge(&crate::probe(), criterion);
    assert_eq!(outcome.said(), expected, "{outcome:?}");
}

fn home(html: &str) -> Site {
    Site::new().page("home", HOME, &framed(html))
}
