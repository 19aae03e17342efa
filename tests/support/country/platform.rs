//! A2.1: how portal, service platform and departments hang together, the channels that are named
//! and the marks in the foot.

use super::draft::{Draft, Spot, count, share};
use super::page::{Block, Doc, Field, Form, Link, heading, text};
use super::place::Ground;
use super::trap::Trap;
use super::truth::Planted;

/// Departments with a site of their own; the names in addresses.
const SITES: [(&str, &str); 12] = [
    ("fgw", "市发展和改革局"),
    ("jyj", "市教育局"),
    ("kjj", "市科学技术局"),
    ("gaj", "市公安局"),
    ("mzj", "市民政局"),
    ("sfj", "市司法局"),
    ("czj", "市财政局"),
    ("rsj", "市人力资源和社会保障局"),
    ("zrj", "市自然资源局"),
    ("hbj", "市生态环境局"),
    ("zjj", "市住房和城乡建设局"),
    ("jtj", "市交通运输局"),
];

/// Plants them.
pub(crate) fn plant(draft: &mut Draft<'_>) {
    departments(draft);
    ties(draft);
    login(draft);
    channels(draft);
    provincial(draft);
}

/// A2.1-4, A2.1-5: sites of departments, on the common platform or elsewhere.
fn departments(draft: &mut Draft<'_>) {
    let place = draft.place;
    let n_common = place.some_of("A2.1-4", SITES.len());
    draft.plant("A2.1-4", Ground::Site, share(n_common, SITES.len()));
    draft.plant("A2.1-5", Ground::Site, share(n_common + 1, SITES.len() + 1));
    let domain = place.domain();
    let label = domain.trim_end_matches(".gov.test").to_owned();
    let mut links = Vec::new();
    for (nth, (name, title)) in SITES.iter().enumerate() {
        let url = if nth < n_common {
            format!("https://{name}.{domain}/")
        } else {
            format!("https://{name}-{label}.test/")
        };
        let doc =
            Doc::new(*title, vec![heading(*title), text("本部门网站由市政府办公室统一管理。")]);
        draft.put(Ground::Person, &url, &doc);
        links.push(Link::new(*title, url));
    }
    draft.home.push(heading(place.word(&["部门网站", "网站导航", "市政府部门网站"])));
    draft.home.push(Block::Links(links));
}

/// A2.1-1: whether home page and service portal lead to each other.
fn ties(draft: &mut Draft<'_>) {
    let place = draft.place;
    // The way there is what most points of services take, so there always is one.
    let back = place.has("A2.1-1");
    draft.plant("A2.1-1", Ground::Portal, Planted::Grade(if back { "both" } else { "one_way" }));
    let words = place.word(&["政务服务网", "一网通办", "网上办事大厅"]);
    draft.link(Spot::Tools, Link::new(words, format!("https://{}/", place.portal())));
    if back {
        draft.portal.push(Block::Links(vec![Link::new(
            format!("{}人民政府门户网站", place.city()),
            format!("https://{}/", place.www()),
        )]));
    }
}

/// A2.1-2: where the logins of portal, service platform and mailbox end; not every mailbox has one. The
/// page of the unified account is always there.
fn login(draft: &mut Draft<'_>) {
    let place = draft.place;
    let unified = draft.login_url();
    let fields = [
        ("用户名", Field::Line("user")),
        ("密码", Field::Secret("word")),
        ("验证码", Field::Line("code")),
    ];
    let form = Form::post(&unified, "登录", &fields);
    let doc = Doc::new("统一身份认证平台", vec![heading("统一身份认证登录"), Block::Form(form)]);
    draft.put_rendered(Ground::Portal, &unified, &doc);
    draft.link(Spot::Services, Link::new("登录", unified.clone()));
    let is_unified = place.has("A2.1-2");
    let grade = match (is_unified, draft.mailbox_account) {
        (true, None | Some(true)) => "single",
        (true, Some(false)) | (false, Some(true)) => "partial",
        (false, None | Some(false)) => "none",
    };
    draft.plant("A2.1-2", Ground::Portal, Planted::Grade(grade));
    if is_unified {
        draft.link(Spot::Tools, Link::new("登录", unified));
        return;
    }
    let url = format!("https://yhdl.{}/login", place.domain());
    let fields = [("用户名", Field::Line("user")), ("密码", Field::Secret("word"))];
    let form = Form::post(&url, "登录", &fields);
    let doc = Doc::new("用户登录", vec![heading("用户登录"), Block::Form(form)]);
    draft.put_rendered(Ground::Person, &url, &doc);
    draft.link(Spot::Tools, Link::new("登录", url));
}

