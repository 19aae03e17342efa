//! Rows of tables, whose labels stand in the row of heads.

use probe_sdk::Page;
use probe_sdk::criteria::words::{compact, length};

use crate::fields::ALL;

/// Characters of the longest head; what has more is a layout table's cell.
const HEAD_CHARS_MAX: usize = 12;

/// Elements between a row and its table: `tbody`, and what it is not inside of.
const LEVELS_MAX: usize = 2;

/// Labels that are heads of other tables too.
const COMMON: [&str; 2] = ["格式", "标签"];

/// What the row says, as `label:value` for each cell under a head that is the label of a field; `None` if no
/// head is one that only tables of data sets have.
pub(crate) fn labelled_row(page: Page, row: u32) -> Option<String> {
    let heads = heads(page, table_of(page, row)?);
    let label = |head: &String| {
        let labels = || ALL.iter().flat_map(|field| field.labels);
        labels().find(|label| head == *label).or_else(|| labels().find(|l| head.contains(*l)))
    };
    let labels: Vec<_> = heads.iter().map(label).collect();
    if !labels.iter().flatten().any(|label| !COMMON.contains(label)) {
        return None;
    }
    let cells = page.children_of(row).into_iter().map(|cell| page.text_of(cell));
    let said = labels.iter().zip(cells).filter_map(|(label, text)| Some(((*label)?, text)));
    Some(said.map(|(label, text)| format!("{label}:{text}")).collect::<Vec<_>>().join(" "))
}

/// The number of rows with text of the tables one of whose heads holds a word, heads not counted.
pub(crate) fn rows_under(page: Page, word: &str) -> usize {
    let tables = page.select("table", TABLES_MAX).into_iter();
    let named = tables.filter(|table| heads(page, *table).iter().any(|head| head.contains(word)));
    let rows = named.flat_map(|table| rows(page, table).into_iter().skip(1));
    rows.filter(|row| !page.text_of(*row).is_empty()).count()
}

/// Tables looked at on one page.
const TABLES_MAX: u32 = 20;

fn table_of(page: Page, row: u32) -> Option<u32> {
    let mut next = page.parent_of(row);
    for _ in 0..LEVELS_MAX {
        let node = next?;
        if page.tag_of(node) == "table" {
            return Some(node);
        }
        next = page.parent_of(node);
    }
    None
}

/// The texts of the first row's cells; none if one of them is no head.
fn heads(page: Page, table: u32) -> Vec<String> {
    let first = rows(page, table).into_iter().next();
    let cells = first.map(|row| page.children_of(row)).unwrap_or_default();
    let heads: Vec<String> = cells.iter().map(|cell| compact(&page.text_of(*cell))).collect();
    if heads.iter().all(|head| length(head) <= HEAD_CHARS_MAX) { heads } else { Vec::new() }
}

fn rows(page: Page, table: u32) -> Vec<u32> {
    let parts = page.children_of(table).into_iter();
    parts
        .flat_map(|part| match page.tag_of(part).as_str() {
            "tr" => vec![part],
            "thead" | "tbody" => page.children_of(part),
            _ => Vec::new(),
        })
        .collect()
}
