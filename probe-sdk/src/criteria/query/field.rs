//! The field of a page in which a visitor asks, and its form.

use super::{Form, Offer};
use crate::criteria::surroundings::Surroundings;
use crate::criteria::words::{compact, holds, length, names};
use crate::page::{Hit, Page};

/// Fields and forms looked at; a page with more is a form to fill in.
const FIELDS_MAX: u32 = 300;

/// Elements around a field that may be its form or say what it is.
const LEVELS_MAX: usize = 8;

/// Of these, how many are close enough for their words to be about the field.
const CLOSE_LEVELS: usize = 3;

/// Characters of the longest text of a small form; more is a part of the page that holds it.
const FORM_CHARS_MAX: usize = 120;

/// What a field is for, by the words that say so and the words that say otherwise.
#[derive(Debug, Clone, Copy)]
pub struct Sort {
    /// What such a field, its button or its form say.
    pub says: &'static [&'static str],
    /// Parts of its names.
    pub named: &'static [&'static str],
    /// Whole names.
    pub short_names: &'static [&'static str],
    /// What says that it is another sort of field.
    pub others: &'static [&'static str],
}

impl Sort {
    /// A search of the site.
    pub const SEARCH: Self = Self {
        says: &["搜索", "检索", "搜一搜", "关键词", "关键字", "想要找", "全文"],
        named: &["search", "sousuo", "jiansuo", "keyword", "/so/", "/s?"],
        short_names: &["q", "kw", "wd", "qt", "sword", "sskey", "query"],
        others: &[
            "信件",
            "来信",
            "写信",
            "留言",
            "编号",
            "密码",
            "查询码",
            "姓名",
            "身份证",
            "手机号",
            "验证码",
            "用户名",
            "账号",
            "邮箱",
            "订阅",
        ],
    };

    /// A search of letters.
    pub const LETTERS: Self = Self {
        says: &["搜索", "检索", "查询", "关键词", "关键字", "标题", "信件"],
        named: &["search", "keyword", "title"],
        short_names: &["q", "kw", "wd", "query"],
        others: &["密码", "验证码", "用户名", "账号", "身份证", "查询码", "姓名"],
    };

    /// A dialogue.
    pub const DIALOGUE: Self = Self {
        says: &["发送", "提问", "问题", "想问", "想了解", "咨询"],
        named: &["question", "ask", "chat", "robot", "send", "message"],
        short_names: &["q", "msg", "ques", "content"],
        others: &["密码", "验证码", "用户名", "账号", "身份证", "查询码", "姓名", "手机号", "邮箱"],
    };
}

/// The first field of the sort in a form sent as an address, else the first of the sort at all.
pub fn find(page: Page, sort: Sort) -> Option<Offer> {
    let mut scripted = None;
    let mut last_form = None;
    for node in page.select("form, input, textarea", FIELDS_MAX) {
        if page.tag_of(node) == "form" {
            last_form = Some(node);
            continue;
        }
        let Some((hit, form)) = field(page, node, last_form, sort) else { continue };
        match form.and_then(|form| sent(&hit, form)) {
            Some(form) => return Some(Offer::Form(form)),
            None => scripted = scripted.or(Some(hit)),
        }
    }
    scripted.map(Offer::Scripted)
}

fn field(page: Page, node: u32, last_form: Option<u32>, sort: Sort) -> Option<(Hit, Option<u32>)> {
    let kind = page.attr_of(node, "type").unwrap_or_default().to_lowercase();
    if page.tag_of(node) == "input" && !matches!(kind.trim(), "" | "text" | "search") {
        return None;
    }
    let said =
        attributes(page, node, &["placeholder", "value", "title", "alt", "aria-label", "onfocus"]);
    let named = attributes(page, node, &["name", "id", "class"]).to_lowercase();
    let around = Around::of(page, node, last_form, sort);
    let says = holds(&compact(&said), sort.says)
        || holds(&named, sort.named)
        || names(&named).any(|name| sort.short_names.contains(&name.as_str()))
        || around.says;
    let hit = Hit { page, node, text: said };
    let is_other = around.is_other || holds(&compact(&hit.text), sort.others);
    (says && !is_other && !Surroundings::of(&hit).is_hidden()).then_some((hit, around.form))
}

fn attributes(page: Page, node: u32, any: &[&str]) -> String {
    let values: Vec<String> = any.iter().filter_map(|name| page.attr_of(node, name)).collect();
    values.join(" ")
}

/// What stands around a field.
#[derive(Default)]
struct Around {
    form: Option<u32>,
    says: bool,
    is_other: bool,
}

impl Around {
    fn of(page: Page, field: u32, last_form: Option<u32>, sort: Sort) -> Self {
        let mut around = Self::default();
        let mut next = page.parent_of(field);
        for level in 0..LEVELS_MAX {
            let Some(node) = next else { break };
            let is_form = page.tag_of(node) == "form";
            let text = compact(&page.text_of(node));
            if length(&text) <= FORM_CHARS_MAX && (is_form || level < CLOSE_LEVELS) {
                let said =
                    attributes(page, node, &["action", "id", "class", "name"]).to_lowercase();
                around.says |= holds(&said, sort.named)
                    || holds(&text, sort.says)
                    || holds(&button_text(page, node), sort.says);
                around.is_other |= holds(&text, sort.others);
            }
            if is_form {
                around.form = Some(node);
                return around;
            }
            next = page.parent_of(node);
        }
        // Inside of a table the parser leaves a form empty, and the fields after it are still its.
        around.form = last_form.filter(|form| page.children_of(*form).is_empty());
        around
    }
}

/// What the buttons right inside of an element say.
fn button_text(page: Page, node: u32) -> String {
    let children = page.children_of(node).into_iter();
    let buttons = children.filter(|child| {
        page.tag_of(*child) == "input"
            && page.attr_of(*child, "type").is_some_and(|kind| {
                matches!(kind.to_lowercase().trim(), "submit" | "button" | "image")
            })
    });
    let texts: Vec<String> = buttons.filter_map(|child| page.attr_of(child, "value")).collect();
    compact(&texts.join(" "))
}

/// The form, if it is sent as an address.
fn sent(field: &Hit, form: u32) -> Option<Form> {
    let page = field.page;
    let action = page.attr_of(form, "action").unwrap_or_default();
    let is_scripted =
        page.attr_of(form, "onsubmit").is_some_and(|script| script.contains("return"));
    let leads_nowhere = action.trim().is_empty() || action.trim().starts_with('#');
    if is_scripted && leads_nowhere {
        return None;
    }
    let name = page.attr_of(field.node, "name").filter(|name| !name.is_empty())?;
    // Whether it asks at all is the host's to say: it knows methods and addresses as browsers do.
    page.form_url(form, &[])?;
    Some(Form { field: field.clone(), node: form, name })
}
