//! # What it asks
//! How far an enterprise gets online with support it is entitled to: information, matching,
//! application, progress, list of what was paid.
//!
//! # Why it counts
//! Support that has to be found, read and applied for on paper reaches those who know somebody.
//!
//! # How it is judged
//! As the depth of other matters, by the last step of an unbroken row. `match`, `apply` and `query` are
//! buttons that lead to a form, a login or results; `paid_list` is a table or list of at least three
//! enterprises or sums paid, under such a heading or behind such a link.
//!
//! # When it is unknown
//! The page, or one that decides about the next step, could not be had or is a shell that only a
//! browser fills.
//!
//! # Source
//! 《中国地方政府互联网服务能力发展报告(2019)》, 服务贯通能力; steps as the point's `evidence` has them.

use probe_sdk::criteria::service::depth::grade;
use probe_sdk::criteria::service::steps::{Proof, StepRule};
use probe_sdk::{Criterion, Judged, Step, Task};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "support-depth",
    title: "惠企政策兑现贯通度",
    roles: &["service_portal", "home"],
    points: &["A3.9-2"],
    judge,
};

const STEPS: [StepRule; 4] = [
    StepRule {
        name: "match",
        words: &[
            "政策匹配",
            "政策 匹配",
            "智能匹配",
            "精准匹配",
            "政策体检",
            "政策计算器",
            "政策查找",
            "政策检索",
            "政策筛选",
            "政策测评",
        ],
        proof: Proof::Action,
    },
    StepRule {
        name: "apply",
        words: &[
            "在线申报",
            "网上申报",
            "政策申报",
            "我要申报",
            "立即申报",
            "申报入口",
            "在线申请",
            "网上申请",
            "立即申请",
            "我要兑现",
            "在线兑现",
            "在线办理",
            "网上办理",
        ],
        proof: Proof::Action,
    },
    StepRule {
        name: "query",
        words: &[
            "进度 查询",
            "申报进度",
            "办理进度",
            "兑现进度",
            "结果 查询",
            "办件查询",
            "状态查询",
        ],
        proof: Proof::Action,
    },
    StepRule {
        name: "paid_list",
        words: &[
            "兑现公示",
            "兑现名单",
            "拨付",
            "兑现结果",
            "奖补名单",
            "资金公示",
            "兑付",
            "已兑现",
        ],
        proof: Proof::List,
    },
];

fn judge(task: &Task) -> Step<Judged> {
    grade(task, &STEPS)
}
