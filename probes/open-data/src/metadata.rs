//! # What it asks
//! How complete what is said of the data sets is.
//!
//! # Why it counts
//! Who does not know where a number comes from, and how old it is, cannot use it.
//!
//! # How it is judged
//! For each of `sample` data sets, evenly spaced over the list, the share of the six labels 数据提供方, 更新频率,
//! 数据领域, 发布日期, 关键字, 数据格式 that have a value on its own page or in its row; a label alone, or
//! one with 暂无, counts for nothing. The mean over the data sets; one whose page is dead has none.
//!
//! # When it is unknown
//! The list, or more than half of the sample, could not be had or is filled by a browser.
//!
//! # Source
//! 复旦大学数字与移动治理实验室《中国地方政府数据开放报告》(开放数林指数), 数据规范.

use probe_sdk::{Criterion, Judged, Step, Stop, Task, UnknownReason};

use crate::fields::METADATA;
use crate::sampled::{Sampled, sampled};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "metadata",
    title: "数据集元数据完整率",
    roles: &["home", "open_data"],
    points: &["A2.3-7"],
    judge,
};

/// Data sets kept as evidence.
const EVIDENCE_MAX: usize = 10;

fn judge(task: &Task) -> Step<Judged> {
    let sample = sampled(task)?;
    let known: Vec<&Sampled> =
        sample.iter().filter(|sampled| !sampled.is_unknown() || n_values(sampled) > 0).collect();
    if known.is_empty() || known.len() * 2 < sample.len() {
        let note = format!("{} 个数据集只有 {} 个得知结果", sample.len(), known.len());
        return Err(Stop::Unknown(UnknownReason::PageMissing, note));
    }
    let n_values: usize = known.iter().map(|sampled| n_values(sampled)).sum();
    let judged = Judged::share(n_values, known.len() * METADATA.len());
    let absent = METADATA.iter().filter(|field| known.iter().all(|s| s.value(field).is_none()));
    let absent = absent.map(|field| field.name).collect::<Vec<_>>().join("、");
    let judged = judged.seen(known.iter().take(EVIDENCE_MAX).map(|sampled| sampled.place()));
    Ok(if absent.is_empty() { judged } else { judged.note(format!("均缺：{absent}")) })
}

fn n_values(sampled: &Sampled) -> usize {
    METADATA.iter().filter(|field| sampled.value(field).is_some()).count()
}
