//! A2.3: the open-data platform.

use super::day::{Day, Written};
use super::draft::{Draft, Spot, count, share};
use super::files::FileState;
use super::page::{Block, Doc, Link, heading, table, text};
use super::place::{Ground, nth_of};
use super::trap::Trap;
use super::truth::Planted;
use super::write::anchor;

const SUBJECTS: [&str; 10] = [
    "公交站点",
    "停车场",
    "公园绿地",
    "图书馆",
    "公共厕所",
    "农贸市场",
    "文物保护单位",
    "空气质量",
    "水库水位",
    "体育场馆",
];

/// Draws of the number of data sets, each with a page of its own.
const N_SETS_MAX: usize = 20;

/// Data sets that judges sample.
const N_SAMPLED: usize = 8;

const LABELS: [&str; 6] = ["数据提供方", "更新频率", "数据领域", "发布日期", "关键字", "数据格式"];

const POINTS: [(&str, Planted); 7] = [
    ("A2.3-2", Planted::Count(0.0)),
    ("A2.3-3", Planted::Share(0.0)),
    ("A2.3-4", Planted::Count(0.0)),
    ("A2.3-5", Planted::Share(0.0)),
    ("A2.3-6", Planted::Is(false)),
    ("A2.3-7", Planted::Share(0.0)),
    ("A2.3-8", Planted::Share(0.0)),
];

/// Plants it.
pub(crate) fn plant(draft: &mut Draft<'_>) {
    let place = draft.place;
    let words = place.word(&["数据开放", "开放平台", "公共数据开放"]);
    let url = format!("https://{}/", place.data());
    if !place.has("A2.3-1") {
        let trap =
            place.one_of("A2.3-1 how", &[Trap::DeadLink, Trap::SoftNotFound, Trap::EmptyColumn]);
        let trap = trap.unwrap_or(Trap::EmptyColumn);
        draft.plant_trapped("A2.3-1", Ground::Site, Planted::Is(false), trap);
        for (point, planted) in POINTS {
            draft.plant_trapped(point, Ground::Site, planted, trap);
        }
        if trap == Trap::EmptyColumn {
            draft.trap(trap);
            draft.put(
                Ground::Data,
                &url,
                &Doc::new(words, vec![heading("公共数据开放平台"), text("栏目建设中")]),
            );
        } else {
            draft.put_broken(Ground::Data, &url, trap);
        }
        draft.link(Spot::Tools, Link::new(words, url));
        return;
    }
    draft.plant("A2.3-1", Ground::Data, Planted::Is(true));
    draft.link(Spot::Tools, Link::new(words, url.clone()));
    platform(draft, &url);
}

fn platform(draft: &mut Draft<'_>, url: &str) {
    let place = draft.place;
    // Above the number that judges sample, as many as divide into it, each block of one kind.
    let n = match 4 + place.some_of("A2.3-2", N_SETS_MAX - 4) {
        n @ ..=N_SAMPLED => n,
        9..=14 => N_SAMPLED * 2,
        _ => N_SAMPLED * 3,
    };
    let n_blocks = n.min(N_SAMPLED);
    draft.plant("A2.3-2", Ground::Data, Planted::Count(count(n)));
    let [n_readable, n_fresh, n_free] = ["A2.3-3", "A2.3-5", "A2.3-8"].map(|point| {
        let n_yes = place.some_of(point, n_blocks);
        draft.plant(point, Ground::Data, share(n_yes, n_blocks));
        n_yes
    });
    let has: Vec<bool> = LABELS
        .iter()
        .map(|label| *label == "数据格式" || place.has(&format!("A2.3-7 {label}")))
        .collect();
    draft.plant(
        "A2.3-7",
        Ground::Data,
        share(has.iter().filter(|has| **has).count(), LABELS.len()),
    );
    let mut rows = Vec::new();
    for nth in 0..n {
        let block = nth * n_blocks / n;
        let format = if block < n_readable {
            *nth_of(&["CSV", "XLS", "JSON", "XML"], nth)
        } else {
            *nth_of(&["PDF", "DOC"], nth)
        };
        let updated =
            Day::ago(if block < n_fresh { 20 + whole(nth) * 12 } else { 500 + whole(nth) * 20 });
        let free = block < n_free;
        let to = data_set(draft, nth, format, updated, free, &has);
        let name = anchor(place, url, &format!("{}数据{}", nth_of(&SUBJECTS, nth), nth + 1), &to);
        rows.push(vec![name, format.to_owned(), updated.written(Written::Iso)]);
    }
    let mut blocks = vec![
        heading("公共数据开放平台"),
        text(format!("数据目录：共{n}个数据集")),
        table(&["数据集", "格式", "更新时间"], rows),
    ];
    let links = vec![interfaces(draft), licence(draft)].into_iter().flatten();
    blocks.push(Block::Links(links.collect()));
    draft.put_rendered(Ground::Data, url, &Doc::new("公共数据开放平台", blocks));
}

