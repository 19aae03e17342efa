//! An answer looked at briefly: enough of it to tell whether it is a page at all.

use bluebook_dom::decode::decode;
use bluebook_dom::{Page, Tree};

use crate::evidence::Capture;

/// Bytes that are looked at, one after the other. On most pages the text in the first ones is already
/// too long for a page that only says no, and the rest need not be read. The longest pages without
/// text are challenges of 瑞数, whose script fills up to 300 KiB.
const LOOKED_AT_BYTES: [usize; 3] = [16 << 10, 64 << 10, 512 << 10];

/// Letters and digits of ASCII that say as much as one Chinese character: an English word has
/// five and is written with two characters.
const ASCII_PER_CHARACTER: usize = 3;

/// A page, or its start, and how much it says.
#[derive(Debug)]
pub(super) struct Glance<'a> {
    pub(super) page: &'a Page,
    /// Length of the text in Chinese characters, see [`ASCII_PER_CHARACTER`]; counted to a little
    /// more than was asked for.
    pub(super) n_characters: usize,
    /// Whether all of the answer was looked at.
    pub(super) is_whole: bool,
}

/// The start of an answer, decoded and parsed: so much of it that its text is longer than
/// `characters_max`, or all; and whether it is all. `None` for what is no text.
pub(super) fn start_of(capture: &Capture, characters_max: usize) -> Option<(Page, bool)> {
    if !is_markup_or_text(capture) {
        return None;
    }
    let [first, second, all] = LOOKED_AT_BYTES;
    let mut found = parse_start(capture, first);
    for n_bytes in [second, all] {
        let (page, is_whole) = &found;
        if !is_whole && characters(page.tree().page_text(), characters_max) <= characters_max {
            found = parse_start(capture, n_bytes);
        }
    }
    Some(found)
}

fn parse_start(capture: &Capture, n_bytes: usize) -> (Page, bool) {
    let start = capture.body.get(..n_bytes).unwrap_or(&capture.body);
    let html = decode(start, capture.header_charset()).text;
    (Page::new(&capture.url, html), start.len() == capture.body.len())
}

impl<'a> Glance<'a> {
    pub(super) fn at(page: &'a Page, is_whole: bool, characters_max: usize) -> Self {
        let n_characters = characters(page.tree().page_text(), characters_max);
        Self { page, n_characters, is_whole }
    }

    /// The text a visitor can read, the title first, white space folded.
    pub(super) fn text(&self) -> String {
        folded(self.tree().page_text())
    }

    pub(super) fn tree(&self) -> &Tree {
        self.page.tree()
    }

    /// Elements with one of these tags, in document order.
    pub(super) fn tagged<'t>(&'t self, tags: &'t [&str]) -> impl Iterator<Item = u32> + 't {
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

fn characters(text: &str, max: usize) -> usize {
    let (mut n_ascii, mut n_other) = (0, 0);
    for char in text.chars().filter(|char| char.is_alphanumeric()) {
        if char.is_ascii() {
            n_ascii += 1;
        } else {
            n_other += 1;
        }
        if n_other + n_ascii / ASCII_PER_CHARACTER > max {
            break;
        }
    }
    n_other + n_ascii / ASCII_PER_CHARACTER
}

/// Whether an answer is one a visitor reads. Old servers send pages under any type; the first byte that is no space tells them.
pub(super) fn is_markup_or_text(capture: &Capture) -> bool {
    let kind = capture.header("content-type").unwrap_or("text/html").to_ascii_lowercase();
    let starts_as_markup =
        || capture.body.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'<');
    ["text/html", "text/plain", "xhtml"].iter().any(|word| kind.contains(word))
        || starts_as_markup()
}
