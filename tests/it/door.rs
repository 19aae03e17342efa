//! The third party's door: a probe from an empty folder to a score, by what can be typed.

mod journey;
mod judged;
mod measured;
pub(crate) mod names;
mod recorded;
mod registry;
mod saved;
mod scores;
mod shared;
mod suspicious;
mod vouched;
mod watched;

use std::fs;
use std::path::{Path, PathBuf};

use super::campaign::Campaign;

const HOME: &str = "<title>某市人民政府</title>\n<div>今天是2019年1月15日</div><ul class=\"nav\"><li><a href=\"/\">首页</a>
    <li><a href=\"/zwgk/\">政务公开</a><li><a href=\"/hygq/\">回应关切</a></ul>";

const LIST: &str = "<title>回应关切</title><div>今天是2019年1月15日</div><ul>
    <li><a href=\"/hygq/1.html\">关于供暖温度不达标的回应</a><span>2019-01-03</span>
    <li><a href=\"/hygq/2.html\">关于公交调价的回应</a><span>2018-12-03</span></ul>
    <a href=/a>甲</a><a href=/b>乙</a><a href=/c>丙</a>";

const ARTICLE: &str = "<title>回应</title><p>已经修好。";

/// A campaign with three saved pages.
fn saved() -> Campaign {
    let campaign = Campaign::sample().without_archive();
    for (name, html) in [("home.html", HOME), ("list.html", LIST), ("article.html", ARTICLE)] {
        fs::write(campaign.path(name), html).unwrap();
    }
    campaign
}

/// A probe with a criterion, `response-freshness`, that goes from the home page to the list and to its
/// first letter.
fn component() -> String {
    Path::new(tests::PROBES_DIR).join("sensing.wasm").to_str().unwrap().to_owned()
}

/// A folder beside the probes of this build.
fn beside_probes(name: &str) -> PathBuf {
    Path::new(tests::PROBES_DIR).parent().unwrap().join(name)
}

fn read(path: &Path) -> String {
    String::from_utf8(fs::read(path).unwrap()).unwrap()
}

#[track_caller]
fn holds(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "no `{part}` in:\n{text}");
    }
}
