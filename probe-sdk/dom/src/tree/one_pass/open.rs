//! The stack of open elements and the list of active formatting elements.

use super::super::Span;
use super::kinds::{Kind, Rule, Sets};
use super::scan::Tag;
use super::{Sure, Unsure};

/// Elements open at once. Many rules search the stack, so without a bound a page of unclosed tags costs
/// the square of its length. Browsers stop nesting at the same depth.
pub(super) const OPEN_MAX: usize = 512;

/// Formatting elements waiting to be opened again; each is, in every block.
pub(super) const FORMATS_MAX: usize = 64;

#[derive(Clone, Copy)]
pub(super) struct OpenElement {
    pub(super) node: u32,
    pub(super) name: u32,
    pub(super) kind: Kind,
    /// Elements open in the tree once this one was.
    depth: usize,
}

impl OpenElement {
    pub(super) fn is(&self, any: Sets) -> bool {
        self.kind.sets.has(any)
    }

    /// True for an HTML element of this name.
    pub(super) fn is_named(&self, name: u32) -> bool {
        self.name == name && !self.is(Sets::FOREIGN)
    }

    /// True for an HTML element that follows this rule; foreign ones follow none.
    pub(super) fn follows(&self, rule: Rule) -> bool {
        self.kind.rule == rule
    }
}

enum Format {
    Marker,
    Element { node: u32, name: u32, attrs: Span, kind: Kind },
}

#[derive(Default)]
pub(super) struct Open {
    elements: Vec<OpenElement>,
    formats: Vec<Format>,
}

/// The standard's scopes besides the table's.
pub(super) const SCOPE: Sets = Sets::SCOPE;
pub(super) const BUTTON_SCOPE: Sets = Sets::SCOPE.or(Sets::BUTTON);
pub(super) const LIST_SCOPE: Sets = Sets::SCOPE.or(Sets::LIST);
pub(super) const TABLE_SCOPE: Sets = Sets::TABLE_SCOPE;

impl Open {
    /// Opens an element; `depth` are open in the tree with it.
    pub(super) fn push(&mut self, node: u32, tag: Tag, depth: usize) -> Sure<()> {
        if self.elements.len() >= OPEN_MAX {
            return Err(Unsure::Deep);
        }
        self.elements.push(OpenElement { node, name: tag.name, kind: tag.kind, depth });
        Ok(())
    }

    /// Elements that are open in the tree where only the current element and those around it are.
    pub(super) fn depth(&self) -> usize {
        self.elements.last().map_or(0, |element| element.depth)
    }

    pub(super) fn current(&self) -> Option<&OpenElement> {
        self.elements.last()
    }

    pub(super) fn current_is(&self, any: Sets) -> bool {
        self.current().is_some_and(|element| element.is(any))
    }

    pub(super) fn current_follows(&self, rule: Rule) -> bool {
        self.current().is_some_and(|element| element.follows(rule))
    }

    /// The element opened first, which is `html`, or one after it.
    pub(super) fn get(&self, place: usize) -> Option<&OpenElement> {
        self.elements.get(place)
    }

    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = &OpenElement> {
        self.elements.iter()
    }

    pub(super) fn pop(&mut self) {
        self.elements.pop();
    }

    /// True if an element that is `wanted` is open and none of the sets that end the scope is in between.
    pub(super) fn in_scope(&self, ends: Sets, wanted: impl Fn(&OpenElement) -> bool) -> bool {
        for element in self.elements.iter().rev() {
            if wanted(element) {
                return true;
            }
            if element.is(ends) {
                return false;
            }
        }
        false
    }

    pub(super) fn named_in_scope(&self, ends: Sets, name: u32) -> bool {
        self.in_scope(ends, |element| element.is_named(name))
    }

    pub(super) fn rule_in_scope(&self, ends: Sets, rule: Rule) -> bool {
        self.in_scope(ends, |element| element.follows(rule))
    }

    /// Closes elements up to and with the first that is `wanted`.
    pub(super) fn pop_with(&mut self, wanted: impl Fn(&OpenElement) -> bool) {
        while let Some(element) = self.elements.pop() {
            if wanted(&element) {
                break;
            }
        }
    }

    /// Closes elements down to the first that is `wanted`, which stays.
    pub(super) fn pop_down_to(&mut self, wanted: impl Fn(&OpenElement) -> bool) {
        while self.current().is_some_and(|element| !wanted(element)) {
            self.elements.pop();
        }
    }

    /// Closes elements whose end tags may be left out, as long as they are not `kept`.
    pub(super) fn imply_ends(&mut self, kept: impl Fn(&OpenElement) -> bool) {
        self.pop_down_to(|element| !element.is(Sets::IMPLIED) || kept(element));
    }

    /// Closes the paragraph in button scope, if there is one.
    pub(super) fn close_p(&mut self) {
        if self.rule_in_scope(BUTTON_SCOPE, Rule::P) {
            self.pop_with(|element| element.follows(Rule::P));
        }
    }

    /// Takes an element off the stack wherever it is; what is open in it stays open.
    pub(super) fn remove(&mut self, node: u32) {
        if let Some(place) = self.elements.iter().rposition(|element| element.node == node) {
            self.elements.remove(place);
        }
    }

