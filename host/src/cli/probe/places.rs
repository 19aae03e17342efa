//! Where a quote stands in the source of its page.

use std::ops::Range;

use bluebook_dom::Page;

/// The bytes of the source that `quote` was read from; `None` where the source writes it in another way,
/// for example with character references.
///
/// White space and tags do not count. Where the page's text holds the quote several times, the one at or
/// in `node` is meant.
pub(super) fn span_of(page: &Page, node: Option<u32>, quote: &str) -> Option<Range<usize>> {
    let wanted: Vec<char> = bare(quote).collect();
    if wanted.is_empty() {
        return None;
    }
    let source = page.source();
    let n_before = node.map_or(0, |node| times_before(page, node, &wanted));
    let text = Bare::of(source, true);
    // What is not in the text is in an attribute.
    text.nth(&wanted, n_before)
        .or_else(|| text.nth(&wanted, 0))
        .or_else(|| Bare::of(source, false).nth(&wanted, 0))
}

/// How often the page's text holds `wanted` before the element.
fn times_before(page: &Page, node: u32, wanted: &[char]) -> usize {
    let (all, own) = (page.tree().page_text(), page.tree().text_of(node));
    // An element's text is a part of the page's.
    let start = own.as_ptr().addr().saturating_sub(all.as_ptr().addr());
    let before: Vec<char> = bare(all.get(..start).unwrap_or_default()).collect();
    before.windows(wanted.len()).filter(|window| *window == wanted).count()
}

fn bare(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|c| !c.is_whitespace())
}

/// A source without white space, each character with its place.
struct Bare {
    chars: Vec<char>,
    places: Vec<usize>,
}

impl Bare {
    fn of(source: &str, without_tags: bool) -> Self {
        let (mut chars, mut places) = (Vec::new(), Vec::new());
        let mut in_tag = false;
        for (place, c) in source.char_indices() {
            match c {
                '<' if without_tags => in_tag = true,
                '>' if in_tag => in_tag = false,
                c if in_tag || c.is_whitespace() => {}
                c => {
                    chars.push(c);
                    places.push(place);
                }
            }
        }
        Self { chars, places }
    }

    /// The occurrence after `n_before` others.
    fn nth(&self, wanted: &[char], n_before: usize) -> Option<Range<usize>> {
        let starts = self.chars.windows(wanted.len()).enumerate();
        let mut found = starts.filter(|(_, window)| *window == wanted).map(|(start, _)| start);
        let start = found.nth(n_before)?;
        let last = start + wanted.len() - 1;
        let end = self.places.get(last)? + self.chars.get(last)?.len_utf8();
        Some(*self.places.get(start)?..end)
    }
}

#[cfg(test)]
mod tests {
    use bluebook_dom::{Meter, Page};

    use super::span_of;

    #[track_caller]
    fn check(html: &str, css: &str, quote: &str, expected: Option<(usize, &str)>) {
        let page = Page::new("http://a.test/", html.to_owned());
        let mut meter = Meter::new(u64::MAX);
        let node = page.select(&mut meter, css, 1).unwrap().first().copied();
        let span = span_of(&page, node, quote);
        let found = span.map(|span| (html[..span.start].matches('\n').count() + 1, &html[span]));
        assert_eq!(found, expected, "{html} {quote}");
    }

    #[test]
    fn a_quote_has_a_place() {
        check("<title>甲\n市</title>\n<p>乙", "p", "乙", Some((3, "乙")));
        check("<p>甲</p>\n<p>甲</p>", "p", "甲", Some((1, "甲")));
        check("<p>甲</p>\n<p id=b>甲</p>", "#b", "甲", Some((2, "甲")));
        check("<p>\n甲<b>乙</b>丙", "p", "甲乙 丙", Some((2, "甲<b>乙</b>丙")));
        check("<p>甲\n<meta name=a content=\"乙丙\">", "meta", "乙丙", Some((2, "乙丙")));
        check("<p>a&amp;b", "p", "a&b", None);
        check("<p>甲", "p", "", None);
    }
}
