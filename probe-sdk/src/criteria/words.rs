//! Words as pages write them: spaced out, in full width, several labels joined by bars.

/// The text without white space and zero-width characters, with full-width letters, digits and
/// signs as ASCII and everything in lower case.
///
/// ```
/// use probe_sdk::criteria::words::compact;
/// assert_eq!(compact("粤 ＩＣＰ备　０５０１２３４５号"), "粤icp备05012345号");
/// ```
pub fn compact(text: &str) -> String {
    let mut text = plain(text);
    text.retain(|c| !c.is_whitespace());
    text
}

/// As [`compact`], with the white space as it is: what stands apart stays apart.
pub fn plain(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}'))
        .map(|c| half_width(c).to_ascii_lowercase())
        .collect()
}

/// The word with a space between its characters, as narrow menus are filled: `搜 索`.
pub fn spaced(word: &str) -> String {
    let letters: Vec<String> = word.chars().map(String::from).collect();
    letters.join(" ")
}

/// U+FF01..U+FF5E are the printable ASCII characters in full width, in the same order.
fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => {
            char::from_u32(u32::from(c) - 0xff01 + u32::from('!')).unwrap_or(c)
        }
        _ => c,
    }
}

/// The labels in a compact text that joins several by bars: `无障碍|关怀版`.
pub fn pieces(compact: &str) -> impl Iterator<Item = &str> {
    compact.split(['|', '丨', '/', '、', '·', '•']).filter(|piece| !piece.is_empty())
}

/// Bytes of the longest text that can be a label, bars and spaces included.
const LABEL_BYTES_MAX: usize = 240;

/// The compact text, if it is short enough for a label; running text is not worth the work.
pub fn short(text: &str) -> Option<String> {
    (text.len() <= LABEL_BYTES_MAX).then(|| compact(text))
}

/// How many characters.
pub fn length(text: &str) -> usize {
    text.chars().count()
}

/// Whether the text holds one of the words.
pub fn holds(text: &str, any: &[&str]) -> bool {
    any.iter().any(|word| text.contains(word))
}

/// What follows each occurrence of one of the words, word by word.
pub fn after<'t>(text: &'t str, any: &'t [&'t str]) -> impl Iterator<Item = &'t str> {
    any.iter().flat_map(|word| {
        text.match_indices(word).filter_map(|(at, found)| text.get(at + found.len()..))
    })
}

/// The names in a class, an id or a file name: its runs of ASCII letters, in lower case.
pub fn names(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_ascii_alphabetic())
        .filter(|name| !name.is_empty())
        .map(str::to_ascii_lowercase)
}

#[cfg(test)]
mod tests {
    use super::{after, compact, names, pieces};

    #[test]
    fn compacting() {
        assert_eq!(compact("领 导\u{a0}信\u{3000}箱"), "领导信箱");
        assert_eq!(compact("网站标识码：ＢＭ０５"), "网站标识码:bm05");
        assert_eq!(compact("微\u{200b}信"), "微信");
    }

    #[test]
    fn parts_of_a_text() {
        assert_eq!(pieces("无障碍|关怀版丨").collect::<Vec<_>>(), ["无障碍", "关怀版"]);
        assert_eq!(after("icp备1 icp证2", &["icp"]).collect::<Vec<_>>(), ["备1 icp证2", "证2"]);
        assert_eq!(names("fa fa-WeiBo_2x").collect::<Vec<_>>(), ["fa", "fa", "weibo", "x"]);
    }
}
