//! What the tests share.

pub mod country;
pub mod faults;
pub mod loopback;
pub mod nation;
pub mod registry;
pub mod tools;

use std::path::{Path, PathBuf};
use std::{env, fs};

include!(concat!(env!("OUT_DIR"), "/artifacts.rs"));

/// The workspace root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map_or_else(PathBuf::new, Path::to_owned)
}

/// A file or folder under `tests/fixtures`.
pub fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}

/// Copies a folder with all below it.
///
/// # Panics
///
/// If a file cannot be read or written: the test cannot go on.
#[expect(clippy::unwrap_used, reason = "a test's own folders")]
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

/// The real pages, which are not part of the project: `BLUEBOOK_PAGES`, else
/// `../shared/pages`. `None`, said on stderr, where they are absent.
#[expect(clippy::print_stderr, clippy::disallowed_methods, reason = "a skipped test says so")]
pub fn real_pages(test: &str) -> Option<PathBuf> {
    let dir =
        env::var("BLUEBOOK_PAGES").map_or_else(|_| root().join("../shared/pages"), PathBuf::from);
    let there = dir.join("real.warc.gz").is_file();
    if !there {
        eprintln!("skipped {test}: no real pages in {} (set BLUEBOOK_PAGES)", dir.display());
    }
    there.then_some(dir)
}

/// Compares with a golden file; `BLESS=1` rewrites it.
///
/// # Panics
///
/// If the text differs from the file or the file cannot be read or written.
#[track_caller]
#[expect(clippy::panic, clippy::disallowed_methods, reason = "this is an assertion")]
pub fn golden(path: &Path, actual: &str) {
    if env::var("BLESS").is_ok() {
        fs::write(path, actual).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        return;
    }
    let bytes = fs::read(path)
        .unwrap_or_else(|error| panic!("{}: {error} (BLESS=1 writes it)", path.display()));
    let expected = String::from_utf8_lossy(&bytes);
    assert!(
        expected == actual,
        "{} differs (BLESS=1 rewrites it)\n--- expected\n{expected}\n--- actual\n{actual}",
        path.display()
    );
}
