//! Tabs: a row of labels, and below it as many panes in the same order.

use super::heads::bare;
use super::lexicon::Lexicon;
use super::outline::Outline;
use super::{Field, is_placeholder};
use crate::page::Hit;

/// Tabs a row has at least and at most; one label is a heading, more are a menu.
const TABS_MIN: usize = 2;
const TABS_MAX: usize = 16;

/// The elements that are tabs with panes.
pub(super) fn tabs(outline: &Outline, words: &Lexicon) -> Vec<usize> {
    pairs(outline, words).into_iter().map(|(tab, _)| tab).collect()
}

/// The fields that are tabs with panes.
pub(super) fn fields(outline: &Outline, words: &Lexicon) -> Vec<Field> {
    pairs(outline, words).into_iter().map(|(tab, pane)| field(outline, tab, pane)).collect()
}

fn field(outline: &Outline, tab: usize, pane: usize) -> Field {
    let runs = || outline.runs_in(pane).iter();
    let hit = |at: usize, text: &str| Hit {
        page: outline.page,
        node: outline.node_at(at),
        text: text.to_owned(),
    };
    let values = runs().filter(|run| !run.is_picture && !is_placeholder(&run.text));
    let label = outline.text_in(tab);
    let end = outline.elements.get(pane).map_or(pane + 1, |pane| pane.end);
    let from = outline.node_at(pane);
    Field {
        label: bare(&label),
        head: hit(tab, &label),
        values: values.map(|run| hit(run.element, &run.text)).collect(),
        pictures: runs()
            .filter(|run| run.is_picture)
            .map(|run| outline.node_at(run.element))
            .collect(),
        n_rows: 1,
        nodes: from..outline.node_at(end).max(from + 1),
    }
}

/// Each tab with its pane.
fn pairs(outline: &Outline, words: &Lexicon) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for row in 0..outline.elements.len() {
        let is_row = outline
            .elements
            .get(row)
            .is_some_and(|row| matches!(row.tag.as_str(), "ul" | "ol" | "div" | "nav" | "p"));
        if !is_row {
            continue;
        }
        let tabs = outline.children(row);
        if !(TABS_MIN..=TABS_MAX).contains(&tabs.len()) || !are_tabs(outline, &tabs, words) {
            continue;
        }
        if let Some(panes) = panes(outline, row, tabs.len()) {
            pairs.extend(tabs.into_iter().zip(panes));
        }
    }
    pairs
}

/// Whether all are short labels, most of them of the vocabulary, and none leads to another page.
fn are_tabs(outline: &Outline, tabs: &[usize], words: &Lexicon) -> bool {
    let mut n_words = 0;
    for tab in tabs {
        let [run] = outline.runs_in(*tab) else { return false };
        if run.is_picture || run.leads_away || run.text.chars().count() > 14 {
            return false;
        }
        n_words += usize::from(words.is_word(&bare(&run.text)));
    }
    n_words * 2 > tabs.len()
}

/// As many panes as there are tabs: in the next element, or the next elements themselves.
fn panes(outline: &Outline, row: usize, n_tabs: usize) -> Option<Vec<usize>> {
    let parent = outline.elements.get(row)?.parent?;
    let after: Vec<usize> =
        outline.children(parent).into_iter().filter(|child| *child > row).collect();
    let next = *after.first()?;
    let inner = outline.children(next);
    if inner.len() == n_tabs {
        return Some(inner);
    }
    let tag = &outline.elements.get(next)?.tag;
    let alike = after
        .iter()
        .take(n_tabs)
        .filter(|at| outline.elements.get(**at).is_some_and(|element| element.tag == *tag));
    let alike: Vec<usize> = alike.copied().collect();
    (alike.len() == n_tabs).then_some(alike)
}
