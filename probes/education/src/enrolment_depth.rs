//! # What it asks
//! How far a family gets online with enrolling a child at school: information, guide, district,
//! application, result.
//!
//! # Why it counts
//! Enrolment concerns every family once, all in the same weeks; a portal that ends at a notice sends
//! them all to the school gate.
//!
//! # How it is judged
//! As the depth of other matters: the page behind an entry with one of the `keywords`, its guide,
//! and the last step of an unbroken row. `district_query` is a table or list of school districts, or
//! a query of them; `apply` and `result_query` are buttons that lead to a form, a login or results.
//!
//! # When it is unknown
//! The page, or one that decides about the next step, could not be had or is a shell that only a
//! browser fills.
//!
//! # Source
//! 《中国地方政府互联网服务能力发展报告(2019)》, 服务贯通能力.

use probe_sdk::criteria::service::depth::grade;
use probe_sdk::criteria::service::steps::{GUIDE, Proof, StepRule};
use probe_sdk::{Criterion, Judged, Step, Task};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "enrolment-depth",
    title: "义务教育入学报名贯通度",
    roles: &["service_portal", "home"],
    points: &["A3.2-1"],
    judge,
};

const STEPS: [StepRule; 4] = [
    GUIDE,
    StepRule {
        name: "district_query",
        words: &["学区", "划片", "招生范围", "招生区域", "服务区", "施教区", "片区"],
        proof: Proof::List,
    },
    StepRule {
        name: "apply",
        words: &[
            "报名",
            "在线办理",
            "网上办理",
            "在线申请",
            "网上申请",
            "立即办理",
            "我要办理",
            "登记入口",
        ],
        proof: Proof::Action,
    },
    StepRule {
        name: "result_query",
        words: &[
            "录取 查询",
            "结果 查询",
            "录取结果",
            "入学结果",
            "报名结果",
            "审核结果",
            "进度 查询",
        ],
        proof: Proof::Action,
    },
];

fn judge(task: &Task) -> Step<Judged> {
    grade(task, &STEPS)
}
