//! The service portal (政务服务网): its start page, entries, guides, the login they end at.

use super::place::{Depth, Place, Style};
use super::site::Leaf;
use super::style::{Frame, Link, facts, list};

/// Services with an entry each.
pub(crate) const ENTRIES: [&str; 12] = [
    "学区划片查询",
    "中考成绩查询",
    "公积金账户查询",
    "交通违法查询处理",
    "企业开办一窗通",
    "企业名称自主申报",
    "电子税务局",
    "增值税发票查验",
    "创新创业专栏",
    "网上预约",
    "办件进度查询",
    "服务好差评",
];

/// Services with a guide each.
pub(crate) const GUIDES: [&str; 9] = [
    "城乡居民基本养老保险参保登记",
    "教师资格认定",
    "生育登记",
    "就业失业登记",
    "公共租赁住房申请",
    "道路运输经营许可",
    "企业设立登记",
    "增值税一般纳税人登记",
    "创业担保贷款申请",
];

/// Topics by user and by event of life.
pub(crate) const TOPICS: [&str; 9] = [
    "个人办事",
    "企业办事",
    "入学升学",
    "就业创业",
    "生育收养",
    "婚育户籍",
    "退休养老",
    "开办设立",
    "注销清算",
];

const BUNDLES: [&str; 6] = [
    "新生儿出生一件事",
    "义务教育入学一件事",
    "退休一件事",
    "开餐馆一次办",
    "二手房过户一次办",
    "企业开业套餐",
];

const GROUPS: [&str; 5] =
    ["老年人服务", "残疾人服务", "退役军人服务", "妇女儿童服务", "外籍人士服务"];

const LOGIN: &str = "/login.html";
const SHARED_GUIDE: &str = "/guide/all.html";
const MOVING: &str = "/guide/shzy.html";

/// What the elements of a guide are called, in two ways.
const LABELS: [[&str; 2]; 8] = [
    ["事项名称", "办理事项"],
    ["设定依据", "办理依据"],
    ["申请条件", "受理条件"],
    ["办理材料", "申请材料"],
    ["办理流程", "办事流程"],
    ["办理地点", "受理地点"],
    ["办理时间", "办公时间"],
    ["联系电话", "咨询电话"],
];

/// The pages of the portal, its start page first.
pub(crate) fn pages(place: &Place) -> Vec<Leaf> {
    let mut pages = vec![start(place), login(place)];
    for (n, kind) in place.entries.chars().enumerate() {
        let Some(title) = ENTRIES.get(n) else { continue };
        match kind {
            '*' => pages.push(own(place, n, title)),
            'x' => pages.push(Leaf::gone(place.zwfw(), format!("/gone/{n}.html"))),
            _ => {}
        }
    }
    for (n, kind) in place.guides.chars().enumerate() {
        let Some(title) = GUIDES.get(n) else { continue };
        if kind == 'x' {
            pages.push(Leaf::gone(place.zwfw(), guide_path(n, kind)));
        } else if let Some(n_elements) = kind.to_digit(10) {
            let body = guide(place, title, n_elements as usize);
            pages.push(leaf(place, guide_path(n, kind), title, &body));
        }
    }
    if place.guides.contains('o') {
        let body = guide(place, "本站全部事项", place.n_shared_elements);
        pages.push(leaf(place, SHARED_GUIDE.to_owned(), "事项汇编", &body));
    }
    if moving_path(place) == Some(MOVING) {
        pages.push(moving(place));
    }
    pages
}

/// The address of the login, which the site's own pages lead to as well.
pub(crate) fn login_url(place: &Place) -> String {
    format!("https://{}{LOGIN}", place.zwfw())
}

fn leaf(place: &Place, path: String, title: &str, body: &str) -> Leaf {
    let host = place.zwfw();
    let title = format!("{title}_{}政务服务网", place.city());
    let menu = [
        Link::new("网站首页", format!("https://{}/", place.www())),
        Link::new("服务大厅", "/"),
        Link::new("登录", LOGIN),
        Link::new("注册", LOGIN),
        Link::new("帮助", "/help.html"),
    ];
    let foot = format!("{}政务服务数据管理局（合成）", place.city());
    let frame = Frame { place, host: &host, title: &title, tags: &[], menu: &menu, foot: &foot };
    let html = frame.page(body);
    Leaf::page(host, path, html)
}

