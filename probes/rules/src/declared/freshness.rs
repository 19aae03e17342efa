//! `freshness`: days from the newest date on a page to the day of collection.

use probe_sdk::criteria::freshness::age;
use probe_sdk::{Judged, Page, Step, Task};

use super::behind;
use super::fields::Fields;

pub(super) fn judge(task: &Task, start: Page, mut rule: Fields) -> Step<Judged> {
    let css = rule.text("css", "body")?;
    let (meta, follow) = (rule.words("meta")?, rule.words("follow")?);
    rule.finish()?;
    age(task, behind(start, &follow)?, &css, &meta)
}
