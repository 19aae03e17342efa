//! Where a page says something: in its text, or in the words that stand for a picture.

use super::words::{holds, spaced};
use crate::page::{Hit, Page};

/// Elements looked at on the way to the smallest ones; a portal's home page has about 5,000.
const NODES_MAX: usize = 20_000;

/// Attributes read per kind; a portal's home page has about 2,000 links with a title.
const ATTRS_MAX: u32 = 4000;

/// Characters of an excerpt before the word.
const EXCERPT_CHARS_BEFORE: usize = 20;

/// Attributes that say what a picture, a link or a button without text is.
const SPOKEN: [(&str, &str); 4] = [
    ("body [title]", "title"),
    ("body [alt]", "alt"),
    ("body [aria-label]", "aria-label"),
    ("input[type=button], input[type=submit], input[type=image]", "value"),
];

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
    let any: Vec<&str> = any.iter().map(String::as_str).collect();
    let mut hits = Vec::new();
    let mut open: Vec<Hit> = page.find("body", &any).into_iter().collect();
    let mut n_nodes = 0;
    while let Some(hit) = open.pop() {
        let mut inner: Vec<Hit> = Vec::new();
        for node in page.children_of(hit.node) {
            n_nodes += 1;
            let text = page.text_of(node);
            if holds(&text, &any) {
                inner.push(Hit { page, node, text });
            }
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
    let any = with_spaced(any);
    let any: Vec<&str> = any.iter().map(String::as_str).collect();
    SPOKEN
        .iter()
        .flat_map(|(css, name)| page.attrs(css, name, ATTRS_MAX))
        .filter(|hit| holds(&hit.text, &any))
        .collect()
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
    any.iter().map(|word| (*word).to_owned()).chain(any.iter().map(|word| spaced(word))).collect()
}
