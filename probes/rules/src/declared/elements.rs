//! `elements`: the share of labels a page must carry that stand on it.

use probe_sdk::criteria::labels;
use probe_sdk::{Judged, Page, Step};

use super::behind;
use super::fields::Fields;

pub(super) fn judge(start: Page, mut rule: Fields) -> Step<Judged> {
    let groups = rule.groups("labels")?;
    let css = rule.text("css", "body")?;
    let follow = rule.words("follow")?;
    if groups.is_empty() || groups.iter().any(Vec::is_empty) {
        return Err(rule.fault("labels", "is missing or has an empty group"));
    }
    rule.finish()?;
    labels::share(behind(start, &follow)?, &css, &groups)
}
