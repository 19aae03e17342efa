//! Saved pages before a real component: what `probe run` writes, and how `probe test` takes expectations.

use std::fs;

use bluebook::cli::Exit;
use serde_json::Value;

use super::super::campaign::Campaign;
use super::{component, holds, saved};

#[test]
fn pages_are_given_when_they_are_asked_for() {
    let campaign = saved();
    let paths = ["home.html", "list.html", "article.html"]
        .map(|name| campaign.path(name).to_str().unwrap().to_owned());
    let component = component();
    let run = |pages: &[String], format: &str| {
        let mut words = vec!["probe", "run", &component];
        words.extend(pages.iter().map(String::as_str));
        words.extend(["--criterion", "response-freshness", "--collected-on", "2019-01-15"]);
        for url in
            ["http://www.a.test/", "http://www.a.test/hygq/", "http://www.a.test/hygq/1.html"]
        {
            words.extend(["--url", url]);
        }
        words.extend(["--format", format]);
        campaign.done(&words)
    };
    let all: Value = serde_json::from_str(&run(&paths, "json")).unwrap();
    assert_eq!(all[0]["said"], "12 days", "{all:#}");
    assert_eq!(all[0]["asked_for"][0], "http://www.a.test/hygq/", "{all:#}");
    assert_eq!(all[0]["calls"], 3, "{all:#}");
    assert!(all[0]["fuel"].as_u64().unwrap() > 0);
    assert!(all[0]["memory_bytes"].as_u64().unwrap() >= 64 << 10);
    let evidence = all[0]["evidence"].as_array().unwrap();
    let dated = |place: &&Value| place["file"].as_str().unwrap().ends_with("list.html");
    assert_eq!(evidence.iter().find(dated).unwrap()["line"], 2, "{all:#}");
    // The same call, the same bytes.
    assert_eq!(run(&paths, "text"), run(&paths, "text"));
    holds(&run(&paths, "text"), &["结论 finding     12 days", "2019-01-03"]);
}

#[test]
fn a_page_of_an_archive_is_judged_for_a_point() {
    let campaign = Campaign::sample().without_archive();
    let archive = tests::root().join("manifests/demo/sample.warc.gz");
    let manifests = bluebook::manifest::load(&campaign.path("bluebook.toml")).unwrap();
    let pages = manifests.regions.iter().flat_map(|region| &region.pages);
    let home = pages.into_iter().find(|page| page.role == "home").unwrap().url.clone();
    let component = std::path::Path::new(tests::PROBES_DIR).join("disclosure.wasm");
    let words = ["probe", "run", component.to_str().unwrap(), &home, "--point", "A1.1-1"];
    let from = ["--from", archive.to_str().unwrap(), "--fuel", "1000000000", "--memory", "128"];
    let said = campaign.done(&[words.as_slice(), &from].concat());
    holds(&said, &["list-reachable  点位 point A1.1-1", "结论 finding     ", "要过 asked for "]);
    let said = campaign.say(&words);
    assert_eq!(said.exit, Exit::Usage);
    holds(&said.err, &["no network is used here", "--from"]);
}

#[test]
fn what_is_typed_wrong_is_said() {
    #[track_caller]
    fn check(words: &[&str], expected: &str) {
        let campaign = saved();
        let home = campaign.path("home.html");
        let component = component();
        let all = [&["probe", "run", &component, home.to_str().unwrap()], words].concat();
        let said = campaign.say(&all);
        assert_eq!(said.exit, Exit::Usage, "{}", said.out);
        holds(&said.err, &[expected]);
    }
    check(&["--criterion", "nothing"], "the probe has no criterion `nothing`");
    check(&["--point", "A1.1-1"], "the probe judges no point `A1.1-1`");
    check(&["--url", "home"], "no address: `home`");
    check(&["--param", "words"], "a parameter is written key=value");
}

