//! Which record answers for which address.

use std::collections::BTreeMap;

use url::Url;

use super::super::http::parse_response;
use super::super::record::{
    DOCUMENT_STATUS, FAILURE, FAILURE_NOTE, FORM, REMARKS_KEPT, field, parse_fields,
};
use super::super::stored::Original;
use super::super::{FailedLook, Headers, Place, Record, RecordKind};
use crate::model::{Digest, Form};

/// A record that answers for an address.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) file: usize,
    pub(super) place: Place,
    pub(super) url: String,
    /// Set for a revisit: what it repeats.
    pub(super) revisit: Option<Revisited>,
    worth: Worth,
    is_cut: bool,
    id: Option<String>,
    payload: Option<String>,
    date: String,
    /// Set for a page that a browser made: the status of its document.
    status: Option<u16>,
    /// What its writer noted of how it came; of third parties' archives nothing.
    remarks: Headers,
}

impl Entry {
    /// Its `WARC-Record-ID`.
    pub(super) fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// How it came, by the names of [`REMARKS_KEPT`].
    pub(super) fn remarks(&self) -> &Headers {
        &self.remarks
    }

    /// The HTTP status of the document, for a page that a browser made of one.
    pub(super) fn document_status(&self) -> Option<u16> {
        self.status
    }
}

/// What a revisit record says about the record it repeats.
#[derive(Debug)]
pub(super) struct Revisited {
    id: Option<String>,
    digest: Option<String>,
    url: Option<String>,
}

/// Records of a page between its answer and what is said about it; a page has one answer and up
/// to twenty steps before it.
const RECORDS_OF_A_PAGE_MAX: usize = 32;

/// How good an answer is; the least is the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Worth {
    Whole,
    Cut,
    Redirect,
    Failure,
    /// Another form of an answer, which only stands in where the answer itself is not there.
    Conversion,
    /// A page that a browser made, which is another page than what was sent: it stands in for
    /// nothing.
    Rendering,
}

/// The entries of one address.
#[derive(Debug)]
struct Answers {
    best: usize,
    /// In the order they were met.
    all: Vec<usize>,
}

/// The entries of all files, by address, record id and payload digest.
#[derive(Debug, Default)]
pub(super) struct Index {
    entries: Vec<Entry>,
    by_url: BTreeMap<String, Answers>,
    /// Addresses in the order they first occur.
    order: Vec<usize>,
    by_id: BTreeMap<String, usize>,
    by_digest: BTreeMap<String, usize>,
    /// The last look at an address that failed.
    failed: BTreeMap<String, FailedLook>,
    /// The first page a browser made for an address that was asked for, fragment included.
    rendered: BTreeMap<String, usize>,
    /// The last look likewise that failed.
    not_rendered: BTreeMap<String, FailedLook>,
    /// The latest date of a page.
    last_date: Option<String>,
}

impl Index {
    /// The latest date of a page, `YYYY-MM-DD…`.
    pub(super) fn last_date(&self) -> Option<&str> {
        self.last_date.as_deref()
    }

    /// Takes a record in, if it answers for a web address.
    pub(super) fn add(&mut self, file: usize, record: &Record) {
        let Some(url) = record.page_url().and_then(key_of) else { return };
        if record.kind == RecordKind::Metadata {
            self.add_about(url, record);
            return;
        }
        let Some((worth, revisit)) = judge(record) else { return };
        let position = self.entries.len();
        // Dates of WARC/1.1 are in UTC and sort as text.
        let date = record.field("WARC-Date").filter(|date| date.len() >= 10);
        self.last_date = self.last_date.take().max(date.map(str::to_owned));
        if revisit.is_none() {
            if let Some(id) = record.field("WARC-Record-ID") {
                self.by_id.entry(id.to_owned()).or_insert(position);
            }
            // A body that was sent is never that of a conversion, even where the bytes are.
            let is_sent = record.kind != RecordKind::Conversion;
            if let Some(digest) = record.field("WARC-Payload-Digest").filter(|_| is_sent) {
                self.by_digest.entry(digest.to_owned()).or_insert(position);
            }
        }
        match self.by_url.get_mut(&url) {
            None => {
                self.by_url.insert(url.clone(), Answers { best: position, all: vec![position] });
                self.order.push(position);
            }
            Some(Answers { best, all }) => {
                if self.entries.get(*best).is_some_and(|best| worth < best.worth) {
                    *best = position;
                }
                all.push(position);
            }
        }
        let is_cut = record.field("WARC-Truncated").is_some();
        let text = |name| record.field(name).map(str::to_owned);
        let (id, date) = (text("WARC-Record-ID"), text("WARC-Date").unwrap_or_default());
        let (place, payload, status) = (record.place, text("WARC-Payload-Digest"), None);
        self.entries.push(Entry {
            file,
            place,
            url,
            revisit,
            worth,
            is_cut,
            id,
            payload,
            date,
            status,
            remarks: Vec::new(),
        });
    }

