//! What the site discloses: lists of duties, powers and services, catalogue, guide, reports, forms.

use super::place::{Asking, List, Place};
use super::site::{Leaf, OPEN, leaf};
use super::style::{Column, Link, day, earlier, facts, list, table};

const FOCUS: Column = Column { name: "zdly", number: 1002, title: "信息公开专栏" };
const DUTY: Column = Column { name: "zrqd", number: 1011, title: "责任清单" };
const POWER: Column = Column { name: "qlqd", number: 1012, title: "权力清单" };
const MERGED: Column = Column { name: "qzqd", number: 1013, title: "权责清单" };
const SERVICES: Column = Column { name: "ggfw", number: 1014, title: "公共服务清单" };
const CATALOGUE: Column = Column { name: "gkml", number: 1021, title: "政府信息公开目录" };
const GUIDE: Column = Column { name: "gkzn", number: 1022, title: "政府信息公开指南" };
const REPORTS: Column = Column { name: "gknb", number: 1023, title: "政府信息公开年报" };
const ASKING: Column = Column { name: "ysqgk", number: 1024, title: "依申请公开" };

const DUTY_COLUMNS: [&str; 5] = ["主要职责", "责任事项", "责任主体", "追责情形", "监督电话"];

const POWER_COLUMNS: [&str; 5] = ["事项名称", "事项类型", "设定依据", "实施主体", "行使层级"];

const POWER_TYPES: [&str; 10] = [
    "行政许可",
    "行政处罚",
    "行政强制",
    "行政检查",
    "行政确认",
    "行政奖励",
    "行政给付",
    "行政征收",
    "行政裁决",
    "其他行政权力",
];

const FIELDS: [&str; 9] = [
    "公共教育",
    "劳动就业",
    "社会保险",
    "医疗卫生",
    "养老服务",
    "社会服务",
    "住房保障",
    "文化体育",
    "残疾人服务",
];

const CATEGORIES: [&str; 12] = [
    "机构职能",
    "规划信息",
    "统计信息",
    "财政预算",
    "行政许可",
    "行政处罚",
    "政府采购",
    "行政事业性收费",
    "重大建设项目",
    "应急管理",
    "公务员招考",
    "民生实事",
];

const OFFICES: [&str; 4] = ["示例发展局", "示例教育局", "示例交通局", "示例民政局"];

/// A list with the column it stands in.
type Listed = (Column, List);

/// The lists of the site, each with its own page.
fn lists(place: &Place) -> Vec<Listed> {
    let lists = if place.is_terse {
        vec![(MERGED, place.power), (SERVICES, place.services), (CATALOGUE, place.catalogue)]
    } else {
        vec![
            (DUTY, place.duty),
            (POWER, place.power),
            (SERVICES, place.services),
            (CATALOGUE, place.catalogue),
        ]
    };
    lists.into_iter().filter(|(_, list)| list.n_clicks > 0).collect()
}

fn links_at(place: &Place, n_clicks: u8) -> Vec<Link> {
    let lists = lists(place).into_iter().filter(|(_, list)| list.n_clicks == n_clicks);
    lists.map(|(column, _)| Link::new(column.title, column.path(place.style))).collect()
}

fn has_deeper(place: &Place, than: u8) -> bool {
    lists(place).iter().any(|(_, list)| list.n_clicks > than)
}

/// Where the menu's 政务公开 leads, if anywhere.
pub(crate) fn open_path(place: &Place) -> Option<String> {
    has_deeper(place, 1).then(|| OPEN.path(place.style))
}

/// What the home page links to.
pub(crate) fn home_links(place: &Place) -> Vec<Link> {
    let mut links = links_at(place, 1);
    if place.n_guide_elements > 0 {
        links.push(Link::new(GUIDE.title, GUIDE.path(place.style)));
    }
    match place.reported {
        0 => {}
        year if place.is_terse => links.push(report_link(place, year)),
        _ => links.push(Link::new(REPORTS.title, REPORTS.path(place.style))),
    }
    match place.asking {
        Asking::Nowhere => {}
        Asking::Paper => links.push(Link::new(ASKING.title, GUIDE.path(place.style))),
        Asking::Form => links.push(Link::new(ASKING.title, ASKING.path(place.style))),
    }
    links
}

/// The pages that disclose.
pub(crate) fn pages(place: &Place) -> Vec<Leaf> {
    let mut pages: Vec<Leaf> = Vec::new();
    if has_deeper(place, 1) {
        let mut links = links_at(place, 2);
        if has_deeper(place, 2) {
            links.push(Link::new(FOCUS.title, FOCUS.path(place.style)));
        }
        pages.push(columns(place, OPEN, &links));
    }
    if has_deeper(place, 2) {
        pages.push(columns(place, FOCUS, &links_at(place, 3)));
    }
    for (column, list) in lists(place) {
        let body = match column {
            DUTY => duties(place, list),
            POWER => powers(place, list),
            MERGED => format!("{}{}", duties(place, place.duty), powers(place, list)),
            SERVICES => services(place, list),
            _ => catalogue(place, list),
        };
        pages.push(leaf(place, column.path(place.style), column.title, &body));
    }
    if place.n_guide_elements > 0 {
        pages.push(leaf(place, GUIDE.path(place.style), GUIDE.title, &guide(place)));
    }
    if place.reported > 0 {
        pages.extend(reports(place));
    }
    if place.asking == Asking::Form {
        pages.push(form(place));
    }
    pages
}

