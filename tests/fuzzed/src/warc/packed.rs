//! Text of an input packed as archives and servers pack it.

use std::io::{Cursor, Write as _};

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::bytes::Bytes;
use crate::must;

/// What a record starts with.
const START: &[u8] = b"WARC/";

/// What servers write into `Content-Encoding`, and what is done to the body for it.
const CODINGS: [&str; 10] = [
    "gzip",
    "deflate",
    "deflate ",
    "gzip, gzip",
    "identity",
    "br",
    "GZIP,deflate",
    "",
    "utf-8",
    "gzip,gzip,gzip,gzip",
];

/// One gzip member.
pub(super) fn gzip(text: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    must(encoder.write_all(text));
    must(encoder.finish())
}

/// A gzip member each for the pieces of a text that start as records do.
pub(super) fn members(text: &[u8]) -> Vec<Vec<u8>> {
    let is_start = |at: &usize| text.get(*at..).unwrap_or_default().starts_with(START);
    let mut starts: Vec<usize> = (1..text.len()).filter(is_start).collect();
    starts.insert(0, 0);
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(from, to)| gzip(text.get(*from..to).unwrap_or_default()))
        .collect()
}

/// A WACZ: the first byte says how its file is named and packed, the rest is the text in it.
pub(super) fn wacz(mut input: Bytes<'_>) -> Vec<u8> {
    let kind = input.byte();
    let name = match kind % 4 {
        0 => "archive/../../b.warc.gz",
        1 => "/archive/a.WARC",
        _ => "archive/a.warc.gz",
    };
    let packed = if kind & 8 == 0 { members(input.0).concat() } else { input.0.to_vec() };
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    must(zip.start_file("datapackage.json", stored));
    must(zip.write_all(b"{}"));
    must(zip.start_file(name, stored));
    must(zip.write_all(&packed));
    let mut bytes = must(zip.finish()).into_inner();
    if kind & 16 != 0
        && let Some(last) = bytes.len().checked_sub(usize::from(kind) + 1)
        && let Some(byte) = bytes.get_mut(last)
    {
        // Somewhere in the directory at the end, which says where files lie.
        *byte ^= kind;
    }
    bytes
}

/// What `Content-Encoding` says, and a body: coded as it says, as it is, or coded and damaged.
pub(super) fn coded(mut input: Bytes<'_>) -> (String, Vec<u8>) {
    let codings = CODINGS.get(input.below(CODINGS.len())).copied().unwrap_or_default();
    let (kind, at, times) = (input.byte(), input.short(), usize::from(input.byte()) + 1);
    let text = if kind & 8 == 0 { input.0.to_vec() } else { input.0.repeat(times) };
    let mut body = match kind % 4 {
        0 => text,
        1 => gzip(&text),
        2 => {
            let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
            must(encoder.write_all(&text));
            must(encoder.finish())
        }
        _ => {
            let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
            must(encoder.write_all(&text));
            must(encoder.finish())
        }
    };
    if kind & 16 != 0 {
        body.truncate(at);
    }
    if kind & 32 != 0
        && let Some(byte) = body.get_mut(at)
    {
        *byte ^= kind | 1;
    }
    (codings.to_owned(), body)
}
