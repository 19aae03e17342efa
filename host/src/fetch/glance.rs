//! An answer looked at briefly: enough of it to tell whether it is a page at all.

use bluebook_dom::decode::decode;
use bluebook_dom::{Page, Tree};

use crate::evidence::Capture;

/// Bytes that are looked at first. On most pages the text in them is already too long for
/// a page that only says no, and the rest need not be read.
const FIRST_BYTES: usize = 16 << 10;

/// Bytes that are looked at in all. The longest pages without text are challenges of 瑞数, whose
/// script fills up to 300 KiB.
const LOOKED_AT_BYTES_MAX: usize = 512 << 10;

/// Letters and digits of ASCII that say as much as one Chinese character: an English word has
/// five and is written with two characters.
const ASCII_PER_CHARACTER: usize = 3;

/// The start of an answer, decoded and parsed.
#[derive(Debug)]
pub(super) struct Glance {
    pub(super) page: Page,
    /// The text a visitor can read, the title first, white space folded.
    pub(super) text: String,
    /// Its length in Chinese characters, see [`ASCII_PER_CHARACTER`].
    pub(super) n_characters: usize,
    /// Whether all of the answer was looked at.
    pub(super) is_whole: bool,
}

impl Glance {
    /// Looks at a capture until its text is longer than `characters_max`; `None` for what is no text.
    pub(super) fn at(capture: &Capture, characters_max: usize) -> Option<Self> {
        if !is_markup_or_text(capture) {
            return None;
        }
        let first = Self::at_start(capture, FIRST_BYTES);
        if first.is_whole || first.n_characters > characters_max {
            return Some(first);
        }
        Some(Self::at_start(capture, LOOKED_AT_BYTES_MAX))
    }

    fn at_start(capture: &Capture, n_bytes: usize) -> Self {
        let start = capture.body.get(..n_bytes).unwrap_or(&capture.body);
        let html = decode(start, capture.header_charset()).text;
        let page = Page::new(&capture.url, html);
        let text = folded(page.tree().page_text());
        let n_characters = characters(&text);
        Self { page, text, n_characters, is_whole: start.len() == capture.body.len() }
    }

    pub(super) fn tree(&self) -> &Tree {
        self.page.tree()
    }

    /// Elements with one of these tags, in document order.
    pub(super) fn tagged<'a>(&'a self, tags: &'a [&str]) -> impl Iterator<Item = u32> + 'a {
        (0..self.tree().len()).filter(|&node| tags.contains(&self.tree().name(node)))
    }

    /// Elements a visitor can click to get somewhere else.
    pub(super) fn n_links(&self) -> usize {
        self.tagged(&["a", "area"]).filter(|&node| self.tree().attr(node, "href").is_some()).count()
    }

    /// What a visitor can read below the title.
    pub(super) fn body_text(&self) -> String {
        let body = self.tagged(&["body", "frameset"]).next();
        body.map_or_else(String::new, |body| folded(self.tree().text_of(body)))
    }
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn characters(text: &str) -> usize {
    let (mut n_ascii, mut n_other) = (0, 0);
    for char in text.chars().filter(|char| char.is_alphanumeric()) {
        if char.is_ascii() { n_ascii += 1 } else { n_other += 1 }
    }
    n_other + n_ascii / ASCII_PER_CHARACTER
}

/// Old servers send pages under any type; the first byte that is no space tells them.
fn is_markup_or_text(capture: &Capture) -> bool {
    let kind = capture.header("content-type").unwrap_or("text/html").to_ascii_lowercase();
    let starts_as_markup =
        || capture.body.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'<');
    ["text/html", "text/plain", "xhtml"].iter().any(|word| kind.contains(word))
        || starts_as_markup()
}
