//! A1.4: the list of public services.

use super::super::draft::{Draft, count, share};
use super::super::items::Items;
use super::super::page::{Block, Doc, Link, heading, table, text};
use super::super::place::{Fate, Ground, nth_of};
use super::super::trap::Trap;
use super::super::truth::Planted;
use super::super::write::anchor;
use super::{Listing, N_ROWS, OFFICES, listed, mask, reach};

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

/// Plants it.
pub(super) fn services(draft: &mut Draft<'_>, items: &Items) {
    let place = draft.place;
    let title = place.word(&["公共服务清单", "公共服务事项清单", "公共服务事项目录"]);
    let listing = Listing { reach: "A1.4-1", age: "A1.4-6", name: "ggfwqd", title };
    let (url, age) = reach(draft, &listing);
    let n_fields = 1 + place.some_of("A1.4-2", 8);
    draft.plant("A1.4-2", Ground::Site, Planted::Count(count(n_fields)));
    let has = mask(draft, "A1.4-3", 6, 1);
    draft.plant("A1.4-3", Ground::Site, share(has.iter().filter(|has| **has).count(), 6));
    let n_guided = place.some_of("A1.4-5", N_ROWS);
    // Where only the portal's start page is a shell, the guides behind the list can be read.
    let is_read = n_guided == 0 || place.fate == Fate::PortalShell;
    let ground = if is_read { Ground::Site } else { Ground::Portal };
    draft.plant("A1.4-5", ground, share(n_guided, N_ROWS));
    let home = format!("https://{}/", place.www());
    let rows: Vec<Vec<String>> = (0..N_ROWS)
        .map(|nth| {
            let field = nth_of(&FIELDS, nth.min(n_fields - 1));
            let name = format!("{field}咨询服务{}", nth + 1);
            let guide = match nth < n_guided {
                true => anchor(place, &url, "办事指南", items.guide(nth)),
                false if nth % 2 == 0 => String::new(),
                false => anchor(place, &url, "办事指南", &home),
            };
            vec![
                (*field).to_owned(),
                name,
                "本市居民和法人".to_owned(),
                (*nth_of(&OFFICES, nth)).to_owned(),
                "《合成办法》第三条".to_owned(),
                "申请、审核、办结".to_owned(),
                format!("0990-555{:04}", 2000 + nth),
                guide,
            ]
        })
        .collect();
    let get = |nth: usize| has.get(nth).copied().unwrap_or_default();
    let heads = [
        ("服务领域", true),
        ("服务事项", true),
        ("服务对象", get(1)),
        ("实施主体", get(2)),
        ("服务依据", get(3)),
        ("服务流程", get(4)),
        ("联系电话", get(5)),
        ("办理", true),
    ];
    let mut blocks = vec![heading(title), age];
    classes(draft, &mut blocks);
    blocks.extend(listed(draft, "A1.4 labels", &heads, &rows));
    draft.put(Ground::Site, &url, &Doc::new(title, blocks));
}

/// A1.4-4: the items of persons and of companies, each on its page.
fn classes(draft: &mut Draft<'_>, blocks: &mut Vec<Block>) {
    let has_both = draft.place.has("A1.4-4");
    draft.plant("A1.4-4", Ground::Site, Planted::Is(has_both));
    let mut links = Vec::new();
    for (name, title, subject) in
        [("ggfwgr", "个人服务事项", "居住信息咨询"), ("ggfwfr", "法人服务事项", "用工信息咨询")]
    {
        let url = draft.column(Ground::Site, name);
        let is_empty = !has_both && name == "ggfwfr";
        let doc = if is_empty {
            draft.trap(Trap::EmptyColumn);
            Doc::new(title, vec![heading(title), text("栏目建设中")])
        } else {
            let rows =
                (1..4).map(|nth| vec![format!("{subject}{nth}"), "市政务服务中心".to_owned()]);
            Doc::new(title, vec![heading(title), table(&["服务事项", "实施主体"], rows.collect())])
        };
        draft.put(Ground::Site, &url, &doc);
        links.push(Link::new(title, url));
    }
    blocks.push(Block::Links(links));
}
