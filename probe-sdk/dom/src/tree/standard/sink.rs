//! Where html5ever puts the tree it builds: nodes in an arena, linked by their indices.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};
use std::collections::BTreeSet;

use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, Namespace, QualName, local_name, ns};

pub(super) struct Element {
    pub(super) name: QualName,
    pub(super) attrs: Vec<Attribute>,
    is_integration_point: bool,
}

pub(super) enum Content {
    Element(Element),
    Text(StrTendril),
    /// The document, a comment or a processing instruction.
    Other,
}

const NONE: u32 = u32::MAX;

pub(super) struct SinkNode {
    pub(super) content: Content,
    parent: u32,
    prev: u32,
    next: u32,
    first: u32,
    last: u32,
    /// Elements around it, when it was put there.
    depth: u32,
}

impl SinkNode {
    pub(super) fn first_child(&self) -> Option<usize> {
        (self.first != NONE).then_some(self.first as usize)
    }

    pub(super) fn next_sibling(&self) -> Option<usize> {
        (self.next != NONE).then_some(self.next as usize)
    }
}

struct Arena {
    nodes: Vec<SinkNode>,
    depth_max: u32,
    n_steps: u64,
    /// Names that are in no list made at compile time.
    unknown_names: BTreeSet<LocalName>,
    /// Answers a question for the name of what is no element; html5ever asks none.
    nameless: QualName,
}

impl Arena {
    fn add(&mut self, content: Content) -> u32 {
        let node = u32::try_from(self.nodes.len()).unwrap_or(NONE);
        self.nodes.push(SinkNode {
            content,
            parent: NONE,
            prev: NONE,
            next: NONE,
            first: NONE,
            last: NONE,
            depth: 0,
        });
        node
    }

    fn get(&self, node: u32) -> Option<&SinkNode> {
        self.nodes.get(node as usize)
    }

    fn with(&mut self, node: u32, change: impl FnOnce(&mut SinkNode)) {
        if let Some(found) = self.nodes.get_mut(node as usize) {
            change(found);
        }
    }

    /// Counts what finding the names may have cost: those not known before are kept in one table of
    /// fixed size, in lists that grow.
    fn count_names(&mut self, name: &QualName, attrs: &[Attribute]) {
        let names = attrs.iter().map(|attr| &attr.name.local).chain([&name.local]);
        for name in names.filter(|name| name.is_dynamic()) {
            if self.unknown_names.insert(name.clone()) {
                self.n_steps += self.unknown_names.len() as u64 / UNKNOWN_NAMES_PER_STEP;
            }
        }
    }

    fn name(&self, node: u32) -> &QualName {
        match self.get(node).map(|found| &found.content) {
            Some(Content::Element(element)) => &element.name,
            Some(Content::Text(_) | Content::Other) | None => &self.nameless,
        }
    }

    fn detach(&mut self, node: u32) {
        let Some(&SinkNode { parent, prev, next, .. }) = self.get(node) else { return };
        if prev == NONE {
            self.with(parent, |parent| parent.first = next);
        }
        if next == NONE {
            self.with(parent, |parent| parent.last = prev);
        }
        self.with(prev, |prev| prev.next = next);
        self.with(next, |next| next.prev = prev);
        self.with(node, |node| (node.parent, node.prev, node.next) = (NONE, NONE, NONE));
    }

    fn append(&mut self, parent: u32, node: u32) {
        self.detach(node);
        let last = self.get(parent).map_or(NONE, |parent| parent.last);
        self.with(node, |node| (node.parent, node.prev) = (parent, last));
        self.with(last, |last| last.next = node);
        self.with(parent, |parent| {
            parent.last = node;
            if parent.first == NONE {
                parent.first = node;
            }
        });
        self.count(parent, node);
    }

    /// Counts what finding the place of a new node may have cost.
    fn count(&mut self, parent: u32, node: u32) {
        let depth = self.get(parent).map_or(0, |parent| parent.depth + 1);
        self.with(node, |node| node.depth = depth);
        self.depth_max = self.depth_max.max(depth);
        // A formatting element is compared with those open, attributes sorted.
        let n_compared = if is_format(self.name(node)) { depth } else { 0 };
        self.n_steps += 1 + u64::from(n_compared) * STEPS_PER_FORMAT;
    }

    fn insert_before(&mut self, sibling: u32, node: u32) {
        self.detach(node);
        let Some(&SinkNode { parent, prev, .. }) = self.get(sibling) else { return };
        self.with(node, |node| (node.parent, node.prev, node.next) = (parent, prev, sibling));
        self.with(sibling, |sibling| sibling.prev = node);
        self.with(prev, |prev| prev.next = node);
        if prev == NONE {
            self.with(parent, |parent| parent.first = node);
        }
        self.count(parent, node);
    }

    /// The node to put down; text is added to the text before it instead, if there is one.
    fn node_for(&mut self, child: NodeOrText<u32>, before: u32) -> Option<u32> {
        match child {
            NodeOrText::AppendNode(node) => Some(node),
            NodeOrText::AppendText(text) => {
                if let Some(Content::Text(grown)) =
                    self.nodes.get_mut(before as usize).map(|node| &mut node.content)
                {
                    grown.push_tendril(&text);
                    return None;
                }
                Some(self.add(Content::Text(text)))
            }
        }
    }
}

