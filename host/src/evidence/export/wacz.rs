//! A WACZ around an exported archive (WACZ 1.1.1): index, list of pages, digests of all.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde_json::json;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::super::archive::digest_of;
use super::super::cdxj::cdxj_as;
use super::super::file::ArchiveFile;
use super::super::{ArchiveInfo, EvidenceError, Listed, list};
use super::{Exported, export_warc};
use crate::model::Digest;

/// The archive's name in the WACZ.
const ARCHIVE: &str = "data.warc.gz";

/// Exports as [`export_warc`] does, into a WACZ. `info` says who made it and when.
///
/// # Errors
///
/// As [`export_warc`].
pub fn export_wacz<P: AsRef<Path>>(
    paths: &[P],
    urls: Option<&[String]>,
    to: &Path,
    info: &ArchiveInfo,
) -> Result<Exported, EvidenceError> {
    let wrong = |source| EvidenceError::Write { path: to.to_owned(), source };
    let out = File::create_new(to).map_err(wrong)?;
    let archive = part_path(to);
    // What a killed export left behind.
    drop(std::fs::remove_file(&archive));
    let written = export_warc(paths, urls, &archive).and_then(|exported| {
        pack(&archive, out, info).map(|()| exported).map_err(|error| match error {
            Packing::Evidence(error) => error,
            Packing::Writing(source) => wrong(source),
        })
    });
    drop(std::fs::remove_file(&archive));
    if written.is_err() {
        drop(std::fs::remove_file(to));
    }
    written
}

/// Beside the WACZ, so that it is on the same disk.
fn part_path(to: &Path) -> PathBuf {
    let mut name = to.as_os_str().to_owned();
    name.push(".part.warc.gz");
    name.into()
}

enum Packing {
    Evidence(EvidenceError),
    Writing(io::Error),
}

impl From<EvidenceError> for Packing {
    fn from(error: EvidenceError) -> Self {
        Self::Evidence(error)
    }
}

impl From<io::Error> for Packing {
    fn from(error: io::Error) -> Self {
        Self::Writing(error)
    }
}

fn pack(archive: &Path, out: File, info: &ArchiveInfo) -> Result<(), Packing> {
    let index = cdxj_as(&ArchiveFile::whole(archive), ARCHIVE)?;
    let pages = pages(&list(&[archive])?);
    let mut zip = ZipWriter::new(out);
    let archive_name = format!("archive/{ARCHIVE}");
    let n_bytes = archive.metadata()?.len();
    begin(&mut zip, &archive_name, n_bytes)?;
    io::copy(&mut File::open(archive)?, &mut zip)?;
    let mut resources = vec![resource(&archive_name, digest_of(archive)?, n_bytes)];
    for (name, text) in [("indexes/index.cdxj", index), ("pages/pages.jsonl", pages)] {
        put(&mut zip, name, text.as_bytes())?;
        resources.push(resource(name, Digest::of(text.as_bytes()), text.len() as u64));
    }
    let package = json!({
        "profile": "data-package",
        "wacz_version": "1.1.1",
        "created": info.created_on,
        "software": info.software,
        "resources": resources,
    });
    let package = serde_json::to_vec_pretty(&package).map_err(io::Error::other)?;
    put(&mut zip, "datapackage.json", &package)?;
    let digest = json!({ "path": "datapackage.json", "hash": Digest::of(&package).to_string() });
    put(&mut zip, "datapackage-digest.json", digest.to_string().as_bytes())?;
    zip.finish().map_err(io::Error::from)?.sync_all()?;
    Ok(())
}

fn resource(path: &str, digest: Digest, n_bytes: u64) -> serde_json::Value {
    let name = path.rsplit('/').next().unwrap_or(path);
    json!({ "name": name, "path": path, "hash": digest.to_string(), "bytes": n_bytes })
}

/// A page a line, as readers list them: whole HTML answers.
fn pages(rows: &[Listed]) -> String {
    let head = json!({ "format": "json-pages-1.0", "id": "pages", "title": "All Pages" });
    let mut text = format!("{head}\n");
    let is_page = |row: &&Listed| {
        row.status.is_none_or(|status| (200..300).contains(&status))
            && row.mime.as_deref().is_some_and(|mime| mime.contains("html"))
    };
    for row in rows.iter().filter(is_page) {
        let id = Digest::of_parts([row.url.as_bytes(), row.date.as_bytes()]).short();
        let page = json!({ "id": id, "url": row.url, "ts": row.date, "title": row.url });
        text.extend([page.to_string(), "\n".to_owned()]);
    }
    text
}

fn put(zip: &mut ZipWriter<File>, name: &str, bytes: &[u8]) -> io::Result<()> {
    begin(zip, name, bytes.len() as u64)?;
    zip.write_all(bytes)
}

/// Stored, without a time of its own: same pages, same bytes.
fn begin(zip: &mut ZipWriter<File>, name: &str, n_bytes: u64) -> io::Result<()> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(zip::DateTime::default())
        .large_file(n_bytes >= u64::from(u32::MAX));
    zip.start_file(name, options).map_err(io::Error::from)
}
