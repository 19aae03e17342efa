//! A1.1, A1.2, A1.4: lists of duties, powers and public services, and the organisation page.

mod powers;
mod services;

use super::day::{Day, Written};
use super::draft::{Draft, Spot, count, share, steps};
use super::files::FileState;
use super::items::Items;
use super::page::{Block, Doc, Field, Form, Link, heading, table, text};
use super::place::Ground;
use super::trap::Trap;
use super::truth::Planted;
use powers::powers;
use services::services;

/// Departments of a region, all on the organisation page.
pub(crate) const OFFICES: [&str; 20] = [
    "市发展和改革局",
    "市教育局",
    "市科学技术局",
    "市公安局",
    "市民政局",
    "市司法局",
    "市财政局",
    "市人力资源和社会保障局",
    "市自然资源局",
    "市生态环境局",
    "市住房和城乡建设局",
    "市交通运输局",
    "市水务局",
    "市农业农村局",
    "市商务局",
    "市文化和旅游局",
    "市卫生健康委员会",
    "市应急管理局",
    "市审计局",
    "市市场监督管理局",
];

/// Rows of the lists of powers and services; as many as judges sample.
const N_ROWS: usize = 10;

/// A list: points of reaching it and of its age, its words, what is behind.
struct Listing {
    reach: &'static str,
    age: &'static str,
    name: &'static str,
    title: &'static str,
}

/// Plants the lists.
pub(crate) fn plant(draft: &mut Draft<'_>, items: &Items) {
    organisation(draft);
    duties(draft);
    powers(draft, items);
    services(draft, items);
}

fn organisation(draft: &mut Draft<'_>) {
    let url = draft.column(Ground::Site, "jgzn");
    let rows = OFFICES.iter().map(|office| {
        vec![
            (*office).to_owned(),
            format!("拟订{}有关工作计划并组织实施", office),
            "示例路1号".to_owned(),
        ]
    });
    let doc = Doc::new(
        "机构职能",
        vec![heading("政府工作部门"), table(&["机构名称", "机构职能", "地址"], rows.collect())],
    );
    draft.put(Ground::Site, &url, &doc);
    draft.link(Spot::Open, Link::new("机构职能", url));
}

/// Puts a list where it can be reached by so many clicks, and plants reach and age. Gives its
/// address and the block that tells its age.
fn reach(draft: &mut Draft<'_>, listing: &Listing) -> (String, Block) {
    let place = draft.place;
    let n_clicks = 1
        + usize::from(!place.has(listing.reach))
        + usize::from(!place.has(&format!("{} further", listing.reach)));
    let url = draft.column(Ground::Site, listing.name);
    let link = Link::new(listing.title, url.clone());
    match n_clicks {
        1 => draft.link(Spot::Open, link),
        2 => draft.second.push(link),
        _ => draft.third.push(link),
    }
    draft.plant(listing.reach, Ground::Site, Planted::Steps(count(n_clicks)));
    let n_days = place.days(listing.age, 365, 730);
    let luck = place.rng(listing.age).u32(0..12);
    let written = Day::ago(n_days).written(if place.theme.written == Written::Short {
        Written::Iso
    } else {
        place.theme.written
    });
    let said = format!("更新日期：{written}");
    let (planted, block) = match luck {
        0 => (steps(None), text("本清单由各部门提供")),
        1 => {
            draft.trap(Trap::FutureDate);
            (steps(Some(n_days)), text(format!("{said}　有效期至2021年12月31日")))
        }
        2 => {
            draft.trap(Trap::TodaysDate);
            let script = "<script>document.write(\"今天是2019年1月15日\");</script>";
            (steps(Some(n_days)), Block::Raw(format!("<div>{said}{script}</div>\n")))
        }
        _ => (steps(Some(n_days)), text(said)),
    };
    draft.plant(listing.age, Ground::Site, planted);
    (url, block)
}

/// Which of the elements a list has, as a mask; the first `n_always` are always there.
fn mask(draft: &Draft<'_>, point: &str, n: usize, n_always: usize) -> Vec<bool> {
    (0..n).map(|nth| nth < n_always || draft.place.has(&format!("{point} {nth}"))).collect()
}

