//! What is said of a data set: labels and their values, in a line, in a table, in JSON.

use probe_sdk::criteria::mentions::in_text;
use probe_sdk::criteria::surroundings::Surroundings;
use probe_sdk::criteria::words::{compact, length};
use probe_sdk::{Hit, Page};

/// A thing said of data sets: what pages call it, and what JSON calls it.
#[derive(Debug)]
pub(crate) struct Field {
    /// For people.
    pub(crate) name: &'static str,
    pub(crate) labels: &'static [&'static str],
    pub(crate) keys: &'static [&'static str],
}

pub(crate) const PROVIDER: Field = Field {
    name: "数据提供方",
    labels: &[
        "数据提供方",
        "提供单位",
        "提供部门",
        "来源部门",
        "数据来源",
        "数源部门",
        "发布机构",
        "提供机构",
    ],
    keys: &["provider", "org", "orgname", "department", "dept", "deptname", "publisher", "source"],
};
pub(crate) const FREQUENCY: Field = Field {
    name: "更新频率",
    labels: &["更新频率", "更新周期"],
    keys: &["frequency", "updatefrequency", "updatecycle", "cycle"],
};
pub(crate) const DOMAIN: Field = Field {
    name: "数据领域",
    labels: &["数据领域", "所属领域", "主题分类", "所属主题", "数据主题", "主题领域", "数据分类"],
    keys: &["domain", "subject", "topic", "theme", "category", "field"],
};
pub(crate) const PUBLISHED: Field = Field {
    name: "发布日期",
    labels: &["发布日期", "发布时间", "首次发布", "创建时间"],
    keys: &["publishtime", "publishdate", "published", "issued", "createtime", "created"],
};
pub(crate) const KEYWORD: Field = Field {
    name: "关键字",
    labels: &["关键字", "关键词", "标签"],
    keys: &["keyword", "keywords", "tag", "tags"],
};
pub(crate) const FORMAT: Field = Field {
    name: "数据格式",
    labels: &["数据格式", "文件格式", "资源格式", "下载格式", "格式"],
    keys: &["format", "formats", "fileformat", "resourceformat", "filetype"],
};
pub(crate) const UPDATED: Field = Field {
    name: "更新时间",
    labels: &["更新时间", "更新日期", "最后更新", "最近更新"],
    keys: &["updatetime", "updatedate", "updated", "modified", "lastupdate", "updatedat"],
};

/// Every field.
pub(crate) const ALL: [&Field; 7] =
    [&PROVIDER, &FREQUENCY, &DOMAIN, &PUBLISHED, &KEYWORD, &FORMAT, &UPDATED];

/// The six labels a data set must have.
pub(crate) const METADATA: [&Field; 6] =
    [&PROVIDER, &FREQUENCY, &DOMAIN, &PUBLISHED, &KEYWORD, &FORMAT];

/// What stands for no value.
const NOTHING: [&str; 9] = ["", "-", "--", "/", "无", "暂无", "null", "none", "未知"];

/// Characters of the longest value kept.
const VALUE_CHARS_MAX: usize = 80;

/// Elements around a label that hold nothing else.
const LEVELS_MAX: usize = 3;

/// The value of a field in running text: what follows its label, up to the next label.
pub(crate) fn in_line(text: &str, field: &Field) -> Option<String> {
    let text = compact(text);
    field.labels.iter().find_map(|label| {
        let mut after =
            text.match_indices(label).filter_map(|(at, _)| text.get(at + label.len()..));
        after.find_map(|rest| value(rest.strip_prefix(':')?))
    })
}

/// The value of a field on a page, with the place of its label.
pub(crate) fn on_page(page: Page, field: &Field) -> Option<(Hit, String)> {
    in_text(page, field.labels).into_iter().find_map(|hit| {
        if Surroundings::of(&hit).is_hidden() {
            return None;
        }
        let value = in_line(&hit.text, field).or_else(|| beside(&hit, field))?;
        Some((hit, value))
    })
}

/// The value in the element after the label's, where the label has one of its own.
fn beside(hit: &Hit, field: &Field) -> Option<String> {
    let page = hit.page;
    let label = compact(&hit.text);
    let label = label.trim_end_matches(':');
    if !field.labels.contains(&label) {
        return None;
    }
    let mut node = hit.node;
    for _ in 0..LEVELS_MAX {
        let parent = page.parent_of(node)?;
        let children = page.children_of(parent);
        let after = children.iter().skip_while(|child| **child != node).skip(1);
        let mut texts = after.map(|child| page.text_of(*child)).filter(|text| !text.is_empty());
        if let Some(text) = texts.next() {
            return value(&compact(&text));
        }
        node = parent;
        // The value may be text of the parent itself: `<li><b>更新频率</b>每月</li>`.
        let around = compact(&page.text_of(parent));
        let rest = around.strip_prefix(label).map(|rest| rest.trim_start_matches(':'));
        if let Some(rest) = rest.filter(|rest| !rest.is_empty()) {
            return value(rest);
        }
    }
    None
}

/// A compact text as a value: up to the next label, and not one that says nothing.
fn value(text: &str) -> Option<String> {
    let labels = ALL.iter().flat_map(|field| field.labels);
    let ends = labels.filter_map(|label| text.find(label));
    let end = ends.min().unwrap_or(text.len());
    let value: String = text.get(..end)?.chars().take(VALUE_CHARS_MAX).collect();
    let bare = value.trim_matches(|c: char| ":;,，；|[]()（）【】".contains(c));
    (!NOTHING.contains(&bare) && length(bare) > 0).then(|| bare.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{FORMAT, FREQUENCY, UPDATED, in_line};

    #[test]
    fn values_in_a_line() {
        let line = "更新时间：2019-01-02 更新频率: 每月 格式：CSV";
        assert_eq!(in_line(line, &UPDATED).as_deref(), Some("2019-01-02"));
        assert_eq!(in_line(line, &FREQUENCY).as_deref(), Some("每月"));
        assert_eq!(in_line(line, &FORMAT).as_deref(), Some("csv"));
        assert_eq!(in_line("更新频率：更新时间：2019-01-02", &FREQUENCY), None);
        assert_eq!(in_line("更新频率：--", &FREQUENCY), None);
        assert_eq!(in_line("更新频率", &FREQUENCY), None);
    }
}
