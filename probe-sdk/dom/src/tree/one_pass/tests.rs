//! The one-pass builder against html5ever: the same tree, or none.

mod dump;
mod fixtures;
mod real;
mod soup;

use html5ever::data::NAMED_ENTITIES;

use super::super::readable;
use super::{Unsure, references};
use crate::Tree;
use dump::dump;

fn parse(page: &str) -> Result<Tree, Unsure> {
    super::parse(readable(page).0)
}

/// The first difference between the trees of a page; `None` also where one pass is not sure.
fn difference(page: &str) -> Option<String> {
    let Ok(one_pass) = parse(page) else { return None };
    let standard = Tree::parse_html5ever(page);
    for node in 0..one_pass.len().max(standard.len()) {
        let (one, other) = (describe(&one_pass, node), describe(&standard, node));
        if one != other {
            return Some(format!("one pass:  {one}\nhtml5ever: {other}"));
        }
    }
    (one_pass.page_text() != standard.page_text()).then(|| "the page text".to_owned())
}

/// Everything the tree says of an element.
fn describe(tree: &Tree, node: u32) -> String {
    let attrs: Vec<_> = tree.attrs(node).map(|(name, value)| format!("{name}={value:?}")).collect();
    format!(
        "{node} <{} {}> in {:?} to {} after {:?} at {}: {:?} {:?}",
        tree.name(node),
        attrs.join(" "),
        tree.parent(node),
        tree.end(node),
        tree.prev(node),
        tree.nth(node),
        tree.text_of(node),
        tree.source_of(node),
    )
}

#[track_caller]
fn check_same(page: &str) {
    assert!(parse(page).is_ok(), "{:?}", parse(page).err());
    assert_eq!(difference(page), None);
}

#[track_caller]
fn check_unsure(page: &str, expected: Unsure) {
    assert_eq!(parse(page).err(), Some(expected));
}

#[test]
fn every_named_reference_is_read_as_html5ever_reads_it() {
    let names: Vec<&str> =
        NAMED_ENTITIES.entries().filter(|(_, found)| found.0 != 0).map(|(name, _)| *name).collect();
    assert!(names.len() > 2_000);
    let page = |piece: &dyn Fn(&str) -> String| -> String {
        names.iter().flat_map(|name| [piece(name), "</i>".to_owned()]).collect()
    };
    for next in ["", "x", "=", ";", "1", " ", "&"] {
        check_same(&page(&|name| format!("<i>&{name}{next}")));
        check_same(&page(&|name| format!("<i a='&{name}{next}' b=&{name}{next}>")));
    }
}

#[test]
fn no_name_that_needs_no_semicolon_is_longer() {
    let old = NAMED_ENTITIES.entries().filter(|(name, found)| found.0 != 0 && !name.ends_with(';'));
    assert_eq!(old.map(|(name, _)| name.len()).max(), Some(references::OLD_NAME_BYTES_MAX));
}

#[test]
fn every_numeric_reference_is_read_as_html5ever_reads_it() {
    let codes =
        (0..0x3000).chain(0xd700..0xe100).chain(0xfd00..0x1_0010).chain(0x10_fff0..0x11_0010);
    check_same(&numbered(codes, |code| format!("<i a='&#{code}'>&#x{code:x};</i>")));
}

fn numbered(numbers: impl Iterator<Item = u32>, piece: impl Fn(u32) -> String) -> String {
    numbers.map(piece).collect()
}

#[test]
fn limits_are_for_html5ever() {
    check_same(&"<div>".repeat(500));
    check_unsure(&"<div>".repeat(600), Unsure::Deep);
    let attrs = |n: u32| numbered(0..n, |n| format!(" a{n}"));
    check_same(&format!("<p{}>", attrs(256)));
    check_unsure(&format!("<p{}>", attrs(257)), Unsure::ManyAttrs);
    let formats = |n: u32| numbered(0..n, |n| format!("<p><b a={n}></p>"));
    check_same(&formats(64));
    check_unsure(&formats(65), Unsure::ManyFormats);
}
