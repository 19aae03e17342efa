//! A3: nine fields of life, each a topic of the service portal with its entries, ways step by
//! step, guides, registers and columns. What there is stands in [`fields`].

mod entries;
mod fields;
mod ladders;

use super::day::Day;
use super::draft::{Dated, Draft, Spot, steps};
use super::items::Items;
use super::page::{Block, Doc, Link, heading, table, text};
use super::place::{Ground, nth_of};
use super::trap::Trap;
use super::truth::Planted;
use entries::put_entry;
pub(crate) use entries::put_trap;
use fields::{FIELDS, FieldOfLife};
use ladders::put_ladder;

/// Plants the fields.
pub(crate) fn plant(draft: &mut Draft<'_>, items: &Items) {
    for field in &FIELDS {
        let url = draft.column(Ground::Portal, field.name);
        topic(draft, items, field, &url);
        draft.link(Spot::Topics, Link::new(draft.place.word(field.titles), url));
    }
    start_up(draft);
}

/// A topic's page: what can be opened there.
fn topic(draft: &mut Draft<'_>, items: &Items, field: &FieldOfLife, url: &str) {
    let title = draft.place.word(field.titles);
    let mut blocks = vec![heading(title)];
    let mut links = Vec::new();
    for entry in field.entries {
        links.extend(put_entry(draft, entry, &mut blocks));
    }
    for ladder in field.ladders {
        links.extend(put_ladder(draft, ladder));
    }
    for point in field.guides {
        links.extend(items.guide_of(point).map(|(name, to)| Link::new(name, to)));
    }
    if let Some(name) = field.always {
        links.push(Link::new(name, entries::put_working(draft, name, name)));
    }
    blocks.push(Block::Links(links));
    for register in field.registers {
        blocks.extend(put_register(draft, register.0, register.1));
    }
    for aged in field.aged {
        put_aged(draft, aged);
    }
    let shown = blocks.iter().filter_map(|block| {
        let Block::Links(links) = block else { return None };
        Some(links.iter().filter(|link| !link.to.starts_with("javascript")).count())
    });
    draft.fields.push((title, shown.sum()));
    draft.put_rendered(Ground::Portal, url, &Doc::new(title, blocks));
}

/// A register: a page with rows, or its heading alone (A3.2-5, A3.9-7).
fn put_register(draft: &mut Draft<'_>, point: &'static str, title: &'static str) -> Vec<Block> {
    let is_there = draft.place.has(point);
    draft.plant(point, Ground::Portal, Planted::Is(is_there));
    let luck = draft.place.rng(&format!("{point} how")).u32(0..3);
    if !is_there && luck == 0 {
        draft.trap(Trap::BareHeading);
        return vec![heading(title)];
    }
    let url = draft.column(Ground::Portal, "minglu");
    let mut blocks = vec![heading(title)];
    if is_there {
        let rows = (1..9).map(|nth| {
            vec![
                nth.to_string(),
                format!("合成单位第{nth}号"),
                format!("示例路{}号", nth * 10),
                format!("0990-555{:04}", 5000 + nth),
            ]
        });
        blocks.push(table(&["序号", "名称", "地址", "电话"], rows.collect()));
    } else {
        draft.trap(Trap::EmptyColumn);
        blocks.push(text("栏目建设中"));
    }
    draft.put(Ground::Portal, &url, &Doc::new(title, blocks));
    vec![Block::Links(vec![Link::new(title, url)])]
}

/// A column of the portal site whose newest entry is asked for.
fn put_aged(draft: &mut Draft<'_>, aged: &fields::AgedColumn) {
    let n_days = draft.place.days(aged.point, aged.full, aged.half);
    let shows_today = n_days > aged.half && draft.place.number.is_multiple_of(2);
    let list = Dated { title: aged.title, subjects: aged.subjects, n_days, gap: 5, shows_today };
    let url = draft.dated_list(Ground::Site, aged.name, &list);
    draft.plant(aged.point, Ground::Site, steps(Some(n_days)));
    draft.link(Spot::Columns, Link::new(aged.title, url));
}

/// A3.7-1, A3.7-2, A3.7-6: the page of starting a company, with its promise.
fn start_up(draft: &mut Draft<'_>) {
    let place = draft.place;
    let promises = [
        ("3个工作日", "le_3_days"),
        ("5个工作日", "le_5_days"),
        ("8.5个工作日", "le_8_5_days"),
        ("15个工作日", "le_20_days"),
    ];
    let luck = place.some_of("A3.7-1", 4);
    let promise = 4_usize.checked_sub(luck).and_then(|nth| promises.get(nth));
    let grade = promise.map_or("over_or_unknown", |(_, grade)| grade);
    draft.plant("A3.7-1", Ground::Portal, Planted::Grade(grade));
    let said = match promise {
        Some((days, _)) => format!("企业开办全流程压缩为4个环节，承诺时限{days}内办结。"),
        None => "企业开办流程进一步优化，方便群众办事。".to_owned(),
    };
    let steps = ["营业执照", "印章刻制", "发票申领", "社保登记", "公积金缴存登记", "银行开户"];
    let n_steps = place.some_of("A3.7-6", 6);
    draft.plant("A3.7-6", Ground::Portal, Planted::Count(super::draft::count(n_steps)));
    let named = steps.iter().take(n_steps).copied().collect::<Vec<_>>().join("、");
    let mut blocks = vec![heading("企业开办一窗通"), text(said)];
    if n_steps > 0 {
        blocks.push(text(format!("一窗通办事项：{named}，一次申请、同步办理。")));
    }
    let is_there = place.has("A3.7-2") || promise.is_some() || n_steps > 0;
    draft.plant("A3.7-2", Ground::Portal, Planted::Is(is_there));
    if !is_there {
        return;
    }
    let url = draft.column(Ground::Portal, "qykb");
    let to = draft.file(Ground::Portal, "do");
    let fields = [
        ("企业名称", super::page::Field::Line("name")),
        ("经办人", super::page::Field::Line("who")),
    ];
    blocks.push(Block::Form(super::page::Form::post(&to, "我要开办", &fields)));
    draft.put(Ground::Portal, &url, &Doc::new("企业开办一窗通", blocks));
    draft.link(Spot::Services, Link::new(place.word(&["企业开办一窗通", "企业开办"]), url));
    let _ = (Day::ago(0), nth_of(&steps, 0));
}
