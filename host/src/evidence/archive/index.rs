//! Which record answers for which address.

mod entry;
mod positions;
mod texts;

use std::collections::BTreeMap;

use entry::Name;
pub(super) use entry::{Entry, Revisited};
use positions::Positions;
use texts::{Span, Texts};
use url::Url;

use super::super::http::parse_response;
use super::super::record::{
    DOCUMENT_STATUS, FAILURE, FAILURE_NOTE, FORM, REMARKS_KEPT, field, parse_fields,
};
use super::super::stored::Original;
use super::super::{FailedLook, Headers, Record, RecordKind};
use crate::model::{Digest, Form};

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

/// The entries of all files, by address, record id and payload digest. The archive of a country has
/// more than a million, so what is kept of each is counted in bytes: some 300 in all.
#[derive(Debug, Default)]
pub(super) struct Index {
    entries: Vec<Entry>,
    texts: Texts,
    by_url: Positions,
    by_id: Positions,
    by_digest: Positions,
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
        let Ok(position) = u32::try_from(self.entries.len()) else { return };
        let date = record.field("WARC-Date").unwrap_or_default();
        // Dates of WARC/1.1 are in UTC and sort as text.
        if date.len() >= 10 && self.last_date.as_deref().is_none_or(|last| last < date) {
            self.last_date = Some(date.to_owned());
        }
        let (id, payload) = (record.field("WARC-Record-ID"), record.field("WARC-Payload-Digest"));
        if revisit.is_none() {
            if let Some(id) = id {
                self.by_id.add(id, position);
            }
            // A body that was sent is never that of a conversion, even where the bytes are.
            let is_sent = record.kind != RecordKind::Conversion;
            let payload = payload.filter(|_| is_sent);
            if let Some(payload) = payload {
                self.by_digest.add(payload, position);
            }
        }
        let is_first = !self.has(&url);
        self.by_url.add(&url, position);
        let last_date = self.entries.last().map_or_else(Span::default, |last| last.date);
        let url = self.texts.add(&url);
        let file = u32::try_from(file).unwrap_or(u32::MAX);
        self.entries.push(Entry {
            revisit: revisit.map(Box::new),
            date: self.texts.add_or(last_date, date),
            id: Name::new(id, &mut self.texts),
            payload: Name::new(payload, &mut self.texts),
            is_first,
            ..Entry::new(file, record, worth, url)
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
        let texts = &self.texts;
        let mut lately = self.entries.iter_mut().rev().take(RECORDS_OF_A_PAGE_MAX);
        let Some(entry) = lately.find(|entry| entry.id.is(about, texts)) else { return };
        let kept = fields.into_iter().filter(|(name, _)| REMARKS_KEPT.contains(&name.as_str()));
        let lines: Vec<_> = kept.map(|(name, value)| format!("{name}: {value}\n")).collect();
        entry.remarks = self.texts.add(&lines.concat());
    }

    fn add_rendering(&mut self, record: &Record, fields: &Headers) {
        let about = record.field("WARC-Refers-To").and_then(|id| self.with_id(id));
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

    /// The entry of exactly this address: the first of the best.
    pub(super) fn exactly(&self, url: &str) -> Option<&Entry> {
        let best = self.of(url).min_by_key(|entry| entry.worth)?;
        (best.worth != Worth::Rendering).then_some(best)
    }

    /// Whether there is a record of exactly this address, of whatever form.
    pub(super) fn has(&self, url: &str) -> bool {
        self.of(url).next().is_some()
    }

    /// All entries of an address, as [`Self::find`] finds them, in the order they were met.
    pub(super) fn all<'a>(&'a self, url: &str) -> impl Iterator<Item = &'a Entry> + use<'a> {
        let found = self.find(url).map_or(url, |entry| self.url(entry));
        self.of(found).collect::<Vec<_>>().into_iter()
    }

    /// All entries of exactly this address, in the order they were met.
    fn of<'a, 'u>(&'a self, url: &'u str) -> impl Iterator<Item = &'a Entry> + use<'a, 'u> {
        let near = self.by_url.near(url).filter_map(|position| self.entries.get(position));
        near.filter(move |entry| self.url(entry) == url)
    }

    /// The address of an entry.
    pub(super) fn url(&self, entry: &Entry) -> &str {
        self.texts.get(entry.url)
    }

    /// The `WARC-Record-ID` of an entry.
    pub(super) fn id(&self, entry: &Entry) -> Option<String> {
        entry.id.text(&self.texts)
    }

    /// How an entry came, by the names of [`REMARKS_KEPT`].
    pub(super) fn remarks(&self, entry: &Entry) -> Headers {
        parse_fields(self.texts.get(entry.remarks))
    }

    /// The first record of an id that is no revisit.
    fn with_id(&self, id: &str) -> Option<usize> {
        let is = |position: &usize| {
            self.entries.get(*position).is_some_and(|entry| entry.id.is(id, &self.texts))
        };
        self.by_id.near(id).find(is)
    }

    /// The first record of a payload that was sent whole.
    fn with_digest(&self, digest: &str) -> Option<usize> {
        let is = |position: &usize| {
            self.entries.get(*position).is_some_and(|entry| entry.payload.is(digest, &self.texts))
        };
        self.by_digest.near(digest).find(is)
    }

    /// Whole bodies of our own naming: payload digest, and the record that holds it.
    pub(super) fn bodies(&self) -> impl Iterator<Item = (Digest, Original)> {
        self.entries.iter().enumerate().filter_map(|(position, entry)| {
            let Name::Digest(digest) = entry.payload else { return None };
            let is_first = self.with_digest(&digest.to_string()) == Some(position);
            if entry.is_cut || !is_first {
                return None;
            }
            let (url, date) = (self.url(entry).to_owned(), self.texts.get(entry.date).to_owned());
            Some((digest, Original { id: self.id(entry)?, url, date }))
        })
    }

    /// All answers of our own naming, revisits included: address and payload digest, and the
    /// record's id.
    pub(super) fn answers(&self) -> impl Iterator<Item = ((String, Digest), String)> {
        let sent = self.entries.iter().filter(|entry| entry.worth < Worth::Conversion);
        sent.filter_map(|entry| {
            let Name::Digest(payload) = entry.payload else { return None };
            Some(((self.url(entry).to_owned(), payload), self.id(entry)?))
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

    /// The addresses, in the order they first occur.
    pub(super) fn urls(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().filter(|entry| entry.is_first).map(|entry| self.url(entry))
    }

    /// The record that the revisit `entry` repeats: by id, by payload, then by address.
    pub(super) fn original(&self, entry: &Entry, revisited: &Revisited) -> Option<&Entry> {
        let id = revisited.id.as_deref().and_then(|id| self.with_id(id));
        let digest = || revisited.digest.as_deref().and_then(|digest| self.with_digest(digest));
        let named = id.or_else(digest).and_then(|position| self.entries.get(position));
        named.or_else(|| {
            let url = revisited.url.as_deref().unwrap_or_else(|| self.url(entry));
            self.exactly(url).filter(|earlier| earlier.revisit.is_none())
        })
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
