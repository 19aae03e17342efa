//! Elements whose content is text whatever it looks like.

use super::references::{Place, decode, decode_line_ends};
use super::scan::{Tag, is_space};
use super::{Builder, Step, Sure, Unsure};

impl<'a> Builder<'a> {
    /// An element whose content is kept as it stands.
    pub(super) fn raw(&mut self, tag: Tag) -> Sure<Step> {
        self.insert(tag)?;
        let content = self.raw_content(tag.name)?;
        self.settle();
        decode_line_ends(content, self.growth.text());
        self.open.pop();
        Ok(Step::Done)
    }

    /// An element whose content has references.
    pub(super) fn raw_with_references(&mut self, tag: Tag) -> Sure<Step> {
        self.insert(tag)?;
        self.raw_rest(tag)
    }

    /// The rest of an element whose content has references.
    pub(super) fn raw_rest(&mut self, tag: Tag) -> Sure<Step> {
        let content = self.raw_content(tag.name)?;
        self.settle();
        decode(content, Place::Text, self.growth.text());
        self.open.pop();
        Ok(Step::Done)
    }

    pub(super) fn script(&mut self, tag: Tag) -> Sure<Step> {
        self.insert(tag)?;
        let content = self.raw_content(tag.name)?;
        // In a comment, a script inside the script ends before the script does.
        if let Some(comment) = memchr::memmem::find(content.as_bytes(), b"<!--") {
            let comment = content.as_bytes().get(comment..).unwrap_or_default();
            if memchr::memchr_iter(b'<', comment).any(|at| is_named(comment, at + 1, "script")) {
                return Err(Unsure::ScriptInScript);
            }
        }
        self.settle();
        decode_line_ends(content, self.growth.text());
        self.open.pop();
        Ok(Step::Done)
    }

    /// The source up to the element's end tag, which is passed over.
    fn raw_content(&mut self, name: u32) -> Sure<&'a str> {
        let rest = self.scanner.rest();
        let name = self.growth.names.get(name);
        let end = memchr::memmem::find_iter(rest, b"</").find(|&at| {
            let after = rest.get(at + 2 + name.len());
            is_named(rest, at + 2, name)
                && after.is_some_and(|&byte| is_space(byte) || matches!(byte, b'/' | b'>'))
        });
        let end = end.ok_or(Unsure::RawEnd)?;
        let n_tag = 2 + name.len();
        let content = self.scanner.take(end);
        self.scanner.take(n_tag);
        if self.scanner.skip_attrs(&mut self.growth)? { Ok(content) } else { Err(Unsure::RawEnd) }
    }
}

fn is_named(source: &[u8], at: usize, name: &str) -> bool {
    source.get(at..at + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
}
