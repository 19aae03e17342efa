//! From `probe new` to a score, as an author goes.

use std::fs;
use std::path::{Path, PathBuf};

use bluebook::cli::Exit;

use super::super::campaign::{Campaign, Said};
use super::names::misnamed;
use super::scores::{ungiven, unscored};
use super::{beside_probes, holds, read};

const NAME: &str = "open-hours";

#[test]
fn a_new_crate_goes_to_a_score() {
    let mut campaign = Campaign::sample();
    let crate_dir = folder();
    let dir = crate_dir.to_str().unwrap();
    let made = campaign.say(&["probe", "new", NAME, "--dir", dir]);
    assert_eq!(made.exit, Exit::Done, "{}", made.err);
    holds(&made.err, &["family = \"open-hours\"", "file = \"open_hours.wasm\""]);
    assert!(!made.err.contains("注意 note"), "{}", made.err);
    let again = campaign.say(&["probe", "new", NAME, "--dir", dir]);
    assert_eq!(again.exit, Exit::Usage, "{}", again.out);
    holds(&again.err, &["is there and not empty"]);

    if kept().exists() {
        fs::rename(kept(), crate_dir.join("target")).unwrap();
    }
    to_green(&campaign, &crate_dir);
    misnamed(&campaign, &crate_dir, &["test", "lint", "bench", "pack", "add"]);
    unscored(&campaign, &crate_dir);
    ungiven(&campaign, &crate_dir);
    let component = crate_dir.join("target/probe/open_hours.wasm");
    looked_at(&campaign, component.to_str().unwrap(), &crate_dir);

    let text = |name: &str| read(&crate_dir.join(name));
    let listed = read(&campaign.path("probes.toml")) + &text("manifest/probes.toml");
    fs::write(campaign.path("probes.toml"), listed).unwrap();
    campaign.add_points("open-hours.toml", &text("manifest/points.toml"));
    campaign.done(&["probe", "build", dir, "--offline"]);
    campaign.done(&["check"]);
    misfit(&campaign, &text("manifest/points.toml"));
    campaign.done(&["run"]);
    let explained = campaign.done(&["explain", &campaign.first_region(), "A1.1"]);
    holds(&explained, &["A1.1-open-hours"]);
    let verdicts = campaign.verdicts("2019");
    let own = |verdict: &&serde_json::Value| verdict["point"] == "A1.1-open-hours";
    assert!(verdicts.iter().filter(own).any(|verdict| verdict["finding"]["truth"] == true));
}

/// A parameter the probe does not take is an error where it is written, and nothing starts.
fn misfit(campaign: &Campaign, points: &str) {
    let path = campaign.path("open-hours.toml");
    fs::write(&path, format!("{}\nparams.colour = \"red\"\n", points.trim_end())).unwrap();
    let line = points.trim_end().lines().count() + 1;
    for command in ["plan", "check"] {
        let said = campaign.say(&[command]);
        assert_eq!(said.exit, Exit::Usage, "{}", said.out);
        let at = format!("open-hours.toml:{line}:8: 错误 error[manifest-params]: ");
        holds(&said.err, &[&at, "params.colour = \"red\"", "probe inspect ", "/open_hours.wasm"]);
    }
    fs::write(&path, points).unwrap();
    campaign.done(&["plan"]);
}

/// From the expectation that is to be filled in over a wrong one to the right one.
fn to_green(campaign: &Campaign, crate_dir: &Path) {
    let dir = crate_dir.to_str().unwrap();
    let unfilled = tested(campaign, dir);
    assert_eq!(unfilled.exit, Exit::Differs, "{}", unfilled.err);
    let at = format!(
        "{dir}/expected.toml:17:11: 待您填写；探针说 for you to fill in; the probe says true"
    );
    holds(
        &unfilled.out,
        &[
            &at,
            "17 | finding = \"?\"",
            "   |           ^^^",
            &format!("{dir}/fixtures/home.html:5:8: “示例市人民政府门户网站”"),
            " 5 | <title>示例市人民政府门户网站</title>",
            "符合 met      untitled  title-names-region  unknown not-stated",
            "期望 expectations 2/3，判据 criteria 1/1，点位 points 1/1",
        ],
    );
    fill_in(crate_dir, "\"?\"", "false");
    let wrong = tested(campaign, dir);
    assert_eq!(wrong.exit, Exit::Differs, "{}", wrong.err);
    holds(&wrong.out, &["expected.toml:17:11: 应为 expected false，探针说 the probe says true"]);
    fill_in(crate_dir, "false", "true");
    let right = tested(campaign, dir);
    assert_eq!(right.exit, Exit::Done, "{}{}", right.out, right.err);
    holds(&right.out, &["期望 expectations 3/3"]);
}

