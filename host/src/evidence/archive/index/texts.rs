//! Many short texts in one piece of memory: an index of a country's pages holds millions.

/// Bits of a place that are the text's length.
const LENGTH_BITS: u32 = 24;

/// Bytes a text may have. A record's fields have 64 KiB together, so nothing is ever cut.
const TEXT_BYTES_MAX: usize = (1 << LENGTH_BITS) - 1;

/// Where a text is: 8 bytes, where a `String` has 24 and a piece of memory of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Span(u64);

/// The texts, one behind the other.
#[derive(Debug, Default)]
pub(super) struct Texts(String);

impl Texts {
    /// Puts a text behind the others.
    pub(super) fn add(&mut self, text: &str) -> Span {
        let end = text.floor_char_boundary(TEXT_BYTES_MAX);
        let text = text.get(..end).unwrap_or_default();
        let at = self.0.len() as u64;
        self.0.push_str(text);
        Span((at << LENGTH_BITS) | text.len() as u64)
    }

    /// Puts a text behind the others, or gives the place of `last` where that is the same.
    pub(super) fn add_or(&mut self, last: Span, text: &str) -> Span {
        if self.get(last) == text { last } else { self.add(text) }
    }

    /// The text at a place; that of [`Span::default`] is empty.
    pub(super) fn get(&self, Span(span): Span) -> &str {
        let at = usize::try_from(span >> LENGTH_BITS).unwrap_or(usize::MAX);
        let n_bytes = usize::try_from(span).unwrap_or(usize::MAX) & TEXT_BYTES_MAX;
        self.0.get(at..at.saturating_add(n_bytes)).unwrap_or_default()
    }
}
