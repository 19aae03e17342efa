//! A service portal with twenty items, judged live: one set of guides serves all points of online
//! handling, and a region stays within its pages, its rounds of asking and its fuel.

use std::fmt::Write as _;
use std::fs;

use serde_json::Value;
use tests::loopback::{Answer, Loopback, bare, page};

use super::campaign::Campaign;
use super::live::FETCH;

const N_ITEMS: usize = 20;

/// What every page has around it: menus of a size that portals have.
fn around(main: &str) -> String {
    let columns = [
        "首页",
        "政务公开",
        "办事事项清单",
        "网上预约",
        "办件查询",
        "好差评",
        "互动交流",
        "走进本市",
    ];
    let paths = ["/", "/zwgk", "/sx/", "/yy", "/jd", "/hcp", "/hd", "/zj"];
    let mut menu = String::new();
    for (column, path) in columns.iter().zip(paths) {
        write!(menu, "<li><a href={path}>{column}</a></li>").unwrap();
    }
    for n in 0..120 {
        write!(menu, "<li><a href=/link/{n}>某某县人民政府网站{n}</a></li>").unwrap();
    }
    format!(
        "<!DOCTYPE html><title>示例市政务服务网</title><body><ul class=nav>{menu}</ul><div class=main>{main}</div>\
         <div class=footer>主办：示例市人民政府 联系电话：0354-3030303</div></body>"
    )
}

/// One of the two pages of the list; every second item is done online from end to end.
fn list(items: std::ops::RangeInclusive<usize>) -> String {
    let mut rows = "<tr><th>事项名称</th><th>实施主体</th><th>办理形式</th></tr>".to_owned();
    for n in items {
        let (office, form) = (["公安局", "民政局"][n % 2], ["全程网办", "窗口办理"][n % 2]);
        write!(rows, "<tr><td><a href=/gd/{n}.html>第{n}号许可事项办理</a></td><td>示例市{office}</td><td>{form}</td></tr>")
            .unwrap();
    }
    let pages = "<a href=index.html>1</a><a href=index_1.html>2</a><a href=index_1.html>下一页</a>";
    around(&format!("<table>{rows}</table><div class=page>{pages}</div>"))
}

/// Every fifth guide cannot be applied for online; the form of every tenth is an error page.
fn guide(n: usize) -> String {
    let apply =
        if n.is_multiple_of(5) { "<a>在线办理</a>" } else { "<a href=/apply>在线办理</a>" };
    around(&format!(
        "<h2>第{n}号许可事项办理</h2>{apply}<a href=/ask>在线咨询</a><table><tr><th>事项名称</th><td>第{n}号许可事项办理</td>\
         <th>到办事现场次数</th><td>{} 次</td></tr><tr><th>法定办结时限</th><td>20个工作日</td><th>承诺办结时限</th><td>5个工作日</td></tr>\
         <tr><th>办理地点</th><td>政务大厅{n}号窗口</td><th>办理时间</th><td>周一至周五 9:00-17:00</td></tr>\
         <tr><th>咨询电话</th><td>0354-3039{:03}</td><th>结果送达方式</th><td>窗口领取或邮寄送达</td></tr>\
         <tr><th>收费标准</th><td>每件10元</td><th>是否支持网上支付</th><td>是</td></tr></table>\
         <h3>设定依据</h3><p>《某某条例》第{n}条</p><h3>申请条件</h3><p>在本市登记</p><h3>申请材料</h3>\
         <table><tr><th>材料名称</th><th>材料形式</th><th>份数</th></tr><tr><td>申请表</td><td>原件</td><td>1</td></tr>\
         <tr><td>身份证</td><td>复印件</td><td>2</td></tr></table><p><a href=/f/{n}.doc>空白表格</a> <a href=/f/s{n}.pdf>填写样表</a></p>\
         <h3>办理流程</h3><p>申请→受理→审查→决定→送达</p><h3>办理结果</h3><p>电子证照</p>",
        n % 2,
        100 + n
    ))
}

fn html(text: &str) -> Answer {
    page("Content-Type: text/html; charset=utf-8\r\n", text.as_bytes())
}

fn number(path: &str, before: &str, after: &str) -> Option<usize> {
    path.strip_prefix(before)?.strip_suffix(after)?.parse().ok()
}

