//! # What it asks
//! How many steps of a company's start-up the one-stop page names as handled together.
//!
//! # Why it counts
//! Each step that goes along with the others is an office less to visit.
//!
//! # How it is judged
//! On the page about the start-up as a whole and the guides it links to, which must speak of one
//! window, one form or one go (一窗通, 一网, 联办, 一并 …): the number of steps out of licence, seals,
//! invoices, social security, housing fund and bank account that stand there as an item, or in a
//! sentence with such a word. What a sentence leaves out (不含, 另行办理 …), menus, headlines and what is
//! hidden do not count. `labels` sets other steps, each a list of synonyms.
//!
//! # When it is unknown
//! The page, or one on the way, could not be had or is a shell that only a browser fills. No such
//! page: no.
//!
//! # Source
//! 《中国地方政府互联网服务能力发展报告(2019)》, 企业注册开办; 国办发〔2018〕32号.

use probe_sdk::criteria::service::blocks::{Reading, is_link};
use probe_sdk::criteria::service::phrases::is_news;
use probe_sdk::criteria::words::{compact, holds, length};
use probe_sdk::{Criterion, Evidence, Hit, Judged, Page, Step, Task};

use crate::startup::{self, Startup};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "joint-steps",
    title: "开办环节联办覆盖数",
    roles: &["service_portal", "home"],
    points: &["A3.7-6"],
    judge,
};

/// The steps, each with the other names pages give it.
const STEPS: [&[&str]; 6] = [
    &["营业执照", "设立登记", "企业登记", "注册登记", "工商登记"],
    &["印章", "公章", "刻章"],
    &["发票", "税控", "涉税办理"],
    &["社保", "社会保险", "参保"],
    &["公积金"],
    &["银行开户", "银行账户", "对公账户", "基本存款账户", "企业开户", "预约开户"],
];

/// Words for handling steps together.
const TOGETHER: [&str; 21] = [
    "一窗",
    "一网",
    "一站",
    "一表",
    "一次",
    "一件事",
    "一并",
    "一同",
    "一起",
    "联办",
    "并联",
    "同步",
    "合并",
    "协同",
    "同时办",
    "集成",
    "全流程",
    "一日",
    "一体化",
    "打包",
    "统一受理",
];

/// Words for a step that does not go along.
const APART: [&str; 15] = [
    "不含",
    "不包括",
    "除外",
    "除",
    "暂未",
    "尚未",
    "未纳入",
    "未接入",
    "另行",
    "单独",
    "分别到",
    "自行到",
    "自行前往",
    "不支持",
    "即将",
];

/// Characters of the longest item; more is a sentence.
const ITEM_CHARS_MAX: usize = 24;

fn judge(task: &Task) -> Step<Judged> {
    let given = task.groups("labels");
    let groups = if given.is_empty() {
        STEPS.iter().map(|group| group.iter().map(|word| (*word).to_owned()).collect()).collect()
    } else {
        given
    };
    let found = startup::found(task)?;
    let best = found.iter().rev().map(|startup| (startup, named(startup, &groups)));
    let Some((startup, seen)) = best.max_by_key(|(_, seen)| seen.len()) else {
        return Ok(Judged::truth(false));
    };
    if seen.is_empty() {
        return Ok(Judged::truth(false).seen([startup.page]).note("没有写明一并办理的环节"));
    }
    let n_steps = u32::try_from(seen.len()).unwrap_or(u32::MAX);
    Ok(Judged::number(f64::from(n_steps), "items").seen([&startup.link]).seen(seen))
}

/// Where each step is named, for those that are.
fn named(startup: &Startup, groups: &[Vec<String>]) -> Vec<Evidence> {
    let blocks: Vec<Hit> = startup.pages.iter().flat_map(|page| own(startup, *page)).collect();
    let titles = startup.pages.iter().flat_map(|page| page.texts("title, h1, h2", 20));
    let is_together = blocks.iter().cloned().chain(titles).any(|hit| holds(&hit.text, &TOGETHER));
    if !is_together {
        return Vec::new();
    }
    let step = |group: &Vec<String>| {
        let place = blocks.iter().find(|hit| names(&compact(&hit.text), group));
        place.map(Evidence::from)
    };
    groups.iter().filter_map(step).collect()
}

/// The blocks of a page without menus and headlines.
fn own(startup: &Startup, page: Page) -> Vec<Hit> {
    let mut blocks = Reading::of(page).blocks();
    let start = startup.link.page;
    blocks.retain(|hit| {
        let is_headline = || is_news(&compact(&hit.text)) && is_link(hit);
        let on_start = || start != page && start.find("body", &[hit.text.as_str()]).is_some();
        !is_headline() && !on_start()
    });
    blocks
}

/// Whether a block names a step as one that goes along.
fn names(text: &str, group: &[String]) -> bool {
    let is_item = length(text) <= ITEM_CHARS_MAX;
    text.split(['。', ';', '!']).any(|sentence| {
        let clauses = sentence.split([',', '(', ')']);
        let named = |clause: &str| group.iter().any(|word| clause.contains(&compact(word)));
        (is_item || holds(sentence, &TOGETHER))
            && clauses.into_iter().any(|clause| named(clause) && !holds(clause, &APART))
    })
}
