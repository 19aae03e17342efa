//! # What it asks
//! Whether the site refutes rumours or warns of emergencies, and lately.
//!
//! # Why it counts
//! In an emergency people believe who speaks first.
//!
//! # How it is judged
//! A column called 辟谣, 应急, 预警 … has a dated entry within `window_days` (90) that leads to a page of its own.
//!
//! # When it is unknown
//! A page on the way or the newest entry could not be had, or is a shell. No column, or nothing within the
//! time: no.
//!
//! # Source
//! This catalogue's own.

use probe_sdk::criteria::freshness::today;
use probe_sdk::criteria::seek::{self, Way};
use probe_sdk::criteria::{entries, reach, sample, target};
use probe_sdk::{Criterion, Judged, Page, Step, Stop, Task};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "rumour-column",
    title: "辟谣与应急专栏",
    roles: &["home"],
    points: &["B3.3-5"],
    judge,
};

/// Names of the column; one of each sort is looked at.
const NAMES: [&[&str]; 3] = [
    &["辟谣平台", "辟谣专栏", "辟谣"],
    &["预警信息", "预警发布", "气象预警", "预警"],
    &["应急管理", "应急专栏", "突发事件", "应急"],
];

/// Columns it may be in.
const VIA: [&str; 3] = ["互动交流", "政务公开", "回应关切"];

/// Days within which an entry shows that the column lives.
const WINDOW_DAYS: usize = 90;

/// Clicks from the home page.
const CLICKS_MAX: u32 = 2;

fn judge(task: &Task) -> Step<Judged> {
    let today = today(task)?;
    let window = i64::try_from(sample::whole(task, "window_days", WINDOW_DAYS)).unwrap_or(i64::MAX);
    let given = task.groups("names");
    let sorts: Vec<Vec<&str>> = if given.is_empty() {
        NAMES.iter().map(|names| names.to_vec()).collect()
    } else {
        given.iter().map(|names| reach::as_strs(names)).collect()
    };
    let starts = seek::starts(task)?;
    let recent = |page: Page| entries::within(entries::entries(page, today), today, window);
    let (mut unknown, mut absent) = (None, None);
    for names in &sorts {
        let way = Way { names, via: &VIA, role: "list_page", n_clicks_max: CLICKS_MAX };
        let found = seek::column(&starts, &way, &|page| !recent(page).is_empty());
        let newest = found.and_then(|found| {
            let newest =
                recent(found.page).into_iter().next().ok_or_else(|| entries::none(found.page))?;
            let page = target::page_behind(&newest.row.link, "article")?;
            Ok(Judged::truth(true).seen(found.link).seen([&newest]).seen([page]))
        });
        match newest {
            Ok(judged) => return Ok(judged),
            Err(Stop::Unknown(reason, note)) => unknown = Some(Stop::Unknown(reason, note)),
            Err(Stop::Absent(page, note)) => absent = Some(Stop::Absent(page, note)),
            Err(stop) => return Err(stop),
        }
    }
    Err(unknown.or(absent).unwrap_or_else(|| Stop::Fault("`names` is empty".to_owned())))
}
