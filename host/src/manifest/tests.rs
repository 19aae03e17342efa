//! What needs the insides; everything a user sees is tested in `tests/it/manifests.rs`.

use std::rc::Rc;

use serde_json::Value;

use super::diagnostic::{Problem, Problems};
use super::format::FORMATS;
use super::source::Source;
use super::{hints, json, schemas, text};
use crate::codes::Code;

/// Every schema and every schema inside it.
fn each_schema(visit: &mut impl FnMut(&str, &serde_json::Map<String, Value>)) {
    fn walk(
        name: &str,
        schema: &Value,
        visit: &mut impl FnMut(&str, &serde_json::Map<String, Value>),
    ) {
        let Some(map) = schema.as_object() else { return };
        visit(name, map);
        for (key, value) in map {
            match key.as_str() {
                "properties" => {
                    let properties = value.as_object().unwrap().values();
                    properties.for_each(|property| walk(name, property, visit));
                }
                "items" | "additionalProperties" => walk(name, value, visit),
                "oneOf" => value.as_array().unwrap().iter().for_each(|one| walk(name, one, visit)),
                _ => {}
            }
        }
    }
    for (name, schema) in schemas() {
        walk(name, &schema, visit);
    }
}

/// What editors are told must be what is enforced.
#[test]
fn schemas_use_only_what_the_walk_knows() {
    const ENFORCED: [&str; 13] = [
        "additionalProperties",
        "const",
        "enum",
        "exclusiveMinimum",
        "items",
        "maximum",
        "minItems",
        "minProperties",
        "minimum",
        "oneOf",
        "pattern",
        "properties",
        "required",
    ];
    const ABOUT: [&str; 6] = ["$schema", "default", "description", "format", "title", "type"];
    let mut n_seen = 0;
    each_schema(&mut |name, schema| {
        for (key, value) in schema {
            let known = ENFORCED.contains(&key.as_str()) || ABOUT.contains(&key.as_str());
            assert!(known, "{name} uses `{key}`");
            if key == "pattern" {
                let format = FORMATS.iter().find(|format| value == format.pattern);
                assert!(format.is_some(), "{name}: no format for {value}");
            }
            if key == "minItems" || key == "minProperties" {
                assert_eq!(value, 1, "{name}: the walk only knows empty or not");
            }
            n_seen += 1;
        }
        let one_key =
            |one: &Value| one["properties"].as_object().is_some_and(|keys| keys.len() == 1);
        let choice = schema.get("oneOf").and_then(Value::as_array);
        assert!(
            choice.is_none_or(|ones| ones.iter().all(one_key)),
            "{name}: oneOf of another form"
        );
        let has_type = schema.get("type").is_none_or(Value::is_string);
        assert!(has_type, "{name}: {:?}", schema.get("type"));
    });
    assert!(n_seen > 500, "only {n_seen} keywords were seen");
}

#[test]
fn formats() {
    #[track_caller]
    fn check(pattern: &str, good: &[&str], bad: &[&str]) {
        let format = FORMATS.iter().find(|format| format.pattern == pattern).unwrap();
        let refused: Vec<_> = good.iter().filter(|text| !(format.fits)(text)).collect();
        let accepted: Vec<_> = bad.iter().filter(|text| (format.fits)(text)).collect();
        assert!(refused.is_empty() && accepted.is_empty(), "{refused:?} {accepted:?}");
    }
    let long = "a".repeat(65);
    check(super::format::ID, &["A3.1-2", "7", "a_b"], &["", "-a", ".a", "A 1", "é", "甲", &long]);
    check(
        super::format::NAME,
        &["home", "list_page", "a-1"],
        &["", "1a", "Home", "_a", "a.b", &long],
    );
    check(
        super::format::REGION,
        &["440100"],
        &["", "44010", "4401000", "044010", "44010a", "４４０１００"],
    );
    check(super::format::YEAR, &["2019"], &["", "19", "20190", "２０１９"]);
    check(
        super::format::EDITION,
        &["2019", "2019-trial-2"],
        &["2019-", "2019-T", "trial", "2019_1", "-a"],
    );
    check(
        super::format::ADDRESS,
        &["http://a", "https://a/b?c"],
        &["http://", "ftp://a", "http://a b", "//a"],
    );
    check(super::format::FILLED, &["a", " a ", "字"], &["", " ", "\t\n", "\u{3000}"]);
    check(
        super::format::HEADER,
        &["a", "bluebook/0.1 (x)"],
        &["", " a", "a ", "a\n", "蓝", "a\r\nb: c"],
    );
    check(
        super::format::WASM,
        &["a.wasm", "a_b-1.2.wasm"],
        &[".wasm", "a.wat", "../a.wasm", "a/b.wasm", "a .wasm"],
    );
}

