//! Values beside labels: `答复单位：市教育局`, a cell and the next one, a heading and what is below it.

use super::mentions::in_text;
use super::surroundings::Surroundings;
use super::words::{compact, length};
use crate::page::{Hit, Page};

/// Characters of the longest label with its numbering and brackets.
const LABEL_CHARS_MAX: usize = 12;

/// Elements around a label beside which its value may stand.
const LEVELS_MAX: usize = 3;

/// A label and what stands beside it.
#[derive(Debug, Clone)]
pub struct Value {
    /// The element with the label, for evidence.
    pub hit: Hit,
    /// The value, never empty.
    pub text: String,
}

/// The value beside the first of the labels that has one. `others` are the labels that end a value
/// in the same text, and that are no value themselves.
pub fn value(page: Page, labels: &[&str], others: &[&str]) -> Option<Value> {
    let hits = in_text(page, labels).into_iter();
    let visible = hits.filter(|hit| {
        let around = Surroundings::of(hit);
        !around.leads_away() && !around.is_hidden()
    });
    let mut values = visible.filter_map(|hit| {
        let text = beside(&hit, labels, others)?;
        Some(Value { hit, text })
    });
    values.next()
}

fn beside(hit: &Hit, labels: &[&str], others: &[&str]) -> Option<String> {
    let colon = |text: &str| text.replace('：', ":");
    let text = colon(&hit.text);
    for label in labels {
        let Some((before, after)) = text.split_once(label) else { continue };
        let after = after.trim_start().trim_start_matches(['】', ']', '）']);
        if let Some(after) = after.trim_start().strip_prefix(':') {
            let own = until(after, others);
            return if own.is_empty() { next_to(hit, labels, others) } else { Some(own) };
        }
        if after.trim().is_empty() && length(&compact(before)) + length(label) <= LABEL_CHARS_MAX {
            return next_to(hit, labels, others);
        }
    }
    None
}

/// The text up to the next label.
fn until(text: &str, others: &[&str]) -> String {
    let ends = others.iter().filter_map(|label| text.find(&format!("{label}:")));
    let end = ends.min().unwrap_or(text.len());
    text.get(..end).unwrap_or(text).trim().to_owned()
}

/// The text of what follows the label, or one of the elements around it that hold nothing else.
fn next_to(hit: &Hit, labels: &[&str], others: &[&str]) -> Option<String> {
    let page = hit.page;
    let mut node = hit.node;
    for _ in 0..LEVELS_MAX {
        let parent = page.parent_of(node)?;
        let siblings = page.children_of(parent);
        let mut after =
            siblings.into_iter().skip_while(|sibling| *sibling != node).skip(1).peekable();
        if after.peek().is_some() {
            let text = page.text_of(after.next()?);
            return is_value(&text, labels, others).then_some(text);
        }
        // Text of the parent that no element holds: `<p><b>答复单位：</b>市教育局</p>`.
        let around = page.text_of(parent);
        let own = around.split_once(hit.text.as_str()).map(|(_, own)| own).unwrap_or_default();
        let own = until(&own.replace('：', ":"), others);
        let own = own.trim_start_matches(':').trim();
        if !own.is_empty() {
            return is_value(own, labels, others).then(|| own.to_owned());
        }
        // What follows an element that holds more than the label belongs to all of it.
        if compact(&around) != compact(&hit.text) {
            return None;
        }
        node = parent;
    }
    None
}

/// Whether a text is a value and not another label or nothing.
fn is_value(text: &str, labels: &[&str], others: &[&str]) -> bool {
    let text = compact(text);
    let bare = text.trim_matches(|c: char| c.is_ascii_punctuation() || "—－无【】".contains(c));
    let is_label = |label: &str| {
        bare == label || text.strip_prefix(label).is_some_and(|rest| rest.starts_with(':'))
    };
    !bare.is_empty() && !labels.iter().chain(others).any(|label| is_label(label))
}
