//! The start pages, made last: they link to what the families have put. And what stands between
//! them and visitors where a region has that fate.

use std::collections::BTreeMap;

use super::Answer;
use super::day::Day;
use super::draft::{Column, Draft, Spot, count, share};
use super::files::FileState;
use super::links;
use super::page::{Block, Doc, Link, heading, text};
use super::place::{Fate, Ground, NOTE, Place, nth_of};
use super::themes::Charset;
use super::trap::Trap;
use super::truth::Planted;
use super::write::Frame;

/// What of the frames is known before any page is made: menus, feet, tags.
pub(crate) fn frames(draft: &mut Draft<'_>) {
    let (tags, own_tags) = super::access::tags(draft);
    let foot = vec![Block::Raw(marks(draft))];
    let (open, talk) = (draft.column(Ground::Site, "zwgk"), draft.column(Ground::Site, "hdjl"));
    let home = |host: String| format!("https://{host}/");
    let www = home(draft.place.www());
    let mut nav = vec![
        Link::new("首页", www),
        Link::new("政务公开", open.clone()),
        Link::new("互动交流", talk.clone()),
    ];
    let mut more = Vec::new();
    for (name, title) in
        [("zjbs", "走进本市"), ("ztzl", "专题专栏"), ("wzdt", "网站地图"), ("lxwm", "联系我们")]
    {
        let url = draft.column(Ground::Site, name);
        nav.push(Link::new(title, url.clone()));
        more.push((title, url));
    }
    draft.frames.insert(Ground::Site, Frame { nav, foot, tags, own_tags });
    let plain = |draft: &Draft<'_>, host: String, words: &str| Frame {
        nav: vec![Link::new("首页", home(host))],
        foot: vec![text(format!("{}{words}　{NOTE}", draft.place.city()))],
        ..Frame::default()
    };
    let portal = plain(draft, draft.place.portal(), "政务服务中心");
    draft.frames.insert(Ground::Portal, portal);
    let data = plain(draft, draft.place.data(), "数据资源管理局");
    draft.frames.insert(Ground::Data, data);
    let person = Frame { foot: vec![text(NOTE)], ..Frame::default() };
    draft.frames.insert(Ground::Person, person);
    draft.menu = (open, talk);
    for (title, url) in more {
        let doc = Doc::new(title, vec![heading(title), text(super::draft::PADDING)]);
        draft.put(Ground::Site, &url, &doc);
    }
}

/// A2.1-6, B3.1-7: the marks in the foot.
fn marks(draft: &mut Draft<'_>) -> String {
    let place = draft.place;
    let (city, code) = (place.city(), place.site_code());
    let is_foreign = place.rng("foreign code").u32(0..6) == 0;
    let shown_code = if is_foreign { "9876540001".to_owned() } else { code.clone() };
    let gif = format!("https://{}/images/mark.png", place.www());
    let said = [
        format!("<span>主办单位：{city}人民政府办公室</span> "),
        format!("<span>网站标识码：{shown_code}</span> "),
        format!("<span>合ICP备88{}02号-1</span> ", place.code.get(..4).unwrap_or_default()),
        format!("<span>合公网安备 {}02000136号</span> ", place.code),
        format!("<img src=\"{gif}\" alt=\"党政机关网站标识\"> "),
        format!(
            "<a href=\"https://zfwzgl.www.{}/exposure/jiucuo.html?site_code={code}\"><img src=\"{gif}\" alt=\"我为政府网站找错\"></a> ",
            place.domain()
        ),
    ];
    let mut html = format!("<p>{NOTE}</p>\n");
    let (mut n, mut has_report) = (0, false);
    for (nth, mark) in said.iter().enumerate() {
        if !place.has(&format!("A2.1-6 {nth}")) {
            continue;
        }
        html.push_str(mark);
        if nth == 1 && is_foreign {
            draft.trap(Trap::ForeignCode);
        } else {
            n += 1;
        }
        has_report |= nth == 5;
    }
    draft.plant("A2.1-6", Ground::Site, share(n, said.len()));
    draft.plant("B3.1-7", Ground::Site, Planted::Is(has_report));
    draft.put_file_at(Ground::Site, &gif, "png", FileState::Good);
    if has_report {
        let url =
            format!("https://zfwzgl.www.{}/exposure/jiucuo.html?site_code={code}", place.domain());
        let doc = Doc::new(
            "我为政府网站找错",
            vec![heading("我为政府网站找错"), text("请填写网站问题。")],
        );
        draft.put(Ground::Person, &url, &doc);
    }
    html
}

/// The pages of the menu and the two start pages.
pub(crate) fn plant(draft: &mut Draft<'_>, headlines: &[Link]) {
    second(draft);
    portal(draft);
    home(draft, headlines);
    for point in ["B2.3-4", "B2.4-6"] {
        draft.plant(point, Ground::Person, Planted::Person);
    }
}

