//! What a probe costs and what is wrong with it.

use std::fs;

use bluebook::cli::Exit;
use serde_json::Value;

use super::super::campaign::Campaign;
use super::{component, holds, saved};

/// Three pages of which one leads to the next, and what is expected of them.
const EXPECTED: &str = "schema = 1
collected_on = \"2019-01-15\"
place = { code = \"990100\", name = \"某市\", short_name = \"某\" }
[[site]]
name = \"some\"
page = [
    { file = \"home.html\", url = \"http://www.a.test/\", role = \"home\" },
    { file = \"list.html\", url = \"http://www.a.test/hygq/\" },
    { file = \"article.html\", url = \"http://www.a.test/hygq/1.html\" },
]
[[site.expect]]
criterion = \"response-freshness\"
finding = 12
";

fn expecting(campaign: &Campaign) -> String {
    let file = campaign.path("expected.toml");
    fs::write(&file, EXPECTED).unwrap();
    file.to_str().unwrap().to_owned()
}

#[test]
fn a_cost_is_compared_with_what_was_saved() {
    let campaign = saved();
    let expected = expecting(&campaign);
    let component = component();
    let figures = campaign.path("figures.json").to_str().unwrap().to_owned();
    let bench = ["probe", "bench", &component, "--expected", &expected];
    campaign.done(&[bench.as_slice(), &["--save", &figures]].concat());
    let bytes = fs::read(&figures).unwrap();
    let mut kept: Value = serde_json::from_slice(&bytes).unwrap();
    let row = &mut kept["rows"]["response-freshness"];
    assert_eq!(row["n_calls"], 3, "{row}");
    assert!(row["us"].as_f64().unwrap() > 0.0, "{row}");
    let fuel = row["fuel"].as_u64().unwrap();
    row["fuel"] = (fuel / 2).into();
    fs::write(&figures, kept.to_string()).unwrap();
    let against = ["--against", &figures, "--fail-above", "50"];
    let said = campaign.say(&[bench.as_slice(), &against].concat());
    assert_eq!(said.exit, Exit::Differs, "{}", said.out);
    holds(&said.out, &["+100.0%"]);
    holds(&said.err, &["fuel grew by more than 50%: response-freshness"]);
    let against = ["--against", &figures, "--fail-above", "150"];
    campaign.done(&[bench.as_slice(), &against].concat());
    fs::write(&figures, "{}").unwrap();
    let said = campaign.say(&[bench.as_slice(), &["--against", &figures]].concat());
    assert_eq!(said.exit, Exit::Usage, "{}", said.out);
}

#[test]
fn what_expectations_do_not_show_is_remarked() {
    let campaign = saved();
    let expected = expecting(&campaign);
    let component = component();
    let said = campaign.say(&["probe", "lint", &component, "--expected", &expected]);
    assert_eq!(said.exit, Exit::Differs, "{}", said.out);
    holds(&said.out, &["no-expectation", "survey"]);
    // A page without links to a column of responses is said to have none; never unknown.
    assert!(!said.out.contains("response-freshness  no-evidence"), "{}", said.out);
    assert!(!said.out.contains("not-the-same"), "{}", said.out);
}

#[test]
fn a_guest_that_judges_anything_is_remarked_on() {
    #[track_caller]
    fn check(params: &str, rule: &str) {
        let campaign = saved();
        let file = campaign.path("expected.toml");
        let text = EXPECTED
            .replace("response-freshness", "judge")
            .replace("finding = 12", &format!("finding = true\nparams.any = {params}"));
        fs::write(&file, text).unwrap();
        let honest = std::path::Path::new(tests::GUESTS_DIR).join("honest.wasm");
        let words = ["probe", "lint", honest.to_str().unwrap(), "--expected"];
        let said = campaign.say(&[words.as_slice(), &[file.to_str().unwrap()]].concat());
        assert_eq!(said.exit, Exit::Differs, "{}", said.out);
        holds(&said.out, &[rule]);
    }
    check("[\"首页\", \"合成\"]", "never-unknown");
    check("[\"页\"]", "broad-word");
    check("[\"首页\", \"鸟\"]", "too-broad");
}