fn columns(place: &Place, column: Column, links: &[Link]) -> Leaf {
    let body = list(place.style, column.title, links);
    leaf(place, column.path(place.style), column.title, &body)
}

fn updated(place: &Place, on: &str) -> String {
    if on.is_empty() {
        String::new()
    } else {
        format!("<p>更新日期：{}</p>\n", day(place.style, on))
    }
}

fn duties(place: &Place, list: List) -> String {
    let said = [
        "拟订示例规划并组织实施",
        "受理、审查、决定、送达",
        "综合科",
        "不依法履行职责的",
        "0990-5550112",
    ];
    let rows = OFFICES.iter().map(|office| {
        let row = std::iter::once(*office).chain(said).map(str::to_owned);
        row.take(list.n + 1).collect()
    });
    let heads: Vec<&str> = std::iter::once("部门").chain(DUTY_COLUMNS).take(list.n + 1).collect();
    let rows: Vec<Vec<String>> = rows.collect();
    format!("{}{}", updated(place, list.on), table(place.style, &heads, &rows))
}

fn powers(place: &Place, list: List) -> String {
    let types = POWER_TYPES.iter().take(list.n).zip(OFFICES.iter().cycle());
    let rows = types.enumerate().map(|(n, (kind, office))| {
        let row = [
            format!("示例事项{}", n + 1),
            (*kind).to_owned(),
            "《示例条例》第五条".to_owned(),
            (*office).to_owned(),
            "市级".to_owned(),
        ];
        row.into_iter().take(place.n_power_columns).collect()
    });
    let rows: Vec<Vec<String>> = rows.collect();
    let heads = POWER_COLUMNS.get(..place.n_power_columns).unwrap_or(&POWER_COLUMNS);
    format!("{}{}", updated(place, list.on), table(place.style, heads, &rows))
}

fn services(place: &Place, list: List) -> String {
    let rows = FIELDS.iter().take(list.n).zip(OFFICES.iter().cycle());
    let rows = rows.map(|(field, office)| {
        vec![(*field).to_owned(), format!("{field}示例服务"), (*office).to_owned()]
    });
    let rows: Vec<Vec<String>> = rows.collect();
    format!(
        "{}{}",
        updated(place, list.on),
        table(place.style, &["服务领域", "服务事项", "实施主体"], &rows)
    )
}

fn catalogue(place: &Place, catalogue: List) -> String {
    let categories = CATEGORIES.iter().take(catalogue.n).enumerate();
    let links: Vec<Link> = categories
        .map(|(n, text)| Link::new(format!("{text}（{}）", n + 3), format!("/gk/{n}.html")))
        .collect();
    let row = |number: &str, name: &str, on: String| {
        vec![format!("{}-{number}", place.code), name.to_owned(), day(place.style, &on)]
    };
    let rows = [
        row("0007", "关于公布示例目录的公告", catalogue.on.to_owned()),
        row("0006", "示例工作规则", earlier(catalogue.on, 1)),
    ];
    let documents = table(place.style, &["索引号", "名称", "发布日期"], &rows);
    format!("{}{documents}", list(place.style, "公开类目", &links))
}

fn guide(place: &Place) -> String {
    let city = place.city();
    let said = [
        ("机构名称", format!("{city}人民政府办公室")),
        ("联系电话", "0990-5550100".to_owned()),
        ("办公地址", format!("{city}示例路一号")),
        ("办公时间", "工作日 9:00-17:00".to_owned()),
        ("电子邮箱", format!("gk@{}.gov.test", place.host)),
        ("传真", "0990-5550101".to_owned()),
        ("依申请公开", "填写申请表，当面提交或邮寄至上述地址".to_owned()),
        ("监督", "向监察机关举报".to_owned()),
    ];
    let said = said.into_iter().take(place.n_guide_elements);
    let said: Vec<_> = said.map(|(label, text)| (label.to_owned(), text)).collect();
    let facts = facts(place.style, &said);
    if place.asking == Asking::Paper {
        let file = Link::new("政府信息公开申请表", "/files/sqb.doc");
        return format!("{facts}{}", list(place.style, "下载后邮寄", &[file]));
    }
    facts
}

fn report_link(place: &Place, year: u16) -> Link {
    let title = format!("{}{year}年政府信息公开工作年度报告", place.city());
    Link::new(title, format!("/gknb/{year}.html")).on(format!("{}-03-26", year + 1))
}

fn reports(place: &Place) -> Vec<Leaf> {
    let link = report_link(place, place.reported);
    let report = format!("<h1>{}</h1><p>本报告为合成样例。</p>\n", link.text);
    let mut pages = vec![leaf(place, link.href.clone(), REPORTS.title, &report)];
    if !place.is_terse {
        pages.push(columns(place, REPORTS, &[link]));
    }
    pages
}

fn form(place: &Place) -> Leaf {
    let body = "<form action=\"/ysqgk/tj\" method=\"post\">申请人 <input type=\"text\" name=\"a\">\
                所需信息 <textarea name=\"b\"></textarea><input type=\"submit\" value=\"提交\"></form>\n";
    leaf(place, ASKING.path(place.style), ASKING.title, body)
}
