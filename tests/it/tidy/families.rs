//! The host knows no family: what manifests say of families does not stand in its code.
//!
//! The words are taken from the manifests, so that a family added tomorrow is looked for tomorrow.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use toml::{Table, Value};

use super::{read, rust_files};

/// Words of families that the host has too, each with what it means there.
const HOMONYMS: &[(&str, &str)] = &[
    ("rules", "the family of declared points, whose tables the host makes parameters of"),
    ("https", "the scheme of addresses"),
    ("metadata", "the record of an archive"),
    ("first_view", "what a browser remarks on a rendering"),
    ("unanswered", "what an audit finds"),
    ("A3.1-2", "what an id looks like, in the words for one that does not"),
    ("服务", "online services, in guards' pages and in the words for commands"),
    ("文件", "a file"),
    ("图片", "a picture, by which guards ask for proof"),
    ("公开", "open to everybody, of pages that a letter speaks of"),
    ("写信", "to write to whoever evaluates, in the letter to a government"),
    ("授权", "a licence, in the annex of the method"),
    ("search", "a file of the report's scripts"),
    ("示例", "an example, in what a new probe begins with"),
    ("备案", "registration, which notices of hosting companies speak of"),
];

/// Words of their own subjects that no manifest holds.
const MORE_WORDS: [&str; 5] = ["conac", "beian", "ICP", "社保", "公积金"];

/// Tables of a point that say what is looked for on a page.
const LOOKED_FOR: [&str; 6] = ["params", "keyword", "link", "freshness", "count", "elements"];

/// A word, and whether it counts only where it is the whole of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    /// Names of families and criteria, many of which are words of English.
    Whole,
    /// Ids of points, Chinese keywords.
    Anywhere,
}

type Words = BTreeSet<(String, Sort)>;

#[test]
fn the_host_knows_no_family() {
    let words = words();
    let mut wrong = Vec::new();
    let mut met = BTreeSet::new();
    for path in rust_files(&tests::root().join("host/src")) {
        // Examples in unit tests of the host's own grammar are data, not knowledge.
        if path.iter().any(|part| part == "tests.rs" || part == "tests") {
            continue;
        }
        for (number, word) in known(&read(&path), &words) {
            if HOMONYMS.iter().any(|(homonym, _)| *homonym == word) {
                met.insert(word);
            } else {
                wrong.push(format!("{}:{number}: knows `{word}`", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    let unmet: Vec<_> = HOMONYMS.iter().filter(|(word, _)| !met.contains(word)).collect();
    assert!(unmet.is_empty(), "no longer in the host, or no word of a family: {unmet:?}");
}

#[test]
fn every_probe_gives_words() {
    let words = words();
    for entry in fs::read_dir(tests::root().join("probes")).unwrap() {
        let family = entry.unwrap().file_name().into_string().unwrap();
        assert!(words.contains(&(family.clone(), Sort::Whole)), "{family} is in no manifest");
    }
    let n_keywords = words.iter().filter(|(word, _)| is_chinese(word)).count();
    assert!(n_keywords > 400, "{n_keywords} keywords: the manifests are not read any more");
}

#[test]
fn a_family_is_met_by_any_of_its_words() {
    #[track_caller]
    fn check(code: &str, expected: &[&str]) {
        let words = words();
        let found: Vec<_> = known(code, &words).into_iter().map(|(_, word)| word).collect();
        assert_eq!(found, expected, "{code}");
    }
    check("if family == \"disclosure\" {", &["disclosure"]);
    check("fn new_media() {", &["new_media"]);
    check("if point == \"A1.1-1\" {", &["A1.1-1"]);
    check("text.contains(\"权责清单\")", &["权责清单"]);
    check("// such as 权责清单", &[]);
    check("let transport = search(platform);", &[]);
    check("fn f() {}\n#[cfg(test)]\nmod tests {\n    const LIST: &str = \"权责清单\";\n}", &[]);
}

/// The words of a code, each with its line; without comments and unit tests.
fn known<'w>(text: &str, words: &'w Words) -> Vec<(usize, &'w str)> {
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or(text);
    // Hardly any word is in any file, and only those that are need looking for line by line.
    let near: Vec<_> = words.iter().filter(|(word, _)| text.contains(word.as_str())).collect();
    let mut known = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let code = line.split("//").next().unwrap_or(line);
        let is_in = |(word, sort): &&&'w (String, Sort)| match sort {
            Sort::Whole => code.contains(&format!("\"{word}\"")),
            Sort::Anywhere => code.contains(word.as_str()),
        };
        known.extend(near.iter().filter(is_in).map(|(word, _)| (number, word.as_str())));
    }
    known
}

/// Names of families and their criteria, ids of points, and Chinese words looked for on pages, of all
/// sets of manifests.
fn words() -> Words {
    let mut words: Words =
        MORE_WORDS.iter().map(|word| ((*word).to_owned(), Sort::Anywhere)).collect();
    for set in directories(&tests::root().join("manifests")) {
        if let Ok(text) = fs::read(set.join("probes.toml")) {
            for probe in tables(&text, "probe") {
                words
                    .extend(probe.get("family").and_then(Value::as_str).into_iter().flat_map(name));
            }
        }
        let Ok(files) = fs::read_dir(set.join("points")) else { continue };
        for file in files {
            let text = fs::read(file.unwrap().path()).unwrap();
            for point in &tables(&text, "point") {
                add(&mut words, point);
            }
        }
    }
    words
}

fn add(words: &mut Words, point: &Table) {
    let text = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
    words.extend(text(point.get("id")).map(|id| (id, Sort::Anywhere)));
    if let Some(judge) = point.get("judge").and_then(Value::as_table) {
        let names = ["probe", "criterion"].into_iter().filter_map(|key| text(judge.get(key)));
        words.extend(names.flat_map(|name_of| name(&name_of)));
    }
    let mut texts = Vec::new();
    for value in LOOKED_FOR.iter().filter_map(|table| point.get(*table)) {
        collect(value, &mut texts);
    }
    words.extend(texts.into_iter().filter(|text| is_chinese(text)).map(|w| (w, Sort::Anywhere)));
}

/// A name as manifests have it, and as code would.
fn name(name: &str) -> Vec<(String, Sort)> {
    let own = (name.to_owned(), Sort::Whole);
    if name.contains('-') { vec![own, (name.replace('-', "_"), Sort::Anywhere)] } else { vec![own] }
}

fn collect(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::String(text) => texts.push(text.clone()),
        Value::Array(values) => values.iter().for_each(|value| collect(value, texts)),
        Value::Table(table) => table.values().for_each(|value| collect(value, texts)),
        Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) => {}
    }
}

/// Two Chinese characters or more and nothing else: what pages are searched for, and no pattern.
fn is_chinese(word: &str) -> bool {
    word.chars().count() > 1 && word.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

fn tables(text: &[u8], key: &str) -> Vec<Table> {
    let mut file: BTreeMap<String, Value> =
        toml::from_str(std::str::from_utf8(text).unwrap()).unwrap();
    let Some(Value::Array(values)) = file.remove(key) else { return Vec::new() };
    values.into_iter().filter_map(|value| value.try_into().ok()).collect()
}

fn directories(path: &Path) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.is_dir()).collect()
}