    /// Takes in what our writer says of a look that failed, or of a page a browser made.
    fn add_about(&mut self, url: String, record: &Record) {
        let fields = parse_fields(&String::from_utf8_lossy(&record.block));
        let form = field(&fields, FORM).map(Form::from_name).unwrap_or_default();
        match (failed_look(record, &fields, form), form) {
            (Some(failed), Form::Sent) => drop(self.failed.insert(url, failed)),
            (Some(failed), Form::Rendered) => {
                let requested = exactly_as_url(&failed.url);
                self.not_rendered.extend(requested.map(|requested| (requested, failed)));
            }
            (None, Form::Sent) => self.add_remarks(record, fields),
            (None, Form::Rendered) => {
                self.add_rendering(record, &fields);
                self.add_remarks(record, fields);
            }
        }
    }

    /// Keeps what a record says of how another came, which stands shortly before it.
    fn add_remarks(&mut self, record: &Record, fields: Headers) {
        let Some(about) = record.field("WARC-Refers-To") else { return };
        let mut lately = self.entries.iter_mut().rev().take(RECORDS_OF_A_PAGE_MAX);
        let Some(entry) = lately.find(|entry| entry.id() == Some(about)) else { return };
        entry.remarks =
            fields.into_iter().filter(|(name, _)| REMARKS_KEPT.contains(&name.as_str())).collect();
    }

    fn add_rendering(&mut self, record: &Record, fields: &Headers) {
        let about = record.field("WARC-Refers-To").and_then(|id| self.by_id.get(id)).copied();
        let requested = field(fields, "requested").and_then(exactly_as_url);
        let entry = about.and_then(|position| self.entries.get_mut(position));
        let (Some(entry), Some(position), Some(requested)) = (entry, about, requested) else {
            return;
        };
        if entry.worth == Worth::Conversion {
            entry.worth = Worth::Rendering;
            entry.status = field(fields, DOCUMENT_STATUS).and_then(|status| status.parse().ok());
            self.rendered.entry(requested).or_insert(position);
        }
    }

    /// The page a browser made for exactly this address, as [`exactly_as_url`] writes it.
    pub(super) fn rendered(&self, url: &str) -> Option<&Entry> {
        self.entries.get(*self.rendered.get(url)?)
    }

    /// The last look for such a page that failed.
    pub(super) fn not_rendered(&self, url: &str) -> Option<&FailedLook> {
        self.not_rendered.get(url)
    }

    /// The entry of an address as [`key_of`] writes it, else of the same under the other scheme.
    pub(super) fn find(&self, url: &str) -> Option<&Entry> {
        self.exactly(url).or_else(|| {
            let other = match url.split_once("://")? {
                ("http", rest) => format!("https://{rest}"),
                (_, rest) => format!("http://{rest}"),
            };
            self.exactly(&other)
        })
    }

    /// The entry of exactly this address.
    pub(super) fn exactly(&self, url: &str) -> Option<&Entry> {
        let best = self.entries.get(self.by_url.get(url)?.best)?;
        (best.worth != Worth::Rendering).then_some(best)
    }

    /// Whether there is a record of exactly this address, of whatever form.
    pub(super) fn has(&self, url: &str) -> bool {
        self.by_url.contains_key(url)
    }

    /// All entries of an address, as [`Self::find`] finds them, in the order they were met.
    pub(super) fn all(&self, url: &str) -> impl Iterator<Item = &Entry> {
        let found = self.find(url).and_then(|entry| self.by_url.get(&entry.url));
        let found = found.or_else(|| self.by_url.get(url));
        let all = found.map(|answers| answers.all.as_slice()).unwrap_or_default();
        all.iter().filter_map(|position| self.entries.get(*position))
    }

