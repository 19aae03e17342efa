//! From a record to a page.

use std::path::{Path, PathBuf};

use super::super::http::parse_response;
use super::super::{Capture, EvidenceError, Headers, Hop, Truncation};
use super::super::{Record, RecordKind};

/// A page of an archive, content coding not yet undone.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) url: String,
    pub(super) status: u16,
    pub(super) headers: Headers,
    entity: Vec<u8>,
    truncated: Option<Truncation>,
    captured_on: String,
    ip: Option<std::net::IpAddr>,
    path: PathBuf,
    offset: u64,
}

impl Page {
    pub(super) fn of(path: &Path, record: &Record) -> Result<Self, EvidenceError> {
        let offset = record.place.offset;
        let cut = record.is_cut().then_some(Truncation::Length);
        let mut truncated = record.field("WARC-Truncated").map(Truncation::from_name).or(cut);
        let (status, headers, entity) = match record.kind {
            RecordKind::Resource | RecordKind::Conversion => {
                let kind = record.field("Content-Type").unwrap_or_default().to_owned();
                (200, vec![("Content-Type".to_owned(), kind)], record.block.clone())
            }
            // A revisit may say nothing of its own.
            RecordKind::Revisit if record.block.is_empty() => (304, Vec::new(), Vec::new()),
            RecordKind::Response
            | RecordKind::Revisit
            | RecordKind::Warcinfo
            | RecordKind::Request
            | RecordKind::Metadata
            | RecordKind::Other => {
                let Some(response) = parse_response(&record.block) else {
                    return Err(EvidenceError::damaged(path, offset, "the block is no response"));
                };
                if response.is_short {
                    truncated = truncated.or(Some(Truncation::Disconnect));
                }
                (response.status, response.headers, response.entity)
            }
        };
        Ok(Self {
            url: record.page_url().unwrap_or_default().to_owned(),
            status,
            headers,
            entity,
            truncated,
            captured_on: record.field("WARC-Date").unwrap_or_default().to_owned(),
            ip: record.field("WARC-IP-Address").and_then(|ip| ip.parse().ok()),
            path: path.to_owned(),
            offset,
        })
    }

    /// This revisit with the body of the record it repeats. Answers that only say "not
    /// modified" take the earlier status and headers too.
    pub(super) fn repeating(self, original: Self) -> Self {
        if self.status == 304 {
            return Self { url: self.url, captured_on: self.captured_on, ip: self.ip, ..original };
        }
        // A cut revisit is one whose body was left out on purpose.
        Self { entity: original.entity, truncated: original.truncated, ..self }
    }

    pub(super) fn into_hop(self) -> Hop {
        let Self { url, status, headers, entity, truncated, ip, .. } = self;
        Hop { url, status, headers, entity, truncated, ip, sent: Vec::new() }
    }

    pub(super) fn into_capture(
        self,
        requested: String,
        hops: Vec<Hop>,
    ) -> Result<Capture, EvidenceError> {
        let Self { url, status, headers, entity, truncated, captured_on, ip, path, offset } = self;
        let mut capture = Capture {
            requested,
            url,
            status,
            headers,
            body: entity,
            entity: None,
            captured_on,
            hops,
            truncated,
            ip,
            sent: Vec::new(),
            remarks: Vec::new(),
        };
        match capture.undo_content_coding() {
            Ok(()) => Ok(capture),
            Err(source) => Err(EvidenceError::Coding { path, offset, url: capture.url, source }),
        }
    }
}
