//! Labels with what they say: a heading alone informs nobody.

use super::super::labels::is_label;
use super::super::mentions::in_text;
use super::super::surroundings::Surroundings;
use super::super::words::{compact, length, plain};
use super::blocks::Reading;
use crate::page::{Hit, Page};

mod panels;

/// Elements climbed from a label that has nothing beside it: cells wrap spans wrap words.
const LEVELS_MAX: usize = 5;

/// Elements after a label that are read for its value.
const SIBLINGS_MAX: usize = 30;

/// Texts that say nothing.
const NOTHING: [&str; 22] = [
    "无",
    "暂无",
    "略",
    "详见",
    "见附件",
    "详见附件",
    "附件",
    "待定",
    "待补充",
    "待完善",
    "待更新",
    "暂缺",
    "另行通知",
    "敬请期待",
    "空",
    "null",
    "undefined",
    "xxx",
    "点击查看",
    "查看详情",
    "请选择",
    "暂无数据",
];

/// Characters of the longest text that only points elsewhere: `详见窗口公告`.
const POINTER_CHARS_MAX: usize = 8;

/// Labels for which 无 is an answer.
const NONE_ANSWERS: [&str; 5] = ["收费", "费用", "数量限制", "特殊环节", "中介"];

/// Texts between a label and its value that are buttons.
const BUTTONS: [&str; 8] = ["更多", "展开", "收起", "打印", "下载", "返回", "查看", "复制"];

/// Labels of guides that are not asked for and still end what stands before them: fields of the list
/// of an item (GB/T 36114-2018).
const OTHER_LABELS: [&str; 20] = [
    "法定办结时限",
    "承诺办结时限",
    "法定时限",
    "承诺时限",
    "办结时限",
    "到现场次数",
    "到办事现场次数",
    "网上办理深度",
    "送达方式",
    "是否收费",
    "收费标准",
    "收费依据",
    "是否支持",
    "监督电话",
    "投诉电话",
    "实施主体",
    "服务对象",
    "办件类型",
    "结果名称",
    "电子证照",
];

/// Labels that a picture answers.
const DRAWN: &str = "流程";

/// What stands for each group of labels, `None` where there is no label or it says nothing.
///
/// The value of a label is what follows a colon; or the text after it in its element; or the next
/// cell, or the cell below; or what follows the label's element up to the next label; or the panel
/// of the tab it names. A picture is a value for a flow. What also stands on one of the start pages,
/// such as the telephone number in every foot, is not said of the matter.
pub fn stated(reading: &Reading, groups: &[Vec<String>], starts: &[Page]) -> Vec<Option<Hit>> {
    let page = reading.page();
    let words: Vec<&str> = groups.iter().flatten().map(String::as_str).collect();
    let mut hits = in_text(page, &words);
    hits.retain(|hit| !Surroundings::of(hit).leads_away() && !reading.is_unread(hit.node));
    let hits: Vec<(String, Hit)> = hits.into_iter().map(|hit| (compact(&hit.text), hit)).collect();
    let looking =
        Looking { reading, words: &words, compact: words.iter().map(|w| compact(w)).collect() };
    let value = |group: &Vec<String>| {
        hits.iter().find_map(|(text, hit)| {
            // Most words are not in the text, and telling a label is dearer than that.
            let is_named = |word: &&String| text.contains(compact(word).as_str());
            let word = group.iter().filter(is_named).find(|word| is_label(text, word))?;
            let value = looking.value(hit, word)?;
            let is_furniture = starts.iter().any(|start| is_on(*start, &hit.text, &value, word));
            (!is_furniture).then_some(value)
        })
    };
    groups.iter().map(value).collect()
}

/// Whether a label and its value stand on a start page too.
fn is_on(start: Page, label: &str, value: &Hit, word: &str) -> bool {
    let said = value.text.strip_prefix(word).unwrap_or_default().trim_start_matches('：');
    start != value.page
        && start.find("body", &[label]).is_some()
        && start.find("body", &[said]).is_some()
}

/// A page read for values of labels.
struct Looking<'r> {
    reading: &'r Reading,
    words: &'r [&'r str],
    /// The words, compact.
    compact: Vec<String>,
}

