//! What was received, and the WARC/1.1 files that keep it.
//!
//! The only module that opens archives. It asks nobody for a page and judges
//! nothing: `fetch` fills a [`Capture`], [`WarcWriter`] keeps it, [`Archive`]
//! gives it back, years later and from other tools' archives too.

mod archive;
mod cdxj;
mod codes;
mod coding;
mod error;
mod export;
mod file;
mod http;
mod listing;
mod reader;
mod record;
mod segments;
mod sink;
mod stored;
mod timestamp;
mod verify;
mod writer;

use std::net::IpAddr;

use archive::page_body;
pub use archive::{Archive, Held};
pub use cdxj::{cdxj, cdxj_path};
pub use coding::CodingError;
use coding::{Ended, undo_content_coding};
pub use error::EvidenceError;
pub use export::{Exported, export_wacz, export_warc};
pub use http::redirect_target;
pub use listing::{Listed, list};
pub use reader::WarcReader;
pub use record::{
    CERTIFICATE_PROBLEM, CERTIFICATE_UNTIL, CHARSET, CHARSET_GROUND, DOCUMENT_STATUS, ELAPSED_MS,
    FIRST_VIEW_MS, IP_VERSIONS, Place, REPLACED_CHARACTERS, Record, RecordKind, SCRIPT_ERRORS,
};
pub use segments::{RoundArchive, SEGMENT_BYTES_MAX, segments, write_index};
pub use sink::{EvidenceSink, WarcSink};
pub use timestamp::utc;
pub use verify::{Damage, IndexFound, Verified, VerifiedFile, verify};
pub use writer::{ArchiveInfo, Opened, WarcWriter};

use crate::model::{Digest, Form};

/// Bytes of one block kept in memory: a body of 32 MiB and its headers. What lies
/// beyond is skipped, and the capture says that it was cut.
pub const BLOCK_BYTES_MAX: usize = 33 << 20;

/// Names and values, in the order they came. Values are Latin-1: one character
/// is one byte, so that what was sent can be written back.
pub type Headers = Vec<(String, String)>;

/// A page as it was received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capture {
    /// Address that was asked for.
    pub requested: String,
    /// Address that answered, after redirects.
    pub url: String,
    /// HTTP status; 200 for archived resources without one.
    pub status: u16,
    /// Response headers.
    pub headers: Headers,
    /// The body with its content coding undone and its charset not.
    pub body: Vec<u8>,
    /// The body as it was sent, where that differs from [`Self::body`].
    pub entity: Option<Vec<u8>>,
    /// When it was received, `YYYY-MM-DDThh:mm:ssZ`.
    pub captured_on: String,
    /// The redirects on the way, first one first.
    pub hops: Vec<Hop>,
    /// Why the body is not whole, if it is not.
    pub truncated: Option<Truncation>,
    /// Address of the server, where known.
    pub ip: Option<IpAddr>,
    /// Request headers of the last request; empty for captures out of an archive.
    pub sent: Headers,
    /// What else there is to say about the collection, as fields of the capture's metadata
    /// record, for example `tls-not-verified: tls-expired`; empty for captures out of an archive.
    pub remarks: Headers,
}

/// What belongs to a capture that a browser made: a DOM in UTF-8 in place of what was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// What the browser showed, a PNG.
    pub screenshot: Vec<u8>,
    /// The address of the document it made the page of.
    pub document_url: String,
    /// The name of that document's body as it was sent; its record is kept before the view.
    pub document: Digest,
}

/// A look at an address that gave no page, kept so that judging again meets the same failure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FailedLook {
    /// Address that was asked for.
    pub url: String,
    /// Stable name of what went wrong, for example `connect-timeout`.
    pub failure: String,
    /// Detail for people.
    pub note: String,
    /// When, `YYYY-MM-DDThh:mm:ssZ`.
    pub looked_on: String,
    /// How the page was wanted.
    pub form: Form,
}

/// What an archive has for an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Look {
    /// An answer.
    Page(Box<Capture>),
    /// A look that failed.
    Failed(FailedLook),
}

/// One redirect on the way to a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hop {
    /// Address that redirected.
    pub url: String,
    /// HTTP status.
    pub status: u16,
    /// Response headers; one is the `Location`.
    pub headers: Headers,
    /// The body as it was sent.
    pub entity: Vec<u8>,
    /// Why that body is not whole, if it is not.
    pub truncated: Option<Truncation>,
    /// Address of the server, where known.
    pub ip: Option<IpAddr>,
    /// Request headers; empty for hops out of an archive.
    pub sent: Headers,
}

