//! Parts of archives as archives of their own: WARC, or WACZ to open in a browser.

mod wacz;

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufWriter, Read as _, Write};
use std::path::Path;

pub use wacz::export_wacz;

use super::archive::key_of;
use super::file::ArchiveFile;
use super::record::VIEW_SCHEME;
use super::writer::write_member;
use super::{Archive, BLOCK_BYTES_MAX, EvidenceError, Record, RecordKind, WarcReader};

/// Records written by an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exported {
    /// Records of all kinds.
    pub n_records: u64,
    /// Wanted addresses the archive does not have.
    pub n_urls_not_held: u64,
}

/// What to take.
#[derive(Debug, Default)]
struct Chosen {
    /// Addresses; `None` for everything.
    urls: Option<BTreeSet<String>>,
    /// Records that chosen revisits repeat.
    ids: BTreeSet<String>,
    n_urls_not_held: u64,
}

/// Copies the records of some addresses, or all, into a new `.warc.gz` file, a gzip member a
/// record: redirects on the way, requests, metadata and what revisits repeat included. Members
/// are copied byte for byte.
///
/// # Errors
///
/// If an archive cannot be read, or the file not be written; one that is there is not touched.
pub fn export_warc<P: AsRef<Path>>(
    paths: &[P],
    urls: Option<&[String]>,
    to: &Path,
) -> Result<Exported, EvidenceError> {
    let mut files = Vec::new();
    for path in paths {
        files.extend(ArchiveFile::behind(path.as_ref())?);
    }
    let chosen = choose(paths, urls, &files)?;
    let wrong = |source| EvidenceError::Write { path: to.to_owned(), source };
    let mut out = BufWriter::new(File::create_new(to).map_err(wrong)?);
    let mut n_records = 0;
    for file in &files {
        each_record(file, BLOCK_BYTES_MAX, |record, member| {
            if !chosen.has(&record) {
                return Ok(());
            }
            n_records += 1;
            match member {
                Some(n_bytes) => copy(file, record.place.offset, n_bytes, &mut out, to),
                None if record.is_cut() => {
                    let what = "the block is too large to be packed anew";
                    Err(EvidenceError::damaged(&file.name, record.place.offset, what))
                }
                None => write_member(&mut out, &record).map_err(wrong),
            }
        })?;
    }
    out.into_inner().map_err(|error| wrong(error.into_error()))?.sync_all().map_err(wrong)?;
    Ok(Exported { n_records, n_urls_not_held: chosen.n_urls_not_held })
}

fn choose<P: AsRef<Path>>(
    paths: &[P],
    urls: Option<&[String]>,
    files: &[ArchiveFile],
) -> Result<Chosen, EvidenceError> {
    let Some(urls) = urls else { return Ok(Chosen::default()) };
    let archive = Archive::open(paths)?;
    let mut chosen = Chosen::default();
    let mut wanted = BTreeSet::new();
    for url in urls {
        // A page that cannot be decoded is evidence all the same.
        let page = archive.get(url).ok().flatten();
        let held = key_of(url).filter(|url| archive.has(url));
        if held.is_none() && page.is_none() {
            chosen.n_urls_not_held += 1;
        }
        wanted.extend(held);
        if let Some(page) = page {
            wanted.extend(page.hops.iter().filter_map(|hop| key_of(&hop.url)));
            wanted.extend(key_of(&page.url));
        }
    }
    chosen.urls = Some(wanted);
    let mut ids = BTreeSet::new();
    for file in files {
        each_record(file, 0, |record, _| {
            if record.kind == RecordKind::Revisit && chosen.has(&record) {
                ids.extend(record.field("WARC-Refers-To").map(str::to_owned));
            }
            Ok(())
        })?;
    }
    chosen.ids = ids;
    Ok(chosen)
}

impl Chosen {
    fn has(&self, record: &Record) -> bool {
        let Some(urls) = &self.urls else { return true };
        let target = record.page_url();
        // A screenshot goes with its page.
        let target = target.map(|target| target.strip_prefix(VIEW_SCHEME).unwrap_or(target));
        let is_url = target.and_then(key_of).is_some_and(|url| urls.contains(&url));
        let id = record.field("WARC-Record-ID");
        record.kind == RecordKind::Warcinfo || is_url || id.is_some_and(|id| self.ids.contains(id))
    }
}

/// Calls `each` with every whole record, and the length of its gzip member where it has one
/// of its own.
fn each_record(
    file: &ArchiveFile,
    block_bytes_max: usize,
    mut each: impl FnMut(Record, Option<u64>) -> Result<(), EvidenceError>,
) -> Result<(), EvidenceError> {
    let mut reader = WarcReader::new(file.open()?, &file.name, block_bytes_max);
    while let Some(record) = reader.next() {
        match record {
            Ok(record) => {
                let end = reader.whole_until();
                let is_member = !reader.is_plain() && record.place.skip == 0;
                // Within a stream of several the end is still that of the member before.
                let n_bytes = end.checked_sub(record.place.offset).filter(|n| *n > 0);
                each(record, n_bytes.filter(|_| is_member))?;
            }
            Err(unreadable @ EvidenceError::Read { .. }) => return Err(unreadable),
            Err(_) => {}
        }
    }
    Ok(())
}

fn copy(
    file: &ArchiveFile,
    offset: u64,
    n_bytes: u64,
    out: &mut impl Write,
    to: &Path,
) -> Result<(), EvidenceError> {
    let mut member = file.open_at(offset)?.take(n_bytes);
    match io::copy(&mut member, out) {
        Ok(_) => Ok(()),
        Err(source) => Err(EvidenceError::Write { path: to.to_owned(), source }),
    }
}

#[cfg(test)]
mod tests;
