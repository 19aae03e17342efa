//! # What it asks
//! How many guides say that a person has to come at most so many times.
//!
//! # Why it counts
//! 最多跑一次 and 不见面审批 are promises in numbers.
//!
//! # How it is judged
//! Under a label such as 到办事现场次数 stands a number of at most `visits_max` (0次, 最多跑一次, 无需到现场). Guides that do
//! not say so promise nothing.
//!
//! # When it is unknown
//! No guide could be had.
//!
//! # Source
//! 《中国地方政府互联网服务能力发展报告(2019)》, 网上政务服务办理三级、四级标准.

use probe_sdk::criteria::fields::Field;
use probe_sdk::criteria::guides::{Answer, Guide, VISITS, sample, share};
use probe_sdk::criteria::numbers::{says_yes, visits};
use probe_sdk::{Criterion, Judged, Step, Stop, Task};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "visits",
    title: "到现场次数",
    roles: &["service_portal", "home", "guide"],
    points: &["B2.3-2", "B2.4-2"],
    judge,
};

/// The label that is a promise itself; under it stands 是.
const ONCE: &str = "最多跑一次";

fn judge(task: &Task) -> Step<Judged> {
    let visits_max = task.number("visits_max").filter(|n| *n >= 0.0);
    let visits_max = visits_max.ok_or_else(|| Stop::Fault("`visits_max` is missing".to_owned()))?;
    share(&sample(task)?, |guide| {
        let counted = counted(guide);
        let few = counted.iter().find(|(_, n)| f64::from(*n) <= visits_max);
        let other = counted.first().map(|(field, _)| field.hit().into());
        Ok(few.map_or_else(|| Answer::No(other), |(field, _)| Answer::Yes(field.hit().into())))
    })
}

fn counted(guide: &Guide) -> Vec<(&Field, u32)> {
    let stated = guide.fields.called(VISITS).filter(|field| field.is_stated());
    stated
        .filter_map(|field| {
            let promised = || {
                let is_promise =
                    field.label.contains(ONCE) && says_yes(&field.text()) == Some(true);
                is_promise.then_some(1)
            };
            Some((field, visits(&field.text()).or_else(promised)?))
        })
        .collect()
}
