//! Labels left alone among lines `label：value`: who wrote `传真：` between two such lines stated no
//! fax number, and the next line is no value of it.

use super::heads::{label, parts};
use super::lexicon::Lexicon;
use super::outline::{Outline, Run};

/// Levels from a run's element up to the element of its line.
const LINE_LEVELS_MAX: usize = 4;

/// What a run is to the run whose neighbour it is.
enum Mate {
    /// On a line `label：value` of the same kind.
    Stated,
    /// On a line of the same kind that is a label alone too.
    Alone,
    /// Something else in the same parent.
    Other,
    /// Beyond the parent.
    Outside,
}

/// Whether the run at a position is a label with a colon and nothing behind it, in a row of lines
/// `label：value`: the next line that is no such label is one of them, or there is none and the one before
/// is. Of labels that are numbered and lines that are not, the label is a heading over the lines.
pub(super) fn is_alone(outline: &Outline, words: &Lexicon, at: usize) -> bool {
    let Some(run) = outline.runs.get(at).filter(|run| ends_in_colon(&run.text)) else {
        return false;
    };
    let after = outline.runs.get(at + 1..).unwrap_or_default();
    let mut after = after.iter().map(|other| mate(outline, words, run, other));
    match after.find(|mate| !matches!(mate, Mate::Alone)) {
        Some(Mate::Stated) => true,
        Some(Mate::Other) => false,
        Some(Mate::Alone | Mate::Outside) | None => {
            let before = outline.runs.get(..at).unwrap_or_default().iter().rev();
            let mut before = before.map(|other| mate(outline, words, run, other));
            let before = before.find(|mate| !matches!(mate, Mate::Alone));
            matches!(before, Some(Mate::Stated))
        }
    }
}

fn mate(outline: &Outline, words: &Lexicon, run: &Run, other: &Run) -> Mate {
    let (own, line) = (line_of(outline, run), line_of(outline, other));
    let element = |at: usize| outline.elements.get(at);
    let (Some(of_own), Some(of_line)) = (element(own), element(line)) else { return Mate::Other };
    if of_own.parent.is_none_or(|parent| !outline.is_within(line, parent)) {
        return Mate::Outside;
    }
    let is_alike = own != line
        && of_own.parent == of_line.parent
        && of_own.tag == of_line.tag
        && is_numbered(&run.text) == is_numbered(&other.text);
    if !is_alike || other.is_picture {
        return Mate::Other;
    }
    if ends_in_colon(&other.text) && words.is_word(&label(&other.text)) {
        return Mate::Alone;
    }
    let states = |(label, value): &(Option<String>, String)| {
        label.as_deref().is_some_and(|label| words.is_word(label)) && !value.trim().is_empty()
    };
    if parts(&other.text, words).first().is_some_and(states) { Mate::Stated } else { Mate::Other }
}

/// The element of the line a run is on: the nearest that begins a new one.
fn line_of(outline: &Outline, run: &Run) -> usize {
    let mut at = run.element;
    for _ in 0..LINE_LEVELS_MAX {
        let Some(element) = outline.elements.get(at).filter(|element| element.is_inline()) else {
            break;
        };
        let Some(parent) = element.parent else { break };
        at = parent;
    }
    at
}

fn ends_in_colon(text: &str) -> bool {
    text.trim_end().ends_with(['：', ':'])
}

/// Whether a line begins with a number, as headings do: 一、 （一） 1.
fn is_numbered(text: &str) -> bool {
    let text = text.trim_start().trim_start_matches(['（', '(', '第']);
    text.starts_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
}
