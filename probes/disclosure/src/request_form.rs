//! # What it asks
//! Whether a person can ask for information online, or at least by a form to send in.
//!
//! # Why it counts
//! Disclosure on request is a right; a form online is what makes it used.
//!
//! # How it is judged
//! The page behind `follow`, or the page behind its link 在线申请, has a form with two fields and a
//! button; or the page has a form to fetch (申请表) and names a postal and a mail address.
//!
//! # When it is unknown
//! The page could not be had or is a shell that only a browser fills.
//!
//! # Source
//! 《政府信息公开条例》(2019) 第二十九条.

use probe_sdk::criteria::reach::page_role;
use probe_sdk::criteria::words::{compact, holds};
use probe_sdk::{Criterion, Evidence, Hit, Judged, Page, Step, Task};

use crate::search;

pub(crate) const CRITERION: Criterion = Criterion {
    id: "request-form",
    title: "依申请公开在线受理",
    roles: &["form", "home"],
    points: &["A1.3-8"],
    judge,
};

/// Fields a form for a request has at least: who asks, and for what. A search has one.
const FIELDS_MIN: u32 = 2;

const FIELDS: &str = "form textarea, form input[type=text], form input:not([type])";
const BUTTONS: &str =
    "form button, form input[type=submit], form input[type=button], form input[type=image]";

/// Links to the form, where the page only explains.
const ONLINE: [&str; 6] =
    ["在线申请", "网上申请", "我要申请", "在线提交申请", "申请入口", "网上提交"];

/// Forms to fetch.
const FILES: &str = "a[href$=\".doc\" i], a[href$=\".docx\" i], a[href$=\".pdf\" i], \
                     a[href$=\".xls\" i], a[href$=\".xlsx\" i], a[href$=\".wps\" i]";

const POSTAL: [&str; 5] = ["邮寄", "通信地址", "通讯地址", "信函", "邮政编码"];
const MAIL: [&str; 4] = ["电子邮箱", "电子邮件", "邮箱", "@"];

/// Links to files looked at.
const FILES_MAX: u32 = 200;

fn judge(task: &Task) -> Step<Judged> {
    let page = search::page(task)?;
    if let Some(place) = form(page) {
        return Ok(Judged::truth(true).seen([place]));
    }
    if let Some(link) = page.link(&ONLINE) {
        let online = link.open(&page_role(task))?;
        if let Some(place) = form(online) {
            return Ok(Judged::truth(true).seen([&link]).seen([place]));
        }
    }
    match by_post(page) {
        Some(hit) => Ok(Judged::truth(true).seen([hit]).note("下载申请表，邮寄或电子邮件提交")),
        None => Err(page.unsaid("no form for a request")),
    }
}

/// A form with fields for a person and a wish, and a button.
fn form(page: Page) -> Option<Evidence> {
    let has_form = page.count(FIELDS) >= FIELDS_MIN && page.count(BUTTONS) > 0;
    if !has_form {
        return None;
    }
    let node = page.select(FIELDS, 1).into_iter().next()?;
    Some(Evidence { node: Some(node), quote: page.info().url, ..Evidence::from(page) })
}

fn by_post(page: Page) -> Option<Hit> {
    let text = page.text();
    let file = page.texts(FILES, FILES_MAX).into_iter().find(|hit| {
        let text = compact(&hit.text);
        text.contains("申请") && (text.contains('表') || text.contains("书"))
    })?;
    (holds(&text, &POSTAL) && holds(&text, &MAIL)).then_some(file)
}
