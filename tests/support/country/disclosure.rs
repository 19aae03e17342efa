//! A1.3: the disclosure catalogue, its guide, yearly reports and the form to ask by.

use super::draft::{Draft, PADDING, Spot, count, share};
use super::files::FileState;
use super::page::{Block, Doc, Field, Form, Link, heading, text};
use super::place::Ground;
use super::trap::Trap;
use super::truth::Planted;

const CATEGORIES: [&str; 12] = [
    "机构职能",
    "规划信息",
    "统计信息",
    "行政许可",
    "行政处罚",
    "财政预算",
    "行政事业性收费",
    "政府采购",
    "重大建设项目",
    "民生实事",
    "应急管理",
    "公务员招考",
];

/// The elements of a disclosure guide, with the words for each.
const ELEMENTS: [&str; 8] =
    ["机构名称", "办公地址", "办公时间", "联系电话", "传真", "电子邮箱", "依申请公开", "监督"];

/// Plants them; `documents` are the region's policy documents.
pub(crate) fn plant(draft: &mut Draft<'_>, documents: &[Link]) {
    catalogue(draft, documents);
    guide(draft);
    reports(draft);
    asking(draft);
}

fn catalogue(draft: &mut Draft<'_>, documents: &[Link]) {
    let place = draft.place;
    let title = place.word(&["政府信息公开目录", "法定主动公开内容"]);
    let n_clicks =
        1 + usize::from(!place.has("A1.3-1")) + usize::from(!place.has("A1.3-1 further"));
    let url = draft.column(Ground::Site, "gkml");
    let link = Link::new(title, url.clone());
    match n_clicks {
        1 => draft.link(Spot::Open, link),
        2 => draft.second.push(link),
        _ => draft.third.push(link),
    }
    draft.plant("A1.3-1", Ground::Site, Planted::Steps(count(n_clicks)));
    let n_categories = 1 + place.some_of("A1.3-4", 11);
    draft.plant("A1.3-4", Ground::Site, Planted::Count(count(n_categories)));
    let mut blocks = vec![heading(title)];
    for (nth, category) in CATEGORIES.iter().enumerate() {
        if nth < n_categories {
            blocks.push(heading(*category));
            blocks.push(Block::Links(documents.iter().skip(nth % 9).take(2).cloned().collect()));
        } else if nth % 2 == 0 {
            draft.trap(Trap::BareHeading);
            blocks.push(heading(*category));
            blocks.push(text("暂无内容"));
        }
    }
    draft.put(Ground::Site, &url, &Doc::new(title, blocks));
}

fn guide(draft: &mut Draft<'_>) {
    let place = draft.place;
    let title = place.word(&["公开指南", "信息公开指南"]);
    let (city, domain) = (place.city(), place.domain());
    let said = [
        format!("{city}人民政府办公室"),
        format!("{city}示例路一号"),
        "工作日9:00—17:00".to_owned(),
        "0990-5550100".to_owned(),
        "0990-5550101".to_owned(),
        format!("gk@{domain}"),
        "填写申请表，当面提交或者邮寄至上述地址".to_owned(),
        "对未按规定公开的，可以向市监察机关举报".to_owned(),
    ];
    let leaves_labels = place.rng("A1.3-2 labels").u32(0..3) == 0;
    let mut n_there = 0;
    let mut facts = Vec::new();
    for (element, value) in ELEMENTS.iter().zip(said) {
        let is_there = place.has(&format!("A1.3-2 {element}"));
        n_there += usize::from(is_there);
        if is_there {
            facts.push(((*element).to_owned(), value));
        } else if leaves_labels {
            draft.trap(Trap::BareLabel);
            facts.push(((*element).to_owned(), String::new()));
        }
    }
    draft.plant("A1.3-2", Ground::Site, share(n_there, ELEMENTS.len()));
    let url = draft.column(Ground::Site, "gkzn");
    let doc = Doc::new(title, vec![heading(title), text(PADDING), Block::Facts(facts)]);
    draft.put(Ground::Site, &url, &doc);
    draft.link(Spot::Open, Link::new(title, url));
}

/// The report due on a day in January is that of the year before the last.
fn reports(draft: &mut Draft<'_>) {
    let place = draft.place;
    let title = place.word(&["公开年报", "信息公开年度报告"]);
    let is_there = place.has("A1.3-3");
    let newest = if is_there || place.number.is_multiple_of(2) { 2017 } else { 2015 };
    let url = draft.column(Ground::Site, "gknb");
    let mut links = Vec::new();
    for year in (newest - 2..=newest).rev() {
        let name = format!("{}{year}年信息公开年报", place.city());
        let days = super::day::Day::ago(296 + (2017 - year) * 365);
        let to = draft.leaf(Ground::Site, "gknb", days);
        if year == 2017 && !is_there {
            draft.put_broken(Ground::Site, &to, Trap::DeadLink);
        } else {
            draft.article(Ground::Site, &to, title, &name, days);
        }
        links.push(Link::new(name, to).on(days));
    }
    let trap = if newest == 2017 { Trap::DeadLink } else { Trap::BareHeading };
    if is_there {
        draft.plant("A1.3-3", Ground::Site, Planted::Is(true));
    } else {
        draft.plant_trapped("A1.3-3", Ground::Site, Planted::Is(false), trap);
    }
    draft.put(Ground::Site, &url, &Doc::new(title, vec![heading(title), Block::Links(links)]));
    draft.link(Spot::Open, Link::new(title, url));
}

fn asking(draft: &mut Draft<'_>) {
    let place = draft.place;
    let title = "依申请公开";
    let is_there = place.has("A1.3-8");
    draft.plant("A1.3-8", Ground::Site, Planted::Is(is_there));
    let url = draft.column(Ground::Site, "ysqgk");
    let luck = place.rng("A1.3-8 how").u32(0..3);
    let mut blocks = vec![heading(title)];
    match (is_there, luck) {
        (true, 0 | 1) => {
            let to = draft.file(Ground::Site, "do");
            let fields = [
                ("申请人姓名", Field::Line("name")),
                ("联系电话", Field::Line("phone")),
                ("所需信息内容描述", Field::Lines("content")),
            ];
            blocks.push(Block::Form(Form::post(&to, "提交", &fields)));
        }
        (true, _) => {
            let form = draft.put_file(Ground::Site, "doc", FileState::Good);
            let domain = place.domain();
            blocks.push(text(format!(
                "下载并填写申请表，邮寄至{}示例路一号，邮编990000，或者发送到电子邮箱gk@{domain}。",
                place.city()
            )));
            blocks.push(Block::Links(vec![Link::new("申请表下载", form)]));
        }
        (false, 0) => {
            draft.trap(Trap::BareHeading);
            blocks.push(heading("申请表"));
            blocks.push(text("公民、法人可以申请公开政府信息。"));
        }
        (false, _) => blocks.push(text("请到市政务服务中心窗口提出申请。")),
    }
    draft.put(Ground::Site, &url, &Doc::new(title, blocks));
    draft.link(Spot::Open, Link::new(title, url));
}
