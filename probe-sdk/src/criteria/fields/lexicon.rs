//! The words a page is read with, found by their first and last characters: a page has thousands of
//! texts, and a vocabulary hundreds of words.

use std::collections::BTreeMap;

use super::heads::SENTENCE;
use crate::criteria::words::{holds, length};

/// Characters around a word in a label: `申请材料（点击下载）`.
const AROUND_CHARS_MAX: usize = 8;

/// Words with their lengths in characters.
type Words = Vec<(String, usize)>;

/// Words that are labels wherever they stand alone.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    by_first: BTreeMap<char, Words>,
    by_last: BTreeMap<char, Words>,
    chars_max: usize,
}

impl Lexicon {
    /// Takes compact words.
    pub(super) fn of(words: &[&str]) -> Self {
        let mut lexicon = Self::default();
        for word in words {
            let (Some(first), Some(last)) = (word.chars().next(), word.chars().next_back()) else {
                continue;
            };
            let entry = || ((*word).to_owned(), length(word));
            lexicon.by_first.entry(first).or_default().push(entry());
            lexicon.by_last.entry(last).or_default().push(entry());
            lexicon.chars_max = lexicon.chars_max.max(length(word));
        }
        lexicon
    }

    /// Whether a compact text is one of the words with little around it, and no sentence.
    pub(super) fn is_word(&self, label: &str) -> bool {
        let (Some(first), Some(last)) = (label.chars().next(), label.chars().next_back()) else {
            return false;
        };
        let chars = length(label);
        if chars > self.chars_max + AROUND_CHARS_MAX {
            return false;
        }
        let fits = |length: usize| chars <= length + AROUND_CHARS_MAX;
        let starts = of(&self.by_first, first).any(|(word, n)| fits(*n) && label.starts_with(word));
        let is_word =
            starts || of(&self.by_last, last).any(|(word, n)| fits(*n) && label.ends_with(word));
        is_word && !holds(label, &SENTENCE) && !label.contains(':')
    }

    /// The longest word a text ends with, and where it begins.
    pub(super) fn ending(&self, text: &str) -> Option<(usize, String)> {
        let text = text.trim_end();
        let words = of(&self.by_last, text.chars().next_back()?);
        let (word, _) = words.filter(|(word, _)| text.ends_with(word)).max_by_key(|(_, n)| *n)?;
        Some((text.len() - word.len(), word.clone()))
    }
}

fn of(words: &BTreeMap<char, Words>, key: char) -> impl Iterator<Item = &(String, usize)> {
    words.get(&key).into_iter().flatten()
}