const CHANNELS: [(&str, &str); 6] = [
    ("微信", "微信公众号"),
    ("微博", "政务微博"),
    ("客户端", "政务客户端"),
    ("小程序", "政务小程序"),
    ("抖音", "抖音号"),
    ("头条", "头条号"),
];

/// A2.1-3, C1.2-3, C1.2-7: channels named on the home page with an account or a code to scan.
fn channels(draft: &mut Draft<'_>) {
    let place = draft.place;
    let has: Vec<bool> =
        CHANNELS.iter().map(|(kind, _)| place.has(&format!("A2.1-3 {kind}"))).collect();
    let get = |nth: usize| has.get(nth).copied().unwrap_or_default();
    draft.plant(
        "A2.1-3",
        Ground::Site,
        Planted::Count(count(has.iter().filter(|has| **has).count())),
    );
    draft.plant("C1.2-3", Ground::Site, Planted::Is(get(3)));
    draft.plant(
        "C1.2-7",
        Ground::Site,
        Planted::Count(count(usize::from(get(4)) + usize::from(get(5)))),
    );
    let mut html = String::from("<div class=\"media\">\n");
    for ((_, words), _) in CHANNELS.iter().zip(&has).filter(|(_, has)| **has) {
        let name = format!("{}发布", place.short);
        let entry = match place.theme.number % 3 {
            0 => format!(
                "<div class=\"qr\"><img src=\"/images/ewm.png\" alt=\"{words}二维码\"><span>{words}：{name}</span></div>\n"
            ),
            1 => format!(
                "<p><a href=\"/images/ewm.png\" title=\"{words}\">{words}</a><span>{name}</span></p>\n"
            ),
            _ => format!("<li>{words}：{name}<img src=\"/images/ewm.png\" alt=\"{words}\"></li>\n"),
        };
        html.push_str(&entry);
    }
    html.push_str("</div>\n");
    draft.put_file_at(
        Ground::Site,
        &format!("https://{}/images/ewm.png", place.www()),
        "png",
        super::files::FileState::Good,
    );
    draft.home.push(Block::Raw(html));
    if place.number.is_multiple_of(4) {
        draft.trap(Trap::ShareButtons);
        draft.home.push(Block::Raw("<div class=\"bdsharebuttonbox\"><span>分享到：</span><a href=\"#\" class=\"bds_weixin\" title=\"分享到微信\">微信</a><a href=\"#\" class=\"bds_tsina\" title=\"分享到新浪微博\">新浪微博</a></div>\n".to_owned()));
    }
}

/// A2.1-7.
fn provincial(draft: &mut Draft<'_>) {
    let place = draft.place;
    let url = format!("https://sheng.{}/site/{}.html", place.domain(), place.code);
    let title = format!("省政务服务网{}站点", place.city());
    let is_there = place.has("A2.1-7");
    if is_there {
        draft.plant("A2.1-7", Ground::Portal, Planted::Is(true));
        let host = format!("https://sheng.{}", place.domain());
        let put = |draft: &mut Draft<'_>, title: String, name: String| {
            let to = format!("{host}/{name}.html");
            draft.put(Ground::Person, &to, &Doc::new(title.clone(), vec![heading(title.clone())]));
            Link::new(title, to)
        };
        let menu = [("个人办事", "grbs"), ("法人办事", "frbs"), ("办事指南", "bszn")]
            .map(|(title, name)| put(draft, title.to_owned(), name.to_owned()));
        let items: Vec<Link> =
            (1..8).map(|nth| put(draft, format!("合成事项{nth}"), format!("sx{nth}"))).collect();
        let doc = Doc::new(
            title.clone(),
            vec![
                Block::Links(menu.to_vec()),
                heading(&*title),
                text(format!("区划代码：{}　{}", place.code, place.city())),
                Block::Links(items),
            ],
        );
        draft.put(Ground::Person, &url, &doc);
    } else {
        draft.plant_trapped("A2.1-7", Ground::Portal, Planted::Is(false), Trap::DeadLink);
        draft.put_broken(Ground::Person, &url, Trap::DeadLink);
    }
    draft.portal.push(Block::Links(vec![Link::new(title, url)]));
}
