//! # What it asks
//! Whether people can write to the government on the site: a channel for questions and proposals that works.
//!
//! # Why it counts
//! A site without one fails the national check, whatever else it has.
//!
//! # How it is judged
//! From the home page (互动交流 and its like on the way) a page called 我要写信, 市长信箱, 在线咨询 … has a field
//! for the subject, one for the content and a button that sends them. Nothing is sent. Petitions and
//! reports on officials do not count, and neither does a heading or a list alone.
//!
//! # When it is unknown
//! The form is behind a login, so that only a person can see it; a page on the way could not be had or is
//! a shell.
//!
//! # Source
//! 《政府网站与政务新媒体检查指标》(国办秘函〔2019〕19号), 单项否决: 互动回应差.

use probe_sdk::{Criterion, Judged, Step, Stop, Task, UnknownReason};

use crate::letter_form::{self, Channel};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "consultation-channel",
    title: "网上咨询建言渠道有效",
    roles: &["home", "form"],
    points: &["B1.1-1"],
    judge,
};

fn judge(task: &Task) -> Step<Judged> {
    match letter_form::find(task)? {
        Channel::Form(found) => {
            let judged = Judged::truth(true).seen(found.link).seen([found.page]);
            Ok(judged.seen(found.page.texts("textarea", 1)))
        }
        Channel::Login(found) => {
            let note = format!("{} asks to log in first", found.page.info().url);
            Err(Stop::Unknown(UnknownReason::NeedsPerson, note))
        }
    }
}
