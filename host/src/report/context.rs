//! A quote with the words around it, for a terminal.

use super::clean::clean_lines;
use super::opened::find_quote;

/// A quote where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InContext {
    /// What stands before it; begins with `…` where more does.
    pub before: String,
    /// The quote as the page has it.
    pub quote: String,
    /// What follows; ends with `…` where more does.
    pub after: String,
}

/// Finds `quote` in `text` whatever the white space; `None` where it does not stand there in one
/// piece. Shows up to `n_chars` characters on either side, on one line, cleaned.
pub fn in_context(text: &str, quote: &str, n_chars: usize) -> Option<InContext> {
    let (from, to) = find_quote(text, quote)?;
    let (head, found, tail) = (text.get(..from)?, text.get(from..to)?, text.get(to..)?);
    let start = head.char_indices().rev().take(n_chars).last().map_or(head.len(), |(at, _)| at);
    let end = tail.char_indices().nth(n_chars).map_or(tail.len(), |(at, _)| at);
    let line = |text: &str| clean_lines(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    let (near, far) = (head.get(start..)?, tail.get(..end)?);
    Some(InContext {
        before: format!("{}{}", if start > 0 { "…" } else { "" }, line(near)),
        quote: line(found),
        after: format!("{}{}", line(far), if end < tail.len() { "…" } else { "" }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_around_a_quote_are_cut_and_cleaned() {
        let found = in_context("一二三 四五\n六七\u{1b}八九", "五 六", 2).unwrap();
        assert_eq!(found.before, "…四");
        assert_eq!(found.quote, "五 六");
        assert_eq!(found.after, "七\\u{1b}…");
        assert_eq!(in_context("一二三", "四", 2), None);
        let whole = in_context("一二三", "二", 9).unwrap();
        assert_eq!((whole.before.as_str(), whole.after.as_str()), ("一", "三"));
    }
}