fn start(place: &Place) -> Leaf {
    let topics = TOPICS.iter().take(place.n_topics).enumerate();
    let topics = topics.map(|(n, text)| Link::new(*text, format!("/topic/{n}.html")));
    let bundles = BUNDLES.iter().take(place.n_bundles).enumerate();
    let bundles = bundles.map(|(n, text)| Link::new(*text, format!("/bundle/{n}.html")));
    let groups = GROUPS.iter().take(place.n_groups).enumerate();
    let groups = groups.map(|(n, text)| Link::new(*text, format!("/group/{n}.html")));
    let entries = ENTRIES.iter().zip(place.entries.chars()).enumerate();
    let entries = entries.filter_map(|(n, (text, kind))| match kind {
        '+' => Some(Link::new(*text, LOGIN)),
        '*' => Some(Link::new(*text, own_path(n))),
        'x' => Some(Link::new(*text, format!("/gone/{n}.html"))),
        _ => None,
    });
    let social = place.social.iter().map(|text| Link::new(*text, LOGIN));
    let moving = moving_path(place).map(|path| Link::new("社保关系转移接续", path));
    let guides = GUIDES.iter().zip(place.guides.chars()).enumerate();
    let guides = guides.filter(|(_, (_, kind))| *kind != '-');
    let guides = guides.map(|(n, (text, kind))| Link::new(*text, guide_path(n, kind)));
    let blocks: [(&str, Vec<Link>); 5] = [
        ("主题服务", topics.collect()),
        ("便民服务", entries.chain(social).collect()),
        ("事项目录", guides.chain(moving).collect()),
        ("集成服务", bundles.collect()),
        ("特色专区", groups.collect()),
    ];
    let blocks = blocks.iter().filter(|(_, links)| !links.is_empty());
    let blocks: Vec<String> =
        blocks.map(|(heading, links)| list(place.style, heading, links)).collect();
    leaf(place, "/".to_owned(), "首页", &blocks.concat())
}

fn login(place: &Place) -> Leaf {
    let body = "<h2>统一身份认证</h2><form action=\"/login\" method=\"post\">账号 <input type=\"text\" \
                name=\"user\"> 密码 <input type=\"password\" name=\"code\"> <input type=\"submit\" \
                value=\"登录\"></form>\n";
    leaf(place, LOGIN.to_owned(), "登录", body)
}

fn own(place: &Place, n: usize, title: &str) -> Leaf {
    let steps = [
        Link::new("在线办理", LOGIN),
        Link::new("常见问题", "/help.html"),
        Link::new("政策说明", "/help.html"),
    ];
    leaf(place, own_path(n), title, &list(place.style, title, &steps))
}

fn own_path(n: usize) -> String {
    format!("/entry/{n}.html")
}

fn guide_path(n: usize, kind: char) -> String {
    if kind == 'o' { SHARED_GUIDE.to_owned() } else { format!("/guide/{n}.html") }
}

fn guide(place: &Place, title: &str, n_elements: usize) -> String {
    let city = place.city();
    let said = [
        format!("{title}（合成）"),
        "《示例办法》第三条".to_owned(),
        format!("在{city}居住或者登记的申请人"),
        "申请表一份，身份证明一份".to_owned(),
        "申请、受理、审核、办结".to_owned(),
        format!("{city}政务服务中心二楼"),
        "工作日 9:00-17:00".to_owned(),
        "0990-5550123".to_owned(),
    ];
    let second = usize::from(matches!(place.style, Style::Tables | Style::Cards));
    let labels = LABELS.iter().filter_map(|names| names.get(second));
    let elements: Vec<(String, String)> =
        labels.map(|label| (*label).to_owned()).zip(said).take(n_elements).collect();
    format!("<h1>{title}</h1>\n{}", facts(place.style, &elements))
}

/// The page about moving one's social security; a mere guide is on the page for all guides.
fn moving_path(place: &Place) -> Option<&'static str> {
    match place.moving {
        Depth::Nowhere => None,
        Depth::Guided if place.guides.contains('o') => Some(SHARED_GUIDE),
        Depth::Told | Depth::Guided | Depth::Printed | Depth::Applied | Depth::Followed => {
            Some(MOVING)
        }
    }
}

fn moving(place: &Place) -> Leaf {
    let title = "社保关系转移接续";
    let mut body = if place.moving >= Depth::Guided {
        guide(place, title, 8)
    } else {
        format!("<h1>{title}</h1><p>请携带证件到窗口咨询。</p>\n")
    };
    let steps = [
        (Depth::Printed, Link::new("申请表", "/files/shzy.doc")),
        (Depth::Applied, Link::new("在线办理", LOGIN)),
        (Depth::Followed, Link::new("办理进度", LOGIN)),
    ];
    let steps = steps.into_iter().filter(|(depth, _)| place.moving >= *depth);
    let steps: Vec<Link> = steps.map(|(_, link)| link).collect();
    if !steps.is_empty() {
        body.push_str(&list(place.style, "办理入口", &steps));
    }
    leaf(place, MOVING.to_owned(), title, &body)
}
