//! Where a quote stands. Quotes have their white space folded, pages do not.

/// The bytes of `text` that read as `quote`, whatever the white space; `None` where it does
/// not stand there in one piece, or is blank.
pub(in crate::report) fn find(text: &str, quote: &str) -> Option<(usize, usize)> {
    let wanted: Vec<char> = quote.chars().filter(|c| !c.is_whitespace()).collect();
    let letters: Vec<(usize, char)> =
        text.char_indices().filter(|(_, c)| !c.is_whitespace()).collect();
    let first = *wanted.first()?;
    let starts = letters.iter().enumerate().filter(|(_, (_, c))| *c == first);
    for (at, (start, _)) in starts {
        let candidate = letters.get(at..at + wanted.len())?;
        if candidate.iter().map(|(_, c)| c).eq(&wanted) {
            let (last, c) = candidate.last()?;
            return Some((*start, last + c.len_utf8()));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, quote: &str, expected: Option<&str>) {
        assert_eq!(find(text, quote).map(|(from, to)| &text[from..to]), expected);
    }

    #[test]
    fn white_space_does_not_matter() {
        check("政务\n  公开 指南", "政务 公开", Some("政务\n  公开"));
        check("a\u{b}b", "ab", Some("a\u{b}b"));
        check("aab", "ab", Some("ab"));
        check("政务", "政务公开", None);
        check("x", " ", None);
        check("", "x", None);
    }
}
