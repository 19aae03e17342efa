//! What is remembered of a record, in as few bytes as can be.

use super::super::super::{Place, Record};
use super::Worth;
use super::texts::{Span, Texts};
use crate::model::Digest;

/// A record that answers for an address.
#[derive(Debug)]
pub(in super::super) struct Entry {
    pub(in super::super) place: Place,
    /// Set for a revisit: what it repeats.
    pub(in super::super) revisit: Option<Box<Revisited>>,
    pub(super) url: Span,
    pub(super) date: Span,
    /// What its writer noted of how it came, as fields; of third parties' archives nothing.
    pub(super) remarks: Span,
    pub(super) id: Name,
    pub(super) payload: Name,
    pub(super) file: u32,
    /// Set for a page that a browser made: the status of its document.
    pub(super) status: Option<u16>,
    pub(super) worth: Worth,
    pub(super) is_cut: bool,
    /// Whether no record before it has its address.
    pub(super) is_first: bool,
}

impl Entry {
    pub(super) fn new(file: u32, record: &Record, worth: Worth, url: Span) -> Self {
        Self {
            place: record.place,
            revisit: None,
            url,
            date: Span::default(),
            remarks: Span::default(),
            id: Name::None,
            payload: Name::None,
            file,
            status: None,
            worth,
            is_cut: record.field("WARC-Truncated").is_some(),
            is_first: false,
        }
    }

    /// The number of its file.
    pub(in super::super) fn file(&self) -> usize {
        self.file as usize
    }

    /// The HTTP status of the document, for a page that a browser made of one.
    pub(in super::super) fn document_status(&self) -> Option<u16> {
        self.status
    }
}

/// What a revisit record says about the record it repeats.
#[derive(Debug)]
pub(in super::super) struct Revisited {
    pub(super) id: Option<String>,
    pub(super) digest: Option<String>,
    pub(super) url: Option<String>,
}

/// The id of a record or the digest of a payload: as bytes where it is written as we write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Name {
    None,
    Uuid([u8; 16]),
    Digest(Digest),
    Text(Span),
}

/// What our ids stand between.
const URN: (&str, &str) = ("<urn:uuid:", ">");

impl Name {
    /// A name as a record has it.
    pub(super) fn new(text: Option<&str>, texts: &mut Texts) -> Self {
        let Some(text) = text else { return Self::None };
        Self::short(text).unwrap_or_else(|| Self::Text(texts.add(text)))
    }

    /// Whether it is this name.
    pub(super) fn is(self, text: &str, texts: &Texts) -> bool {
        match self {
            Self::None => false,
            Self::Uuid(_) | Self::Digest(_) => Self::short(text) == Some(self),
            Self::Text(span) => texts.get(span) == text,
        }
    }

    /// The name as the record has it.
    pub(super) fn text(self, texts: &Texts) -> Option<String> {
        match self {
            Self::None => None,
            Self::Uuid(bytes) => Some(uuid_text(bytes)),
            Self::Digest(digest) => Some(digest.to_string()),
            Self::Text(span) => Some(texts.get(span).to_owned()),
        }
    }

    /// The bytes of a name, if they give the very same name again.
    fn short(text: &str) -> Option<Self> {
        if let Ok(digest) = text.parse::<Digest>() {
            return (digest.to_string() == text).then_some(Self::Digest(digest));
        }
        let hex = text.strip_prefix(URN.0)?.strip_suffix(URN.1)?.replace('-', "");
        let bytes = u128::from_str_radix(&hex, 16).ok()?.to_be_bytes();
        (uuid_text(bytes) == text).then_some(Self::Uuid(bytes))
    }
}

/// Hyphens as RFC 9562, 4 has them.
fn uuid_text(bytes: [u8; 16]) -> String {
    use std::fmt::Write as _;
    let mut text = URN.0.to_owned();
    for (number, byte) in bytes.iter().enumerate() {
        if matches!(number, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text.push_str(URN.1);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_given_back_as_they_were() {
        #[track_caller]
        fn check(text: &str, is_short: bool) {
            let mut texts = Texts::default();
            texts.add("before");
            let name = Name::new(Some(text), &mut texts);
            assert_eq!(name.text(&texts).as_deref(), Some(text));
            assert_eq!(!matches!(name, Name::Text(_)), is_short, "{text}");
            assert!(name.is(text, &texts) && !name.is("another", &texts), "{text}");
        }
        let digest = Digest::of(b"a").to_string();
        check("<urn:uuid:01234567-89ab-cdef-0123-456789abcdef>", true);
        check("<urn:uuid:01234567-89AB-CDEF-0123-456789ABCDEF>", false);
        check("<urn:uuid:0123456789abcdef0123456789abcdef>", false);
        check("<urn:uuid:+1234567-89ab-cdef-0123-456789abcdef>", false);
        check("urn:uuid:01234567-89ab-cdef-0123-456789abcdef", false);
        check(&digest, true);
        check(&digest.to_uppercase(), false);
        check("sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ", false);
        check("", false);
    }
}
