//! Whatever is in the files, there is an answer.

use std::fs;

use bluebook::manifest::edit::{self, Entry, Holder, Written};
use bluebook::manifest::{self, Diagnostics, Manifests};
use bluebook::model::{RegionCode, Switched};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use tempfile::TempDir;

use super::{KINDS, fixtures, root_with};

fn told(problems: Result<Manifests, Diagnostics>) -> usize {
    problems.map_or_else(|problems| problems.to_string().len(), |_| 0)
}

/// Loads the small set with `bytes` in the place of one file.
fn try_bytes(kind: usize, bytes: &[u8]) -> Result<(), TestCaseError> {
    let dir = TempDir::new()?;
    let case = dir.path().join("case.toml");
    fs::write(&case, bytes)?;
    told(manifest::load(&root_with(&dir, KINDS[kind].0, &case)));
    told(manifest::load(&case));
    drop(manifest::load_expectations(&case, &[]).map_err(|problems| problems.to_string()));
    if let Ok(text) = std::str::from_utf8(bytes) {
        try_edits(text)?;
    }
    Ok(())
}

/// What was put in can be taken out, whatever the file is like.
fn try_edits(text: &str) -> Result<(), TestCaseError> {
    let code = RegionCode::new(440_100).unwrap();
    let what = Switched::Probe("rules\"\n".to_owned());
    let pairs = [("probe", Written::Text("rules\"\n".to_owned()))];
    for holder in [Holder::Head, Holder::Region(code)] {
        if let Ok(edited) = edit::add(text, holder, Entry::Disable, &pairs) {
            let without = edit::remove(&edited.text, holder, Entry::Disable, &what);
            prop_assert!(matches!(without, Ok(Some(_))), "{}", edited.text);
        }
    }
    let _ = edit::add_region(text, code, &[("lon", Written::Number(1.5))]);
    Ok(())
}

fn valid_text(kind: usize) -> Vec<u8> {
    let name = ["index.toml", "points/A1.toml", "regions.toml", "probes.toml", "fetch.toml"][kind];
    fs::read(fixtures().join("valid/small").join(name)).unwrap()
}

/// Pieces that TOML and our grammar are made of.
const PIECES: [&str; 16] = [
    "[[point]]\n",
    "\"",
    "'''",
    "= ",
    "\n",
    "{",
    "}",
    "[",
    "]",
    "\u{feff}",
    "目",
    "\u{1b}",
    "-1e400",
    "99999999999999999999",
    "2019-01-14",
    "id = \"A\"\n",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes(kind in 0..5_usize, bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        try_bytes(kind, &bytes)?;
    }

    #[test]
    fn mutated_manifests(
        kind in 0..5_usize,
        cuts in prop::collection::vec((any::<prop::sample::Index>(), 0..40_usize, 0..16_usize), 1..6),
    ) {
        let mut bytes = valid_text(kind);
        for (at, n, piece) in cuts {
            let at = at.index(bytes.len() + 1);
            let end = (at + n).min(bytes.len());
            bytes.splice(at..end, PIECES[piece].bytes());
        }
        try_bytes(kind, &bytes)?;
    }
}
