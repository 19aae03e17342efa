//! Columns of dated entries: news, policy documents and their interpretations, and those that are
//! stale or empty (A1.3-5 to A1.3-7, A2.2-7, B3.3-1, B3.3-2, C3.2-2).

use super::day::{Day, Written};
use super::draft::{Dated, Draft, PADDING, Spot, share, steps};
use super::page::{Block, Doc, Link, heading, text};
use super::place::{Ground, nth_of};
use super::trap::Trap;

/// Entries of a column that judges sample.
const N_ENTRIES: usize = 10;

/// What news is about.
pub(crate) const HEADLINES: [&str; N_ENTRIES] = [
    "全市优化营商环境工作会议召开",
    "中心城区两条公交线路调整走向",
    "市图书馆延长开放时间",
    "城乡供水改造工程进入收尾阶段",
    "第三届青少年科技节开幕",
    "冬季清洁取暖保障工作部署到位",
    "农产品展销会在市体育馆举行",
    "老旧小区加装电梯试点启动",
    "滨河绿道二期建成开放",
    "志愿服务队走进社区",
];

const SUBJECTS: [&str; N_ENTRIES] = [
    "城市绿地养护管理",
    "农村公路管护",
    "小型水库安全运行",
    "公共自行车管理",
    "历史建筑保护",
    "冷链物流发展",
    "夜间照明节能",
    "社区食堂建设",
    "河道清淤整治",
    "校外场馆开放",
];

/// Columns of the home page of which nothing else is asked.
const OTHERS: [(&str, &str); 8] = [
    ("rsrm", "人事任免"),
    ("ghjh", "规划计划"),
    ("tjsj", "统计数据"),
    ("czyjs", "财政预决算"),
    ("gzzj", "工作总结"),
    ("hyjy", "会议纪要"),
    ("zdgz", "重点工作"),
    ("zfgb", "政府公报"),
];

const META: [&str; 6] = ["索引号", "发布机构", "成文日期", "发布日期", "文号", "主题分类"];

/// The columns that others link to.
#[derive(Debug)]
pub(crate) struct Columns {
    pub(crate) documents: Vec<Link>,
    pub(crate) headlines: Vec<Link>,
    pub(crate) article: String,
}

/// Plants them.
pub(crate) fn plant(draft: &mut Draft<'_>) -> Columns {
    let related = Related::new(draft);
    let headlines = news(draft, &related);
    let (documents, article) = policy(draft, &related);
    response(draft);
    others(draft);
    Columns { documents, headlines, article }
}

/// Which of ten articles have a related block.
struct Related {
    n: usize,
    offset: usize,
}

impl Related {
    fn new(draft: &mut Draft<'_>) -> Self {
        let n = draft.place.some_of("C3.2-2", N_ENTRIES);
        draft.plant("C3.2-2", Ground::Site, share(n, N_ENTRIES));
        Self { n, offset: draft.place.rng("C3.2-2 which").usize(0..N_ENTRIES) }
    }

    fn has(&self, nth: usize) -> bool {
        (nth + self.offset) % N_ENTRIES < self.n
    }

    /// The block, or a heading without links where others have it.
    fn blocks(&self, draft: &mut Draft<'_>, nth: usize, links: &[String]) -> Vec<Block> {
        let title = draft.place.word(&["相关阅读", "相关文件", "猜你喜欢"]);
        let others = links.iter().enumerate().filter(|(other, _)| *other != nth);
        if self.has(nth) {
            let links = others.cycle().skip(nth).take(2).map(|(other, to)| {
                Link::new(format!("{}的有关情况", nth_of(&SUBJECTS, other)), to.clone())
            });
            return vec![heading(title), Block::Links(links.collect())];
        }
        if nth.is_multiple_of(3) {
            draft.trap(Trap::BareHeading);
            return vec![heading(title)];
        }
        Vec::new()
    }
}