    /// Whole bodies of our own naming: payload digest, and the record that holds it.
    pub(super) fn bodies(&self) -> impl Iterator<Item = (Digest, Original)> {
        self.by_digest.iter().filter_map(|(digest, position)| {
            let entry = self.entries.get(*position).filter(|entry| !entry.is_cut)?;
            let Entry { id, url, date, .. } = entry;
            let original = Original { id: id.clone()?, url: url.clone(), date: date.clone() };
            Some((digest.parse().ok()?, original))
        })
    }

    /// All answers of our own naming, revisits included: address and payload digest, and the
    /// record's id.
    pub(super) fn answers(&self) -> impl Iterator<Item = ((String, Digest), String)> {
        let sent = self.entries.iter().filter(|entry| entry.worth < Worth::Conversion);
        sent.filter_map(|entry| {
            let payload = entry.payload.as_ref()?.parse().ok()?;
            Some(((entry.url.clone(), payload), entry.id.clone()?))
        })
    }

    /// The last look at exactly this address that failed.
    pub(super) fn failed(&self, url: &str) -> Option<&FailedLook> {
        self.failed.get(url)
    }

    /// Whether exactly this address has a whole answer in the 200s.
    pub(super) fn has_whole(&self, url: &str) -> bool {
        self.exactly(url).is_some_and(|entry| entry.worth == Worth::Whole)
    }

    pub(super) fn urls(&self) -> impl Iterator<Item = &str> {
        self.order.iter().filter_map(|position| self.entries.get(*position)).map(|e| e.url.as_str())
    }

    /// The record a revisit of `url` repeats: by id, by payload, then by address.
    pub(super) fn original(&self, url: &str, revisited: &Revisited) -> Option<&Entry> {
        let by = |key: &Option<String>, map: &BTreeMap<String, usize>| {
            key.as_ref()
                .and_then(|key| map.get(key))
                .and_then(|position| self.entries.get(*position))
        };
        by(&revisited.id, &self.by_id).or_else(|| by(&revisited.digest, &self.by_digest)).or_else(
            || {
                let earlier = self.exactly(revisited.url.as_deref().unwrap_or(url))?;
                earlier.revisit.is_none().then_some(earlier)
            },
        )
    }
}

/// The look a record tells of that gave no page, as our writer puts it.
fn failed_look(record: &Record, fields: &Headers, form: Form) -> Option<FailedLook> {
    let text = |name| field(fields, name).map(str::to_owned);
    Some(FailedLook {
        url: text("requested").or_else(|| record.target().map(str::to_owned))?,
        failure: text(FAILURE)?,
        note: text(FAILURE_NOTE).unwrap_or_default(),
        looked_on: record.field("WARC-Date").unwrap_or_default().to_owned(),
        form,
    })
}

/// What an answering record is worth; `None` for records that answer nothing.
fn judge(record: &Record) -> Option<(Worth, Option<Revisited>)> {
    match record.kind {
        RecordKind::Resource => Some((Worth::Whole, None)),
        RecordKind::Conversion => Some((Worth::Conversion, None)),
        RecordKind::Response => {
            let response = parse_response(&record.block)?;
            let is_cut = record.field("WARC-Truncated").is_some();
            Some((worth_of(response.status, is_cut), None))
        }
        RecordKind::Revisit => {
            let status = parse_response(&record.block).map_or(200, |response| response.status);
            let field = |name| record.field(name).map(str::to_owned);
            let revisited = Revisited {
                id: field("WARC-Refers-To"),
                digest: field("WARC-Payload-Digest"),
                url: record.field("WARC-Refers-To-Target-URI").and_then(key_of),
            };
            // 304 says that the page is as it was.
            let status = if status == 304 { 200 } else { status };
            Some((worth_of(status, false), Some(revisited)))
        }
        RecordKind::Warcinfo | RecordKind::Request | RecordKind::Metadata | RecordKind::Other => {
            None
        }
    }
}

fn worth_of(status: u16, is_cut: bool) -> Worth {
    match status {
        200..300 if is_cut => Worth::Cut,
        200..300 => Worth::Whole,
        300..400 => Worth::Redirect,
        _ => Worth::Failure,
    }
}

/// An address as the URL standard writes it, fragment included, for pages that are made by it.
pub(super) fn exactly_as_url(url: &str) -> Option<String> {
    Url::parse(url).ok().filter(|url| matches!(url.scheme(), "http" | "https")).map(String::from)
}

/// An address as the URL standard writes it, without its fragment; `None` for what is no
/// web address.
pub(in crate::evidence) fn key_of(url: &str) -> Option<String> {
    let mut url = Url::parse(url).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    url.set_fragment(None);
    Some(url.into())
}
