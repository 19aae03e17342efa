//! # What it asks
//! How many of the elements a guide to a service must have stand in the guide.
//!
//! # Why it counts
//! A guide that leaves out conditions, materials or the place sends people to the counter twice; the
//! national check fails a site whose guides lack four or more of eight elements.
//!
//! # How it is judged
//! The share of the elements that stand as labels on the guide: headings, table heads, or words
//! before a colon. Menus and running text that only mention them do not count. `follow` gives the
//! words of the link to the guide; `labels` sets other elements, each a list of synonyms.
//!
//! # When it is unknown
//! The guide could not be had or is a shell that only a browser fills. No link to a guide: no.
//!
//! # Source
//! 《政府网站与政务新媒体检查指标》(国办秘函〔2019〕19号), 单项否决, 服务不实用.

use probe_sdk::criteria::{labels, reach};
use probe_sdk::{Criterion, Judged, Step, Task};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "guide-elements",
    title: "办事指南要素完整率",
    roles: &["guide", "service_portal"],
    points: &["A3.1-2"],
    judge,
};

/// The eight elements of the national check, each with the other names guides give it.
const ELEMENTS: [&[&str]; 8] = [
    &["事项名称", "办理事项", "服务名称", "项目名称", "事项基本信息"],
    &["设定依据", "办理依据", "法律依据", "政策依据", "实施依据", "审批依据"],
    &["申请条件", "办理条件", "受理条件", "申办条件", "申报条件"],
    &["办理材料", "申请材料", "申报材料", "所需材料", "提交材料", "材料清单", "所需资料"],
    &["办理地点", "受理地点", "办公地点", "办理地址", "办公地址", "办理窗口", "受理机构"],
    &["办理时间", "办公时间", "受理时间", "工作时间", "办理时限", "承诺时限", "法定时限"],
    &["联系电话", "咨询电话", "咨询方式", "联系方式", "服务电话", "办公电话"],
    &["办理流程", "办理程序", "办事流程", "办事程序", "申请流程", "流程图"],
];

fn judge(task: &Task) -> Step<Judged> {
    let guide = reach::followed(task)?;
    let given = task.groups("labels");
    let groups = if given.is_empty() { elements() } else { given };
    labels::share(guide, "body", &groups)
}

pub(crate) fn elements() -> Vec<Vec<String>> {
    let group = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    ELEMENTS.into_iter().map(group).collect()
}
