//! The elements a guide to a service must have, and the names guides give them.

use super::super::labels::is_label;

/// The eight elements of the national check (国办秘函〔2019〕19号, 服务不实用), each with the other
/// names guides give it. A point may set others with `labels`.
pub const ELEMENTS: [&[&str]; 8] = [
    &["事项名称", "办理事项", "服务名称", "项目名称", "事项基本信息"],
    &["设定依据", "办理依据", "法律依据", "政策依据", "实施依据", "审批依据", "法定依据"],
    &["申请条件", "办理条件", "受理条件", "申办条件", "申报条件"],
    &[
        "办理材料",
        "申请材料",
        "申报材料",
        "所需材料",
        "提交材料",
        "材料清单",
        "所需资料",
        "申办材料",
        "办事材料",
    ],
    &[
        "办理地点",
        "受理地点",
        "办公地点",
        "办理地址",
        "办公地址",
        "办理窗口",
        "受理机构",
        "办事地址",
        "窗口地址",
    ],
    &["办理时间", "办公时间", "受理时间", "工作时间", "服务时间"],
    &["联系电话", "咨询电话", "咨询方式", "联系方式", "服务电话", "办公电话"],
    &["办理流程", "办理程序", "办事流程", "办事程序", "申请流程", "流程图"],
];

/// Elements a page must state to be a guide; one that lacks more fails the national check.
pub const ELEMENTS_MIN: usize = 4;

/// The elements as groups of synonyms.
pub fn groups() -> Vec<Vec<String>> {
    let group = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    ELEMENTS.into_iter().map(group).collect()
}

/// Whether a text is the label of one of the elements.
pub fn names(text: &str) -> bool {
    ELEMENTS.iter().flat_map(|group| group.iter()).any(|word| is_label(text, word))
}
