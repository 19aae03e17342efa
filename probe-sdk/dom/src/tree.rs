//! A page as data: elements in document order, and all text in one piece.
//!
//! Every element's text is one slice of the page's text, its descendants are the numbers up to
//! [`Tree::end`], and elements of one tag, class or id are found without a scan. The tree never
//! changes after it is built, so every probe on every thread reads the same one.
//!
//! What is kept: elements, attributes and text. Comments and the doctype are not. Tag and attribute
//! names are in lower case, those of SVG too, and attributes keep their prefix (`xlink:href`).

mod growth;
mod names;
mod one_pass;
mod postings;
mod standard;

use names::Names;
use postings::Postings;

pub(crate) use names::{CLASS, ID};

/// Longest source that is read, in bytes; the rest is left out.
///
/// Fetching stops far earlier. The cap keeps every offset below 4 GiB, however much the standard
/// makes of a page.
pub const HTML_BYTES_MAX: usize = 32 << 20;

/// Most elements and texts a tree holds; what follows is left out.
///
/// Formatting tags that are never closed are repeated in every paragraph by the standard, so a page
/// of 1 MiB could ask for billions of elements. The largest real page seen has about 20,000.
pub const ELEMENTS_MAX: u32 = 2 << 20;

/// A page, parsed. Elements are numbered from 0 in document order; 0 is `html`.
///
/// Every question is total: a number that is no element has no name, no text and no relations.
#[derive(Debug)]
pub struct Tree {
    nodes: Vec<Node>,
    attrs: Vec<Attr>,
    names: Names,
    values: String,
    text: String,
    source: String,
    tags: Postings,
    classes: Postings,
    ids: Postings,
    cut: bool,
}

/// One element. Offsets are into the blobs of [`Tree`].
#[derive(Debug, Clone, Copy)]
struct Node {
    name: u32,
    parent: u32,
    /// One past the last descendant.
    end: u32,
    /// The sibling element before this one.
    prev: u32,
    /// Place among its sibling elements, from 1.
    nth: u32,
    attrs: Span,
    text: Span,
    source: Span,
}

#[derive(Debug, Clone, Copy)]
struct Attr {
    name: u32,
    value: Span,
}

/// From, up to.
#[derive(Debug, Clone, Copy, Default)]
struct Span(u32, u32);

/// Stands in text where a block begins or ends and the source has no white space: the line tabulation,
/// which folds as white space and which pages do not have.
const EDGE: char = '\u{b}';

/// Stands for "no element".
const NONE: u32 = u32::MAX;

impl Span {
    fn of(self, blob: &str) -> &str {
        blob.get(self.0 as usize..self.1 as usize).unwrap_or("")
    }
}

/// Lengths here are below 4 GiB, see [`HTML_BYTES_MAX`].
fn offset(length: usize) -> u32 {
    debug_assert!(u32::try_from(length).is_ok(), "length {length}");
    u32::try_from(length).unwrap_or(u32::MAX)
}

impl Tree {
    /// The page as the HTML standard reads it.
    pub fn parse(html: &str) -> Self {
        Self::parse_one_pass(html).unwrap_or_else(|| Self::parse_html5ever(html))
    }

    /// As [`Tree::parse`], always by html5ever. For comparison.
    pub fn parse_html5ever(html: &str) -> Self {
        let (read, cut) = readable(html);
        let mut tree = standard::parse(read);
        tree.cut |= cut;
        tree
    }

    /// As [`Tree::parse`], by the one-pass builder alone; `None` where it is not sure. For comparison.
    pub fn parse_one_pass(html: &str) -> Option<Self> {
        let (read, cut) = readable(html);
        let mut tree = one_pass::parse(read).ok()?;
        tree.cut |= cut;
        Some(tree)
    }

    /// How many elements there are.
    pub fn len(&self) -> u32 {
        offset(self.nodes.len())
    }

    /// True for no page: the standard gives even an empty source three elements.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// True where [`HTML_BYTES_MAX`], [`ELEMENTS_MAX`] or the parser's own limit left out the rest of the page.
    pub fn is_cut(&self) -> bool {
        self.cut
    }

