//! One WARC record: its kind, named fields, block, and where it stands.

use super::Headers;

/// The field of a metadata record that names why a look gave no page.
pub(super) const FAILURE: &str = "failure";

/// The field beside it with the detail.
pub(super) const FAILURE_NOTE: &str = "failure-note";

/// The remark that names the charset a page was read with.
pub const CHARSET: &str = "charset";

/// The remark beside it: what decided, `bom`, `utf-8`, `header`, `meta` or `detector`.
pub const CHARSET_GROUND: &str = "charset-ground";

/// The remark beside it: characters that could not be read.
pub const REPLACED_CHARACTERS: &str = "replaced-characters";

/// The remark with the milliseconds a step of a page took, from asking to the last byte.
pub const ELAPSED_MS: &str = "elapsed-ms";

/// The remark with the versions of IP a host has addresses of, for example `4 6`.
pub const IP_VERSIONS: &str = "ip-versions";

/// The remark with the last day a host's certificate is valid.
pub const CERTIFICATE_UNTIL: &str = "certificate-until";

/// The remark with the reason a certificate does not hold, where the page was looked at anyway.
pub const CERTIFICATE_PROBLEM: &str = "tls-not-verified";

/// The remark on a rendering with the number of errors its scripts ended with.
pub const SCRIPT_ERRORS: &str = "script-errors";

/// The remark on a rendering with the milliseconds until its largest part was to be seen.
pub const FIRST_VIEW_MS: &str = "first-view-ms";

/// The remarks a page read from an archive has again, because probes may ask for them.
pub(super) const REMARKS_KEPT: [&str; 6] =
    [ELAPSED_MS, IP_VERSIONS, CERTIFICATE_UNTIL, CERTIFICATE_PROBLEM, SCRIPT_ERRORS, FIRST_VIEW_MS];

/// The field of a metadata record that names the form of the page, where it is not as it was
/// sent: a rendering that failed, or the one the record is about.
pub(super) const FORM: &str = "form";

/// The remark on a rendering with the HTTP status of its document.
pub const DOCUMENT_STATUS: &str = "document-status";

/// How the address of a screenshot starts; the address of its page follows.
pub(super) const VIEW_SCHEME: &str = "urn:view:";

/// How the address of a page a browser made starts; the address of its document follows. Under
/// the document's own address replay tools could show it where the answer was asked for: they
/// tell records of one address apart by the second only.
pub(super) const RENDERED_SCHEME: &str = "urn:rendered:";

/// What a record is (WARC/1.1, 6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RecordKind {
    /// About the file.
    Warcinfo,
    /// What a server answered.
    Response,
    /// A thing that came without HTTP.
    Resource,
    /// What a server was asked.
    Request,
    /// About another record.
    Metadata,
    /// The same as an earlier record.
    Revisit,
    /// Another form of a record.
    Conversion,
    /// `continuation`, and kinds later versions may add.
    Other,
}

impl RecordKind {
    const NAMED: [(Self, &'static str); 7] = [
        (Self::Warcinfo, "warcinfo"),
        (Self::Response, "response"),
        (Self::Resource, "resource"),
        (Self::Request, "request"),
        (Self::Metadata, "metadata"),
        (Self::Revisit, "revisit"),
        (Self::Conversion, "conversion"),
    ];

    /// The kind a `WARC-Type` names.
    pub fn from_name(name: &str) -> Self {
        let named = Self::NAMED.iter().find(|(_, known)| known.eq_ignore_ascii_case(name));
        named.map_or(Self::Other, |(kind, _)| *kind)
    }
}

/// Where a record stands in its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Offset of the gzip member that holds the record, or of the record itself in a plain file.
    pub offset: u64,
    /// Decoded bytes of the member before the record: 0 in files with a member a record.
    pub skip: u64,
}

/// A record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// What it is.
    pub kind: RecordKind,
    /// Its named fields.
    pub fields: Headers,
    /// Its block, cut at the reader's limit.
    pub block: Vec<u8>,
    /// Length of the whole block.
    pub n_block_bytes: u64,
    /// Where it stands.
    pub place: Place,
}

impl Record {
    /// The value of a named field, case of the name ignored.
    pub fn field(&self, name: &str) -> Option<&str> {
        field(&self.fields, name)
    }

    /// The address the record is about. Some versions of wget put it in angle brackets.
    pub fn target(&self) -> Option<&str> {
        let target = self.field("WARC-Target-URI")?.trim();
        Some(target.strip_prefix('<').and_then(|t| t.strip_suffix('>')).unwrap_or(target))
    }

    /// The address of the page the record is of: [`Self::target`], less what makes a page that
    /// a browser made an address of its own.
    pub(super) fn page_url(&self) -> Option<&str> {
        let target = self.target()?;
        Some(target.strip_prefix(RENDERED_SCHEME).unwrap_or(target))
    }

    /// Whether the block was cut at the reader's limit.
    pub fn is_cut(&self) -> bool {
        (self.block.len() as u64) < self.n_block_bytes
    }
}

/// The first value of a name, case ignored.
pub(super) fn field<'a>(fields: &'a Headers, name: &str) -> Option<&'a str> {
    let found = fields.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
    found.map(|(_, value)| value.as_str())
}

/// Reads `Name: value` lines. A line that starts with white space continues the
/// one before; a line without a colon is passed over.
pub(super) fn parse_fields(text: &str) -> Headers {
    let mut fields: Headers = Vec::new();
    for line in text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)) {
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = fields.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
        } else if let Some((name, value)) = line.split_once(':') {
            fields.push((name.trim().to_owned(), value.trim().to_owned()));
        }
    }
    fields
}
