//! The index beside a file: a line an answer, sorted by address and date (CDXJ).
//!
//! Written as `cdxj-indexer --sort` writes it, byte for byte, so that replay tools take it
//! as it is and anybody can make it again and compare.

mod surt;

use std::path::{Path, PathBuf};

use surt::surt;

use super::archive::INDEXED_BLOCK_BYTES;
use super::file::ArchiveFile;
use super::http::{latin1_bytes, parse_response};
use super::reader::WarcReader;
use super::record::field;
use super::{EvidenceError, Record, RecordKind};

/// Line ends behind a plain record, which do not count to its length.
const LINE_ENDS_BYTES: u64 = 4;

/// Where the index of an archive file is: beside it, `x.cdxj` for `x.warc.gz` and `x.warc`.
pub fn cdxj_path(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let stem = name.strip_suffix(".gz").unwrap_or(&name);
    let stem = stem.strip_suffix(".warc").unwrap_or(stem);
    path.with_file_name(format!("{stem}.cdxj"))
}

/// The index of an archive file. Records that cannot be read are left out.
///
/// # Errors
///
/// If the file cannot be read, or if its records do not lie where an index can point: in one
/// gzip stream.
pub fn cdxj(path: &Path) -> Result<String, EvidenceError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    cdxj_as(&ArchiveFile::whole(path), &name)
}

/// The same for a file that will be called `name`.
pub(super) fn cdxj_as(file: &ArchiveFile, name: &str) -> Result<String, EvidenceError> {
    let mut reader = WarcReader::new(file.open()?, &file.name, INDEXED_BLOCK_BYTES);
    let mut lines = Vec::new();
    while let Some(record) = reader.next() {
        let record = match record {
            Ok(record) => record,
            Err(unreadable @ EvidenceError::Read { .. }) => return Err(unreadable),
            Err(_) => continue,
        };
        if record.place.skip > 0 {
            return Err(EvidenceError::OneStream {
                path: file.name.clone(),
                hint: "`bluebook archive export --format warc` writes it a member a record",
            });
        }
        let end = reader.whole_until();
        let end = if reader.is_plain() { end.saturating_sub(LINE_ENDS_BYTES) } else { end };
        let length = end.saturating_sub(record.place.offset);
        lines.extend(line(&record, length, name));
    }
    lines.sort_unstable();
    Ok(lines.concat())
}

/// The line of a record, `None` for those that are not indexed.
fn line(record: &Record, length: u64, name: &str) -> Option<String> {
    let kind = record.field("Content-Type").unwrap_or_default();
    match record.kind {
        RecordKind::Response | RecordKind::Revisit => {}
        RecordKind::Resource | RecordKind::Metadata if kind != "application/warc-fields" => {}
        RecordKind::Resource
        | RecordKind::Metadata
        | RecordKind::Warcinfo
        | RecordKind::Request
        | RecordKind::Conversion
        | RecordKind::Other => return None,
    }
    let url = record.target()?;
    let is_http = url.starts_with("http:") || url.starts_with("https:");
    let is_answer = matches!(record.kind, RecordKind::Response | RecordKind::Revisit);
    let response = if is_http && is_answer { parse_response(&record.block) } else { None };
    let mime = match record.kind {
        RecordKind::Revisit => Some("warc/revisit".to_owned()),
        RecordKind::Response => response
            .as_ref()
            .and_then(|response| field(&response.headers, "content-type"))
            .map(|kind| mime_of(&header_text(kind))),
        RecordKind::Resource
        | RecordKind::Metadata
        | RecordKind::Warcinfo
        | RecordKind::Request
        | RecordKind::Conversion
        | RecordKind::Other => (!kind.is_empty()).then(|| mime_of(kind)),
    };
    let status = response.map(|response| response.status.to_string());
    let (length, offset) = (length.to_string(), record.place.offset.to_string());
    let fields = [
        ("url", Some(url)),
        ("mime", mime.as_deref()),
        ("status", status.as_deref()),
        ("digest", record.field("WARC-Payload-Digest")),
        ("length", Some(&length)),
        ("offset", Some(&offset)),
        ("filename", Some(name)),
    ];
    let mut json = String::new();
    for (name, value) in fields {
        let Some(value) = value else { continue };
        json.push_str(if json.is_empty() { "{" } else { ", " });
        push_json(&mut json, name);
        json.push_str(": ");
        push_json(&mut json, value);
    }
    let date = record.field("WARC-Date").unwrap_or_default();
    Some(format!("{} {} {json}}}\n", surt(url), timestamp(date)))
}

/// `YYYYMMDDhhmmss`, the fraction of a second left out.
fn timestamp(date: &str) -> String {
    date.chars().filter(char::is_ascii_digit).take(14).collect()
}

/// The media type without its parameters.
fn mime_of(kind: &str) -> String {
    // Python counts the four separators of ASCII as white space.
    let ends = |c: char| c == ';' || c.is_whitespace() || ('\x1c'..='\x1f').contains(&c);
    kind.split(ends).next().unwrap_or_default().to_owned()
}

/// A header as the Python tools read it: UTF-8 where it is, else Latin-1.
fn header_text(latin1: &str) -> String {
    String::from_utf8(latin1_bytes(latin1).collect()).unwrap_or_else(|_| latin1.to_owned())
}

/// Appends a JSON string in ASCII, as Python writes it.
fn push_json(json: &mut String, text: &str) {
    use std::fmt::Write as _;
    json.push('"');
    for c in text.chars() {
        match c {
            '"' => json.push_str("\\\""),
            '\\' => json.push_str("\\\\"),
            '\n' => json.push_str("\\n"),
            '\r' => json.push_str("\\r"),
            '\t' => json.push_str("\\t"),
            '\u{8}' => json.push_str("\\b"),
            '\u{c}' => json.push_str("\\f"),
            ' '..='~' => json.push(c),
            _ => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    // Writing to a string cannot fail.
                    let _ = write!(json, "\\u{unit:04x}");
                }
            }
        }
    }
    json.push('"');
}

#[cfg(test)]
mod tests;
