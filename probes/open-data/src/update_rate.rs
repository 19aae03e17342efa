//! # What it asks
//! What share of the data sets was brought up to date within a year, or within its own stated term.
//!
//! # Why it counts
//! Data that is never renewed answers last year's questions.
//!
//! # How it is judged
//! Of `sample` data sets, evenly spaced over the list, those whose 更新时间 (or else 发布日期), on their own page
//! or in their row, is at most `days` before collection, or at most two, three or five years where
//! 更新频率 says so. Days after collection do not count, nor does a data set whose own page is dead.
//!
//! # When it is unknown
//! The list, or more than half of the sample, could not be had or is filled by a browser.
//!
//! # Source
//! 复旦大学数字与移动治理实验室《中国地方政府数据开放报告》(开放数林指数), 数据质量.

use probe_sdk::criteria::dates::Day;
use probe_sdk::{Criterion, Judged, Step, Stop, Task, UnknownReason};

use crate::fields::{FREQUENCY, PUBLISHED, UPDATED};
use crate::sampled::{Sampled, sampled};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "update-rate",
    title: "数据集更新率",
    roles: &["home", "open_data"],
    points: &["A2.3-5"],
    judge,
};

/// Days within which a data set is up to date, where the point does not say.
const DAYS: i64 = 365;

/// Terms longer than a year, in days, a leap day included.
const TERMS: [(&str, i64); 6] =
    [("两年", 731), ("二年", 731), ("2年", 731), ("三年", 1096), ("3年", 1096), ("五年", 1827)];

/// Data sets kept as evidence.
const EVIDENCE_MAX: usize = 10;

fn judge(task: &Task) -> Step<Judged> {
    let collected = task.collected_on();
    let today = Day::parse(&collected)
        .ok_or_else(|| Stop::Fault(format!("`{collected}` is not a day of collection")))?;
    let days = task.text("days").and_then(|days| days.parse().ok()).unwrap_or(DAYS);
    share(&sampled(task)?, |sampled| {
        let said = sampled.value(&UPDATED).or_else(|| sampled.value(&PUBLISHED));
        let age = said.and_then(|said| Day::parse(&said)).map(|day| today.days_since(day));
        let own = sampled.value(&FREQUENCY).unwrap_or_default();
        let term =
            TERMS.iter().find(|(word, _)| own.contains(word)).map_or(days, |(_, term)| *term);
        // A day ahead may be midnight.
        Some(age.is_some_and(|age| (-1..=term.max(days)).contains(&age)))
    })
}

/// The share of the sample of which `is` says yes; what says no and could not be read is left out.
pub(crate) fn share(sample: &[Sampled], is: impl Fn(&Sampled) -> Option<bool>) -> Step<Judged> {
    let judged: Vec<(&Sampled, bool)> = sample
        .iter()
        .filter_map(|sampled| Some((sampled, is(sampled)?)))
        .filter(|(sampled, yes)| *yes || !sampled.is_unknown())
        .collect();
    if judged.len() * 2 < sample.len() || judged.is_empty() {
        let is_shell =
            sample.iter().any(|sampled| matches!(sampled.detail, crate::sampled::Detail::Had(_)));
        let reason =
            if is_shell { UnknownReason::NeedsRendering } else { UnknownReason::PageMissing };
        let note = format!("{} 个数据集只有 {} 个得知结果", sample.len(), judged.len());
        return Err(Stop::Unknown(reason, note));
    }
    let n_yes = judged.iter().filter(|(_, yes)| *yes).count();
    let without =
        judged.iter().filter(|(_, yes)| !*yes).map(|(sampled, _)| sampled.set.title.as_str());
    let note = without.collect::<Vec<_>>().join("、");
    let places = judged.iter().take(EVIDENCE_MAX).map(|(sampled, _)| sampled.place());
    let share = Judged::share(n_yes, judged.len()).seen(places);
    Ok(if note.is_empty() { share } else { share.note(format!("不符：{note}")) })
}