/// The head of a file of expectations, six lines, and a site with the home page.
const HEAD: &str = "schema = 1
collected_on = \"2019-01-15\"
place = { code = \"990100\", name = \"某市\", short_name = \"某\" }
[[site]]
name = \"some\"
page = [{ file = \"home.html\", url = \"http://www.a.test/\", role = \"home\" }]
";

#[track_caller]
fn check_expected(text: &str, exit: Exit, expected: &str) {
    let campaign = saved();
    let file = campaign.path("expected.toml");
    fs::write(&file, text).unwrap();
    let words = ["probe", "test", &component(), "--expected", file.to_str().unwrap()];
    let said = campaign.say(&words);
    let all = said.out + &said.err;
    assert_eq!(said.exit, exit, "{all}");
    holds(&all, &[expected]);
}

fn expecting(line: &str) -> String {
    format!("{HEAD}[[site.expect]]\ncriterion = \"response-freshness\"\n{line}\n")
}

#[test]
fn expectations_are_compared_at_their_places() {
    let check = check_expected;
    // The list is not saved, so it does not exist, and what does not exist is not there.
    check(&expecting("finding = false"), Exit::Done, "期望 expectations 1/1，判据 criteria 1/7");
    check(
        &expecting("finding = 3\nunit = \"days\""),
        Exit::Differs,
        "expected.toml:9:11: 应为 expected 3 days",
    );
    check(&expecting("unknown = \"page-missing\""), Exit::Differs, "expected unknown page-missing");
    check(
        &expecting("finding = false\nquote = \"甲乙\""),
        Exit::Differs,
        "expected.toml:10:9: 没有引文含",
    );
    check(&expecting("finding = false"), Exit::Done, "没有期望 not tried  survey");
    let silent =
        |line| expecting(line).replace("name = \"some\"", "name = \"some\"\nsilent = true");
    check(&silent("unknown = \"page-missing\""), Exit::Done, "期望 expectations 1/1");
    let written = "未知写作 an unknown is written: unknown = \"page-missing\"";
    check(&silent("finding = \"page-missing\""), Exit::Differs, written);
    check(&silent("finding = \"?\""), Exit::Differs, written);
}

#[test]
fn expectations_that_are_none_are_refused() {
    #[track_caller]
    fn check(text: &str, exit: Exit, place: &str, code: &str) {
        check_expected(text, exit, &format!("expected.toml:{place}: 错误 error[{code}]: "));
    }
    let usage = |text: &str, place, code| check(text, Exit::Usage, place, code);
    usage(&expecting(""), "8:13", "expectations-unusable");
    usage(&expecting("finding = []"), "9:11", "expectations-unusable");
    usage(&expecting("unknown = \"dunno\""), "9:11", "manifest-unknown-name");
    usage(&expecting("find = 1"), "9:1", "manifest-unknown-key");
    usage(&HEAD.replace("schema = 1", "schema = 2"), "1:10", "manifest-value");
    usage(&HEAD.replace("http://www.a.test/", "home"), "6:37", "manifest-value");
    usage(&expecting("finding = 1").replace("freshness", "fresh"), "8:13", "no-such-criterion");
    let missing = expecting("finding = 1").replace("home.html", "hame.html");
    check(&missing, Exit::Source, "6:18", "fixture-unusable");
    check_expected(&missing, Exit::Source, "did you mean `home.html`?");
    check_expected(HEAD, Exit::Usage, "expects nothing");
}

#[test]
fn everything_wrong_with_expectations_is_said_at_once() {
    let text = expecting("unknown = \"not-statet\"").replace("schema = 1", "schema = 3");
    for part in [
        "expected.toml:1:10: ",
        "expected.toml:6:18: ",
        "expected.toml:9:11: ",
        "探针的文件有 3 处错误 · 3 errors in the probe's files",
        "详情 more: bluebook explain-error manifest-value",
    ] {
        check_expected(&text.replace("home.html", "hame.html"), Exit::Usage, part);
    }
    let words = ["probe", "test", &component(), "--expected", "nowhere/expected.toml"];
    let said = saved().say(&words);
    assert_eq!(said.exit, Exit::Usage, "{}", said.out);
    holds(&said.err, &["error[manifest-unreadable]", "bluebook probe new", "--expected FILE"]);
}

#[test]
fn nobody_answers_where_a_site_is_silent() {
    let silent = "name = \"some\"\nsilent = true";
    let text = expecting("unknown = \"page-missing\"").replace("name = \"some\"", silent);
    check_expected(&text, Exit::Done, "1/1");
    let failed = "missing = [{ url = \"http://www.a.test/hygq/\", failure = \"http-status\", status = 503 }]";
    let text = expecting("unknown = \"page-missing\"")
        .replace("name = \"some\"", &format!("name = \"some\"\n{failed}"));
    check_expected(&text, Exit::Done, "1/1");
}