/// Openness and exchange: what is two and three clicks from home.
fn second(draft: &mut Draft<'_>) {
    let (open, talk) = draft.menu.clone();
    let mut links = draft.second.clone();
    if !draft.third.is_empty() {
        let url = draft.column(Ground::Site, "zdly");
        let doc = Doc::new(
            "信息公开专栏",
            vec![heading("信息公开专栏"), Block::Links(draft.third.clone())],
        );
        draft.put(Ground::Site, &url, &doc);
        links.push(Link::new("信息公开专栏", url));
    }
    links.extend(draft.spots.get(&Spot::Open).cloned().unwrap_or_default());
    draft.put(
        Ground::Site,
        &open,
        &Doc::new("政务公开", vec![heading("政务公开"), Block::Links(links)]),
    );
    let mut links = draft.second_talk.clone();
    links.extend(draft.spots.get(&Spot::Talk).cloned().unwrap_or_default());
    draft.put(
        Ground::Site,
        &talk,
        &Doc::new("互动交流", vec![heading("互动交流"), Block::Links(links)]),
    );
}

fn portal(draft: &mut Draft<'_>) {
    let url = format!("https://{}/", draft.place.portal());
    let mut blocks = vec![heading(format!("{}政务服务网", draft.place.city()))];
    for (title, spot) in [("按主题办事", Spot::Topics), ("服务", Spot::Services)] {
        blocks.push(heading(title));
        blocks.push(Block::Links(draft.spots.get(&spot).cloned().unwrap_or_default()));
    }
    blocks.append(&mut draft.portal);
    let by_scripts = std::mem::take(&mut draft.portal_by_scripts);
    let doc = Doc {
        column: None,
        by_scripts,
        ..Doc::new(format!("{}政务服务网", draft.place.city()), blocks)
    };
    put_start(draft, Ground::Portal, &url, &doc);
}

fn home(draft: &mut Draft<'_>, headlines: &[Link]) {
    let url = format!("https://{}/", draft.place.www());
    let mut blocks = Vec::new();
    let spot =
        |draft: &Draft<'_>, spot| Block::Links(draft.spots.get(&spot).cloned().unwrap_or_default());
    blocks.push(spot(draft, Spot::Tools));
    if draft.place.rng("home today").u32(0..3) == 0 {
        draft.trap(Trap::TodaysDate);
        blocks.push(Block::Raw(
            "<script>document.write(\"今天是2019年1月15日 星期二\");</script>\n".to_owned(),
        ));
    }
    for (title, where_) in
        [("栏目导航", Spot::Columns), ("信息公开", Spot::Open), ("政民互动", Spot::Talk)]
    {
        blocks.push(heading(title));
        blocks.push(spot(draft, where_));
    }
    blocks.push(heading("最新发布"));
    blocks.push(Block::Links(headlines.to_vec()));
    blocks.append(&mut draft.home);
    let head = format!("{}{}", draft.viewport, draft.home_head);
    let by_scripts = std::mem::take(&mut draft.home_by_scripts);
    let doc = Doc { column: None, head, by_scripts, ..Doc::new("首页", blocks) };
    let links = links_of(draft, &url, &doc);
    links::plant(draft, &links);
    columns_kept(draft, &links);
    put_start(draft, Ground::Site, &url, &doc);
    if let Some(sheet) = draft.sheets.last_mut() {
        sheet.noted = std::mem::take(&mut draft.noted);
    }
}

/// The links of the home page, its own address not among them, each address once.
fn links_of(draft: &Draft<'_>, own: &str, doc: &Doc) -> BTreeMap<String, String> {
    let frame = draft.frames.get(&Ground::Site).cloned().unwrap_or_default();
    let mut links: Vec<(String, String)> =
        frame.nav.iter().map(|link| (link.to.clone(), link.text.clone())).collect();
    for block in doc.blocks.iter().chain(&frame.foot) {
        if let Block::Links(more) = block {
            links.extend(more.iter().map(|link| (link.to.clone(), link.text.clone())));
        } else if let Block::Raw(html) = block {
            links.extend(anchors(draft.place, html).map(|to| (to, String::new())));
        }
    }
    let links = links.into_iter().filter(|(to, _)| to.starts_with("https:"));
    let bare = links.map(|(to, text)| (to.split('#').next().unwrap_or_default().to_owned(), text));
    bare.filter(|(to, _)| to != own).rev().collect()
}

/// Addresses of the links in HTML as it stands.
fn anchors<'h>(place: &Place, html: &'h str) -> impl Iterator<Item = String> + 'h {
    let origin = format!("https://{}", place.www());
    let after = html.split("<a href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    after.map(move |to| if to.starts_with('/') { format!("{origin}{to}") } else { to.to_owned() })
}

