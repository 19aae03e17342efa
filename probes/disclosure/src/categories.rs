//! Counts the categories a page names that hold something.

use std::collections::BTreeMap;

use probe_sdk::criteria::mentions::mentions;
use probe_sdk::criteria::reach::as_strs;
use probe_sdk::criteria::words::{compact, length};
use probe_sdk::{Evidence, Judged, Page, Step};

/// Characters around the word in a text that names a category or an item's type, such as
/// `行政许可事项（共 12 项）`; a sentence has more.
const AROUND_CHARS_MAX: usize = 10;

/// How a page says that a category is empty.
const EMPTY: [&str; 6] = ["(0)", "[0]", "(0项)", "(0件)", ":0项", "0项"];

/// The number of words that name a category or the type of an item on the page.
pub(crate) fn count(page: Page, words: &[String]) -> Step<Judged> {
    let mut seen: BTreeMap<&str, Evidence> = BTreeMap::new();
    let hits = mentions(page, &as_strs(words));
    for word in words {
        let named = compact(word);
        let hit = hits.iter().find(|hit| {
            let text = compact(&hit.text);
            length(&text) <= length(&named) + AROUND_CHARS_MAX
                && text.contains(&named)
                && !is_empty(&text)
        });
        if let Some(hit) = hit {
            seen.insert(word, Evidence::from(hit));
        }
    }
    if seen.is_empty() && page.is_blank() {
        return Err(page.unsaid("no category"));
    }
    let n_categories = u32::try_from(seen.len()).unwrap_or(u32::MAX);
    let judged = Judged::number(f64::from(n_categories), "items");
    Ok(if seen.is_empty() { judged.seen([page]) } else { judged.seen(seen.into_values()) })
}

fn is_empty(text: &str) -> bool {
    EMPTY.iter().any(|end| {
        // 行政许可10项 ends like 0项 and is not empty.
        let before = text.strip_suffix(end);
        before.is_some_and(|name| !name.ends_with(|c: char| c.is_ascii_digit()))
    })
}

#[cfg(test)]
mod tests {
    use super::is_empty;

    #[test]
    fn empty_categories() {
        assert!(is_empty("行政许可(0)"));
        assert!(is_empty("行政许可:0项"));
        assert!(!is_empty("行政许可10项"));
        assert!(!is_empty("行政许可(20)"));
        assert!(!is_empty("行政许可"));
    }
}
