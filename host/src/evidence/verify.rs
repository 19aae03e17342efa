//! Checks archives: every record read, every digest computed again, every revisit led back to
//! what it repeats, the index made again and compared.

mod labelled;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Serialize;

use self::labelled::{Compared, compare};
use super::cdxj::{cdxj_as, cdxj_path};
use super::coding::undo_chunks;
use super::file::ArchiveFile;
use super::http::head_length;
use super::record::{field, parse_fields};
use super::{BLOCK_BYTES_MAX, EvidenceError, Record, RecordKind, WarcReader, page_body};
use crate::model::Digest;

/// What checking came to, a part a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verified {
    /// The WARC files.
    pub files: Vec<VerifiedFile>,
}

/// What checking a file came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VerifiedFile {
    /// The file; for one in a WACZ, the WACZ and the name within.
    pub file: PathBuf,
    /// Records read.
    pub n_records: u64,
    /// Digests that are right.
    pub n_digests: u64,
    /// Digests that could not be computed: of another kind, or of a block too large for memory.
    pub n_digests_unknown: u64,
    /// Revisits that lead to what they repeat.
    pub n_revisits: u64,
    /// The index beside it.
    pub index: IndexFound,
    /// What is wrong, by offset.
    pub damage: Vec<Damage>,
}

/// What the index beside a file is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum IndexFound {
    /// There is none, or there cannot be one.
    Absent,
    /// It is what the file gives.
    Agrees,
    /// It is right as far as it goes: the collection went on, or was killed.
    Behind,
    /// It points wrongly; counted as damage.
    Differs,
}

/// Something wrong.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Damage {
    /// Where the record starts; the file's length for what concerns the whole.
    pub offset: u64,
    /// What is wrong.
    pub what: String,
}

impl Verified {
    /// Whether nothing is wrong.
    pub fn is_whole(&self) -> bool {
        self.files.iter().all(|file| file.damage.is_empty())
    }
}

/// Checks archives together: WARC files, WACZ files, directories of rounds. A revisit may
/// repeat a record of any of them.
///
/// # Errors
///
/// If a file cannot be opened or read; what is wrong inside of one is no error.
pub fn verify<P: AsRef<Path>>(paths: &[P]) -> Result<Verified, EvidenceError> {
    let mut files = Vec::new();
    for path in paths {
        files.extend(ArchiveFile::behind(path.as_ref())?);
    }
    let mut seen = Seen::default();
    let mut verified = Vec::new();
    for (number, file) in files.iter().enumerate() {
        verified.push(verify_file(number, file, &mut seen)?);
    }
    for revisit in &seen.revisits {
        let Some(file) = verified.get_mut(revisit.file) else { continue };
        if seen.holds(revisit) {
            file.n_revisits += 1;
        } else {
            let what = format!("`{}` repeats a record that is not there", revisit.url);
            file.damage.push(Damage { offset: revisit.offset, what });
        }
    }
    for (file, verified) in files.iter().zip(&mut verified) {
        verified.index = compare_index(file)?;
        if verified.index == IndexFound::Differs {
            let index = cdxj_path(&file.name);
            let what = format!(
                "the index `{}` is not of this file; `bluebook archive index` makes it anew",
                index.display()
            );
            verified.damage.push(Damage { offset: u64::MAX, what });
        }
        verified.damage.sort();
    }
    Ok(Verified { files: verified })
}

/// What revisits may refer to, and the revisits.
#[derive(Debug, Default)]
struct Seen {
    ids: BTreeSet<String>,
    digests: BTreeSet<String>,
    urls: BTreeSet<String>,
    revisits: Vec<Revisit>,
    /// Bodies as verdicts name them, by the id of their answer.
    bodies: BTreeMap<String, Digest>,
}

#[derive(Debug)]
struct Revisit {
    file: usize,
    offset: u64,
    url: String,
    id: Option<String>,
    digest: Option<String>,
    refers_to_url: Option<String>,
}

impl Seen {
    fn holds(&self, revisit: &Revisit) -> bool {
        let has = |key: &Option<String>, set: &BTreeSet<String>| {
            key.as_ref().is_some_and(|key| set.contains(key))
        };
        has(&revisit.id, &self.ids)
            || has(&revisit.digest, &self.digests)
            || has(&revisit.refers_to_url, &self.urls)
    }

    fn add(&mut self, file: usize, record: &Record) {
        let text = |name| record.field(name).map(str::to_owned);
        let url = record.target().unwrap_or_default().to_owned();
        match record.kind {
            RecordKind::Response | RecordKind::Resource => {
                self.ids.extend(text("WARC-Record-ID"));
                self.digests.extend(text("WARC-Payload-Digest"));
                self.urls.insert(url);
            }
            RecordKind::Revisit => self.revisits.push(Revisit {
                file,
                offset: record.place.offset,
                url,
                id: text("WARC-Refers-To"),
                digest: text("WARC-Payload-Digest"),
                refers_to_url: text("WARC-Refers-To-Target-URI"),
            }),
            RecordKind::Warcinfo
            | RecordKind::Request
            | RecordKind::Metadata
            | RecordKind::Conversion
            | RecordKind::Other => {}
        }
    }
}