/// A2.2-5, A2.2-6: columns the home page leads to that hold nothing, and those past their term.
fn columns_kept(draft: &mut Draft<'_>, links: &BTreeMap<String, String>) {
    let (mut n_empty, mut n_stale) = (0, 0);
    for (url, title) in links {
        let moved = draft.sheets.iter().find(|sheet| sheet.url == *url).map(|sheet| &sheet.answer);
        let at = if let Some(Answer::Moved { to, .. }) = moved { to } else { url };
        match draft.columns.get(at) {
            Some(Column::Empty) => n_empty += 1,
            Some(Column::Newest(day)) if *day < Day::ago(term(title)) => n_stale += 1,
            Some(Column::Newest(_)) | None => {}
        }
    }
    draft.plant("A2.2-5", Ground::Site, Planted::Count(count(n_empty)));
    draft.plant("A2.2-6", Ground::Site, Planted::Count(count(n_stale)));
}

/// Days within which a column must be renewed: news, notices and policy, others.
fn term(title: &str) -> i64 {
    let is_of = |words: &[&str]| words.iter().any(|word| title.contains(word));
    if is_of(&["要闻", "动态", "新闻"]) {
        14
    } else if is_of(&["政策", "文件", "解读", "通知", "公告", "公示", "公报"]) {
        180
    } else {
        365
    }
}

/// A start page, or scripts in its place.
fn put_start(draft: &mut Draft<'_>, ground: Ground, url: &str, doc: &Doc) {
    if !draft.is_shell(ground) {
        draft.put_rendered(ground, url, doc);
        return;
    }
    draft.trap(Trap::ScriptShell);
    let rendered = draft.html(ground, url, doc, true);
    draft.put_html(url, &shell(draft.place));
    if let Some(sheet) = draft.sheets.last_mut() {
        sheet.rendered = Some(rendered);
    }
}

/// A page that says nothing before its scripts ran.
fn shell(place: &Place) -> String {
    let charset = if place.theme.charset == Charset::Utf8 { "utf-8" } else { "gb2312" };
    format!(
        "<!DOCTYPE html><html><head><meta charset=\"{charset}\"><title>{}</title><!-- {NOTE} --></head><body>\
         <div id=\"app\"></div><script src=\"/static/js/vendor.8c1f.js\"></script><script src=\"/static/js/app.41d7.js\"></script></body></html>",
        place.city()
    )
}

/// What becomes of the pages of a host that is closed.
pub(crate) fn close(draft: &mut Draft<'_>) {
    let place = draft.place;
    let (host, trap) = match place.fate {
        Fate::SiteBlocked => (place.www(), Trap::BlockPage),
        Fate::PortalDead => (place.portal(), Trap::DeadHost),
        Fate::PortalForbidden => (place.portal(), Trap::Forbidden),
        Fate::DataShell => {
            shut_data(draft);
            return;
        }
        Fate::Open | Fate::PortalShell | Fate::SiteShell => return,
    };
    draft.trap(trap);
    let origin = format!("https://{host}/");
    for sheet in draft.sheets.iter_mut().filter(|sheet| sheet.url.starts_with(&origin)) {
        sheet.rendered = None;
        sheet.answer = if trap == Trap::BlockPage {
            blocked(place)
        } else if trap == Trap::Forbidden {
            Answer::Dead { failure: "robots-disallowed" }
        } else {
            Answer::Dead { failure: "connect" }
        };
    }
}

fn shut_data(draft: &mut Draft<'_>) {
    let origin = format!("https://{}/", draft.place.data());
    let page = shell(draft.place);
    let body = match draft.place.theme.charset {
        Charset::Utf8 => page.into_bytes(),
        Charset::Gbk | Charset::GbkAsLatin1 => encoding_rs::GBK.encode(&page).0.into_owned(),
    };
    let is_platform =
        draft.truths.get("A2.3-1").is_some_and(|truth| truth.planted == Planted::Is(true));
    let mut is_there = false;
    for sheet in draft.sheets.iter_mut().filter(|sheet| is_platform && sheet.url == origin) {
        let is_page = matches!(&sheet.answer, Answer::Page { status: 200, .. });
        if is_page {
            is_there = true;
            sheet.answer =
                Answer::Page { status: 200, kind: "text/html".to_owned(), body: body.clone() };
        }
    }
    if is_there {
        draft.trap(Trap::ScriptShell);
    }
}

/// A firewall's page, with a refusal or with a success as its status.
fn blocked(place: &Place) -> Answer {
    let status = *nth_of(&[403, 405, 200], place.number);
    let html = format!(
        "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>网站防火墙</title></head><body><h3>网站防火墙</h3>\
         <p>您的请求带有不合法参数，已被网站管理员设置拦截！</p><!-- {NOTE} --></body></html>"
    );
    Answer::Page { status, kind: "text/html; charset=utf-8".to_owned(), body: html.into_bytes() }
}
