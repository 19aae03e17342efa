use std::io::Write as _;

use proptest::prelude::*;
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;
use crate::evidence::Archive;

const RECORD: &str = "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: http://a/\r\n\
     Content-Type: text/html\r\nContent-Length: 4\r\n\r\nbody\r\n\r\n";

fn wacz(names: &[&str]) -> (TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("t.wacz");
    let mut zip = ZipWriter::new(File::create(&path).unwrap());
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for name in names {
        zip.start_file(*name, stored).unwrap();
        zip.write_all(RECORD.replace("http://a/", &format!("http://a/{name}")).as_bytes()).unwrap();
    }
    zip.finish().unwrap();
    (dir, path)
}

#[track_caller]
fn check(names: &[&str], expected: &str) {
    let (_dir, path) = wacz(names);
    let said = match Archive::open(&[&path]) {
        Ok(archive) => archive.urls().collect::<Vec<_>>().join(" "),
        Err(error) => format!("{error}: {}", std::error::Error::source(&error).unwrap()),
    };
    assert_eq!(said.replace(&*path.to_string_lossy(), "PATH"), expected);
}

#[test]
fn the_archives_in_a_wacz_are_one_archive() {
    check(
        &["datapackage.json", "archive/b.warc", "archive/a.warc", "pages/c.warc"],
        "http://a/archive/a.warc http://a/archive/b.warc",
    );
    check(&["archive/../../etc/x.warc"], "http://a/etc/x.warc");
    check(&["x.warc"], "`PATH` is no WACZ that can be read: no WARC file in it");
}

#[test]
fn pages_are_read_in_place() {
    let (_dir, path) = wacz(&["archive/a.warc", "archive/b.warc"]);
    let archive = Archive::open(&[&path]).unwrap();
    let page = archive.get("http://a/archive/b.warc").unwrap().unwrap();
    assert_eq!((page.body.as_slice(), page.status), (b"body".as_slice(), 200));
}

#[test]
fn a_packed_archive_is_refused_with_a_way_out() {
    let (_dir, path) = wacz(&["archive/a.warc"]);
    let mut bytes = std::fs::read(&path).unwrap();
    // The method, 8 for deflate, in the local header and in the directory.
    bytes[8] = 8;
    let directory = bytes.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
    bytes[directory + 10] = 8;
    std::fs::write(&path, bytes).unwrap();
    let error = Archive::open(&[&path]).unwrap_err();
    assert!(matches!(error, EvidenceError::WaczCompressed { .. }), "{error:?}");
    assert!(error.hint().is_some());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_damaged_wacz_never_panics(at in 0_usize..700, byte: u8, cut in 0_usize..700) {
        let (_dir, path) = wacz(&["archive/a.warc", "archive/b.warc"]);
        let mut bytes = std::fs::read(&path).unwrap();
        let length = bytes.len();
        bytes[at % length] = byte;
        bytes.truncate(length - cut % length / 2);
        std::fs::write(&path, bytes).unwrap();
        if let Ok(archive) = Archive::open(&[&path]) {
            let urls: Vec<String> = archive.urls().map(str::to_owned).collect();
            for url in urls {
                drop(archive.get(&url));
            }
        }
    }
}
