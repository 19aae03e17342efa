//! # What it asks
//! Whether an entry to the service can be found and leads somewhere.
//!
//! # Why it counts
//! A service that cannot be reached from the portal is, for most people, not online.
//!
//! # How it is judged
//! A link with one of the `keywords` stands on the start page, or on the page behind `follow`, and
//! the site answers with its target. A form or a login there makes it sure.
//!
//! # When it is unknown
//! The target could not be had, or a page on the way is a shell that only a browser fills. A link
//! that only a script opens is a yes that a person should look at.
//!
//! # Source
//! 《中国地方政府互联网服务能力发展报告(2019)》, 服务贯通能力.

use probe_sdk::criteria::mentions::mentions;
use probe_sdk::criteria::surroundings::Surroundings;
use probe_sdk::criteria::words::length;
use probe_sdk::criteria::{reach, reach::as_strs};
use probe_sdk::{Criterion, Hit, Judged, Page, Step, Stop, Task};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "entry",
    title: "在线服务入口",
    roles: &["service_portal", "home"],
    points: &["A3.1-1", "A3.1-4"],
    judge,
};

/// What a visitor does or fills in on the page of a service.
const FIELDS: &str =
    "form, textarea, select, input[type=text], input[type=password], input:not([type])";

/// Words on the page of a service, or on the way to it.
const SERVICE: [&str; 8] =
    ["登录", "登陆", "在线办理", "网上办理", "立即办理", "我要办理", "查询结果", "在线申请"];

/// Confidence where the target answers, but shows neither form nor login.
const PLAIN_TARGET_CONFIDENCE: f32 = 0.7;

/// Confidence where only a script leads on: below the usual line, so that a person looks.
const SCRIPT_CONFIDENCE: f32 = 0.5;

/// Characters of the longest label of an entry.
const LABEL_CHARS_MAX: usize = 24;

fn judge(task: &Task) -> Step<Judged> {
    let keywords = task.words("keywords");
    if keywords.is_empty() {
        return Err(Stop::Fault("`keywords` is missing".to_owned()));
    }
    let any = as_strs(&keywords);
    match reach::link(task, &any) {
        Ok(link) => {
            let target = reach::answering(&link, &reach::page_role(task))?;
            let judged = Judged::truth(true).seen([&link]).seen([target]);
            Ok(if is_service(target) { judged } else { judged.sure(PLAIN_TARGET_CONFIDENCE) })
        }
        Err(Stop::Absent(page, note)) => match scripted(task.start()?, &any) {
            Some(hit) => {
                let judged = Judged::truth(true).seen([hit]).sure(SCRIPT_CONFIDENCE);
                Ok(judged.note("由脚本打开，未验证目标页"))
            }
            None => Err(Stop::Absent(page, note)),
        },
        Err(stop) => Err(stop),
    }
}

fn is_service(page: Page) -> bool {
    page.count(FIELDS) > 0 || page.find("body", &SERVICE).is_some()
}

/// An entry whose address only a script knows.
fn scripted(page: Page, any: &[&str]) -> Option<Hit> {
    mentions(page, any).into_iter().find(|hit| {
        let around = Surroundings::of(hit);
        length(&hit.text) <= LABEL_CHARS_MAX && around.in_link() && around.is_site()
    })
}
