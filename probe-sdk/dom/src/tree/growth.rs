//! A tree that is still growing: elements are opened and closed in document order, and nothing that
//! was put down is moved. Both builders write through this, so their trees can be compared.

use super::names::{CLASS, ID, Names, hash};
use super::postings::Postings;
use super::{Attr, EDGE, NONE, Node, Span, Tree, offset};

pub(super) struct Growth {
    pub(super) names: Names,
    nodes: Vec<Node>,
    attrs: Vec<Attr>,
    values: String,
    text: String,
    source: String,
    /// Open elements; the document is the lowest and stays.
    open: Vec<Level>,
    /// The child of the root that was closed last, to be opened again.
    parked: Option<Level>,
    /// Open elements whose content no visitor reads.
    n_muted: u32,
}

/// An open element and how far its children have come.
struct Level {
    node: u32,
    last_child: u32,
    n_children: u32,
    /// Where its text ended when it was closed before.
    text_end: Option<u32>,
}

impl Growth {
    /// Room is made for a usual page of `html_bytes`; any other grows.
    pub(super) fn new(html_bytes: usize) -> Self {
        let n_nodes = html_bytes / 40;
        let document = Level { node: NONE, last_child: NONE, n_children: 0, text_end: None };
        Self {
            names: Names::new(),
            nodes: Vec::with_capacity(n_nodes),
            attrs: Vec::with_capacity(n_nodes),
            values: String::with_capacity(html_bytes / 4),
            text: String::with_capacity(html_bytes / 4),
            source: String::new(),
            open: vec![document],
            parked: None,
            n_muted: 0,
        }
    }

    /// How many elements there are.
    pub(super) fn n_nodes(&self) -> u32 {
        offset(self.nodes.len())
    }

    /// Where the attributes of the next element start; all pushed from now on are its own.
    pub(super) fn attrs_start(&self) -> u32 {
        offset(self.attrs.len())
    }

    /// The attributes pushed since `start`.
    pub(super) fn attrs_since(&self, start: u32) -> Span {
        Span(start, offset(self.attrs.len()))
    }

    /// Pushes an attribute, whose value `write` appends, unless there is one of this name since `start`.
    pub(super) fn push_attr(&mut self, start: u32, name: u32, write: impl FnOnce(&mut String)) {
        let pushed = self.attrs.get(start as usize..).unwrap_or_default();
        if pushed.iter().any(|attr| attr.name == name) {
            return;
        }
        let value_start = offset(self.values.len());
        write(&mut self.values);
        self.attrs.push(Attr { name, value: Span(value_start, offset(self.values.len())) });
    }

    /// Forgets the attributes pushed since `start`.
    pub(super) fn drop_attrs(&mut self, start: u32) {
        self.attrs.truncate(start as usize);
    }

    /// The value of an attribute in a span, if it is there.
    pub(super) fn attr(&self, span: Span, name: &str) -> Option<&str> {
        let attr = self.attr_slice(span).iter().find(|attr| self.names.get(attr.name) == name)?;
        Some(attr.value.of(&self.values))
    }

    /// True if two spans hold the same attributes, in any order.
    pub(super) fn same_attrs(&self, one: Span, other: Span) -> bool {
        let (one, other) = (self.attr_slice(one), self.attr_slice(other));
        one.len() == other.len()
            && one.iter().all(|attr| {
                let same = other.iter().find(|same| same.name == attr.name);
                same.is_some_and(|same| same.value.of(&self.values) == attr.value.of(&self.values))
            })
    }

    /// Gives an element those attributes of `more` whose names it does not have.
    pub(super) fn add_missing_attrs(&mut self, node: u32, more: Span) {
        let Some(had) = self.nodes.get(node as usize).map(|node| node.attrs) else { return };
        let mut merged = self.attr_slice(had).to_vec();
        for attr in self.attr_slice(more) {
            if merged.iter().all(|had| had.name != attr.name) {
                merged.push(*attr);
            }
        }
        let start = offset(self.attrs.len());
        self.attrs.extend(merged);
        let attrs = self.attrs_since(start);
        if let Some(node) = self.nodes.get_mut(node as usize) {
            node.attrs = attrs;
        }
    }

