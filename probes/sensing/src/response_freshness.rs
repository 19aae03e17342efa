//! # What it asks
//! How many days ago the site last responded to what moves people.
//!
//! # Why it counts
//! A government that senses what people talk about says something about it, and soon.
//!
//! # How it is judged
//! The newest dated entry of the column called 回应关切, 热点回应, 舆情回应 …, which is opened: it must be a page of its
//! own, and where its page tag names an earlier day than the list, that day counts. The date of today in a
//! page's head does not count, nor do days to come.
//!
//! # When it is unknown
//! A page on the way or the newest entry could not be had, or is a shell. No column, or one without a
//! dated entry: no.
//!
//! # Source
//! 《政府网站发展指引》(国办发〔2017〕47号), 解读回应.

use probe_sdk::criteria::freshness::today;
use probe_sdk::criteria::seek::{self, Way};
use probe_sdk::criteria::{entries, reach};
use probe_sdk::{Criterion, Judged, Step, Task};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "response-freshness",
    title: "回应关切更新时效",
    roles: &["home", "list_page"],
    points: &["B3.3-1"],
    judge,
};

/// Names of the column.
const NAMES: [&str; 7] =
    ["回应关切", "热点回应", "舆情回应", "社会关切回应", "关切回应", "政务回应", "热点关注回应"];

/// Columns it may be in.
const VIA: [&str; 6] = ["互动交流", "政民互动", "政务公开", "解读回应", "公众参与", "互动"];

/// Clicks from the home page.
const CLICKS_MAX: u32 = 2;

fn judge(task: &Task) -> Step<Judged> {
    let today = today(task)?;
    let given = task.words("follow");
    let names = if given.is_empty() { NAMES.to_vec() } else { reach::as_strs(&given) };
    let way = Way { names: &names, via: &VIA, role: "list_page", n_clicks_max: CLICKS_MAX };
    let is_column = |page| !entries::entries(page, today).is_empty();
    let found = seek::column(&seek::starts(task)?, &way, &is_column)?;
    Ok(entries::age(found.page, today, "article")?.seen(found.link))
}
