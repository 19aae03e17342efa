//! What a page lets a visitor do: fill in, log in, look up, go on.

use super::super::items::is_dated;
use super::super::surroundings::Surroundings;
use super::super::words::{compact, holds, length};
use super::elements;
use super::furniture::Furniture;
use super::phrases::{Phrases, is_news};
use crate::page::{Hit, Link, Page};

/// Headings of pages that are a login, or stand before one.
const LOGIN: [&str; 6] = ["登录", "登陆", "身份认证", "用户认证", "扫码登录", "账号密码"];

/// Elements that say what a page is.
const HEADINGS: &str = "title, h1, h2, h3, legend";

/// Headings looked at.
const HEADINGS_MAX: u32 = 60;

/// What buttons are called that start a service.
pub const ACTIONS: [&str; 41] = [
    "在线办理",
    "网上办理",
    "立即办理",
    "立刻办理",
    "我要办理",
    "马上办理",
    "登录办理",
    "办理入口",
    "在线申请",
    "网上申请",
    "立即申请",
    "我要申请",
    "在线申办",
    "网上申办",
    "在线申报",
    "网上申报",
    "我要申报",
    "申报入口",
    "在线预约",
    "网上预约",
    "立即预约",
    "我要预约",
    "预约入口",
    "在线报名",
    "网上报名",
    "立即报名",
    "我要报名",
    "报名入口",
    "在线查询",
    "网上查询",
    "立即查询",
    "我要查询",
    "查询入口",
    "在线打印",
    "立即打印",
    "进入系统",
    "进入平台",
    "立即进入",
    "点击进入",
    "系统入口",
    "平台入口",
];

/// Characters of the longest text of a button.
pub const BUTTON_CHARS_MAX: usize = 16;

/// Elements a visitor presses whose target is not written out.
const BUTTONS: &str =
    "button, [onclick], a[href^=\"javascript\" i], a[href=\"#\"], a[href=\"\"], a:not([href])";

/// Buttons whose text is their value.
const BUTTON_FIELDS: &str = "input[type=button], input[type=submit]";

/// Buttons looked at; a page with a menu of scripts has some hundred.
const BUTTONS_MAX: u32 = 600;

/// Rows looked at for a table of results.
const ROWS_MAX: u32 = 400;

/// Rows with two cells that make a table: a head and two results.
pub const RESULT_ROWS_MIN: usize = 3;

/// Characters of the longest cell that is nothing but a day: `[2019年01月14日]`.
const DAY_CHARS_MAX: usize = 14;

/// Rows that are labelled as the elements of a guide are, in a table that is one.
const GUIDE_ROWS_MIN: usize = 3;

/// Where the page itself lets a visitor do something: a form, a login, a table of results.
pub fn serves(page: Page, furniture: &Furniture) -> Option<Hit> {
    login(page, furniture)
        .or_else(|| furniture.own_fields(page).into_iter().next())
        .or_else(|| results(page).into_iter().find(|row| !furniture.says(row)))
}

/// Where the page is a login: a field for a password, or a heading that says so.
pub fn login(page: Page, furniture: &Furniture) -> Option<Hit> {
    let password = |hit: &Hit| super::furniture::is_password(page, hit.node);
    furniture.own_fields(page).into_iter().find(password).or_else(|| {
        let headings = page.texts(HEADINGS, HEADINGS_MAX).into_iter();
        headings
            .filter(|hit| length(&compact(&hit.text)) <= 3 * BUTTON_CHARS_MAX)
            .filter(|hit| holds(&hit.text, &LOGIN))
            .find(|hit| !super::furniture::is_hidden(page, hit.node) && !furniture.says(hit))
    })
}

/// The rows of tables of results on a page, if there are enough; a table that lays out a guide is
/// none, and neither is a form.
pub fn results(page: Page) -> Vec<Hit> {
    let rows = page.texts("tr", ROWS_MAX).into_iter();
    let rows: Vec<Hit> = rows.filter(|row| is_row(page, row.node)).collect();
    let labelled = |row: &&Hit| {
        let first = page.children_of(row.node).into_iter().next();
        first.is_some_and(|cell| elements::names(&page.text_of(cell)))
    };
    let n_labelled = rows.iter().filter(labelled).count();
    if rows.len() < RESULT_ROWS_MIN || n_labelled >= GUIDE_ROWS_MIN { Vec::new() } else { rows }
}

/// Whether a link leads on from an element.
fn has_link(page: Page, node: u32) -> bool {
    page.tag_of(node) == "a" && page.attr_of(node, "href").is_some()
        || page.children_of(node).into_iter().any(|child| has_link(page, child))
}

/// Whether a row has two cells with text and holds no other table. A link and its day are an entry of a
/// list of articles.
fn is_row(page: Page, row: u32) -> bool {
    let cells = page.children_of(row);
    let texts: Vec<String> = cells.iter().map(|cell| page.text_of(*cell)).collect();
    // The bullet before an entry says nothing.
    let says = |text: &&String| text.contains(char::is_alphanumeric);
    let is_day = |text: &&String| length(&compact(text)) <= DAY_CHARS_MAX && is_dated(text);
    let is_entry = cells.iter().any(|cell| has_link(page, *cell));
    let said = texts.iter().filter(says).filter(|text| !(is_entry && is_day(text))).count();
    let holds_table = |cell: &u32| {
        let inner = page.children_of(*cell);
        inner.into_iter().any(|node| page.tag_of(node) == "table")
    };
    said >= 2 && !cells.iter().any(holds_table) && !super::furniture::is_hidden(page, row)
}

/// The page's own links whose text holds one of the phrases and is short enough for a button.
pub fn actions(page: Page, furniture: &Furniture, phrases: &Phrases) -> Vec<Link> {
    let mut links = furniture.own_named(page, |name| {
        length(name) <= BUTTON_CHARS_MAX && phrases.hold_compact(name) && !is_news(name)
    });
    let mut seen = Vec::new();
    links.retain(|link| {
        let is_new = !seen.contains(&link.url);
        seen.push(link.url.clone());
        is_new
    });
    links
}

/// Whether an anchor without an address and without a script is the page's own heading.
fn heads(hit: &Hit) -> bool {
    let has = |name| hit.page.attr_of(hit.node, name).is_some();
    let is_bare = hit.page.tag_of(hit.node) == "a" && !has("href") && !has("onclick");
    is_bare
        && hit
            .page
            .texts("title", 1)
            .iter()
            .any(|title| compact(&title.text).starts_with(&compact(&hit.text)))
}

/// Buttons with one of the phrases whose address only a script knows, and which are not furniture.
pub fn scripted(page: Page, furniture: &Furniture, phrases: &Phrases) -> Option<Hit> {
    let mut buttons = page.texts(BUTTONS, BUTTONS_MAX);
    buttons.extend(page.attrs(BUTTON_FIELDS, "value", BUTTONS_MAX));
    let is_named = |hit: &Hit| {
        let name = compact(&hit.text);
        length(&name) <= BUTTON_CHARS_MAX && phrases.hold_compact(&name)
    };
    let is_button = |hit: &Hit| {
        let around = Surroundings::of(hit);
        !around.leads_away() && around.is_site() && !heads(hit)
    };
    let on_start = |hit: &Hit| {
        let others = furniture.pages().iter().filter(|start| **start != page);
        others.copied().any(|start| {
            let there = start.texts(BUTTONS, BUTTONS_MAX);
            there.iter().any(|there| there.text == hit.text)
        })
    };
    buttons.into_iter().find(|hit| is_named(hit) && is_button(hit) && !on_start(hit))
}