/// The rows as a table, or as records where the template likes those. A head whose values are
/// missing stays where the region's makers left it: a label without a value.
fn listed(
    draft: &mut Draft<'_>,
    what: &str,
    heads: &[(&str, bool)],
    rows: &[Vec<String>],
) -> Vec<Block> {
    let leaves_labels = draft.place.rng(what).u32(0..4) == 0;
    let is_kept = |has: bool| has || leaves_labels;
    if leaves_labels && heads.iter().any(|(_, has)| !has) {
        draft.trap(Trap::BareLabel);
    }
    let value = |(cell, (_, has)): (&String, &(&str, bool))| {
        if *has { cell.clone() } else { String::new() }
    };
    let kept: Vec<&str> =
        heads.iter().filter(|(_, has)| is_kept(*has)).map(|(head, _)| *head).collect();
    let rows = rows.iter().map(|row| {
        let cells = row.iter().zip(heads).filter(|(_, (_, has))| is_kept(*has));
        cells.map(value).collect()
    });
    vec![table(&kept, rows.collect())]
}

fn duties(draft: &mut Draft<'_>) {
    let place = draft.place;
    let title = place.word(&["责任清单", "部门责任清单", "市级部门责任清单"]);
    let listing = Listing { reach: "A1.1-1", age: "A1.1-4", name: "zrqd", title };
    let (url, age) = reach(draft, &listing);
    let n_offices = 2 + place.some_of("A1.1-2", 18);
    draft.plant("A1.1-2", Ground::Site, share(n_offices, OFFICES.len()));
    let has = mask(draft, "A1.1-3", 5, 0);
    draft.plant("A1.1-3", Ground::Site, share(has.iter().filter(|has| **has).count(), 5));
    let get = |nth: usize| has.get(nth).copied().unwrap_or_default();
    draft.plant("A1.1-5", Ground::Site, Planted::Is(get(3) && get(4)));
    let heads = [
        ("部门", true),
        ("主要职责", get(0)),
        ("责任事项", get(1)),
        ("责任主体", get(2)),
        ("追责情形", get(3)),
        ("监督电话", get(4)),
    ];
    let rows: Vec<Vec<String>> = (0..)
        .zip(OFFICES.iter().take(n_offices))
        .map(|(nth, office)| {
            let short = office.trim_start_matches('市');
            vec![
                (*office).to_owned(),
                format!("承担{short}有关工作"),
                "受理、审查、决定、送达".to_owned(),
                format!("{short}综合科"),
                "不依法履行职责的".to_owned(),
                format!("0990-555{:04}", 1000 + nth),
            ]
        })
        .collect();
    let mut blocks = vec![heading(title), age];
    blocks.extend(listed(draft, "A1.1 labels", &heads, &rows));
    download(draft, &url, &mut blocks);
    draft.put(Ground::Site, &url, &Doc::new(title, blocks));
}

/// A1.1-6: a search over the list, or a file of it.
fn download(draft: &mut Draft<'_>, url: &str, blocks: &mut Vec<Block>) {
    let is_there = draft.place.has("A1.1-6");
    let luck = draft.place.rng("A1.1-6 how").u32(0..3);
    let mut file = |draft: &mut Draft<'_>, state| {
        let to = draft.put_file(Ground::Site, if luck == 0 { "pdf" } else { "xls" }, state);
        blocks.push(Block::Links(vec![Link::new("责任清单下载", to)]));
    };
    match (is_there, luck) {
        (true, 0 | 1) => file(draft, FileState::Good),
        (true, _) => {
            blocks.push(Block::Form(Form::query(url, "查询", &[("关键词", Field::Line("title"))])));
        }
        (false, 0) => file(draft, FileState::WrongMagic),
        (false, 1) => file(draft, FileState::Gone),
        (false, _) => {}
    }
    match (is_there, luck) {
        (false, 1) => {
            draft.plant_trapped("A1.1-6", Ground::Site, Planted::Is(false), Trap::DeadLink);
        }
        _ => draft.plant("A1.1-6", Ground::Site, Planted::Is(is_there)),
    }
}
