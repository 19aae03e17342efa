//! What goes wrong in an interpreter is a named unknown, and the host goes on.

use bluebook::cli::Exit;
use serde_json::Value;

use super::super::campaign::Campaign;
use super::{JAVASCRIPT, PYTHON, Scripted, holds};

/// What is said of a criterion of `faults`, over a page.
fn said(language: Scripted, criterion: &str) -> Value {
    let campaign = Campaign::sample().without_archive();
    let page = tests::root().join("host/src/cli/probe/new/home.html");
    let component = language.component();
    let words = ["probe", "run", component.to_str().unwrap(), page.to_str().unwrap()];
    let how = ["--criterion", criterion, "--format", "json"];
    let said: Value = serde_json::from_str(&campaign.done(&[&words[..], &how].concat())).unwrap();
    said[0].clone()
}

#[track_caller]
fn check(language: Scripted, criterion: &str, reason: &str, words: &[&str]) {
    if !language.is_here(criterion) {
        return;
    }
    let said = said(language, criterion);
    assert_eq!(said["finding"]["unknown"]["reason"], reason, "{said}");
    holds(said["finding"]["unknown"]["note"].as_str().unwrap(), words);
}

#[test]
fn faults_of_javascript_have_names() {
    let check = |criterion: &str, reason: &str, words: &[&str]| {
        check(JAVASCRIPT, criterion, reason, words);
    };
    check("raises", "bad-answer", &["TypeError", "faults.js:7"]);
    check("loops", "out-of-fuel", &[]);
    check("eats", "out-of-memory", &["wanted", "may have 33554432"]);
    check("recurses", "stack-overflow", &[]);
    check("clock", "bad-answer", &["task.collectedOn (faults.js:19"]);
    check("randomness", "bad-answer", &["Math.random"]);
    check("selector", "trapped", &["li["]);
    check("nothing", "bad-answer", &["gives back undefined, not Judged (faults.js:25)"]);
}

#[test]
fn faults_of_python_have_names() {
    let check = |criterion: &str, reason: &str, words: &[&str]| {
        check(PYTHON, criterion, reason, words);
    };
    check("raises", "bad-answer", &["IndexError", "faults.py:16"]);
    check("loops", "out-of-fuel", &[]);
    check("eats", "out-of-memory", &["wanted", "may have 33554432"]);
    check("recurses", "bad-answer", &["RecursionError", "faults.py"]);
    check("clock", "bad-answer", &["has no clock: take task.collected_on (faults.py:37)"]);
    check("selector", "trapped", &["li["]);
    check("nothing", "bad-answer", &["gives back NoneType, not Judged (faults.py:52)"]);
    check("file", "bad-answer", &["OSError: a probe has no files", "(prints.py:33)"]);
    check("path", "bad-answer", &["OSError: a probe has no files", "(prints.py:38)"]);
    check("today", "bad-answer", &["has no clock: take task.collected_on (prints.py:43)"]);
    check("now", "bad-answer", &["has no clock: take task.collected_on (prints.py:48)"]);
    check("localtime", "bad-answer", &["has no clock: take task.collected_on (prints.py:53)"]);
    check("import", "bad-answer", &["no files: import `wave` at the top", "(prints.py:58)"]);
}

#[test]
fn days_of_python_that_ask_no_clock_are_days() {
    if PYTHON.is_here("days_of_python_that_ask_no_clock_are_days") {
        assert_eq!(said(PYTHON, "days")["finding"]["text"], "2019/01/16 2019-01-02");
    }
}

/// Nothing of a line that is not ended comes into the next call.
#[test]
fn what_is_printed_is_logged() {
    #[track_caller]
    fn check(language: Scripted, log: &[&str]) {
        if !language.is_here("what_is_printed_is_logged") {
            return;
        }
        let said_first = said(language, "prints");
        assert_eq!(said_first["log"].as_str().unwrap().lines().collect::<Vec<_>>(), log);
        assert_eq!(said(language, "prints"), said_first);
    }
    check(
        JAVASCRIPT,
        &[
            r#"info: 标题 1 null ["甲"] {"a":1} [2] "#,
            "info: 第二行",
            "debug: a detail",
            "warn: TypeError: to stderr",
        ],
    );
    check(
        PYTHON,
        &[
            "info: 标题 1 ",
            "info: 第二行",
            "info: begun, ended",
            "warn: to stderr",
            "warn: WARNING:root:of logging",
            "info: not ended",
        ],
    );
}

#[test]
fn the_way_to_a_fault_is_logged() {
    #[track_caller]
    fn check(language: Scripted, expected: &str) {
        if language.is_here("the_way_to_a_fault_is_logged") {
            let said = said(language, "raises");
            let log = said["log"].as_str().unwrap();
            holds(log, &[expected]);
            assert!(!log.contains("probe-sdk"), "{log}");
        }
    }
    check(JAVASCRIPT, "(/faults.js:7:");
    check(PYTHON, "warn: at faults.py:16");
}

#[test]
fn what_python_was_in_when_it_trapped_is_named() {
    if PYTHON.is_here("what_python_was_in_when_it_trapped_is_named") {
        let said = said(PYTHON, "selector");
        let functions = said["trapped_in"].as_array().unwrap();
        assert!(functions.iter().any(|name| name.as_str().unwrap().contains("count")), "{said}");
    }
}

/// What is drawn at random was drawn when the component was built, so that all calls draw the same.
#[test]
fn randomness_of_python_is_the_same_in_every_call() {
    if PYTHON.is_here("randomness_of_python_is_the_same_in_every_call") {
        let first = said(PYTHON, "randomness");
        assert!(first["finding"]["text"].is_string(), "{first}");
        assert_eq!(said(PYTHON, "randomness"), first);
    }
}

#[test]
fn an_error_in_the_sources_is_shown_with_its_line() {
    #[track_caller]
    fn check(language: Scripted, source: &str, words: &[&str]) {
        if !language.is_here("an_error_in_the_sources_is_shown_with_its_line") {
            return;
        }
        let campaign = Campaign::sample();
        let dir = campaign.path("new");
        assert_eq!(language.new_probe("open-hours", &dir).exit, Exit::Done);
        std::fs::write(dir.join(language.app), source).unwrap();
        let built = campaign.say(&["probe", "test", dir.to_str().unwrap(), "--offline"]);
        assert_eq!(built.exit, Exit::Probe, "{}", built.out);
        holds(&built.err, &["cannot make a component of", language.tool]);
        holds(&built.err, words);
        assert!(!built.err.contains("Stack backtrace"), "{}", built.err);
    }
    check(PYTHON, "def f(:\n", &["app.py\", line 1", "SyntaxError"]);
    check(
        PYTHON,
        "import title_names_region\n",
        &["calls `export_probe(family=…, title=…)` nowhere"],
    );
    check(PYTHON, "import time\ntime.nothing()\n", &["app.py\", line 2", "AttributeError"]);
    check(JAVASCRIPT, "const = 3;\n", &["app.js:1"]);
    check(JAVASCRIPT, "import './title-names-region.js';\n", &["exportProbe({ family, title })"]);
    check(JAVASCRIPT, "import './none.js';\n", &["none.js"]);
}
