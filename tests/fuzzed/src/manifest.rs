//! A set of manifests: texts to checked types, or to problems a person can act on.
//!
//! The set is a small valid one; an input takes the place of one of its files, or of several. Scenarios and a
//! probe's expectations are read beside it. What is read
//! twice means the same, what is accepted can be planned, and what is refused is refused at a place in a
//! file, in words.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use bluebook::manifest::{self, Diagnostics, Manifests, ProbeNames};
use bluebook::plan::Plan;

use crate::must;

/// The files of the set: the letter by which an input chooses one, the name, the text.
const FILES: [(u8, &str, &str); 8] = [
    (b'b', "bluebook.toml", ROOT),
    (b'i', "index.toml", include_str!("../../fixtures/manifests/valid/small/index.toml")),
    (b'p', "points.toml", include_str!("../../fixtures/manifests/valid/small/points/A1.toml")),
    (b'q', "more.toml", include_str!("../../fixtures/manifests/valid/small/points/B.toml")),
    (b'r', "regions.toml", include_str!("../../fixtures/manifests/valid/small/regions.toml")),
    (b'o', "probes.toml", include_str!("../../fixtures/manifests/valid/small/probes.toml")),
    (b'f', "fetch.toml", include_str!("../../fixtures/manifests/valid/small/fetch.toml")),
    (b'c', "country.toml", include_str!("../../fixtures/manifests/valid/inherited/country.toml")),
];

const ROOT: &str = "schema = 1\nedition = \"2019\"\nindex = \"index.toml\"\npoints = [\"points.toml\", \"more.toml\"]\n\
    regions = [\"regions.toml\"]\ncountry = \"country.toml\"\nprobes = \"probes.toml\"\nfetch = \"fetch.toml\"\n";

/// The letter of a scenario, which is no part of the set and read beside it.
const SCENARIO: u8 = b's';

/// The letter of a probe's expectations.
const EXPECTATIONS: u8 = b'e';

/// Between the files of an input that has several, each begun by its letter.
const BETWEEN: &str = "\n=====\n";

/// A folder that is not there: nothing is read from the disk but what an input names by full path.
const DIR: &str = "/bluebook-fuzzed-set";

/// Problems that are shown at most; the host's constant.
const SHOWN_MAX: usize = 200;

static WHOLE: LazyLock<Manifests> = LazyLock::new(|| {
    let loaded = load(&BTreeMap::new());
    must(loaded.map_err(|problems| problems.to_string()))
});

/// A file begun by its letter, or several.
///
/// # Panics
///
/// If a promise is broken.
pub fn run(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let mut files = BTreeMap::new();
    for file in text.split(BETWEEN) {
        let Some((letter, text)) = file.split_at_checked(1) else { continue };
        let letter = letter.bytes().next().unwrap_or_default();
        match letter {
            SCENARIO => scenario(text),
            EXPECTATIONS => expectations(text),
            _ => drop(files.insert(letter, text)),
        }
    }
    let first = load(&files);
    let second = load(&files);
    match (&first, &second) {
        (Ok(first), Ok(second)) => {
            assert!(first == second, "read twice, and meant otherwise");
            let plan = Plan::new(&first.system, &first.regions, &BTreeMap::new(), &first.digest);
            assert!(plan.jobs.len() == first.regions.len(), "a region without a job");
        }
        (Err(first), Err(second)) => {
            assert!(first.to_string() == second.to_string(), "refused twice, with other words");
            placed(first);
        }
        (Ok(_), Err(problems)) | (Err(problems), Ok(_)) => {
            assert!(first.is_ok() == second.is_ok(), "refused once and once not: {problems}");
        }
    }
}

/// The set with `files` in the place of its own, by letter.
fn load(files: &BTreeMap<u8, &str>) -> Result<Manifests, Diagnostics> {
    let file = |(letter, name, text): &(u8, &str, &str)| {
        let text = files.get(letter).copied().unwrap_or(text);
        (Path::new(DIR).join(name), text.to_owned())
    };
    let files: Vec<(PathBuf, String)> = FILES.iter().map(file).collect();
    manifest::load_edited_files(&Path::new(DIR).join("bluebook.toml"), files)
}

fn scenario(text: &str) {
    let dir = must(tempfile::tempdir());
    let path = dir.path().join("scenario.toml");
    must(fs::write(&path, text));
    if let Err(problems) = manifest::load_scenario(&path, &WHOLE.system) {
        placed(&problems);
    }
}

/// The probe they are held against has one criterion; its folder holds nothing else.
fn expectations(text: &str) {
    let dir = must(tempfile::tempdir());
    let path = dir.path().join("expected.toml");
    must(fs::write(&path, text));
    let (criteria, params) = (vec!["title-names-region"], BTreeMap::new());
    let has = ProbeNames { family: "demo", criteria, params: &params };
    let read = manifest::load_expectations(&path, &["http-status", "dns"]);
    let named =
        read.and_then(|read| manifest::check_probe_folder(Some(&read), Some(dir.path()), &has));
    if let Err(problems) = named {
        placed(&problems);
    }
}

/// Every problem has a place and words.
fn placed(problems: &Diagnostics) {
    let items = problems.items();
    assert!((1..=SHOWN_MAX).contains(&items.len()), "{} problems", items.len());
    for item in items {
        assert!(item.line > 0 && item.column > 0, "{item}");
        assert!(!item.message.zh.is_empty() && !item.message.en.is_empty(), "{item}");
        assert!(!item.file.is_empty(), "{item}");
    }
}