#[test]
fn near_names_are_suggested() {
    #[track_caller]
    fn check(found: &str, expected: Option<&str>) {
        assert_eq!(hints::nearest(found, &["weight", "collect", "id", "evidence"]), expected);
    }
    check("wieght", Some("weight"));
    check("colect", Some("collect"));
    check("ID", None);
    check("is", Some("id"));
    check("source", None);
    check("", None);
    check(&"weight".repeat(1000), None);
}

/// The part of a message below its first line, for the first `mark` in `line`.
fn shown(line: &str, mark: &str) -> String {
    let start = line.find(mark).unwrap();
    let text_of_file = format!("\n{line}\r\nnext");
    let source = Source::new("x.toml".into(), "x.toml".to_owned(), text_of_file, 0);
    let mut problems = Problems::default();
    problems.push(Problem::new(
        Code::ManifestValue,
        &Rc::new(source),
        start + 1..start + 1 + mark.len(),
        text("错", "wrong"),
    ));
    let told = problems.finish::<()>(None).unwrap_err();
    let told = told.items()[0].to_string();
    told.split_once('\n').unwrap().1.to_owned()
}

#[test]
fn carets_stand_under_what_is_meant() {
    #[track_caller]
    fn check(line: &str, mark: &str, expected: &str) {
        assert_eq!(shown(line, mark), format!("  |\n2 | {expected}"));
    }
    check("id = \"A1\"", "\"A1\"", "id = \"A1\"\n  |      ^^^^");
    check("zh = \"责任\" # 甲", "# 甲", "zh = \"责任\" # 甲\n  |             ^^^^");
    check("\ta = 1", "a", "    a = 1\n  |     ^");
    check("a = \u{1b}[31m", "[31m", "a = \u{fffd}[31m\n  |      ^^^^");
    check("e\u{301}a = 1", "a", "e\u{301}a = 1\n  |  ^");
}

#[test]
fn long_lines_are_cut_around_the_caret() {
    let line = format!("{}X{}", "字".repeat(500), "b".repeat(500));
    let told = shown(&line, "X");
    let [_, line, caret] = told.lines().collect::<Vec<_>>()[..] else { panic!("{told}") };
    assert_eq!(line, format!("2 | …{}X{}…", "字".repeat(40), "b".repeat(79)));
    assert_eq!(caret, format!("  | {}^", " ".repeat(81)));
}

#[test]
fn parameters_have_one_spelling() {
    #[track_caller]
    fn check(toml: &str, expected: Option<&str>) {
        let table: toml::Table = format!("v = {toml}").parse().unwrap();
        assert_eq!(json::param(&table["v"]).as_deref(), expected);
    }
    check("\"as it is\"", Some("as it is"));
    check("'[1]'", Some("[1]"));
    check("3", Some("3"));
    check("1.50", Some("1.5"));
    check("true", Some("true"));
    check("2019-01-14", Some("2019-01-14"));
    check("[ 1, \"二\" ]", Some("[1,\"二\"]"));
    check("{ z = 1, a = [2019-01-14] }", Some("{\"a\":[\"2019-01-14\"],\"z\":1}"));
    check("[inf]", None);
    check("{ a = nan }", None);
}
