//! How probes of the other languages are built: where the tool is missing, and when nothing is made anew.

use std::fs;

use bluebook::cli::Exit;

use super::super::campaign::Campaign;
use super::{JAVASCRIPT, PYTHON, Scripted, holds};

/// A clone without its componentizer says so, and what to do; nobody is asked without leave.
#[test]
fn a_missing_tool_is_named() {
    #[track_caller]
    fn check(language: Scripted) {
        let campaign = Campaign::sample();
        let (clone, dir) = (campaign.path("clone"), campaign.path("new"));
        let sdk = clone.join("probe-sdk");
        fs::create_dir_all(sdk.join("wit")).unwrap();
        fs::write(sdk.join("Cargo.toml"), "").unwrap();
        tests::copy(&tests::root().join("probe-sdk").join(language.lang), &sdk.join(language.lang));
        let words = ["probe", "new", "open-hours", "--lang", language.lang, "--dir"];
        let where_ = [dir.to_str().unwrap(), "--sdk", sdk.to_str().unwrap()];
        campaign.done(&[&words[..], &where_].concat());
        let said = campaign.say(&["probe", "test", dir.to_str().unwrap(), "--offline"]);
        assert_eq!(said.exit, Exit::Probe, "{}", said.out);
        holds(&said.err, &[language.tool, "--offline", "build once without `--offline`"]);
        assert!(!dir.join("target/tools").exists());
    }
    check(JAVASCRIPT);
    check(PYTHON);
}

#[test]
fn what_cannot_be_a_probe_is_said() {
    #[track_caller]
    fn check(file: &str, text: &str, words: &[&str]) {
        let campaign = Campaign::sample();
        let dir = campaign.path("new");
        fs::create_dir_all(&dir).unwrap();
        fs::write(dir.join(file), text).unwrap();
        fs::write(dir.join("app.py"), "").unwrap();
        fs::write(dir.join("app.js"), "").unwrap();
        let said = campaign.say(&["probe", "build", dir.to_str().unwrap(), "--out", "out"]);
        assert_ne!(said.exit, Exit::Done, "{}", said.out);
        holds(&said.err, words);
    }
    check(
        "pyproject.toml",
        "[project]\nname = \"a\"\n",
        &["pyproject.toml", "names no probe-sdk by path"],
    );
    check("pyproject.toml", "[project\n", &["pyproject.toml", "is no probe that can be built"]);
    check("package.json", "{}", &["package.json", "names no probe-sdk by path"]);
    check(
        "package.json",
        "{\"dependencies\": {\"probe-sdk\": \"file:/nowhere\"}}",
        &["no probe-sdk in `/nowhere`"],
    );
    check("readme", "", &["no probe in", "pyproject.toml and"]);
}

#[test]
fn an_address_is_no_folder_of_an_sdk() {
    let campaign = Campaign::sample();
    let dir = campaign.path("new");
    let words =
        ["probe", "new", "open-hours", "--lang", "js", "--sdk", "https://a.test/b.git", "--dir"];
    let said = campaign.say(&[&words[..], &[dir.to_str().unwrap()]].concat());
    assert_eq!(said.exit, Exit::Usage, "{}", said.out);
    holds(&said.err, &["`https://a.test/b.git` is no folder", "CLONE/probe-sdk"]);
}

#[test]
fn only_changed_sources_are_built_anew() {
    #[track_caller]
    fn check(language: Scripted) {
        if !language.is_here("only_changed_sources_are_built_anew") {
            return;
        }
        let campaign = Campaign::sample();
        let dir = campaign.path("new");
        assert_eq!(language.new_probe("open-hours", &dir).exit, Exit::Done);
        // Built and not loaded: compiling a whole interpreter takes seconds.
        let out = campaign.path("out");
        let words = ["probe", "build", dir.to_str().unwrap(), "--offline", "--out"];
        let built = || {
            campaign.done(&[&words[..], &[out.to_str().unwrap()]].concat());
            fs::read(out.join("open_hours.wasm")).unwrap()
        };
        let first = built();
        fs::write(dir.join("notes.txt"), "no source").unwrap();
        // A build of the same sources is another component: the interpreter's seeds are drawn anew.
        assert!(built() == first, "built again of the same sources");
        let app = dir.join(language.app);
        let text = crate::book::read(&app).replace("title=\"open-hours\"", "title=\"二\"");
        fs::write(&app, text.replace("title: \"open-hours\"", "title: \"二\"")).unwrap();
        assert!(built() != first, "not built again of other sources");
    }
    check(JAVASCRIPT);
    check(PYTHON);
}

/// Each SDK carries the contract, so that it is whole where it is packed.
#[test]
fn every_sdk_has_the_contract() {
    let sdk = tests::root().join("probe-sdk");
    let released = fs::read(sdk.join("wit/since_v0_2/probe.wit")).unwrap();
    for copy in ["js/wit/probe.wit", "python/src/probe_sdk/wit/probe.wit"] {
        assert!(fs::read(sdk.join(copy)).unwrap() == released, "{copy}");
    }
}
