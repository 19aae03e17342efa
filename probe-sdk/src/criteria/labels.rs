//! Which of the labels a page should carry stand on it.

use super::mentions::in_text;
use super::surroundings::Surroundings;
use super::words::compact;
use crate::judge::{Judged, Step};
use crate::page::{Hit, Page};

/// Characters of the longest text that is still taken for a label, a heading or a table
/// head; anything longer is running text that only mentions the words.
pub const LABEL_CHARS_MAX: usize = 24;

/// Elements of a selection that are looked into for labels.
const PLACES_MAX: u32 = 1000;

/// The share of the label groups that stand within the elements that match; each group is a list
/// of synonyms. The note names the first synonym of those that do not.
///
/// # Errors
///
/// [`crate::Stop::Unknown`] if none stands on a page that is a shell.
pub fn share(page: Page, css: &str, groups: &[Vec<String>]) -> Step<Judged> {
    let found = found(page, css, groups);
    let hits: Vec<&Hit> = found.iter().flatten().collect();
    if hits.is_empty() && page.is_blank() {
        return Err(page.unsaid("no label"));
    }
    let judged = Judged::share(hits.len(), groups.len());
    let absent = groups.iter().zip(&found).filter(|(_, hit)| hit.is_none());
    let absent: Vec<&str> =
        absent.filter_map(|(group, _)| group.first().map(String::as_str)).collect();
    let judged = if hits.is_empty() { judged.seen([page]) } else { judged.seen(hits) };
    Ok(if absent.is_empty() {
        judged
    } else {
        judged.note(format!("缺：{}", absent.join("、")))
    })
}

/// Where the label of each group stands within the elements that match, `None` where it does not.
///
/// A text is a label if it is short and, without numbering, brackets and colons, starts or ends
/// with a synonym; a synonym right before a colon is a label wherever it stands. Links to other
/// pages are not labels: menus name the same things.
pub fn found(page: Page, css: &str, groups: &[Vec<String>]) -> Vec<Option<Hit>> {
    let words: Vec<&str> = groups.iter().flatten().map(String::as_str).collect();
    let places = if css == "body" { Vec::new() } else { page.select(css, PLACES_MAX) };
    let mut hits = in_text(page, &words);
    hits.retain(|hit| {
        let around = Surroundings::of(hit);
        !around.leads_away() && (css == "body" || around.is_within(&places))
    });
    let stands = |group: &Vec<String>| {
        hits.iter().find(|hit| group.iter().any(|word| is_label(&hit.text, word))).cloned()
    };
    groups.iter().map(stands).collect()
}

/// Whether a text holds a word as a label.
pub fn is_label(text: &str, word: &str) -> bool {
    let text = compact(text);
    let word = compact(word);
    text.match_indices(&word)
        .any(|(at, _)| text.get(at + word.len()..).is_some_and(|rest| rest.starts_with(':')))
        || bare(&text).is_some_and(|label| label.starts_with(&word) || label.ends_with(&word))
}

/// The bare label in a short compact text; `None` for running text and for nothing.
fn bare(text: &str) -> Option<&str> {
    // `办理时限：5个工作日` is a label with its value.
    let head = text.split(':').next().unwrap_or(text);
    let bare = head.trim_matches(|c: char| {
        c.is_ascii_punctuation() || c.is_ascii_digit() || NUMBERING.contains(c)
    });
    (!bare.is_empty() && bare.chars().count() <= LABEL_CHARS_MAX).then_some(bare)
}

/// What stands around a label besides ASCII signs and digits.
const NUMBERING: &str = "一二三四五六七八九十、，。（）【】《》〔〕［］★●■◆▶·";

#[cfg(test)]
mod tests {
    use super::is_label;

    #[track_caller]
    fn check(text: &str, word: &str, expected: bool) {
        assert_eq!(is_label(text, word), expected, "{text}");
    }

    #[test]
    fn labels_count_with_numbering_and_values() {
        check("一、办理依据", "办理依据", true);
        check("【申请条件】", "申请条件", true);
        check("办 理 时 限：5个工作日", "办理时限", true);
        check("（三）受理条件", "条件", true);
        check("请于工作日前来办理。咨询电话：12333，办理材料：身份证", "办理材料", true);
    }

    #[test]
    fn running_text_does_not_count() {
        let text = "根据有关规定，申请人应当按照办理流程提交材料，并在规定的时间内领取结果";
        check(text, "办理流程", false);
        check("", "办理流程", false);
        check("一、", "办理流程", false);
    }
}