/// Unknown names that make keeping one more as dear as looking at an element; measured. The table has
/// 4,096 lists, each name is looked for several times, and every look misses the cache.
const UNKNOWN_NAMES_PER_STEP: u64 = 16;

/// Comparing a formatting element with another, in steps of looking at an open element.
const STEPS_PER_FORMAT: u64 = 16;

fn is_format(name: &QualName) -> bool {
    const FORMATS: [LocalName; 14] = [
        local_name!("a"),
        local_name!("b"),
        local_name!("big"),
        local_name!("code"),
        local_name!("em"),
        local_name!("font"),
        local_name!("i"),
        local_name!("nobr"),
        local_name!("s"),
        local_name!("small"),
        local_name!("strike"),
        local_name!("strong"),
        local_name!("tt"),
        local_name!("u"),
    ];
    FORMATS.contains(&name.local)
}

pub(super) struct Sink {
    arena: RefCell<Arena>,
    /// Elements looked at by the parser.
    n_looks: Cell<u64>,
}

impl Sink {
    pub(super) fn new(html_bytes: usize) -> Self {
        let nameless = QualName::new(None, ns!(), local_name!(""));
        let mut arena = Arena {
            nodes: Vec::with_capacity(html_bytes / 24),
            depth_max: 0,
            n_steps: 0,
            unknown_names: BTreeSet::new(),
            nameless,
        };
        arena.add(Content::Other);
        Self { arena: RefCell::new(arena), n_looks: Cell::new(0) }
    }

    /// What parsing has cost, in elements looked at.
    pub(super) fn n_steps(&self) -> u64 {
        self.n_looks.get() + self.arena.borrow().n_steps
    }

    pub(super) fn n_nodes(&self) -> usize {
        self.arena.borrow().nodes.len()
    }

    /// The deepest place anything was put down at.
    pub(super) fn depth_max(&self) -> usize {
        self.arena.borrow().depth_max as usize
    }

    fn look(&self) {
        self.n_looks.set(self.n_looks.get() + 1);
    }
}

/// The name of an element still in the arena.
pub(super) struct Name<'a>(Ref<'a, QualName>);

impl std::fmt::Debug for Name<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.local.fmt(f)
    }
}

impl ElemName for Name<'_> {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

/// Node 0 is the document.
const DOCUMENT: u32 = 0;

impl TreeSink for Sink {
    type Handle = u32;
    type Output = Vec<SinkNode>;
    type ElemName<'a> = Name<'a>;

    fn finish(self) -> Vec<SinkNode> {
        self.arena.into_inner().nodes
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> u32 {
        DOCUMENT
    }

    fn elem_name<'a>(&'a self, target: &'a u32) -> Name<'a> {
        self.look();
        Name(Ref::map(self.arena.borrow(), |arena| arena.name(*target)))
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, flags: ElementFlags) -> u32 {
        let is_integration_point = flags.mathml_annotation_xml_integration_point;
        let mut arena = self.arena.borrow_mut();
        arena.count_names(&name, &attrs);
        arena.add(Content::Element(Element { name, attrs, is_integration_point }))
    }

    fn create_comment(&self, _: StrTendril) -> u32 {
        self.arena.borrow_mut().add(Content::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> u32 {
        self.arena.borrow_mut().add(Content::Other)
    }

    fn append(&self, parent: &u32, child: NodeOrText<u32>) {
        let mut arena = self.arena.borrow_mut();
        let before = arena.get(*parent).map_or(NONE, |parent| parent.last);
        if let Some(node) = arena.node_for(child, before) {
            arena.append(*parent, node);
        }
    }

    fn append_based_on_parent_node(&self, element: &u32, prev: &u32, child: NodeOrText<u32>) {
        let has_parent =
            self.arena.borrow().get(*element).is_some_and(|found| found.parent != NONE);
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(prev, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    /// What stands in a template is kept as its children; only its text is set apart.
    fn get_template_contents(&self, target: &u32) -> u32 {
        *target
    }

    fn same_node(&self, x: &u32, y: &u32) -> bool {
        self.look();
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &u32, child: NodeOrText<u32>) {
        let mut arena = self.arena.borrow_mut();
        let before = arena.get(*sibling).map_or(NONE, |sibling| sibling.prev);
        if let Some(node) = arena.node_for(child, before) {
            arena.insert_before(*sibling, node);
        }
    }

    fn add_attrs_if_missing(&self, target: &u32, attrs: Vec<Attribute>) {
        self.arena.borrow_mut().with(*target, |node| {
            if let Content::Element(element) = &mut node.content {
                for attr in attrs {
                    if element.attrs.iter().all(|old| old.name != attr.name) {
                        element.attrs.push(attr);
                    }
                }
            }
        });
    }

    fn remove_from_parent(&self, target: &u32) {
        self.arena.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &u32, new_parent: &u32) {
        let mut arena = self.arena.borrow_mut();
        while let Some(child) = arena.get(*node).map(|node| node.first).filter(|&c| c != NONE) {
            arena.append(*new_parent, child);
        }
    }

    fn is_mathml_annotation_xml_integration_point(&self, handle: &u32) -> bool {
        match self.arena.borrow().get(*handle).map(|found| &found.content) {
            Some(Content::Element(element)) => element.is_integration_point,
            Some(Content::Text(_) | Content::Other) | None => false,
        }
    }
}