    /// The end tag of an element without a rule of its own.
    pub(super) fn close_any(&mut self, name: u32) {
        let closes = |element: &OpenElement| element.is_named(name);
        let found = self.elements.iter().rposition(|e| closes(e) || e.is(Sets::SPECIAL));
        let Some(place) = found.filter(|&place| self.elements.get(place).is_some_and(closes))
        else {
            return;
        };
        self.elements.truncate(place);
    }

    /// The end tag of a foreign element; false if an HTML element is in between.
    pub(super) fn close_foreign(&mut self, name: u32) -> bool {
        let found = self.elements.iter().rposition(|e| e.name == name || !e.is(Sets::FOREIGN));
        let Some(place) = found.filter(|&place| {
            self.elements.get(place).is_some_and(|element| element.is(Sets::FOREIGN))
        }) else {
            return false;
        };
        self.elements.truncate(place);
        true
    }

    /// True where the token rules of foreign content hold for every token.
    pub(super) fn is_foreign(&self) -> bool {
        self.current_is(Sets::FOREIGN)
    }

    /// True where they hold for text and start tags.
    pub(super) fn is_foreign_inside(&self) -> bool {
        self.is_foreign() && !self.current_is(Sets::INTEGRATION)
    }

    pub(super) fn push_marker(&mut self) {
        self.formats.push(Format::Marker);
    }

    pub(super) fn clear_to_marker(&mut self) {
        while let Some(Format::Element { .. }) = self.formats.pop() {}
    }

    pub(super) fn n_formats(&self) -> usize {
        self.formats.len()
    }

    /// Adds a formatting element; of more than three alike since the last marker the first is dropped.
    pub(super) fn push_format(
        &mut self,
        node: u32,
        tag: Tag,
        same_attrs: impl Fn(Span) -> bool,
    ) -> Sure<()> {
        let since = self.last_marker();
        let mut alike = (since..self.formats.len()).filter(|&place| {
            matches!(self.formats.get(place), Some(&Format::Element { name, attrs, .. })
                if name == tag.name && same_attrs(attrs))
        });
        let first = alike.next();
        if let (Some(first), true) = (first, alike.count() >= 2) {
            self.formats.remove(first);
        }
        if self.formats.len() >= FORMATS_MAX {
            return Err(Unsure::ManyFormats);
        }
        let Tag { name, attrs, kind, .. } = tag;
        self.formats.push(Format::Element { node, name, attrs, kind });
        Ok(())
    }

    /// The latest formatting element of this name since the last marker.
    pub(super) fn format_named(&self, name: u32) -> Option<u32> {
        let since = self.formats.get(self.last_marker()..)?;
        since.iter().rev().find_map(|format| match format {
            Format::Element { node, name: found, .. } if *found == name => Some(*node),
            Format::Element { .. } | Format::Marker => None,
        })
    }

    pub(super) fn remove_format(&mut self, node: u32) {
        self.formats.retain(
            |format| !matches!(format, Format::Element { node: found, .. } if *found == node),
        );
    }

    /// Place of the first formatting element to be opened again, if any is to be.
    pub(super) fn first_to_reconstruct(&self) -> Option<usize> {
        let waiting = self.formats.iter().rev().take_while(|format| match format {
            Format::Marker => false,
            Format::Element { node, .. } => !self.is_open(*node),
        });
        let n_waiting = waiting.count();
        (n_waiting > 0).then(|| self.formats.len() - n_waiting)
    }

    /// The tag a formatting element was made for.
    pub(super) fn format_tag(&self, place: usize) -> Option<Tag> {
        match self.formats.get(place)? {
            Format::Marker => None,
            &Format::Element { name, attrs, kind, .. } => {
                Some(Tag { name, attrs, self_closing: false, kind })
            }
        }
    }

    pub(super) fn replace_format(&mut self, place: usize, new_node: u32) {
        if let Some(Format::Element { node, .. }) = self.formats.get_mut(place) {
            *node = new_node;
        }
    }

    /// The standard's adoption agency, where it moves nothing.
    pub(super) fn close_format(&mut self, name: u32) -> Sure<()> {
        let is_current_plain = self.current().is_some_and(|current| {
            current.is_named(name) && self.format_place(current.node).is_none()
        });
        if is_current_plain {
            self.elements.pop();
            return Ok(());
        }
        let Some(node) = self.format_named(name) else {
            self.close_any(name);
            return Ok(());
        };
        let Some(place) = self.elements.iter().rposition(|element| element.node == node) else {
            self.remove_format(node);
            return Ok(());
        };
        if !self.in_scope(SCOPE, |element| element.node == node) {
            return Ok(());
        }
        let inside = self.elements.get(place..).unwrap_or_default();
        if inside.iter().any(|element| element.is(Sets::SPECIAL)) {
            return Err(Unsure::Misnested);
        }
        self.elements.truncate(place);
        self.remove_format(node);
        Ok(())
    }

    fn is_open(&self, node: u32) -> bool {
        self.elements.iter().rev().any(|element| element.node == node)
    }

    fn format_place(&self, node: u32) -> Option<usize> {
        self.formats.iter().position(
            |format| matches!(format, Format::Element { node: found, .. } if *found == node),
        )
    }

    /// Place after the last marker.
    fn last_marker(&self) -> usize {
        let marker = self.formats.iter().rposition(|format| matches!(format, Format::Marker));
        marker.map_or(0, |place| place + 1)
    }
}