fn whole(nth: usize) -> i64 {
    i64::try_from(nth).unwrap_or_default()
}

#[expect(clippy::too_many_arguments, reason = "what a data set's page shows")]
fn data_set(
    draft: &mut Draft<'_>,
    nth: usize,
    format: &str,
    updated: Day,
    is_free: bool,
    has: &[bool],
) -> String {
    let name = format!("{}数据{}", nth_of(&SUBJECTS, nth), nth + 1);
    let url = draft.leaf(Ground::Data, "sjj", updated);
    let said = [
        "市数据资源管理局".to_owned(),
        "每年".to_owned(),
        "城建住房".to_owned(),
        Day::ago(600).written(Written::Iso),
        nth_of(&SUBJECTS, nth).to_string(),
        format.to_owned(),
    ];
    let there = LABELS.iter().zip(said).zip(has).filter(|(_, has)| **has);
    let mut facts: Vec<(String, String)> =
        there.map(|((label, value), _)| ((*label).to_owned(), value)).collect();
    facts.push(("更新时间".to_owned(), updated.written(Written::Iso)));
    let file = if is_free {
        draft.put_file(Ground::Data, &format.to_lowercase(), FileState::Good)
    } else {
        draft.login_url()
    };
    let blocks =
        vec![heading(&*name), Block::Facts(facts), Block::Links(vec![Link::new("下载", file)])];
    draft.put_rendered(Ground::Data, &url, &Doc::new(name, blocks));
    url
}

/// A2.3-4.
fn interfaces(draft: &mut Draft<'_>) -> Option<Link> {
    let n = draft.place.some_of("A2.3-4", 15) * 4;
    draft.plant("A2.3-4", Ground::Data, Planted::Count(count(n)));
    if n == 0 {
        return None;
    }
    let url = draft.column(Ground::Data, "sjjk");
    let rows = (1..=n).map(|nth| {
        vec![
            nth.to_string(),
            format!("{}查询接口{nth}", nth_of(&SUBJECTS, nth)),
            "GET".to_owned(),
            "JSON".to_owned(),
        ]
    });
    let doc = Doc::new(
        "数据接口",
        vec![
            heading("数据接口"),
            text(format!("共{n}个接口")),
            table(&["序号", "接口名称", "方式", "格式"], rows.collect()),
        ],
    );
    draft.put(Ground::Data, &url, &doc);
    Some(Link::new(draft.place.word(&["数据接口", "接口服务", "API服务"]), url))
}

/// A2.3-6.
fn licence(draft: &mut Draft<'_>) -> Option<Link> {
    let is_there = draft.place.has("A2.3-6");
    let title = draft.place.word(&["使用条款", "授权协议", "开放授权协议"]);
    let url = draft.column(Ground::Data, "sytk");
    if is_there {
        draft.plant("A2.3-6", Ground::Data, Planted::Is(true));
        let blocks = vec![
            heading(title),
            text(
                "本平台的数据免费、非歧视地向公众开放，用户可以自由使用、传播和加工，须注明来源。",
            ),
        ];
        draft.put(Ground::Data, &url, &Doc::new(title, blocks));
        return Some(Link::new(title, url));
    }
    if draft.place.number.is_multiple_of(2) {
        draft.plant("A2.3-6", Ground::Data, Planted::Is(false));
        return None;
    }
    draft.plant_trapped("A2.3-6", Ground::Data, Planted::Is(false), Trap::SoftNotFound);
    draft.put_broken(Ground::Data, &url, Trap::SoftNotFound);
    Some(Link::new(title, url))
}
