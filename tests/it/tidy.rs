//! House rules that a compiler cannot hold.

mod families;

use std::fs;
use std::path::{Path, PathBuf};

/// Which module of `host` may use which. The whole architecture, in one table.
const MAY_USE: &[(&str, &[&str])] = &[
    // Names of errors and their texts; whoever has errors gives them names.
    ("codes", &[]),
    ("model", &[]),
    ("manifest", &["model", "codes"]),
    ("plan", &["model"]),
    ("evidence", &["model", "codes"]),
    ("fetch", &["model", "evidence", "codes"]),
    ("sandbox", &["model", "codes"]),
    ("store", &["model", "codes"]),
    ("aggregate", &["model", "codes"]),
    // People's events lie in a journal of the store; what they change is seen in scores.
    ("review", &["model", "store", "aggregate", "codes"]),
    // Whether a round holds; flipped findings are compared by what they score.
    ("audit", &["model", "aggregate"]),
    // Styles and scripts that pages share; texts alone.
    ("web", &[]),
    // Writes what an audit says of the indicators.
    ("report", &["model", "aggregate", "audit", "web"]),
    ("run", &["model", "manifest", "plan", "evidence", "fetch", "sandbox", "store", "codes"]),
    // What the terminal and the web page say of rounds, questions and records, in the same words.
    ("panel", &["model", "manifest", "store", "aggregate", "review", "report"]),
    // Listens; judges and fetches nothing. Of `run` it takes the wish to stop and the words of events.
    (
        "serve",
        &[
            "model",
            "manifest",
            "evidence",
            "store",
            "run",
            "aggregate",
            "review",
            "report",
            "panel",
            "web",
            "codes",
        ],
    ),
    (
        "cli",
        &[
            "model",
            "manifest",
            "plan",
            "evidence",
            "fetch",
            "sandbox",
            "store",
            "run",
            "aggregate",
            "review",
            "audit",
            "report",
            "panel",
            "serve",
            "codes",
        ],
    ),
];

/// Lines of one file, tests and blank lines included.
const FILE_LINES_MAX: usize = 400;

#[test]
fn modules_use_only_what_they_may() {
    let mut wrong = Vec::new();
    for path in rust_files(&tests::root().join("host/src")) {
        let Some((module, may_use)) = module_of(&path) else { continue };
        let text = read(&path);
        for (line, used) in modules_used(&text) {
            if used != *module && !may_use.contains(&used) {
                wrong.push(format!("{}:{line}: {module} may not use {used}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_module_is_in_the_table() {
    let lib = read(&tests::root().join("host/src/lib.rs"));
    let declared: Vec<_> = lib
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .filter(|module| !MAY_USE.iter().any(|(known, _)| known == module))
        .collect();
    assert!(declared.is_empty(), "not in MAY_USE: {declared:?}");
}

#[test]
fn files_are_short_and_introduced() {
    let mut wrong = Vec::new();
    for package in ["host/src", "host/index", "host/renderer", "probe-sdk", "probes", "tests"] {
        for path in rust_files(&tests::root().join(package)) {
            // Generated from the contract; a test compares it with a fresh generation.
            if path.ends_with("probe-sdk/src/bindings.rs") {
                continue;
            }
            let text = read(&path);
            let lines = text.lines().count();
            if lines > FILE_LINES_MAX {
                wrong.push(format!("{}: {lines} lines, {FILE_LINES_MAX} allowed", path.display()));
            }
            if path.file_name().is_some_and(|name| name == "mod.rs") {
                wrong.push(format!("{}: a module file is named as its module", path.display()));
            }
            let is_tests = path.iter().any(|part| part == "tests.rs" || part == "tests");
            if !is_tests && !text.starts_with("//!") {
                wrong.push(format!("{}: does not start with `//!`", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn nothing_is_left_undone() {
    let mut wrong = Vec::new();
    for package in ["host", "probe-sdk", "probes", "tests"] {
        for path in rust_files(&tests::root().join(package)) {
            if path.ends_with("it/tidy.rs") || path.ends_with("probe-sdk/src/bindings.rs") {
                continue;
            }
            for (number, line) in (1..).zip(read(&path).lines()) {
                let banned = ["#[ignore", "todo!(", "unimplemented!(", "should_panic", "FIXME"];
                for word in banned.iter().filter(|word| line.contains(**word)) {
                    wrong.push(format!("{}:{number}: `{word}`", path.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn read(path: &Path) -> String {
    String::from_utf8(fs::read(path).unwrap()).unwrap()
}

fn module_of(path: &Path) -> Option<&'static (&'static str, &'static [&'static str])> {
    let parts: Vec<_> = path.iter().filter_map(|part| part.to_str()).collect();
    let src = parts.iter().rposition(|part| *part == "src")?;
    let name = parts.get(src + 1)?.trim_end_matches(".rs");
    MAY_USE.iter().find(|(module, _)| *module == name)
}

/// Every `crate::x` and every name in `use crate::{…}`, with its line, outside comments.
fn modules_used(text: &str) -> Vec<(usize, &str)> {
    let mut used = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim_start().starts_with("//") {
            continue;
        }
        for rest in line.split("crate::").skip(1) {
            let names = rest.strip_prefix('{').unwrap_or(rest.split("::").next().unwrap_or(rest));
            used.extend(
                names
                    .split(|c: char| !c.is_alphanumeric() && c != '_')
                    .filter(|name| MAY_USE.iter().any(|(module, _)| module == name))
                    .map(|name| (number, name)),
            );
        }
    }
    used
}

fn rust_files(dir: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            // What a build wrote below a workspace of its own is nobody's text.
            if path.ends_with("target") {
                continue;
            }
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}
