//! A small service portal for tests of families: what stands on its start page and behind its links,
//! with what every portal has around it.

use super::Site;

/// The unified login every portal leads to, at `/login`.
pub const LOGIN: &str = "<h2>统一身份认证</h2><form><input name=user><input type=password></form>";

/// A portal whose start page holds `start` and whose menu leads to a topic of this name at `/zt`;
/// `pages` are given by path. Login, topic and exchange are there, empty where `pages` has none.
pub fn portal(topic: &str, start: &str, pages: &[(&str, &str)]) -> Site {
    let url = |path: &str| format!("https://zwfw.a.test{path}");
    let head = format!(
        "<div class=top><a href=/login>登录</a><form action=/s><input name=q \
         placeholder=请输入关键字><button>搜索</button></form></div><ul><li><a href=/>首页</a>\
         <li><a href=/zt>{topic}</a><li><a href=/hd>互动交流</a><li><a href=/bs>办事大厅</a></ul>"
    );
    let html = |html: &str| format!("<body>{head}<div class=main>{html}</div></body>");
    let site = Site::new().page("service_portal", &url("/"), &html(start));
    let common = [("/login", LOGIN), ("/zt", ""), ("/hd", "")];
    let is_given = |path: &&str| pages.iter().any(|(given, _)| given == path);
    let all = pages.iter().chain(common.iter().filter(|(path, _)| !is_given(path)));
    all.fold(site, |site, (path, text)| site.page("target", &url(path), &html(text)))
}