    /// The tag name in lower case.
    pub fn name(&self, node: u32) -> &str {
        self.node(node).map_or("", |found| self.names.get(found.name))
    }

    /// The element around this one; `None` for the root.
    pub fn parent(&self, node: u32) -> Option<u32> {
        self.node(node).and_then(|found| some(found.parent))
    }

    /// The child elements, in order.
    pub fn children(&self, node: u32) -> impl Iterator<Item = u32> + '_ {
        let end = self.end(node);
        let first = node.checked_add(1);
        std::iter::successors(first, |&child| Some(self.end(child)).filter(|&next| next > child))
            .take_while(move |&child| child < end)
    }

    /// One past the last descendant, so that `node + 1..end` are all descendants; 0 for no element.
    pub fn end(&self, node: u32) -> u32 {
        self.node(node).map_or(0, |found| found.end)
    }

    /// What a visitor can read inside the element, white space as it stands in the source, and U+000B
    /// between blocks within it that the source does not keep apart.
    pub fn text_of(&self, node: u32) -> &str {
        self.node(node).map_or("", |found| found.text.of(&self.text))
    }

    /// What stands inside `script`, `style`, `noscript`, `template` and the like within the element.
    pub fn source_of(&self, node: u32) -> &str {
        self.node(node).map_or("", |found| found.source.of(&self.source))
    }

    /// What a visitor can read, in document order.
    pub fn page_text(&self) -> &str {
        &self.text
    }

    /// The value of an attribute; the case of `name` does not matter.
    pub fn attr(&self, node: u32, name: &str) -> Option<&str> {
        self.attr_by_id(node, self.name_id(name)?)
    }

    /// All attributes in source order, names in lower case.
    pub fn attrs(&self, node: u32) -> impl Iterator<Item = (&str, &str)> + '_ {
        self.attr_slice(node)
            .iter()
            .map(|attr| (self.names.get(attr.name), attr.value.of(&self.values)))
    }

    /// The number by which the tree knows a tag or attribute name; `None` if the page has no such name.
    pub(crate) fn name_id(&self, name: &str) -> Option<u32> {
        self.names.find(name)
    }

    pub(crate) fn name_id_of(&self, node: u32) -> Option<u32> {
        self.node(node).map(|found| found.name)
    }

    pub(crate) fn attr_by_id(&self, node: u32, name: u32) -> Option<&str> {
        let found = self.attr_slice(node).iter().find(|attr| attr.name == name)?;
        Some(found.value.of(&self.values))
    }

    /// The sibling element before this one.
    pub(crate) fn prev(&self, node: u32) -> Option<u32> {
        self.node(node).and_then(|found| some(found.prev))
    }

    /// Place among sibling elements, from 1; 0 for no element.
    pub(crate) fn nth(&self, node: u32) -> u32 {
        self.node(node).map_or(0, |found| found.nth)
    }

    /// All elements with this tag, in document order.
    pub(crate) fn with_tag(&self, name: u32) -> &[u32] {
        self.tags.bucket(name)
    }

    /// Elements in document order among which are all with this class; others may be there too, and one twice.
    pub(crate) fn maybe_with_class(&self, class: &str) -> &[u32] {
        self.classes.maybe(class)
    }

    /// As [`Tree::maybe_with_class`], for an id.
    pub(crate) fn maybe_with_id(&self, id: &str) -> &[u32] {
        self.ids.maybe(id)
    }

    fn node(&self, node: u32) -> Option<&Node> {
        self.nodes.get(node as usize)
    }

    fn attr_slice(&self, node: u32) -> &[Attr] {
        let span = self.node(node).map_or(Span::default(), |found| found.attrs);
        self.attrs.get(span.0 as usize..span.1 as usize).unwrap_or_default()
    }
}

fn some(node: u32) -> Option<u32> {
    (node != NONE).then_some(node)
}

/// What is read of a source: not its byte order mark, and no more than the limit; and whether that
/// leaves anything out.
fn readable(html: &str) -> (&str, bool) {
    let html = html.strip_prefix('\u{feff}').unwrap_or(html);
    let read = html.get(..html.floor_char_boundary(HTML_BYTES_MAX)).unwrap_or(html);
    (read, read.len() < html.len())
}

#[cfg(test)]
mod tests;
