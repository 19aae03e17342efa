//! # What it asks
//! How many guides offer to send the result, by post or electronically.
//!
//! # Why it counts
//! Else the last step is a visit, however much of the rest is online.
//!
//! # How it is judged
//! Under a label such as 送达方式 stands a way without a visit (快递, 邮寄, 网上下载, 电子证照 …), or a label that asks for
//! one (是否支持物流快递) is answered with yes.
//!
//! # When it is unknown
//! No guide could be had.
//!
//! # Source
//! 《中国地方政府互联网服务能力发展报告(2019)》, 网上政务服务办理四级标准.

use probe_sdk::criteria::fields::Field;
use probe_sdk::criteria::guides::{Answer, DELIVERY, sample, share};
use probe_sdk::criteria::numbers::says_yes;
use probe_sdk::criteria::words::{compact, holds};
use probe_sdk::{Criterion, Judged, Step, Task};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "delivery",
    title: "结果送达方式覆盖率",
    roles: &["service_portal", "home", "guide"],
    points: &["B2.4-3"],
    judge,
};

/// Ways without a visit.
const WAYS: [&str; 12] = [
    "快递",
    "邮寄",
    "邮政",
    "ems",
    "寄送",
    "网上下载",
    "在线下载",
    "电子证照",
    "电子送达",
    "网上送达",
    "自行打印",
    "电子文书",
];

fn judge(task: &Task) -> Step<Judged> {
    share(&sample(task)?, |guide| {
        let mut stated = guide.fields.called(DELIVERY).filter(|field| field.is_stated());
        let place = || guide.fields.stated(DELIVERY).map(|field| field.hit().into());
        Ok(match stated.find(|field| sends(field)) {
            Some(field) => Answer::Yes(field.hit().into()),
            None => Answer::No(place()),
        })
    })
}

fn sends(field: &Field) -> bool {
    let text = compact(&field.text());
    match says_yes(&text) {
        Some(false) => false,
        Some(true) => holds(&text, &WAYS) || holds(&field.label, &WAYS),
        None => holds(&text, &WAYS),
    }
}
