//! A tree in words, as the html5lib tests write it.

use std::fmt::Write as _;

use super::super::super::{EDGE, Span, Tree};

/// One line for each element, attribute and piece of text, indented by depth.
pub(super) fn dump(tree: &Tree) -> String {
    let mut out = String::new();
    element(tree, 0, 0, &mut out);
    out
}

fn element(tree: &Tree, node: u32, depth: usize, out: &mut String) {
    let Some(found) = tree.node(node) else { return };
    let indent = "  ".repeat(depth);
    writeln!(out, "| {indent}<{}>", tree.name(node)).unwrap();
    for (name, value) in tree.attrs(node) {
        writeln!(out, "| {indent}  {name}={value:?}").unwrap();
    }
    // An element's text is its own up to each child; what is no text for visitors is its source.
    let (mut text, mut source) = (found.text, found.source);
    for child in tree.children(node) {
        let Some(inner) = tree.node(child) else { continue };
        piece(&tree.text, &mut text, inner.text, depth, out);
        piece(&tree.source, &mut source, inner.source, depth, out);
        element(tree, child, depth + 1, out);
    }
    piece(&tree.text, &mut text, Span(u32::MAX, u32::MAX), depth, out);
    piece(&tree.source, &mut source, Span(u32::MAX, u32::MAX), depth, out);
}

/// Writes what is left of an element up to the next of its children.
fn piece(blob: &str, left: &mut Span, next: Span, depth: usize, out: &mut String) {
    // The edges of blocks are ours and not the standard's.
    let own = Span(left.0, left.1.min(next.0)).of(blob).replace(EDGE, "");
    if !own.is_empty() {
        writeln!(out, "| {}  {own:?}", "  ".repeat(depth)).unwrap();
    }
    left.0 = left.0.max(next.1.min(left.1));
}
