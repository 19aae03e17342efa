//! What the fuzzers kept, run again on every build: inputs that reach something of their own, and those
//! that once broke a promise.
//!
//! The first lie in `tests/fuzz/corpus/<target>`, as cargo-fuzz keeps them; the second in
//! `tests/fixtures/found/<target>`, named after what they broke, where no `cargo fuzz cmin` takes them out.
//! The harness is the fuzzers' own (`fuzzed`).

use std::collections::BTreeSet;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// A target's name and what it does with an input.
type Target = (&'static str, fn(&[u8]));

const TARGETS: [Target; 6] = [
    ("manifest", fuzzed::manifest::run),
    ("warc", fuzzed::warc::run),
    ("html", fuzzed::html::run),
    ("selector", fuzzed::selector::run),
    ("journal", fuzzed::journal::run),
    ("component", fuzzed::component::run),
];

/// Files and bytes of one corpus that are kept; `cargo fuzz cmin` brings it below.
const FILES_MAX: usize = 200;
const BYTES_MAX: usize = 500 << 10;

#[track_caller]
fn check(name: &str) {
    let (_, run) = TARGETS.iter().find(|(target, _)| *target == name).unwrap();
    let kept = inputs(&tests::root().join("tests/fuzz/corpus").join(name));
    let n_bytes: usize = kept.iter().map(|(_, input)| input.len()).sum();
    assert!((1..=FILES_MAX).contains(&kept.len()), "{} inputs are kept", kept.len());
    assert!(n_bytes <= BYTES_MAX, "{n_bytes} bytes of inputs are kept");
    let found = tests::fixture("found").join(name);
    let found = if found.is_dir() { inputs(&found) } else { Vec::new() };
    for (path, input) in kept.into_iter().chain(found) {
        let ran = catch_unwind(AssertUnwindSafe(|| run(&input)));
        assert!(ran.is_ok(), "{} breaks a promise; see above", path.display());
    }
}

/// The files in `dir`, by name.
fn inputs(dir: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut paths: Vec<_> = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read = |path: PathBuf| {
        let input = fs::read(&path).unwrap();
        (path, input)
    };
    paths.into_iter().map(read).collect()
}

#[test]
fn manifests_hold() {
    check("manifest");
}

#[test]
fn archives_hold() {
    check("warc");
}

#[test]
fn pages_hold() {
    check("html");
}

#[test]
fn selectors_hold() {
    check("selector");
}

#[test]
fn journals_hold() {
    check("journal");
}

#[test]
fn components_hold() {
    check("component");
}

/// A target without a replay would rot.
#[test]
fn every_target_is_replayed() {
    let dir = tests::root().join("tests/fuzz/fuzz_targets");
    let files = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    let there: BTreeSet<String> =
        files.map(|path| path.file_stem().unwrap().to_string_lossy().into_owned()).collect();
    let replayed = TARGETS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(there, replayed);
}
