//! A tree by html5ever: its parser builds a linked tree in an arena, which is then written down in
//! document order. No step recurses, so a million nested elements need no stack.
//!
//! The standard's rules are quadratic in places: each block searches the open elements for a paragraph,
//! each attribute is compared with those before it, unclosed formatting is repeated in every paragraph.
//! So the source is fed in bites, smaller the deeper the page is nested, and when a page has cost too
//! much the rest of it is left out. Counted, not timed: the same page is always cut at the same place.

mod sink;

use html5ever::driver::ParseOpts;
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tokenizer::TokenizerOpts;

use super::growth::Growth;
use super::{ELEMENTS_MAX, Tree};
use sink::{Content, Element, Sink, SinkNode};

/// Steps a page may cost; a second or two. Real pages cost one to four a byte.
const STEPS_MAX: u64 = 500_000_000;

/// Bytes in a bite, at most. Unclosed formatting in the first half of a bite and paragraphs in the
/// second make half a million elements before they are counted.
const BITE_BYTES_MAX: usize = 8 << 10;
const BITE_BYTES_MIN: usize = 64;

/// Bytes in a bite times depth: what a bite may cost before its steps are counted.
const BITE_STEPS: usize = 4 << 20;

/// Compares of attribute names that are taken for one step. A source that yields no token for long is
/// one tag, comment or value; what it may cost is guessed low, because a comment costs nothing.
const COMPARES_PER_STEP: u64 = 4;

pub(super) fn parse(html: &str) -> Tree {
    parse_within(STEPS_MAX, html)
}

fn parse_within(steps_max: u64, html: &str) -> Tree {
    // The mark at the start is taken off before; html5ever would drop later ones too.
    let tokenizer = TokenizerOpts { discard_bom: false, ..TokenizerOpts::default() };
    let opts = ParseOpts { tokenizer, ..ParseOpts::default() };
    let mut parser = html5ever::parse_document(Sink::new(html.len()), opts);
    let (mut rest, mut quiet, mut cut) = (html, Quiet::default(), false);
    while !rest.is_empty() && !cut {
        let n_bite = BITE_STEPS / parser.tokenizer.sink.sink.depth_max().max(1);
        let n_bite = rest.floor_char_boundary(n_bite.clamp(BITE_BYTES_MIN, BITE_BYTES_MAX));
        let (bite, after) = rest.split_at_checked(n_bite).unwrap_or((rest, ""));
        rest = after;
        parser.process(StrTendril::from_slice(bite));
        let sink = &parser.tokenizer.sink.sink;
        quiet.hear(sink.n_steps(), bite);
        cut = sink.n_steps() + quiet.n_steps > steps_max || sink.n_nodes() > ELEMENTS_MAX as usize;
    }
    freeze(&parser.finish(), html.len(), cut)
}

/// Watches for source that yields no tokens, in which attributes may pile up.
#[derive(Default)]
#[expect(clippy::struct_field_names, reason = "all are counts")]
struct Quiet {
    /// Steps of the parser when it was heard last; none are added where it puts nothing down.
    n_heard: u64,
    n_pieces: u64,
    n_steps: u64,
}

impl Quiet {
    fn hear(&mut self, n_heard: u64, bite: &str) {
        if n_heard != self.n_heard {
            *self = Self { n_heard, n_pieces: 0, ..*self };
            return;
        }
        let ends_piece = |byte: &&u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'=');
        let n_pieces = bite.as_bytes().iter().filter(ends_piece).count() as u64;
        // An image written into an attribute has a `/` in 64 characters.
        if n_pieces * 16 > bite.len() as u64 {
            self.n_steps += n_pieces * self.n_pieces / COMPARES_PER_STEP;
            self.n_pieces += n_pieces;
        }
    }
}

fn freeze(nodes: &[SinkNode], html_bytes: usize, cut: bool) -> Tree {
    let mut growth = Growth::new(html_bytes);
    let mut open: Vec<usize> = Vec::new();
    let mut next = nodes.first().and_then(SinkNode::first_child);
    loop {
        let Some(node) = next.and_then(|at| nodes.get(at)) else {
            let Some(closed) = open.pop() else { break };
            growth.close();
            next = nodes.get(closed).and_then(SinkNode::next_sibling);
            continue;
        };
        match &node.content {
            Content::Element(element) => {
                open_element(&mut growth, element);
                open.extend(next);
                next = node.first_child();
            }
            Content::Text(text) => {
                growth.text().push_str(text);
                next = node.next_sibling();
            }
            Content::Other => next = node.next_sibling(),
        }
    }
    growth.finish(cut)
}

fn open_element(growth: &mut Growth, element: &Element) {
    let start = growth.attrs_start();
    for attr in &element.attrs {
        let local = &*attr.name.local;
        let name = match attr.name.prefix.as_deref() {
            None | Some("") => growth.names.intern(local),
            Some(prefix) => growth.names.intern(&format!("{prefix}:{local}")),
        };
        growth.push_attr(start, name, |values| values.push_str(&attr.value));
    }
    let name = growth.names.intern(&element.name.local);
    growth.open(name, growth.attrs_since(start));
}

#[cfg(test)]
mod tests;
