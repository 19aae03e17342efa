//! Every name that the program gives can be looked up, and is there once.

use std::collections::BTreeSet;

use bluebook::audit::Check;
use bluebook::codes::{self, Code, Entry};
use bluebook::fetch::{FailureClass, OddKind};
use bluebook::model::UnknownReason;

use super::book::read;
use super::campaign::Campaign;

fn entries() -> Vec<Entry> {
    codes::groups().into_iter().flat_map(|group| group.entries).collect()
}

/// Everything of `names` has an entry.
#[track_caller]
fn check(names: impl IntoIterator<Item = &'static str>) {
    let known: BTreeSet<&str> = entries().iter().map(|entry| entry.name).collect();
    let lacking: Vec<&str> = names.into_iter().filter(|name| !known.contains(name)).collect();
    assert!(lacking.is_empty(), "no text in host/src/codes/texts of {lacking:?}");
}

#[test]
fn every_name_has_a_text() {
    check(Code::ALL.iter().map(|code| code.name()));
    check(UnknownReason::ALL.iter().map(|reason| reason.name()));
    check(FailureClass::ALL.iter().map(|class| class.name()));
    check([FailureClass::HttpStatus(404).name()]);
    check(OddKind::ALL.iter().map(|kind| kind.name()));
    check(Check::ALL.iter().map(|check| check.name()));
}

/// Names that are written where they are given, and so not in a list of the program's.
#[test]
fn every_name_in_the_source_has_a_text() {
    let of = |file: &str| tests::root().join("host/src").join(file);
    let mut found = BTreeSet::new();
    for (file, before) in [
        ("cli/probe/lint.rs", "push((\""),
        ("cli/probe/lint.rs", "|| (\""),
        ("cli/probe/lint.rs", "rule: \""),
        ("cli/probe/lint/of_points.rs", "rule: \""),
        ("cli/rounds/verify.rs", "Wrong::new(\""),
        ("cli/rounds/sealed.rs", "Wrong::new(\""),
        ("store/seal.rs", "=> \""),
        ("serve/problem.rs", " = \""),
    ] {
        let text = read(&of(file));
        for part in text.split(before).skip(1) {
            let name = part.split('"').next().unwrap_or_default();
            if name.len() > 2 && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
            {
                found.insert(name.to_owned());
            }
        }
    }
    assert!(found.len() > 35, "the names are written otherwise now: {found:?}");
    let known: BTreeSet<String> = entries().iter().map(|entry| entry.name.to_owned()).collect();
    let lacking: Vec<_> = found.difference(&known).collect();
    assert!(lacking.is_empty(), "no text in host/src/codes/texts of {lacking:?}");
}

#[test]
fn no_name_is_there_twice_and_every_text_is_whole() {
    let mut seen = BTreeSet::new();
    for Entry { name, meaning, example, way_out } in entries() {
        assert!(seen.insert(name), "`{name}` is there twice");
        let is_plain =
            |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        assert!(name.bytes().all(is_plain), "`{name}` is no name");
        assert!(meaning.lines().count() >= 2, "`{name}` says no Chinese and English: {meaning}");
        assert!(way_out.is_some(), "`{name}` has no way out");
        let is_code = Code::named(name).is_some();
        assert_eq!(is_code, example.is_some(), "a code has an example: `{name}`");
    }
}

#[test]
fn an_error_shows_its_code_and_can_be_looked_up() {
    let campaign = Campaign::sample();
    let said = campaign.say(&["score", "nowhere"]);
    let code = Code::named(said.err.split(['[', ']']).nth(1).unwrap()).unwrap();
    assert_eq!(code.exit(), said.exit, "{}", said.err);
    assert!(said.err.contains(&format!("bluebook explain-error {code}")), "{}", said.err);
    let typed = campaign.say(&["--nothing"]);
    assert!(typed.err.starts_with("错误 error[arguments]: "), "{}", typed.err);
    let told = campaign.done(&["explain-error", &format!("error[{code}]")]);
    assert!(told.starts_with(code.name()), "{told}");
    let near = campaign.say(&["explain-error", "round-non"]);
    assert!(near.err.contains("round-none"), "{}", near.err);
    let all = campaign.done(&["explain-error", "--format", "json"]);
    let all: serde_json::Value = serde_json::from_str(&all).unwrap();
    assert_eq!(all.as_array().unwrap().len(), entries().len());
}
