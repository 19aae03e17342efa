//! # What it asks
//! How many guides have an entry: to apply, to ask, to book.
//!
//! # Why it counts
//! From reading to doing in one click, without looking for the same item a second time.
//!
//! # How it is judged
//! A link of the guide itself, not of its menus, has one of the `keywords` as its label, and the site
//! answers with its target. With `opens = "form"` the target has to be a form or the unified login. A link
//! that leads nowhere, home, or back to the guide is none.
//!
//! # When it is unknown
//! No guide could be had. Guides whose entry only a script opens, or leads to a shell, are left out; if all
//! are, rendering is needed.
//!
//! # Source
//! 《中国地方政府互联网服务能力发展报告(2019)》, 办事诉求受理能力, 网上政务服务办理标准.

use probe_sdk::criteria::guides::{Opens, entry, sample, share};
use probe_sdk::criteria::reach::as_strs;
use probe_sdk::{Criterion, Judged, Step, Stop, Task};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "entry-share",
    title: "指南入口覆盖率",
    roles: &["service_portal", "home", "guide"],
    points: &["B1.2-1", "B1.2-5", "B2.2-4", "B2.2-5", "B2.3-1"],
    judge,
};

fn judge(task: &Task) -> Step<Judged> {
    let words = task.words("keywords");
    let opens = match task.text("opens").as_deref() {
        None | Some("page") => Opens::Page,
        Some("form") => Opens::Form,
        Some(other) => {
            return Err(Stop::Fault(format!("`opens = \"{other}\"` is neither page nor form")));
        }
    };
    if words.is_empty() {
        return Err(Stop::Fault("`keywords` is missing".to_owned()));
    }
    share(&sample(task)?, |guide| entry(guide, &as_strs(&words), opens))
}
