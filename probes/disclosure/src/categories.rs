//! Counts the categories a page names that hold something.
//!
//! A category holds something if its link leads to entries, if it says how many it holds, if entries or
//! words stand below its heading, or if it is the type in an item's row. A name alone is no category.

use std::collections::BTreeMap;

use probe_sdk::criteria::behind::{Target, all, target};
use probe_sdk::criteria::fields::{Field, Fields};
use probe_sdk::criteria::items::entries;
use probe_sdk::criteria::mentions::mentions;
use probe_sdk::criteria::surroundings::Surroundings;
use probe_sdk::criteria::words::{compact, length};
use probe_sdk::{Evidence, Hit, Judged, LINKS_MAX, Link, Page, Step};

/// Characters around the word in a text that names a category or an item's type, such as
/// `行政许可事项（共 12 项）`; a sentence has more.
const AROUND_CHARS_MAX: usize = 10;

/// How a page says that a category is empty.
const EMPTY: [&str; 6] = ["(0)", "[0]", "(0项)", "(0件)", ":0项", "0项"];

/// Confidence where a category could not be looked into: there may be more than were counted.
const UNREAD_CONFIDENCE: f32 = 0.5;

/// Rows of a table behind a category: a head and one row.
const ROWS_MIN: usize = 2;

/// Cells of such a row that say something.
const CELLS_MIN: usize = 2;

/// Elements from a text up to its cell: office programs wrap paragraphs and fonts around it.
const CELL_LEVELS_MAX: usize = 4;

/// What is known of a category.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Held {
    /// It holds something, and where that shows.
    Something(Evidence),
    /// It is not named, or holds nothing.
    Nothing,
    /// It could not be looked into.
    Unread,
}

/// The number of words that name a category with something in it.
pub(crate) fn count(page: Page, words: &[String]) -> Step<Judged> {
    let groups: Vec<Vec<&str>> = words.iter().map(|word| vec![word.as_str()]).collect();
    let held = held(page, &groups)?;
    let seen: Vec<Evidence> = held
        .iter()
        .filter_map(|held| match held {
            Held::Something(place) => Some(place.clone()),
            Held::Nothing | Held::Unread => None,
        })
        .collect();
    if seen.is_empty() && page.is_blank() {
        return Err(page.unsaid("no category"));
    }
    let n_unread = held.iter().filter(|held| **held == Held::Unread).count();
    let n_categories = u32::try_from(seen.len()).unwrap_or(u32::MAX);
    let judged = Judged::number(f64::from(n_categories), "items");
    let judged = if seen.is_empty() { judged.seen([page]) } else { judged.seen(seen) };
    Ok(if n_unread == 0 {
        judged
    } else {
        judged.sure(UNREAD_CONFIDENCE).note(format!("{n_unread} 个类目打不开，未计入"))
    })
}

/// What each group of names holds, in the order of the groups.
pub(crate) fn held(page: Page, groups: &[Vec<&str>]) -> Step<Vec<Held>> {
    let words: Vec<&str> = groups.iter().flatten().copied().collect();
    let fields = Fields::read(page, &words);
    let rows = types(page);
    let hits = mentions(page, &words);
    let links = page.links(&words, LINKS_MAX);
    all(groups.iter().map(|group| {
        let row = group.iter().find_map(|word| rows.get(&compact(word)));
        if let Some(place) = row.cloned().or_else(|| counted(&hits, group)) {
            return Ok(Held::Something(place));
        }
        let mut called = fields.called(group);
        if let Some(field) =
            called.find(|f| f.is_stated() && !is_other(f) && !ends_cell(page, f, group))
        {
            return Ok(Held::Something(field.hit().into()));
        }
        behind(&links, group)
    }))
}

/// Whether a field's label says something else than a category with content: that it is empty, or till when
/// something holds.
fn is_other(field: &Field) -> bool {
    is_empty(&field.label) || field.is_called(&["有效期"])
}

/// Whether a field is the cell of an item's row that only ends with a name: 本市居民和法人.
fn ends_cell(page: Page, field: &Field, group: &[&str]) -> bool {
    let mut around = Some(field.head.node);
    let is_in_cell = (0..CELL_LEVELS_MAX).any(|_| {
        let Some(node) = around else { return false };
        around = page.parent_of(node);
        page.tag_of(node) == "td"
    });
    is_in_cell && !group.iter().any(|word| field.label.starts_with(word))
}

/// Types of items: the cell of a row beside others.
fn types(page: Page) -> BTreeMap<String, Evidence> {
    let mut types = BTreeMap::new();
    for entry in entries(page).iter() {
        for node in page.children_of(entry.row.node) {
            let text = compact(&page.text_of(node));
            if length(&text) <= 2 * AROUND_CHARS_MAX && text != compact(&entry.row.text) {
                types.entry(text).or_insert_with(|| Evidence::from(&entry.row));
            }
        }
    }
    // Rows without a link have their type too.
    for row in page.select("table tr", LINKS_MAX) {
        let cells = page.children_of(row);
        let texts: Vec<String> = cells.iter().map(|cell| page.text_of(*cell)).collect();
        let is_row = texts.iter().filter(|text| !text.is_empty()).count() >= 2
            && cells.iter().all(|cell| page.tag_of(*cell) == "td");
        for text in texts.iter().filter(|_| is_row) {
            let hit = Hit { page, node: row, text: texts.join(" ") };
            types.entry(compact(text)).or_insert_with(|| Evidence::from(&hit));
        }
    }
    types
}

/// A name that says how many it holds: `行政许可（12）`.
fn counted(hits: &[Hit], group: &[&str]) -> Option<Evidence> {
    let hit = hits.iter().find(|hit| {
        let text = compact(&hit.text);
        names(&text, group)
            && text.contains(|c: char| c.is_ascii_digit())
            && !is_empty(&text)
            && !Surroundings::of(hit).is_hidden()
    });
    hit.map(Evidence::from)
}

/// What the links of a category lead to.
fn behind(links: &[Link], group: &[&str]) -> Step<Held> {
    let mut held = Held::Nothing;
    for link in links.iter().filter(|link| {
        let text = compact(&link.text);
        names(&text, group) && !is_empty(&text)
    }) {
        match target(link, "category")? {
            Target::Page(page) if !entries(page).is_empty() || has_rows(page) => {
                return Ok(Held::Something(Evidence::from(link)));
            }
            Target::Page(page) if page.is_shell() => held = Held::Unread,
            Target::Unread(..) => held = Held::Unread,
            Target::Page(_) | Target::File(_) | Target::Gone(_) => {}
        }
    }
    Ok(held)
}

/// Whether a page has a table of items. Pages are laid out in tables too, but those have one cell a row, or
/// one row, as a menu has.
fn has_rows(page: Page) -> bool {
    let mut n_rows: BTreeMap<Option<u32>, usize> = BTreeMap::new();
    for row in page.select("table tr", LINKS_MAX) {
        let cells = page.children_of(row).into_iter();
        if cells.filter(|cell| !page.text_of(*cell).trim().is_empty()).count() >= CELLS_MIN {
            *n_rows.entry(page.parent_of(row)).or_default() += 1;
        }
    }
    n_rows.values().any(|n_rows| *n_rows >= ROWS_MIN)
}

/// Whether a compact text is a name of the category with little around it.
fn names(text: &str, group: &[&str]) -> bool {
    group.iter().any(|word| {
        let word = compact(word);
        length(text) <= length(&word) + AROUND_CHARS_MAX && text.contains(&word)
    })
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