/// What else an author may ask of a probe that is right.
fn looked_at(campaign: &Campaign, component: &str, crate_dir: &Path) {
    let expected = crate_dir.join("expected.toml");
    let of = ["--expected", expected.to_str().unwrap()];
    let say = |words: &[&str]| campaign.done(&[words, &of].concat());
    holds(
        &say(&["probe", "test", component, "--country"]),
        &["合成国的样例 the sample of the synthetic country: 11", "title-names-region", "true"],
    );
    assert_eq!(say(&["probe", "lint", component]), "");
    let saved = campaign.path("figures.json");
    let saved = saved.to_str().unwrap();
    holds(&say(&["probe", "bench", component, "--save", saved]), &["title-names-region"]);
    let same = ["probe", "bench", component, "--against", saved, "--fail-above", "0"];
    holds(&say(&same), &["+0.0%"]);
    let same = ["probe", "bench", component, "--against", component, "--fail-above", "0"];
    holds(&say(&same), &["+0.0%"]);
    let shown = campaign.done(&["probe", "inspect", component]);
    holds(&shown, &["open-hours 0.1.0", "bluebook:probe/probe@0.2.0", "A1.1-open-hours"]);
}

#[test]
fn a_name_is_a_familys() {
    #[track_caller]
    fn check(name: &str) {
        let campaign = Campaign::sample();
        let dir = campaign.path("new");
        let said = campaign.say(&["probe", "new", name, "--dir", dir.to_str().unwrap()]);
        assert_eq!(said.exit, Exit::Usage, "{name}: {}", said.out);
        holds(&said.err, &["cannot be a probe's name"]);
        assert!(!dir.exists(), "{name}");
    }
    check("Open");
    check("open_hours");
    check("9to5");
    check("open--hours");
    check("hours-");
    check("../x");
    check("时间");
    check("test");
    check("type");
    check(&"a".repeat(41));
}

#[test]
fn a_family_that_is_listed_already_is_remarked_on() {
    let campaign = Campaign::sample();
    let dir = campaign.path("new");
    let sdk = tests::root().join("probe-sdk");
    let sdk = ["--sdk", sdk.to_str().unwrap()];
    let words = ["probe", "new", "sensing", "--dir", dir.to_str().unwrap()];
    let said = campaign.say(&[words.as_slice(), &sdk].concat());
    assert_eq!(said.exit, Exit::Done, "{}", said.err);
    holds(&said.err, &["the manifests have the family `sensing` already"]);
}

#[test]
fn the_sdk_is_found_or_named() {
    #[track_caller]
    fn check(sdk: &str, expected: Result<&str, &str>) {
        let campaign = Campaign::sample();
        let dir = campaign.path("new");
        let said =
            campaign.say(&["probe", "new", NAME, "--dir", dir.to_str().unwrap(), "--sdk", sdk]);
        match expected {
            Ok(line) => {
                assert_eq!(said.exit, Exit::Done, "{}", said.err);
                let cargo = read(&dir.join("Cargo.toml"));
                holds(&cargo, &[line]);
                assert!(cargo.ends_with("\n[workspace]\n"), "{cargo}");
            }
            Err(words) => {
                assert_eq!(said.exit, Exit::Usage, "{}", said.out);
                holds(&said.err, &[words]);
            }
        }
    }
    let own = tests::root().join("probe-sdk").canonicalize().unwrap();
    let own = own.to_str().unwrap();
    check(own, Ok(&format!("probe-sdk = {{ path = {own:?} }}")));
    check("https://a.test/b.git", Ok("probe-sdk = { git = \"https://a.test/b.git\" }"));
    check("/nowhere/sdk", Err("holds no probe-sdk"));
}

fn tested(campaign: &Campaign, dir: &str) -> Said {
    campaign.say(&["probe", "test", dir, "--offline"])
}

fn fill_in(crate_dir: &Path, from: &str, to: &str) {
    let path = crate_dir.join("expected.toml");
    let text = read(&path);
    let (from, to) = (format!("finding = {from}"), format!("finding = {to}"));
    assert!(text.contains(&from), "{text}");
    fs::write(&path, text.replacen(&from, &to, 1)).unwrap();
}

/// Where the crate is made: always the same place, because what cargo built there is kept.
fn folder() -> PathBuf {
    let dir = beside_probes("authors").join(NAME);
    if dir.join("target").exists() {
        drop(fs::remove_dir_all(kept()));
        fs::rename(dir.join("target"), kept()).unwrap();
    }
    if dir.exists() {
        fs::remove_dir_all(&dir).unwrap();
    }
    dir
}

/// What cargo built in an earlier run of the test.
fn kept() -> PathBuf {
    beside_probes("authors-target")
}
