//! White space and words in page text.

use memchr::memmem::Finder;

use crate::meter::{Meter, OverLimit};

/// `text` with each run of white space made one space, and none at the ends. The no-break space and
/// the ideographic space count: Chinese pages are indented with both.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}

/// Words to look for in folded text.
pub(super) struct Words {
    /// Without white space: these are in the folded text exactly if they are in the text.
    plain: Vec<Finder<'static>>,
    spaced: Vec<Finder<'static>>,
}

impl Words {
    /// Folds the words and leaves out those that are blank.
    pub(super) fn new<S: AsRef<str>>(any: &[S]) -> Self {
        let (mut plain, mut spaced) = (Vec::new(), Vec::new());
        for word in any.iter().map(|word| fold(word.as_ref())).filter(|word| !word.is_empty()) {
            let kind = if word.contains(' ') { &mut spaced } else { &mut plain };
            kind.push(Finder::new(&word).into_owned());
        }
        Self { plain, spaced }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.plain.is_empty() && self.spaced.is_empty()
    }

    /// True if the text, folded, holds one of the words.
    pub(super) fn any_in(&self, text: &str, meter: &mut Meter) -> Result<bool, OverLimit> {
        for word in &self.plain {
            meter.charge_bytes(text.len())?;
            if word.find(text.as_bytes()).is_some() {
                return Ok(true);
            }
        }
        if self.spaced.is_empty() {
            return Ok(false);
        }
        meter.charge_bytes(text.len())?;
        let folded = fold(text);
        for word in &self.spaced {
            meter.charge_bytes(folded.len())?;
            if word.find(folded.as_bytes()).is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

#[cfg(test)]
mod tests {
    use super::{Words, fold};
    use crate::meter::Meter;

    #[test]
    fn folding() {
        assert_eq!(fold(" \u{3000}办事\u{a0}\r\n指南\t"), "办事 指南");
        assert_eq!(fold("\u{3000} \n"), "");
        assert_eq!(fold("已办"), "已办");
    }

    #[track_caller]
    fn check(text: &str, any: &[&str], expected: bool) {
        let found = Words::new(any).any_in(text, &mut Meter::new(100));
        assert_eq!(found, Ok(expected));
    }

    #[test]
    fn words_are_looked_for_in_folded_text() {
        check("办事\n  指南", &["办事 指南"], true);
        check("办事\n  指南", &["办事指南"], false);
        check("办事指南", &["责任", " 指南 "], true);
        check("办事指南", &["责任"], false);
    }

    #[test]
    fn blank_words_count_for_nothing() {
        check("办事指南", &[], false);
        check("办事指南", &["", "\u{3000}"], false);
        assert!(Words::new(&["", " "]).is_empty());
    }

    #[test]
    fn searching_is_charged_by_word_and_length() {
        let text = "x".repeat(640);
        let mut meter = Meter::new(25);
        assert_eq!(Words::new(&["a", "b"]).any_in(&text, &mut meter), Ok(false));
        assert_eq!(meter.spent(), 20);
        assert!(Words::new(&["a"]).any_in(&text, &mut meter).is_err());
    }
}
