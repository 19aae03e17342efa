//! # What it asks
//! Whether a visitor can search the site from this page: a box to type into, or an entry that opens
//! one.
//!
//! # Why it counts
//! A portal has tens of thousands of pages; without a search most of them cannot be found.
//!
//! # How it is judged
//! A text field outside articles is a search box by what it says (搜索, 检索, 关键词), by its name,
//! or by the form it belongs to; or a link or button opens a search. Fields that search only a list
//! of letters, query one case or log in do not count.
//!
//! # When it is unknown
//! The page is an empty shell that only a browser fills.
//!
//! # Source
//! 《政府网站发展指引》(国办发〔2017〕47号), 站内搜索.

use probe_sdk::criteria::mentions::mentions;
use probe_sdk::criteria::surroundings::Surroundings;
use probe_sdk::criteria::words::{compact, holds, length, names};
use probe_sdk::{Criterion, Hit, Judged, Page, Step, Task};

use crate::marks::not_seen;

pub(crate) const CRITERION: Criterion = Criterion {
    id: "search-box",
    title: "站内搜索",
    roles: &["home", "sample"],
    points: &[],
    judge,
};

/// Fields looked at; a page with more is a form to fill in.
const FIELDS_MAX: u32 = 200;

/// Elements around a field that are taken for its form where it stands in none.
const LEVELS_MAX: usize = 4;

/// Of these, how many are close enough for their words to be about the field.
const CLOSE_LEVELS: usize = 2;

/// Characters of the longest text of a search form; more is a part of the page that holds the form.
const FORM_CHARS_MAX: usize = 120;

/// What a search field says.
const SAYS: [&str; 6] = ["搜索", "检索", "关键字", "关键词", "搜一搜", "想要找"];

/// Parts of names that only a search has.
const NAMED: [&str; 5] = ["search", "sousuo", "jiansuo", "keyword", "searchword"];

/// Short names search fields have, as whole words.
const SHORT_NAMES: [&str; 6] = ["q", "kw", "wd", "qt", "sword", "sskey"];

/// What a form says that searches a list, queries one case or logs in.
const OTHER_FORMS: [&str; 14] = [
    "信件",
    "来信",
    "写信",
    "留言",
    "部门",
    "编号",
    "密码",
    "查询码",
    "姓名",
    "身份证",
    "手机号",
    "验证码",
    "用户名",
    "账号",
];

/// Buttons that send a form.
const BUTTONS: &str = "input[type=submit], input[type=button], input[type=image]";

/// Labels of links and buttons that open a search.
const OPENERS: [&str; 12] = [
    "搜索",
    "站内搜索",
    "全站搜索",
    "高级搜索",
    "智能搜索",
    "全文搜索",
    "检索",
    "站内检索",
    "全文检索",
    "高级检索",
    "智能检索",
    "搜一搜",
];

/// Icons that open a search.
const ICONS: [&str; 3] =
    ["a[class*=\"search\" i]", "a[id*=\"search\" i]", "a [class*=\"icon-search\" i]"];

fn judge(task: &Task) -> Step<Judged> {
    let page = task.start()?;
    Ok(match field(page).or_else(|| opener(page)) {
        Some(hit) => Judged::truth(true).seen([hit]),
        None => not_seen(page),
    })
}

fn field(page: Page) -> Option<Hit> {
    let fields = page.select("input", FIELDS_MAX).into_iter();
    fields.filter(|&node| is_text_field(page, node)).find_map(|node| {
        let words = ["placeholder", "value", "title", "alt", "aria-label", "onfocus"];
        let said = compact(&attributes(page, node, &words));
        let form = Form::around(page, node);
        let says = holds(&said, &SAYS)
            || form.searches
            || is_named(page, node)
            || page.attr_of(node, "type").is_some_and(|kind| kind.trim() == "search");
        let hit = Hit { page, node, text: said };
        (says
            && !form.is_other
            && !holds(&hit.text, &OTHER_FORMS)
            && Surroundings::of(&hit).is_site())
        .then_some(hit)
    })
}

fn is_text_field(page: Page, node: u32) -> bool {
    let kind = page.attr_of(node, "type").unwrap_or_default().to_lowercase();
    matches!(kind.trim(), "" | "text" | "search")
}

fn attributes(page: Page, node: u32, any: &[&str]) -> String {
    let values: Vec<String> = any.iter().filter_map(|name| page.attr_of(node, name)).collect();
    values.join(" ")
}

fn is_named(page: Page, node: u32) -> bool {
    let said = attributes(page, node, &["name", "id", "class"]).to_lowercase();
    holds(&said, &NAMED) || names(&said).any(|name| SHORT_NAMES.contains(&name.as_str()))
}

/// What the form of a field, or the elements close around it, say.
#[derive(Default)]
struct Form {
    searches: bool,
    is_other: bool,
}

impl Form {
    fn around(page: Page, field: u32) -> Self {
        let mut form = Self::default();
        let mut next = page.parent_of(field);
        for level in 0..LEVELS_MAX {
            let Some(node) = next else { break };
            let text = compact(&page.text_of(node));
            if length(&text) > FORM_CHARS_MAX {
                break;
            }
            let said = attributes(page, node, &["action", "id", "class", "name"]).to_lowercase();
            form.searches |= holds(&said, &NAMED)
                || said.contains("/so/")
                || holds(&text, &SAYS)
                || has_button(page, node);
            let is_form = page.tag_of(node) == "form";
            // Further out, a menu may stand beside the box.
            form.is_other |= (is_form || level < CLOSE_LEVELS) && holds(&text, &OTHER_FORMS);
            if is_form {
                break;
            }
            next = page.parent_of(node);
        }
        form
    }
}

/// Whether the element has a button close inside that says it searches.
fn has_button(page: Page, node: u32) -> bool {
    let buttons = page.attrs(BUTTONS, "value", FIELDS_MAX).into_iter();
    buttons.filter(|hit| holds(&compact(&hit.text), &["搜索", "检索"])).any(|hit| {
        let parent = page.parent_of(hit.node);
        parent == Some(node) || parent.and_then(|parent| page.parent_of(parent)) == Some(node)
    })
}

fn opener(page: Page) -> Option<Hit> {
    let labelled = mentions(page, &["搜索", "检索", "搜一搜"]).into_iter();
    let labelled = labelled.filter(|hit| OPENERS.contains(&compact(&hit.text).as_str()));
    let icons = ICONS.iter().flat_map(|css| page.select(css, FIELDS_MAX));
    let icons = icons.map(|node| Hit { page, node, text: page.text_of(node) });
    labelled.chain(icons.filter(|hit| hit.text.is_empty())).find(|hit| {
        let around = Surroundings::of(hit);
        around.in_link() && around.is_site() && !Form::around(page, hit.node).is_other
    })
}
