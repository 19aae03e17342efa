//! Where a page says something: in its text, or in the words that stand for a picture.

use super::words::{holds, spaced};
use crate::page::{Hit, Page};

/// Elements looked at on the way to the smallest ones; a portal's home page has about 5,000.
const NODES_MAX: usize = 20_000;

/// Attributes read per kind and call; entries to one thing are few.
const ATTRS_MAX: u32 = 500;

/// Words in one selector and bytes of one word: together they stay below a selector's greatest
/// length of 1,024 bytes.
const WORDS_PER_SELECTOR: usize = 12;
const WORD_BYTES_MAX: usize = 60;

/// Characters of an excerpt before the word.
const EXCERPT_CHARS_BEFORE: usize = 20;

/// Attributes that say what a picture, a link or a button without text is, and of what elements.
const SPOKEN: [(&str, &str); 4] =
    [("", "title"), ("", "alt"), ("", "aria-label"), ("input", "value")];

/// Tags whose attributes no visitor reads.
const UNSEEN_TAGS: [&str; 4] = ["link", "meta", "style", "script"];

/// Types of fields whose value is the text of a button.
const BUTTONS: [&str; 3] = ["button", "submit", "image"];

/// Everything on the page that says one of the words, in its text or in its title, alternative
/// text, label or button text. Words also match spaced out (`搜 索`).
pub fn mentions(page: Page, any: &[&str]) -> Vec<Hit> {
    let mut hits = in_text(page, any);
    hits.extend(in_attributes(page, any));
    hits
}

/// The smallest elements whose text holds one of the words, in document order.
pub fn in_text(page: Page, any: &[&str]) -> Vec<Hit> {
    let any = with_spaced(any);
    // The host searches faster than a probe does, so that only the words that are there are left.
    let any: Vec<&str> = any.iter().map(String::as_str).collect();
    let Some(body) = page.find("body", &any) else { return Vec::new() };
    let is_there = |word: &&str| any.len() == 1 || page.find("body", &[word]).is_some();
    let any: Vec<&str> = any.iter().copied().filter(is_there).collect();
    let mut hits = Vec::new();
    let mut open = vec![body];
    let mut n_nodes = 0;
    while let Some(hit) = open.pop() {
        let children = page.children_of(hit.node).into_iter();
        let children = children.map(|node| Hit { page, node, text: page.text_of(node) });
        let mut inner: Vec<Hit> = children.filter(|child| !child.text.is_empty()).collect();
        n_nodes += inner.len();
        // Most elements only wrap another one; its text needs no search.
        if !(inner.len() == 1 && inner.iter().all(|child| child.text.len() == hit.text.len())) {
            inner.retain(|child| holds(&child.text, &any));
        }
        if n_nodes > NODES_MAX {
            break;
        }
        if inner.is_empty() {
            hits.push(hit);
        } else {
            open.extend(inner.into_iter().rev());
        }
    }
    hits
}

/// The elements with a title, alternative text, label or button text that holds one of the words.
pub fn in_attributes(page: Page, any: &[&str]) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (tag, name) in SPOKEN {
        // Only buttons are filled out with spaces.
        let mut any = if name == "value" { with_spaced(any) } else { owned(any) };
        // A longer word is no label, and a quote has no place in a selector.
        any.retain(|word| word.len() <= WORD_BYTES_MAX && !word.contains(['"', '\\', '\n']));
        for words in any.chunks(WORDS_PER_SELECTOR) {
            let each = words.iter().map(|word| format!("{tag}[{name}*=\"{word}\"]"));
            let css = each.collect::<Vec<_>>().join(", ");
            hits.extend(page.attrs(&css, name, ATTRS_MAX).into_iter().filter(is_read));
        }
    }
    hits
}

/// Whether a visitor reads the attribute: not that of a field, where it is what was typed.
fn is_read(hit: &Hit) -> bool {
    let tag = hit.page.tag_of(hit.node);
    if tag != "input" {
        return !UNSEEN_TAGS.contains(&tag.as_str());
    }
    let kind = hit.page.attr_of(hit.node, "type").unwrap_or_default();
    BUTTONS.contains(&kind.trim().to_lowercase().as_str())
}

/// The first smallest element inside of the hit whose text holds one of the words; the hit itself where
/// they only stand across several.
pub fn innermost(hit: Hit, any: &[&str]) -> Hit {
    let page = hit.page;
    let mut found = hit;
    loop {
        let children = page.children_of(found.node).into_iter();
        let mut children = children.map(|node| Hit { page, node, text: page.text_of(node) });
        match children.find(|child| holds(&child.text, any)) {
            Some(child) => found = child,
            None => return found,
        }
    }
}

/// The hit with its text cut to begin shortly before the first of the words, for a quote that
/// shows them.
pub fn excerpt(hit: &Hit, any: &[&str]) -> Hit {
    let at = any.iter().filter_map(|word| hit.text.find(word)).min().unwrap_or(0);
    let before = hit.text.get(..at).unwrap_or("");
    let skipped = before.chars().count().saturating_sub(EXCERPT_CHARS_BEFORE);
    let text = hit.text.chars().skip(skipped).collect();
    Hit { text, ..*hit }
}

/// The words, and the words with a space between their characters.
fn with_spaced(any: &[&str]) -> Vec<String> {
    owned(any).into_iter().chain(any.iter().map(|word| spaced(word))).collect()
}

fn owned(any: &[&str]) -> Vec<String> {
    any.iter().map(|word| (*word).to_owned()).collect()
}
