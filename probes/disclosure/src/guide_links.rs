//! # What it asks
//! How many items of the list lead straight to their guide.
//!
//! # Why it counts
//! A list without ways on is a dead end.
//!
//! # How it is judged
//! Items are drawn evenly (`sample`) from the list behind `follow`; one counts if its link, or the link 办事指南 on
//! its page, leads to a page that states three of the eight elements of a guide. A dead link does not, and
//! neither does a row of the list's table without a link.
//!
//! # When it is unknown
//! The list could not be had, or none of the pages its items lead to. No link to a list: no.
//!
//! # Source
//! 本目录自拟 (derived).

use std::collections::{BTreeMap, BTreeSet};

use probe_sdk::criteria::behind::all;
use probe_sdk::criteria::fields::is_cell_label;
use probe_sdk::criteria::guides::{Drawn, behind};
use probe_sdk::criteria::items::{Entry, entries, spread};
use probe_sdk::criteria::sample::evenly;
use probe_sdk::criteria::words::compact;
use probe_sdk::{Criterion, Evidence, Hit, Judged, LINKS_MAX, Page, Step, Stop, Task};

use crate::{drawn, search};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "guide-links",
    title: "清单事项直达办事指南率",
    roles: &["list_page", "home"],
    points: &["A1.4-5"],
    judge,
};

/// Elements between a link and its row that are looked at.
const LEVELS_MAX: usize = 5;

/// Rows of a table looked at.
const ROWS_MAX: u32 = 1000;

fn judge(task: &Task) -> Step<Judged> {
    let list = search::followed(task)?;
    let (n, items) = (drawn::n_sample(task), entries(list));
    if items.is_empty() {
        return Err(list.absent("no item leads on"));
    }
    let rows = rows(list, &items);
    let (mut with, mut without, mut unread) = (Vec::new(), Vec::new(), None);
    let mut is_page_read = false;
    let picked = if rows.is_empty() {
        spread(&items, n)
    } else {
        let picked: Vec<&Row> = evenly(rows.len(), n).filter_map(|at| rows.get(at)).collect();
        let bare = picked.iter().filter(|row| row.entry.is_none());
        without.extend(bare.map(|row| Evidence::from(row.hit.clone())));
        picked.into_iter().filter_map(|row| row.entry.clone()).collect()
    };
    for drawn in all(picked.into_iter().map(behind))? {
        match drawn {
            Drawn::Guide(guide) => with.push(Evidence::from(guide.page)),
            Drawn::NoGuide(entry, _) => {
                is_page_read = true;
                without.push(Evidence::from(&entry.link));
            }
            Drawn::Gone(entry, _) => without.push(Evidence::from(&entry.link)),
            Drawn::Unread(reason, note) => unread = Some((reason, note)),
        }
    }
    let (n_with, n) = (with.len(), with.len() + without.len());
    match unread {
        Some((reason, note)) if n_with == 0 && !is_page_read => Err(Stop::Unknown(reason, note)),
        Some(_) | None => Ok(Judged::share(n_with, n).seen(with).seen(without)),
    }
}

/// A row of the list's table: an item, with its way on if it has one.
struct Row {
    hit: Hit,
    entry: Option<Entry>,
}

/// The rows of the table most entries' rows stand in, or of the longest of several; none if they stand in
/// no table.
fn rows(list: Page, items: &[Entry]) -> Vec<Row> {
    let tables = items.iter().filter_map(|item| around(list, item.link.node, "table"));
    let tables: BTreeSet<u32> = tables.collect();
    let rows = tables.into_iter().map(|table| rows_of(list, table, items));
    // Of tables as long the first.
    rows.rev().max_by_key(Vec::len).unwrap_or_default()
}

/// The rows of a table that are items.
fn rows_of(list: Page, table: u32, items: &[Entry]) -> Vec<Row> {
    let mut of_row: BTreeMap<u32, Entry> = BTreeMap::new();
    for link in list.links(&[], LINKS_MAX) {
        // Several rows may share one guide, of which the list of entries has the first.
        let entry = items.iter().find(|entry| entry.link.url == link.url);
        if let (Some(entry), Some(row)) = (entry, around(list, link.node, "tr")) {
            of_row.entry(row).or_insert_with(|| Entry { link, ..entry.clone() });
        }
    }
    let rows = list.select("tr", ROWS_MAX).into_iter();
    rows.filter(|row| around(list, *row, "table") == Some(table))
        .enumerate()
        .filter_map(|(nth, node)| {
            let cells = list.children_of(node);
            let entry = of_row.get(&node).cloned();
            let is_item = cells.iter().any(|cell| list.tag_of(*cell) == "td")
                && cells.iter().filter(|cell| !list.text_of(**cell).trim().is_empty()).count() >= 2;
            let is_head = is_set_off(list, &cells)
                || nth == 0
                    && entry.is_none()
                    && cells.iter().all(|cell| is_cell_label(&compact(&list.text_of(*cell))));
            let hit = Hit { page: list, node, text: list.text_of(node) };
            (is_item && !is_head).then_some(Row { hit, entry })
        })
        .collect()
}

/// Whether all cells are heads of columns by how they are made.
fn is_set_off(list: Page, cells: &[u32]) -> bool {
    cells.iter().all(|cell| {
        let inside = list.children_of(*cell);
        list.tag_of(*cell) == "th"
            || inside.iter().any(|node| matches!(&*list.tag_of(*node), "strong" | "b"))
    })
}

/// The nearest element of a tag around a node.
fn around(page: Page, node: u32, tag: &str) -> Option<u32> {
    let mut at = page.parent_of(node);
    for _ in 0..LEVELS_MAX {
        let node = at?;
        if page.tag_of(node) == tag {
            return Some(node);
        }
        at = page.parent_of(node);
    }
    None
}