impl Looking<'_> {
    fn value(&self, hit: &Hit, word: &str) -> Option<Hit> {
        let page = hit.page;
        let said = self.in_element(hit, word);
        let said = said.or_else(|| self.beside(page, hit.node, word));
        let said = said.or_else(|| panels::of_tab(self.reading, hit.node, &|t| self.is_a_label(t)));
        let text = said.filter(|text| is_value(text, word))?;
        Some(Hit { page, node: hit.node, text: format!("{word}：{}", text.trim()) })
    }

    /// After a colon in the label's own element, or after a space: `办理地点 大厅二楼`.
    fn in_element(&self, hit: &Hit, word: &str) -> Option<String> {
        let text = plain(&self.reading.text_of(hit.node));
        let spaced = super::super::words::spaced(word);
        let (at, length) = [word, spaced.as_str()]
            .into_iter()
            .find_map(|word| text.find(word).map(|at| (at, word.len())))?;
        let after = text.get(at + length..)?;
        let trimmed = after.trim_start();
        match trimmed.strip_prefix([':', '：']) {
            Some(value) => Some(self.up_to_next(value)).filter(|value| is_value(value, word)),
            None if after.starts_with(char::is_whitespace) && at == 0 => {
                Some(self.up_to_next(trimmed)).filter(|value| is_value(value, word))
            }
            None => None,
        }
    }

    /// The text before the next label that a colon follows.
    fn up_to_next(&self, text: &str) -> String {
        let starts = self.words.iter().flat_map(|word| text.match_indices(word));
        let ends = starts.filter(|(at, word)| {
            let rest = text.get(at + word.len()..).unwrap_or_default().trim_start();
            rest.starts_with([':', '：'])
        });
        let end = ends.map(|(at, _)| at).min().unwrap_or(text.len());
        text.get(..end).unwrap_or(text).trim().to_owned()
    }

    /// Beside the label's element, or beside one that holds nothing but the label.
    fn beside(&self, page: Page, label: u32, word: &str) -> Option<String> {
        let mut node = label;
        for _ in 0..LEVELS_MAX {
            let parent = page.parent_of(node)?;
            let siblings = page.children_of(parent);
            let at = siblings.iter().position(|sibling| *sibling == node)?;
            let after: Vec<u32> = siblings.iter().skip(at + 1).copied().collect();
            if matches!(page.tag_of(node).as_str(), "td" | "th") {
                return self.in_cells(parent, at, &after, word);
            }
            let (text, is_ended) = self.until_label(page, &after, word);
            if !text.is_empty() {
                return Some(text);
            }
            if let Some(rest) = self.rest_of(parent, node, word) {
                return Some(rest);
            }
            if is_ended || !self.holds_only(parent, node) {
                return None;
            }
            node = parent;
        }
        None
    }

    /// Whether an element holds nothing but a label, and buttons.
    fn holds_only(&self, parent: u32, label: u32) -> bool {
        let text = compact(&self.reading.text_of(parent));
        let rest = text.replacen(&compact(&self.reading.text_of(label)), "", 1);
        let rest = BUTTONS.iter().fold(rest, |rest, button| rest.replace(button, ""));
        !rest.contains(char::is_alphanumeric)
    }

    /// The text of the elements after a label, and whether another label ended it.
    fn until_label(&self, page: Page, after: &[u32], word: &str) -> (String, bool) {
        let mut texts = Vec::new();
        for node in after.iter().take(SIBLINGS_MAX) {
            let text = self.reading.text_of(*node);
            if self.begins_with_label(page, *node) {
                return (texts.join(" "), true);
            }
            let bare = compact(&text);
            if !bare.is_empty() && !BUTTONS.contains(&bare.as_str()) {
                texts.push(text);
            } else if word.contains(DRAWN) && draws(page, *node) && !self.reading.is_unread(*node) {
                texts.push("［图］".to_owned());
            }
        }
        (texts.join(" "), false)
    }

    /// What a parent says right after its child, without elements of its own.
    fn rest_of(&self, parent: u32, child: u32, word: &str) -> Option<String> {
        let (whole, label) = (self.reading.text_of(parent), self.reading.text_of(child));
        let rest = whole.split_once(label.as_str())?.1.trim_start();
        let rest = self.up_to_next(rest.trim_start_matches([':', '：']));
        let first = rest.split_whitespace().next().unwrap_or_default();
        if self.is_a_label(first) { None } else { Some(rest).filter(|rest| is_value(rest, word)) }
    }

    /// The next cell; or, where that is a label too, the cell below.
    fn in_cells(&self, row: u32, at: usize, after: &[u32], word: &str) -> Option<String> {
        let page = self.reading.page();
        let text = |cell: &u32| {
            let text = self.reading.text_of(*cell);
            let is_drawn = compact(&text).is_empty() && word.contains(DRAWN) && draws(page, *cell);
            if is_drawn { "［图］".to_owned() } else { text }
        };
        match after.first().map(text) {
            Some(next) if !self.is_a_label(&next) => Some(next),
            Some(_) | None => {
                let rows = page.children_of(page.parent_of(row)?);
                let below = rows.iter().skip_while(|other| **other != row).nth(1)?;
                // A cell alone in its row is a heading: what is below it is all of the next row.
                let is_alone = page.children_of(row).len() == 1;
                let next = if is_alone { *below } else { *page.children_of(*below).get(at)? };
                if self.begins_with_label(page, next) { None } else { Some(text(&next)) }
            }
        }
    }

    /// Whether a text is another label and not a value that begins with the word of one.
    fn is_a_label(&self, text: &str) -> bool {
        // A longer text is no label, unless a colon ends one at its beginning.
        let text: String = text.chars().take(HEAD_CHARS_MAX).collect();
        let text = compact(&text);
        let (head, is_closed) = match text.split_once(':') {
            Some((head, _)) => (head, true),
            None => (text.as_str(), false),
        };
        let head = head.trim_matches(|c: char| c.is_ascii_punctuation() || NUMBERING.contains(c));
        let words = self.compact.iter().map(String::as_str).chain(OTHER_LABELS);
        let is_one = |word: &str| {
            let more = head.strip_prefix(word);
            more.is_some_and(|more| {
                length(more) <= MORE_CHARS_MAX && !more.contains(|c: char| c.is_ascii_digit())
            }) || is_closed && head == word
        };
        words.into_iter().any(is_one)
    }

    /// Whether an element is another label, or begins with one.
    fn begins_with_label(&self, page: Page, node: u32) -> bool {
        let mut node = node;
        for _ in 0..LEVELS_MAX {
            if self.is_a_label(&self.reading.text_of(node)) {
                return true;
            }
            let said = |child: &u32| !compact(&self.reading.text_of(*child)).is_empty();
            match page.children_of(node).into_iter().find(said) {
                Some(child) => node = child,
                None => return false,
            }
        }
        false
    }
}

