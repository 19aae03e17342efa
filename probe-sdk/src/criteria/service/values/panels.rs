//! The panel a tab opens. A panel that waits for its tab is hidden and still read by visitors.

use super::super::blocks::Reading;
use crate::page::Page;

/// Attributes by which a tab names its panel.
const TARGETS: [&str; 7] =
    ["href", "data-target", "data-id", "data-tab", "data-for", "aria-controls", "onclick"];

/// Characters of the shortest id taken out of a script; shorter ones are variables.
const ID_CHARS_MIN: usize = 2;

/// Tabs that make a list of tabs.
const TABS_MIN: usize = 2;

/// Elements climbed from a label to its tab: a span in a link in a list item.
const LEVELS_MAX: usize = 3;

/// The text of the panel that the tab with this label opens.
pub(super) fn of_tab(
    reading: &Reading,
    label: u32,
    is_label: &dyn Fn(&str) -> bool,
) -> Option<String> {
    let page = reading.page();
    let mut node = label;
    for _ in 0..LEVELS_MAX {
        if let Some(panel) = named(page, node) {
            return Some(page.text_of(panel));
        }
        let parent = page.parent_of(node)?;
        let tabs = page.children_of(parent);
        let n_tabs = tabs.iter().filter(|tab| is_label(&page.text_of(**tab))).count();
        if n_tabs >= TABS_MIN {
            let at = tabs.iter().position(|tab| *tab == node)?;
            return in_order(page, parent, at, tabs.len());
        }
        node = parent;
    }
    None
}

/// The element whose id the tab names.
fn named(page: Page, tab: u32) -> Option<u32> {
    let ids = TARGETS.iter().filter_map(|name| page.attr_of(tab, name));
    let ids: Vec<String> = ids
        .flat_map(|value| {
            let parts = value.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '-'));
            parts.map(str::to_owned).collect::<Vec<_>>()
        })
        .filter(|id| id.chars().count() >= ID_CHARS_MIN)
        .collect();
    ids.iter().find_map(|id| {
        let nodes = page.select(&format!("[id=\"{id}\"]"), 2);
        nodes.into_iter().find(|node| *node != tab && !page.text_of(*node).is_empty())
    })
}

/// The panel at the tab's place: in an element after the list with as many children, or among the
/// elements after it.
fn in_order(page: Page, list: u32, at: usize, n_tabs: usize) -> Option<String> {
    let parent = page.parent_of(list)?;
    let after: Vec<u32> =
        page.children_of(parent).into_iter().skip_while(|node| *node != list).skip(1).collect();
    let inside = after.iter().find(|node| page.children_of(**node).len() == n_tabs);
    let panel = match inside {
        Some(panels) => page.children_of(*panels).get(at).copied(),
        None if after.len() >= n_tabs => after.get(at).copied(),
        None => None,
    };
    panel.map(|node| page.text_of(node))
}
