//! Small pages, each a hard place of the standard, with the trees they have to give.
//!
//! A case in `fixtures/trees/*.dat` is a line of source under `#data` (`\n`, `\r`, `\t`, `\f`, `\0` and
//! `\u{…}` are escapes), whether one pass is sure of it, and the tree. `BLESS=1` writes the latter two.

use std::path::{Path, PathBuf};

use super::{Tree, difference, dump, parse};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/trees")
}

#[track_caller]
fn check(file: &str) {
    let path = folder().join(file);
    let written = String::from_utf8(std::fs::read(&path).unwrap()).unwrap();
    let found: String = written.split("#data\n").skip(1).map(case).collect();
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, found).unwrap();
        return;
    }
    for (found, written) in found.split("#data\n").zip(written.split("#data\n")) {
        assert_eq!(found, written, "in {file}; BLESS=1 rewrites it");
    }
}

/// A case as it has to be written.
fn case(written: &str) -> String {
    let data = written.lines().next().unwrap_or("");
    let page = unescape(data);
    assert_eq!(difference(&page), None, "{data}");
    let sure = match parse(&page) {
        Ok(_) => "yes".to_owned(),
        Err(unsure) => format!("no: {unsure:?}"),
    };
    let tree = Tree::parse_html5ever(&page);
    assert_eq!(dump(&Tree::parse(&page)), dump(&tree), "{data}");
    format!("#data\n{data}\n#one-pass\n{sure}\n#document\n{}\n", dump(&tree))
}

fn unescape(data: &str) -> String {
    let mut page = String::new();
    let mut rest = data;
    while let Some((before, escaped)) = rest.split_once('\\') {
        page.push_str(before);
        let mut chars = escaped.chars();
        page.push(match chars.next() {
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some('f') => '\x0c',
            Some('0') => '\0',
            Some('u') => {
                let (code, after) = chars.as_str().split_once('}').unwrap();
                chars = after.chars();
                let code = u32::from_str_radix(code.trim_start_matches('{'), 16).unwrap();
                char::from_u32(code).unwrap()
            }
            other => panic!("escape {other:?} in {data}"),
        });
        rest = chars.as_str();
    }
    page + rest
}

#[test]
fn paragraphs() {
    check("paragraphs.dat");
}

#[test]
fn formatting() {
    check("formatting.dat");
}

#[test]
fn tables() {
    check("tables.dat");
}

#[test]
fn head() {
    check("head.dat");
}

#[test]
fn raw() {
    check("raw.dat");
}

#[test]
fn references() {
    check("references.dat");
}

#[test]
fn tokens() {
    check("tokens.dat");
}

#[test]
fn foreign() {
    check("foreign.dat");
}

#[test]
fn forms() {
    check("forms.dat");
}

#[test]
fn misc() {
    check("misc.dat");
}

#[test]
fn every_file_is_checked() {
    let source = String::from_utf8_lossy(include_bytes!("fixtures.rs"));
    for entry in std::fs::read_dir(folder()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(source.contains(&format!("check(\"{name}\")")), "{name} is not checked");
    }
}