/// What stands before a label, besides ASCII signs.
const NUMBERING: &str = "0123456789一二三四五六七八九十、，。（）【】《》〔〕［］★●■◆▶·";

/// Characters of a text that are looked at for a label at its beginning, spaces included.
const HEAD_CHARS_MAX: usize = 80;

/// Characters a label may have after its word: `办理流程图`, `申请条件及要求`.
const MORE_CHARS_MAX: usize = 4;

/// Whether an element is or holds a picture, or a file to fetch.
fn draws(page: Page, node: u32) -> bool {
    let tag = page.tag_of(node);
    tag == "img" || tag == "svg" || page.children_of(node).into_iter().any(|node| draws(page, node))
}

/// Whether a text says something: not nothing, not a dash, not 略, not that it is elsewhere. 无 is
/// an answer where the label asks for a fee or a limit.
pub fn is_value(text: &str, label: &str) -> bool {
    let text = compact(text);
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric() && c != '［');
    let none_answers = bare == "无" && NONE_ANSWERS.iter().any(|word| label.contains(word));
    let points = ["详见", "参见", "请见"].iter().any(|word| bare.starts_with(word));
    let says_nothing = bare.is_empty() || NOTHING.contains(&bare) || BUTTONS.contains(&bare);
    none_answers || !(says_nothing || points && length(bare) <= POINTER_CHARS_MAX)
}

#[cfg(test)]
mod tests {
    use super::is_value;

    #[track_caller]
    fn check(text: &str, label: &str, expected: bool) {
        assert_eq!(is_value(text, label), expected, "{label} {text}");
    }

    #[test]
    fn what_says_something() {
        check("大厅二楼", "办理地点", true);
        check("12333", "联系电话", true);
        check("无", "收费标准", true);
        check("详见《养老保险经办规程》第五条", "设定依据", true);
    }

    #[test]
    fn what_says_nothing() {
        check("", "办理地点", false);
        check("——", "办理地点", false);
        check("无。", "办理材料", false);
        check("暂无", "收费标准", false);
        check("（略）", "办理流程", false);
        check("详见附件", "办理材料", false);
        check("详见办事窗口", "办理材料", false);
    }
}