    /// Puts an element into the innermost open one and opens it.
    pub(super) fn open(&mut self, name: u32, attrs: Span) -> u32 {
        let node = offset(self.nodes.len());
        let (mut parent, mut prev, mut nth) = (NONE, NONE, 1);
        if let Some(level) = self.open.last_mut() {
            level.n_children += 1;
            (parent, prev, nth) = (level.node, level.last_child, level.n_children);
            level.last_child = node;
        }
        self.part(name);
        let text = offset(self.text.len());
        let source = offset(self.source.len());
        self.nodes.push(Node {
            name,
            parent,
            end: node + 1,
            prev,
            nth,
            attrs,
            text: Span(text, text),
            source: Span(source, source),
        });
        self.n_muted += u32::from(Names::is_muted(name));
        self.open.push(Level { node, last_child: NONE, n_children: 0, text_end: None });
        node
    }

    /// How many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.open.len().saturating_sub(1)
    }

    /// Closes the innermost elements until `depth` are open.
    pub(super) fn close_to(&mut self, depth: usize) {
        while self.depth() > depth {
            self.close();
        }
    }

    /// Closes the innermost open element.
    pub(super) fn close(&mut self) {
        if self.depth() == 0 {
            return;
        }
        let (end, source) = (offset(self.nodes.len()), offset(self.source.len()));
        let Some(level) = self.open.pop() else { return };
        let text = level.text_end.unwrap_or(offset(self.text.len()));
        if let Some(node) = self.nodes.get_mut(level.node as usize) {
            (node.end, node.text.1, node.source.1) = (end, text, source);
            let name = node.name;
            self.n_muted -= u32::from(Names::is_muted(name));
            self.part(name);
        }
        if self.depth() == 1 {
            self.parked = Some(level);
        }
    }

    /// Keeps the words on both sides of a block's edge apart. The mark lies outside of the block, so
    /// its own text is as in the source.
    fn part(&mut self, name: u32) {
        let is_apart =
            || matches!(self.text.bytes().next_back(), None | Some(b'\t'..=b'\r' | b' '));
        if Names::is_block(name) && self.n_muted == 0 && !is_apart() {
            self.text.push(EDGE);
        }
    }

    /// Opens the child of the root that was closed last once more. What is put into it now may hold
    /// no text for visitors: text that came after it in the meantime lies in between.
    pub(super) fn reopen(&mut self) -> Option<u32> {
        self.close_to(1);
        let mut level = self.parked.take()?;
        let node = level.node;
        level.text_end = self.nodes.get(node as usize).map(|node| node.text.1);
        self.open.push(level);
        Some(node)
    }

    /// Where text put down now belongs: to what visitors read, or to what they do not.
    pub(super) fn text(&mut self) -> &mut String {
        if self.n_muted == 0 { &mut self.text } else { &mut self.source }
    }

    pub(super) fn finish(mut self, cut: bool) -> Tree {
        self.close_to(0);
        let mut tag_marks = Vec::with_capacity(self.nodes.len());
        let mut class_marks = Vec::with_capacity(self.nodes.len());
        let mut id_marks = Vec::new();
        for (node, found) in (0..).zip(&self.nodes) {
            tag_marks.push((found.name, node));
            for attr in self.attr_slice(found.attrs) {
                let value = attr.value.of(&self.values);
                if attr.name == CLASS {
                    let classes = value.split_ascii_whitespace();
                    class_marks.extend(classes.map(|class| (hash(class), node)));
                } else if attr.name == ID {
                    id_marks.push((hash(value), node));
                }
            }
        }
        Tree {
            tags: Postings::new(self.names.len(), &tag_marks),
            classes: Postings::hashed(class_marks),
            ids: Postings::hashed(id_marks),
            nodes: self.nodes,
            attrs: self.attrs,
            names: self.names,
            values: self.values,
            text: self.text,
            source: self.source,
            cut,
        }
    }

    fn attr_slice(&self, span: Span) -> &[Attr] {
        self.attrs.get(span.0 as usize..span.1 as usize).unwrap_or_default()
    }
}
