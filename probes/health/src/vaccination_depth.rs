//! # What it asks
//! 宫颈癌疫苗接种办事贯通度: how far a person gets online with a vaccination against cervical cancer:
//! information, where, under which rules, appointment.
//!
//! # Why it counts
//! The Blue Book names this very point: a matter people ask about that lies across departments shows
//! whether services are connected.
//!
//! # How it is judged
//! As the depth of other matters, by the last step of an unbroken row. `site_list` is a table or list
//! of at least three vaccination sites under such a heading or behind such a link, or a query of
//! them; `rules` are two facts with values out of age, doses, price, contraindications and the like, on
//! the page, its guide, or behind a link such as 接种须知; `appointment` is a button that leads to a
//! form, a login or results.
//!
//! # When it is unknown
//! The page, or one that decides about the next step, could not be had or is a shell that only a
//! browser fills.
//!
//! # Source
//! 《中国地方政府互联网服务能力发展报告(2019)》, 点名的评价点位.

use probe_sdk::criteria::service::depth::grade;
use probe_sdk::criteria::service::steps::{Proof, StepRule};
use probe_sdk::{Criterion, Judged, Step, Task};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "vaccination-depth",
    title: "宫颈癌疫苗接种办事贯通度",
    roles: &["service_portal", "home"],
    points: &["A3.3-2"],
    judge,
};

const STEPS: [StepRule; 3] = [
    StepRule {
        name: "site_list",
        words: &["接种点", "接种单位", "接种门诊", "接种机构", "接种地点", "预防接种 名单"],
        proof: Proof::List,
    },
    StepRule {
        name: "rules",
        words: &[
            "接种对象",
            "适用人群",
            "接种人群",
            "适种年龄",
            "接种年龄",
            "年龄",
            "接种程序",
            "免疫程序",
            "接种剂次",
            "剂次",
            "接种价格",
            "价格",
            "收费标准",
            "接种禁忌",
            "禁忌",
            "注意事项",
            "接种须知",
            "接种规则",
            "接种流程",
            "接种要求",
        ],
        proof: Proof::Facts,
    },
    StepRule {
        name: "appointment",
        words: &["预约", "在线办理", "网上办理", "在线申请", "网上申请", "接种登记", "立即办理"],
        proof: Proof::Action,
    },
];

fn judge(task: &Task) -> Step<Judged> {
    grade(task, &STEPS)
}