fn answer(path: &str) -> Answer {
    let form = "<form action=/x><input name=no placeholder=请输入办件编号><input name=pw type=password></form>";
    match path {
        "/" => html(&around("<p>欢迎</p>")),
        "/sx/" | "/sx/index.html" => html(&list(1..=N_ITEMS / 2)),
        "/sx/index_1.html" => html(&list(N_ITEMS / 2 + 1..=N_ITEMS)),
        "/apply" | "/jd" | "/yy" | "/ask" => html(&around(form)),
        "/hcp" => html(&around("<p>满意率 98.6%</p>")),
        _ => {
            if let Some(n) = number(path, "/gd/", ".html").filter(|n| (1..=N_ITEMS).contains(n)) {
                return html(&guide(n));
            }
            match number(path, "/f/", ".doc").filter(|n| !n.is_multiple_of(10)) {
                Some(_) => page("Content-Type: application/msword\r\n", b"\xd0\xcf\x11\xe0 a form"),
                None if path.rsplit('.').next() == Some("pdf") => {
                    page("Content-Type: application/pdf\r\n", b"%PDF-1.4 a sample")
                }
                None => bare("404 Not Found", ""),
            }
        }
    }
}

/// A campaign of one region whose service portal is the site.
fn campaign(site: &Loopback) -> (Campaign, tempfile::TempDir) {
    let regions = tempfile::tempdir().unwrap();
    let text = format!(
        "province = \"990000\"\nzh = \"示例省\"\n[[region]]\ncode = \"990100\"\nzh = \"示例市\"\n\
         short = \"示例\"\narea = \"east\"\nlon = 113.5\nlat = 23.3\n[[region.page]]\n\
         channel = \"site\"\nrole = \"service_portal\"\nurl = {:?}\n",
        site.url("/")
    );
    fs::write(regions.path().join("990000.toml"), text).unwrap();
    let manifests = tests::root().join("manifests/blue-book-2019");
    let fetch = FETCH
        .replace("pages_per_region_max = 40", "pages_per_region_max = 400")
        .replace("rounds_max = 6", "rounds_max = 9");
    (Campaign::new(&manifests, regions.path()).fetching(&fetch), regions)
}

/// Points and what the fifteen items give that are drawn evenly over the two offices: 1, 3, 5, 9, 11, 13,
/// 17, 19, then 2, 6, 8, 10, 14, 16, 18.
const EXPECTED: [(&str, f64); 19] = [
    ("B1.2-1", 16.0 / 20.0),
    ("B1.2-4", 1.0),
    ("B1.2-5", 1.0),
    ("B2.1-1", 1.0),
    ("B2.1-2", 1.0),
    ("B2.1-3", 1.0),
    ("B2.1-4", 1.0),
    ("B2.1-5", 1.0),
    ("B2.2-1", 18.0 / 20.0),
    ("B2.2-2", 1.0),
    ("B2.2-3", 38.0 / 40.0),
    ("B2.2-4", 1.0),
    ("B2.3-1", 16.0 / 20.0),
    ("B2.3-2", 1.0),
    ("B2.3-5", 1.0),
    ("B2.4-1", 0.5),
    ("B2.4-3", 1.0),
    ("B2.4-4", 1.0),
    ("B2.4-5", 1.0),
];

#[test]
fn one_set_of_guides_serves_every_point_of_handling() {
    let site = Loopback::start(answer).unwrap();
    let (live, _regions) = campaign(&site);
    live.done(&["run"]);
    let verdicts = live.verdicts("2019");
    let of = |point: &str| -> &Value { verdicts.iter().find(|v| v["point"] == point).unwrap() };
    for (point, share) in EXPECTED {
        let verdict = of(point);
        let found = verdict["finding"]["number"]["value"].as_f64();
        let is_share = found.is_some_and(|found| (found - share).abs() < 1e-6);
        assert!(is_share, "{point}: {share} expected, {verdict}");
    }
    for point in ["B1.2-2", "B1.2-3", "B1.2-6"] {
        assert_eq!(of(point)["finding"]["truth"], true, "{}", of(point));
    }
    let mut n_requests: Vec<_> = site.requests();
    n_requests.sort();
    n_requests.dedup();
    let costs = verdicts.iter().filter_map(|v| v["provenance"]["cost_fuel"].as_u64());
    eprintln!("{} requests, dearest call {} fuel", n_requests.len(), costs.max().unwrap_or(0));
}