fn news(draft: &mut Draft<'_>, related: &Related) -> Vec<Link> {
    let place = draft.place;
    let title = place.word(&["要闻动态", "政务要闻", "政务动态", "要闻"]);
    let n_days = place.days("A1.3-6", 14, 30);
    draft.plant("A1.3-6", Ground::Site, steps(Some(n_days)));
    draft.plant("A2.2-7", Ground::Site, steps(Some(n_days)));
    let days: Vec<Day> = (0_i64..10).map(|nth| Day::ago(n_days + nth * 2)).collect();
    let urls: Vec<String> = days.iter().map(|day| draft.leaf(Ground::Site, "yw", *day)).collect();
    let mut links = Vec::new();
    for (nth, (day, url)) in days.iter().zip(&urls).enumerate() {
        let subject = *nth_of(&HEADLINES, nth);
        let mut blocks = vec![
            heading(subject),
            text(format!("发布时间：{}　来源：合成日报", day.written(Written::Iso))),
            text(format!("{subject}。{PADDING}")),
        ];
        blocks.extend(related.blocks(draft, nth, &urls));
        put_article(draft, url, title, subject, *day, blocks);
        links.push(Link::new(subject, url.clone()).on(*day));
    }
    let url = draft.column(Ground::Site, "yw");
    let mut blocks = vec![heading(title), Block::Links(links.clone())];
    if n_days > 14 && place.rng("news today").bool() {
        draft.trap(Trap::TodaysDate);
        blocks.insert(
            0,
            Block::Raw(
                "<script>document.write(\"今天是2019年1月15日 星期二\");</script>\n".to_owned(),
            ),
        );
    }
    draft.put(Ground::Site, &url, &Doc::new(title, blocks));
    draft.link(Spot::Columns, Link::new(title, url));
    links.truncate(6);
    links
}

#[expect(clippy::too_many_arguments, reason = "what an article has")]
fn put_article(
    draft: &mut Draft<'_>,
    url: &str,
    column: &str,
    subject: &str,
    day: Day,
    blocks: Vec<Block>,
) {
    let doc = Doc {
        title: subject.to_owned(),
        column: Some(column.to_owned()),
        article: Some((day, subject.to_owned())),
        blocks,
        ..Doc::default()
    };
    draft.put(Ground::Site, url, &doc);
}

fn policy(draft: &mut Draft<'_>, related: &Related) -> (Vec<Link>, String) {
    let place = draft.place;
    let title = place.word(&["政策文件", "规范性文件", "市政府政策文件"]);
    let n_days = place.days("A1.3-7", 180, 365);
    draft.plant("A1.3-7", Ground::Site, steps(Some(n_days)));
    let has: Vec<bool> = META
        .iter()
        .map(|label| *label == "发布日期" || place.has(&format!("A1.3-5 {label}")))
        .collect();
    draft.plant("A1.3-5", Ground::Site, share(has.iter().filter(|has| **has).count(), META.len()));
    let n_tied = place.some_of("B3.3-2", N_ENTRIES);
    draft.plant("B3.3-2", Ground::Site, share(n_tied, N_ENTRIES));
    let days: Vec<Day> = (0_i64..10).map(|nth| Day::ago(n_days + nth * 9)).collect();
    let documents: Vec<String> =
        days.iter().map(|day| draft.leaf(Ground::Site, "zcwj", *day)).collect();
    let readings: Vec<String> =
        days.iter().map(|day| draft.leaf(Ground::Site, "zcjd", day.plus(1))).collect();
    let (mut of_documents, mut of_readings) = (Vec::new(), Vec::new());
    for (nth, ((day, document), reading)) in days.iter().zip(&documents).zip(&readings).enumerate()
    {
        let name = format!("关于印发{}实施方案的通知", nth_of(&SUBJECTS, nth));
        let about = format!("《{name}》政策解读");
        let is_tied = nth < n_tied;
        let mut blocks =
            vec![heading(&*name), Block::Facts(meta(place, nth, *day, &has)), text(PADDING)];
        if is_tied {
            blocks.push(heading("相关解读"));
            blocks.push(Block::Links(vec![Link::new(about.clone(), reading.clone())]));
        }
        blocks.extend(related.blocks(draft, nth, &documents));
        put_article(draft, document, title, &name, *day, blocks);
        let mut blocks = vec![
            heading(&*about),
            text(format!("发布时间：{}", day.plus(1).written(Written::Iso))),
            text(PADDING),
        ];
        if is_tied {
            blocks.push(heading(place.word(&["相关文件", "原文链接"])));
            blocks.push(Block::Links(vec![Link::new(name.clone(), document.clone())]));
        }
        put_article(draft, reading, "政策解读", &about, day.plus(1), blocks);
        of_documents.push(Link::new(name, document.clone()).on(*day));
        of_readings.push(Link::new(about, reading.clone()).on(day.plus(1)));
    }
    for (name, title, links) in [("zcwj", title, &of_documents), ("zcjd", "政策解读", &of_readings)]
    {
        let url = draft.column(Ground::Site, name);
        let doc = Doc::new(title, vec![heading(title), Block::Links(links.clone())]);
        draft.put(Ground::Site, &url, &doc);
        draft.link(Spot::Columns, Link::new(title, url));
    }
    (of_documents, documents.first().cloned().unwrap_or_default())
}