fn verify_file(
    number: usize,
    file: &ArchiveFile,
    seen: &mut Seen,
) -> Result<VerifiedFile, EvidenceError> {
    let mut verified = VerifiedFile {
        file: file.name.clone(),
        n_records: 0,
        n_digests: 0,
        n_digests_unknown: 0,
        n_revisits: 0,
        index: IndexFound::Absent,
        damage: Vec::new(),
    };
    let mut last: Option<Record> = None;
    for record in WarcReader::new(file.open()?, &file.name, BLOCK_BYTES_MAX) {
        let record = match record {
            Ok(record) => record,
            Err(EvidenceError::Damaged { offset, what, .. }) => {
                verified.damage.push(Damage { offset, what });
                continue;
            }
            Err(unreadable) => return Err(unreadable),
        };
        verified.n_records += 1;
        check_digests(&record, &mut verified);
        seen.add(number, &record);
        match record.kind {
            RecordKind::Metadata => check_body(file, &record, last.as_ref(), seen, &mut verified),
            RecordKind::Response | RecordKind::Revisit | RecordKind::Conversion => {
                last = Some(record);
            }
            RecordKind::Warcinfo
            | RecordKind::Resource
            | RecordKind::Request
            | RecordKind::Other => {}
        }
    }
    Ok(verified)
}

/// The digests in the record's own fields.
fn check_digests(record: &Record, verified: &mut VerifiedFile) {
    let mut count = |name: &str, compared: Compared| match compared {
        Compared::Equal => verified.n_digests += 1,
        Compared::Unknown => verified.n_digests_unknown += 1,
        Compared::Different => {
            let what = format!("the {name} is not what its digest says");
            verified.damage.push(Damage { offset: record.place.offset, what });
        }
    };
    if let Some(digest) = record.field("WARC-Block-Digest") {
        let compared =
            if record.is_cut() { Compared::Unknown } else { compare(digest, &record.block) };
        count("block", compared);
    }
    // A revisit's is that of the body it leaves out.
    let has_payload =
        matches!(record.kind, RecordKind::Response | RecordKind::Resource | RecordKind::Conversion);
    if let Some(digest) = record.field("WARC-Payload-Digest").filter(|_| has_payload) {
        let head = if record.kind == RecordKind::Response { head_length(&record.block) } else { 0 };
        let payload = record.block.get(head..).unwrap_or_default();
        let compared = match compare(digest, payload) {
            _ if record.is_cut() => Compared::Unknown,
            // Some tools name the body with its chunks, some without.
            Compared::Different => match undo_chunks(payload) {
                Some(joined) => compare(digest, &joined.body),
                None => Compared::Different,
            },
            compared @ (Compared::Equal | Compared::Unknown) => compared,
        };
        count("payload", compared);
    }
}

/// The body as verdicts name it, in a metadata record of our own.
fn check_body(
    file: &ArchiveFile,
    record: &Record,
    last: Option<&Record>,
    seen: &mut Seen,
    verified: &mut VerifiedFile,
) {
    let fields = parse_fields(&String::from_utf8_lossy(&record.block));
    let claimed = field(&fields, "body-digest").and_then(|digest| digest.parse::<Digest>().ok());
    let about = record.field("WARC-Refers-To");
    let answer = last.filter(|last| about.is_some() && last.field("WARC-Record-ID") == about);
    let (Some(claimed), Some(answer), Some(id)) = (claimed, answer, about) else { return };
    let body = if matches!(answer.kind, RecordKind::Response | RecordKind::Conversion) {
        page_body(&file.name, answer)
    } else {
        // The same bytes under the same coding, or the page would have been stored again.
        answer.field("WARC-Refers-To").and_then(|id| seen.bodies.get(id).copied())
    };
    match body {
        Some(body) if body == claimed => {
            verified.n_digests += 1;
            seen.bodies.insert(id.to_owned(), body);
        }
        Some(_) => {
            let what = "the body is not what verdicts call it".to_owned();
            verified.damage.push(Damage { offset: answer.place.offset, what });
        }
        None => verified.n_digests_unknown += 1,
    }
}

fn compare_index(file: &ArchiveFile) -> Result<IndexFound, EvidenceError> {
    let path = cdxj_path(&file.name);
    let Ok(found) = std::fs::read(&path) else { return Ok(IndexFound::Absent) };
    let found = String::from_utf8_lossy(&found);
    let name = file.name.file_name().unwrap_or_default().to_string_lossy();
    let made = match cdxj_as(file, &name) {
        Ok(made) => made,
        Err(EvidenceError::OneStream { .. }) => return Ok(IndexFound::Differs),
        Err(unreadable) => return Err(unreadable),
    };
    if made == found {
        return Ok(IndexFound::Agrees);
    }
    let made: BTreeSet<&str> = made.lines().collect();
    let is_behind = found.lines().all(|line| made.contains(line));
    Ok(if is_behind { IndexFound::Behind } else { IndexFound::Differs })
}

#[cfg(test)]
mod tests;
