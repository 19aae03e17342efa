//! Source text to tokens. Comments are passed over; references in text are left to whoever puts the
//! text down, those in attributes are read here.

use super::super::Span;
use super::super::growth::Growth;
use super::kinds::Kind;
use super::references::{Place, decode};
use super::{Sure, Unsure};

/// Attributes in one tag. Each is compared with those before it, so a tag of thousands costs as much as
/// a page; real tags have fewer than 30.
pub(super) const ATTRS_MAX: u32 = 256;

/// A start tag. Its attributes are in the tree already, as a span.
#[derive(Clone, Copy)]
pub(super) struct Tag {
    pub(super) name: u32,
    pub(super) attrs: Span,
    pub(super) self_closing: bool,
    pub(super) kind: Kind,
}

impl Tag {
    /// A tag without attributes.
    pub(super) fn bare(name: u32, kind: Kind) -> Self {
        Self { name, attrs: Span::default(), self_closing: false, kind }
    }
}

pub(super) enum Piece<'a> {
    /// Characters as they stand in the source; never empty.
    Text(&'a str),
    Start(Tag),
    /// The name.
    End(u32),
    /// What stands between `<!doctype` and `>`; `None` where it does not end.
    Doctype(Option<&'a str>),
    /// `<![CDATA[`, not passed over yet.
    Cdata,
    Eof,
}

pub(super) struct Scanner<'a> {
    html: &'a str,
    at: usize,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(html: &'a str) -> Self {
        Self { html, at: 0 }
    }

    pub(super) fn next(&mut self, growth: &mut Growth) -> Sure<Piece<'a>> {
        loop {
            let rest = self.rest();
            match memchr::memchr(b'<', rest) {
                Some(0) => {}
                None if rest.is_empty() => return Ok(Piece::Eof),
                found => return Ok(Piece::Text(self.take(found.unwrap_or(rest.len())))),
            }
            match rest.get(1) {
                Some(byte) if byte.is_ascii_alphabetic() => return self.start_tag(growth),
                Some(b'/') => match rest.get(2) {
                    Some(byte) if byte.is_ascii_alphabetic() => return self.end_tag(growth),
                    None => return Ok(Piece::Text(self.take(2))),
                    Some(_) => self.skip_past(2, b'>'),
                },
                Some(b'!') => {
                    if let Some(piece) = self.declaration(rest) {
                        return Ok(piece);
                    }
                }
                Some(b'?') => self.skip_past(1, b'>'),
                Some(_) | None => return Ok(Piece::Text(self.take(1))),
            }
        }
    }

    /// What follows the source read so far.
    pub(super) fn rest(&self) -> &'a [u8] {
        self.html.as_bytes().get(self.at..).unwrap_or_default()
    }

    /// The next `n_bytes`, which end at a character.
    pub(super) fn take(&mut self, n_bytes: usize) -> &'a str {
        let start = self.at;
        self.at += n_bytes;
        self.html.get(start..self.at).unwrap_or("")
    }

    /// Skips a line feed that stands next.
    pub(super) fn skip_line_feed(&mut self) -> Sure<()> {
        match self.rest() {
            [b'\r', b'\n', ..] => self.at += 2,
            [b'\r' | b'\n', ..] => self.at += 1,
            // It might stand for a line feed.
            [b'&', ..] => return Err(Unsure::FirstReference),
            _ => {}
        }
        Ok(())
    }

    pub(super) fn skip_bogus_comment(&mut self) {
        self.skip_past(2, b'>');
    }

    /// Skips to behind the first `end` from `from`, or to the end of the source.
    fn skip_past(&mut self, from: usize, end: u8) {
        let rest = self.rest().get(from..).unwrap_or_default();
        self.at += from + memchr::memchr(end, rest).map_or(rest.len(), |found| found + 1);
    }

    /// `None` for a comment, which is passed over.
    fn declaration(&mut self, rest: &'a [u8]) -> Option<Piece<'a>> {
        const DOCTYPE: &[u8] = b"<!doctype";
        if rest.starts_with(b"<!--") {
            self.at += 4;
            self.skip_comment();
            return None;
        }
        if rest.get(..DOCTYPE.len()).is_some_and(|start| start.eq_ignore_ascii_case(DOCTYPE)) {
            self.at += DOCTYPE.len();
            let end = memchr::memchr(b'>', self.rest());
            let inside = self.take(end.unwrap_or(self.rest().len()));
            self.at += usize::from(end.is_some());
            return Some(Piece::Doctype(end.map(|_| inside)));
        }
        if rest.starts_with(b"<![CDATA[") {
            return Some(Piece::Cdata);
        }
        self.skip_past(2, b'>');
        None
    }

    /// Skips the rest of a comment, from behind `<!--`.
    fn skip_comment(&mut self) {
        let rest = self.rest();
        if rest.starts_with(b">") || rest.starts_with(b"->") {
            return self.skip_past(0, b'>');
        }
        for dash in memchr::memmem::find_iter(rest, b"--") {
            let after = rest.get(dash + 2..).unwrap_or_default();
            let n_end = match after {
                [b'>', ..] => 1,
                // Of three dashes the last two count, and the next find would skip them.
                [b'!' | b'-', b'>', ..] => 2,
                [b'-', b'!', b'>', ..] => 3,
                _ => continue,
            };
            self.at += dash + 2 + n_end;
            return;
        }
        self.at = self.html.len();
    }

    fn start_tag(&mut self, growth: &mut Growth) -> Sure<Piece<'a>> {
        self.at += 1;
        let name = self.tag_name(growth);
        let start = growth.attrs_start();
        let Some(self_closing) = self.attrs(growth, start)? else { return Ok(Piece::Eof) };
        let attrs = growth.attrs_since(start);
        Ok(Piece::Start(Tag { name, attrs, self_closing, kind: Kind::OTHER }))
    }

    fn end_tag(&mut self, growth: &mut Growth) -> Sure<Piece<'a>> {
        self.at += 2;
        let name = self.tag_name(growth);
        Ok(if self.skip_attrs(growth)? { Piece::End(name) } else { Piece::Eof })
    }

    /// Passes over the attributes of an end tag; false where it does not end.
    pub(super) fn skip_attrs(&mut self, growth: &mut Growth) -> Sure<bool> {
        let start = growth.attrs_start();
        let end = self.attrs(growth, start)?;
        growth.drop_attrs(start);
        Ok(end.is_some())
    }

    fn tag_name(&mut self, growth: &mut Growth) -> u32 {
        self.name(growth, |byte| matches!(byte, b'/' | b'>'))
    }

    /// A name up to white space or an end.
    fn name(&mut self, growth: &mut Growth, is_end: impl Fn(u8) -> bool) -> u32 {
        let rest = self.rest();
        // The first character belongs to the name whatever it is.
        let n_bytes = rest
            .iter()
            .skip(1)
            .position(|&byte| is_space(byte) || is_end(byte))
            .map_or(rest.len(), |found| found + 1);
        growth.names.intern(self.take(n_bytes))
    }

    /// Reads attributes up to behind `>`: true if the tag closes itself, `None` where it does not end.
    fn attrs(&mut self, growth: &mut Growth, start: u32) -> Sure<Option<bool>> {
        loop {
            match self.after_spaces() {
                None => return Ok(None),
                Some(b'>') => {
                    self.at += 1;
                    return Ok(Some(false));
                }
                Some(b'/') => {
                    self.at += 1;
                    if self.rest().first() == Some(&b'>') {
                        self.at += 1;
                        return Ok(Some(true));
                    }
                    continue;
                }
                Some(_) => {}
            }
            let name = self.name(growth, |byte| matches!(byte, b'/' | b'>' | b'='));
            if growth.attrs_start() - start >= ATTRS_MAX {
                return Err(Unsure::ManyAttrs);
            }
            let mut value = "";
            if self.after_spaces() == Some(b'=') {
                self.at += 1;
                let Some(found) = self.value() else { return Ok(None) };
                value = found;
            }
            growth.push_attr(start, name, |values| decode(value, Place::Attribute, values));
        }
    }

    /// `None` where it does not end.
    fn value(&mut self) -> Option<&'a str> {
        match self.after_spaces()? {
            b'>' => Some(""),
            quote @ (b'"' | b'\'') => {
                self.at += 1;
                let n_bytes = memchr::memchr(quote, self.rest())?;
                let value = self.take(n_bytes);
                self.at += 1;
                Some(value)
            }
            _ => {
                let is_end = |&byte: &u8| is_space(byte) || byte == b'>';
                let n_bytes = self.rest().iter().position(is_end)?;
                Some(self.take(n_bytes))
            }
        }
    }

    /// Skips white space and gives what follows.
    fn after_spaces(&mut self) -> Option<u8> {
        loop {
            let byte = *self.html.as_bytes().get(self.at)?;
            if !is_space(byte) {
                return Some(byte);
            }
            self.at += 1;
        }
    }
}

/// White space in tags. A carriage return is a line feed, or part of one.
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c')
}