/// The labels of a disclosed document.
fn meta(place: &super::place::Place, nth: usize, day: Day, has: &[bool]) -> Vec<(String, String)> {
    let said = [
        format!("{}-0201-2019-{:04}", place.code, nth + 1),
        format!("{}人民政府办公室", place.city()),
        day.plus(-2).iso(),
        day.iso(),
        format!("{}政办发〔2018〕{}号", place.short, nth + 3),
        "综合政务".to_owned(),
    ];
    let there = META.iter().zip(said).zip(has).filter(|(_, has)| **has);
    there.map(|((label, value), _)| ((*label).to_owned(), value)).collect()
}

/// B3.3-1.
fn response(draft: &mut Draft<'_>) {
    let place = draft.place;
    let title = place.word(&["回应关切", "热点回应", "舆情回应"]);
    let n_days = place.days("B3.3-1", 30, 90);
    draft.plant("B3.3-1", Ground::Site, steps(Some(n_days)));
    let subjects = ["关于市区停车问题的回应", "关于供暖温度问题的回应", "关于公交班次问题的回应"];
    let list = Dated {
        title,
        subjects: &subjects,
        n_days,
        gap: 6,
        shows_today: n_days > 30 && place.number.is_multiple_of(3),
    };
    let url = draft.dated_list(Ground::Site, "hygq", &list);
    draft.link(Spot::Columns, Link::new(title, url));
}

/// Columns of which some are empty and some stale.
fn others(draft: &mut Draft<'_>) {
    let place = draft.place;
    let n_empty = 5 - place.some_of("A2.2-5", 5);
    for (nth, (name, title)) in OTHERS.iter().enumerate() {
        let url = if nth < n_empty {
            draft.trap(Trap::EmptyColumn);
            let url = draft.column(Ground::Site, name);
            let words = *nth_of(&["栏目建设中", "暂无内容", "暂无数据"], nth);
            draft.put(Ground::Site, &url, &Doc::new(*title, vec![heading(*title), text(words)]));
            url
        } else {
            let n_days = place.days(&format!("A2.2-6 {name}"), 365, 365);
            let subjects = [
                format!("{title}情况（一）"),
                format!("{title}情况（二）"),
                format!("{title}情况（三）"),
            ];
            let subjects: Vec<&str> = subjects.iter().map(String::as_str).collect();
            let list = Dated {
                title,
                subjects: &subjects,
                n_days,
                gap: 30,
                shows_today: n_days > 365 && nth % 2 == 0,
            };
            draft.dated_list(Ground::Site, name, &list)
        };
        draft.link(Spot::Columns, Link::new(*title, url));
    }
}