/// Why a body is not whole: the words of WARC/1.1, 5.13.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Truncation {
    /// It was longer than a limit.
    Length,
    /// It took longer than a limit.
    Time,
    /// The connection ended early.
    Disconnect,
    /// An archive says so and not why.
    Unspecified,
}

impl Truncation {
    /// The word in `WARC-Truncated`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Length => "length",
            Self::Time => "time",
            Self::Disconnect => "disconnect",
            Self::Unspecified => "unspecified",
        }
    }

    /// The reason a `WARC-Truncated` word stands for; unknown words are [`Self::Unspecified`].
    pub fn from_name(name: &str) -> Self {
        [Self::Length, Self::Time, Self::Disconnect]
            .into_iter()
            .find(|reason| reason.name().eq_ignore_ascii_case(name.trim()))
            .unwrap_or(Self::Unspecified)
    }
}

impl Capture {
    /// Milliseconds from asking to the last byte, of all steps on the way together; `None` where one
    /// of them has no time, as in archives of third parties.
    pub fn elapsed_ms(&self) -> Option<u64> {
        let steps = self.remarks.iter().filter(|(name, _)| name == ELAPSED_MS);
        let times: Option<Vec<u64>> = steps.map(|(_, value)| value.parse().ok()).collect();
        let times = times.filter(|times| !times.is_empty())?;
        Some(times.iter().fold(0_u64, |sum, ms| sum.saturating_add(*ms)))
    }

    /// The name of the body, as verdicts quote it.
    pub fn digest(&self) -> Digest {
        Digest::of(&self.body)
    }

    /// This page as a step on the way to `next`, to which it sends its visitors.
    #[must_use]
    pub fn sending_on_to(mut self, mut next: Self) -> Self {
        let requested = std::mem::take(&mut self.requested);
        let captured_on = std::mem::take(&mut self.captured_on);
        let mut remarks = std::mem::take(&mut self.remarks);
        let mut hops = self.into_steps();
        hops.append(&mut next.hops);
        remarks.append(&mut next.remarks);
        Self { requested, captured_on, hops, remarks, ..next }
    }

    /// The steps that led to this page and it as the last of them.
    pub fn into_steps(self) -> Vec<Hop> {
        let Self { url, status, headers, body, entity, truncated, ip, sent, mut hops, .. } = self;
        let entity = entity.unwrap_or(body);
        hops.push(Hop { url, status, headers, entity, truncated, ip, sent });
        hops
    }

    /// The body as it was sent.
    pub fn entity(&self) -> &[u8] {
        self.entity.as_deref().unwrap_or(&self.body)
    }

    /// Undoes the coding the `Content-Encoding` header names, once, on a body as it was sent.
    /// A body that was cut is decoded as far as it goes; one that grows too much is cut.
    ///
    /// # Errors
    ///
    /// If the coding is not supported or the body is not in it; the capture stays as it was.
    pub fn undo_content_coding(&mut self) -> Result<(), CodingError> {
        debug_assert!(self.entity.is_none(), "a coding is undone once");
        let codings = self.header("content-encoding").unwrap_or_default();
        let Some(undone) = undo_content_coding(&self.body, codings)? else { return Ok(()) };
        self.truncated = self.truncated.or(match undone.ended {
            Ended::Whole => None,
            Ended::Short => Some(Truncation::Disconnect),
            Ended::Cut => Some(Truncation::Length),
        });
        self.entity = Some(std::mem::replace(&mut self.body, undone.body));
        Ok(())
    }

    /// The value of a response header; of the first where there are several.
    pub fn header(&self, name: &str) -> Option<&str> {
        record::field(&self.headers, name)
    }

    /// The charset of the `Content-Type` header as the server wrote it, quotes taken off.
    /// `None` where it says none; an unknown or wrong charset is given as it is.
    pub fn header_charset(&self) -> Option<&str> {
        let parameters = self.header("content-type")?.split(';').skip(1);
        parameters
            .filter_map(|parameter| parameter.split_once('='))
            .find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))
            .map(|(_, value)| value.trim().trim_matches(['"', '\'']).trim())
            .filter(|charset| !charset.is_empty())
    }
}

#[cfg(test)]
pub(crate) mod tests;
