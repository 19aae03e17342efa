//! # What it asks
//! How many data sets the platform has.
//!
//! # Why it counts
//! A platform of a dozen data sets is a showcase.
//!
//! # How it is judged
//! The total the list states (`共 345 条`, `数据集 1,234`, `"total"` of its JSON), if the list shows data sets and its
//! number of pages can hold so many; else the number of pages times the data sets of the first, the
//! last page counted. A total that does not fit its own list is cut to what the list can hold, with less confidence.
//!
//! # When it is unknown
//! The list could not be had or is a shell that only a browser fills. A platform without a list: no.
//!
//! # Source
//! 复旦大学数字与移动治理实验室《中国地方政府数据开放报告》(开放数林指数), 数据数量.

use probe_sdk::criteria::targets::target;
use probe_sdk::{Criterion, Judged, Step, Task};

use crate::catalogue::{Catalogue, catalogue, sets_on};
use crate::find::OPEN_DATA;
use crate::totals::{Paging, paging};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "dataset-count",
    title: "开放数据集数量",
    roles: &["home", "open_data"],
    points: &["A2.3-2"],
    judge,
};

/// Confidence in a number of which the list says another.
const DOUBTED_CONFIDENCE: f32 = 0.5;

fn judge(task: &Task) -> Step<Judged> {
    let catalogue = catalogue(task)?;
    let (n_sets, is_doubted) = count(&catalogue)?;
    let n_sets = u32::try_from(n_sets).unwrap_or(u32::MAX);
    let judged = Judged::number(f64::from(n_sets), "items").seen([catalogue.page]);
    Ok(if is_doubted {
        judged.sure(DOUBTED_CONFIDENCE).note("写明的总数与列表不符")
    } else {
        judged
    })
}

/// How many data sets there are, and whether the list contradicts itself.
fn count(catalogue: &Catalogue) -> Step<(u64, bool)> {
    let n_first = u64::try_from(catalogue.sets.len()).unwrap_or(u64::MAX);
    let paging = paging(catalogue.page);
    let most = paging.as_ref().map(|paging| paging.n_pages.saturating_mul(n_first));
    Ok(match (catalogue.total, most) {
        (Some(total), Some(most)) if total > most => (most, true),
        (Some(total), _) if total < n_first => (n_first, true),
        (Some(total), _) => (total, false),
        (None, None) => (n_first, false),
        (None, Some(most)) => match paging.and_then(|Paging { last, .. }| last) {
            Some(last) => {
                let page = target(&last, OPEN_DATA)?.page();
                let n_last = page.map(|page| u64::try_from(sets_on(page).len()).unwrap_or(0));
                match n_last {
                    Some(n_last) => {
                        (most.saturating_sub(n_first).saturating_add(n_last), n_last == 0)
                    }
                    None => (most, true),
                }
            }
            None => (most, false),
        },
    })
}
