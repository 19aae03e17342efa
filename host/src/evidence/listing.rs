//! What an archive holds, a row an answer or a failed look, in the order of the files.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::archive::INDEXED_BLOCK_BYTES;
use super::file::ArchiveFile;
use super::http::{head_length, parse_response};
use super::record::{CHARSET, CHARSET_GROUND, FAILURE, field, parse_fields};
use super::{EvidenceError, Record, RecordKind, WarcReader};

/// An answer, or a look that gave none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Listed {
    /// The address, as the record has it.
    pub url: String,
    /// `response`, `revisit`, `resource`, `conversion`, or `failure`.
    pub kind: &'static str,
    /// HTTP status, where there is one.
    pub status: Option<u16>,
    /// Media type without its parameters.
    pub mime: Option<String>,
    /// Bytes of the body as it is stored; 0 for a revisit.
    pub n_bytes: u64,
    /// When it was received.
    pub date: String,
    /// Digest of the body as it was sent, as the record spells it.
    pub digest: Option<String>,
    /// The charset it was read with, where the archive says.
    pub charset: Option<String>,
    /// What decided that.
    pub charset_ground: Option<String>,
    /// Why the body is not whole, if it is not.
    pub truncated: Option<String>,
    /// What went wrong with a look that gave no page.
    pub failure: Option<String>,
    /// The archive file.
    pub file: PathBuf,
    /// Where the record starts in it.
    pub offset: u64,
}

/// Lists archives: WARC files, WACZ files, directories of rounds.
///
/// # Errors
///
/// If a file cannot be opened or read. Damaged records are left out; verifying tells of them.
pub fn list<P: AsRef<Path>>(paths: &[P]) -> Result<Vec<Listed>, EvidenceError> {
    let mut rows = Vec::new();
    for path in paths {
        for file in ArchiveFile::behind(path.as_ref())? {
            list_file(&file, &mut rows)?;
        }
    }
    Ok(rows)
}

fn list_file(file: &ArchiveFile, rows: &mut Vec<Listed>) -> Result<(), EvidenceError> {
    // The id of the last row's record: metadata about it comes soon after.
    let mut last_id = None;
    for record in WarcReader::new(file.open()?, &file.name, INDEXED_BLOCK_BYTES) {
        let record = match record {
            Ok(record) => record,
            Err(unreadable @ EvidenceError::Read { .. }) => return Err(unreadable),
            Err(_) => continue,
        };
        if record.kind == RecordKind::Metadata {
            let fields = parse_fields(&String::from_utf8_lossy(&record.block));
            let text = |name| field(&fields, name).map(str::to_owned);
            if let Some(failure) = text(FAILURE) {
                last_id = None;
                let url = text("requested");
                let row = Listed { failure: Some(failure), ..row(file, &record, "failure") };
                rows.push(Listed { url: url.unwrap_or_else(|| row.url.clone()), ..row });
            } else if let Some(row) = rows.last_mut()
                && last_id.is_some()
                && last_id.as_deref() == record.field("WARC-Refers-To")
            {
                (row.charset, row.charset_ground) = (text(CHARSET), text(CHARSET_GROUND));
            }
        } else if let Some(row) = answer(file, &record) {
            last_id = record.field("WARC-Record-ID").map(str::to_owned);
            rows.push(row);
        }
    }
    Ok(())
}

fn answer(file: &ArchiveFile, record: &Record) -> Option<Listed> {
    let kind = match record.kind {
        RecordKind::Response => "response",
        RecordKind::Revisit => "revisit",
        RecordKind::Resource => "resource",
        RecordKind::Conversion => "conversion",
        RecordKind::Warcinfo | RecordKind::Request | RecordKind::Metadata | RecordKind::Other => {
            return None;
        }
    };
    let row = row(file, record, kind);
    if matches!(record.kind, RecordKind::Resource | RecordKind::Conversion) {
        let mime = record.field("Content-Type").map(media_type);
        return Some(Listed { mime, n_bytes: record.n_block_bytes, ..row });
    }
    let Some(response) = parse_response(&record.block) else {
        return Some(Listed { n_bytes: record.n_block_bytes, ..row });
    };
    Some(Listed {
        status: Some(response.status),
        mime: field(&response.headers, "content-type").map(media_type),
        n_bytes: record.n_block_bytes.saturating_sub(head_length(&record.block) as u64),
        ..row
    })
}

fn row(file: &ArchiveFile, record: &Record, kind: &'static str) -> Listed {
    let text = |name| record.field(name).map(str::to_owned);
    Listed {
        url: record.target().unwrap_or_default().to_owned(),
        kind,
        status: None,
        mime: None,
        n_bytes: 0,
        date: text("WARC-Date").unwrap_or_default(),
        digest: text("WARC-Payload-Digest"),
        charset: None,
        charset_ground: None,
        truncated: text("WARC-Truncated"),
        failure: None,
        file: file.name.clone(),
        offset: record.place.offset,
    }
}

fn media_type(header: &str) -> String {
    header.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}
