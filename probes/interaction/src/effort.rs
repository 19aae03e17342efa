//! # What it asks
//! What a visitor has to do before a message can be sent.
//!
//! # Why it counts
//! Every step before the first word keeps people from writing.
//!
//! # How it is judged
//! The channel's page as it is sent: `no_login` if the form is open; `unified_login` if it asks to log in
//! with the account for all government services (统一身份认证, the service portal's login); `own_register` if it
//! asks for an account of the site; `id_upload` if a file field asks for a picture of the identity card. A
//! form that wants the number of the identity card typed in is open, with less confidence. Nothing is sent.
//!
//! # When it is unknown
//! A page on the way could not be had or is a shell that only a browser fills. No channel: the grade `none`.
//!
//! # Source
//! This catalogue's own.

use probe_sdk::criteria::mentions::in_text;
use probe_sdk::criteria::words::holds;
use probe_sdk::{Criterion, Judged, Page, Step, Stop, Task};

use crate::letter_form::{self, Channel};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "submission-effort",
    title: "留言提交门槛",
    roles: &["home", "form"],
    points: &["B1.1-4"],
    judge,
};

/// What a login for all services says.
const UNIFIED: [&str; 7] = [
    "统一身份认证",
    "统一登录",
    "统一认证",
    "政务服务网",
    "国家政务服务平台",
    "一网通办",
    "法人登录",
];

/// Parts of addresses of such logins.
const UNIFIED_HOSTS: [&str; 6] = ["zwfw", "tyrz", "sso", "oauth", "uc.", "cas/"];

/// What a picture of the card is called.
const CARD: [&str; 3] = ["身份证", "证件照", "手持"];

/// What a form open to all says that still wants one to log in.
const BEFORE: [&str; 8] =
    ["先登录", "登录后", "请登录", "未登录", "须登录", "需登录", "先注册", "须注册"];

/// Confidence where the number of the identity card is asked for: below the usual line.
const NUMBER_CONFIDENCE: f32 = 0.5;

fn judge(task: &Task) -> Step<Judged> {
    let channel = match letter_form::find(task) {
        Err(Stop::Absent(page, note)) => return Ok(Judged::grade("none").seen([page]).note(note)),
        channel => channel?,
    };
    Ok(match channel {
        Channel::Login(found) => {
            Judged::grade(login(found.page)).seen(found.link).seen([found.page])
        }
        Channel::Form(found) => form(found.page).seen(found.link),
    })
}

fn form(page: Page) -> Judged {
    if page.count("input[type=file]") > 0 && page.find("body", &CARD).is_some() {
        return Judged::grade("id_upload").seen(in_text(page, &CARD).into_iter().take(1));
    }
    if let Some(hit) = in_text(page, &BEFORE).into_iter().next() {
        return Judged::grade(login(page)).seen([hit]);
    }
    let judged = Judged::grade("no_login").seen([page]);
    match in_text(page, &["身份证号"]).into_iter().next() {
        Some(hit) => judged.seen([hit]).sure(NUMBER_CONFIDENCE).note("要填身份证号"),
        None => judged,
    }
}

fn login(page: Page) -> &'static str {
    let url = page.info().url.to_lowercase();
    if page.find("body", &UNIFIED).is_some() || holds(&url, &UNIFIED_HOSTS) {
        "unified_login"
    } else {
        "own_register"
    }
}
