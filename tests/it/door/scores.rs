//! The points in a probe's folder: a score rule that cannot score what the probe finds, and parameters that
//! it does not take, are told before a round is judged with them.

use std::fs;
use std::path::Path;

use bluebook::cli::Exit;
use serde_json::Value;

use super::super::campaign::Campaign;
use super::{holds, read};

/// Another score rule in the points of a new probe, asked of every command that sees them.
pub(crate) fn unscored(campaign: &Campaign, dir: &Path) {
    let points = dir.join("manifest/points.toml");
    let text = read(&points);
    let other = "score.count = { target = 3 }";
    fs::write(&points, text.replace("score.bool = {}", other)).unwrap();
    let at = "manifest/points.toml:15:1: ";
    let rule = "a `count` rule cannot score yes or no";
    for command in ["test", "pack", "add"] {
        let said = campaign.say(&["probe", command, dir.to_str().unwrap(), "--offline"]);
        assert_eq!(said.exit, Exit::Usage, "{command}: {}", said.err);
        let problem = format!("{at}错误 error[manifest-score]: ");
        let told = [&problem, rule, other, "expected.toml:17:11: ", "rules that score it: `bool`"];
        holds(&said.err, &told);
        // A no is scored by the rule, and unknown conflicts with none.
        holds(&said.err, &["探针的文件有 1 处错误"]);
    }
    let json = ["probe", "test", dir.to_str().unwrap(), "--offline", "--format", "json"];
    let said: Value = serde_json::from_str(&campaign.say(&json).out).unwrap();
    assert_eq!(said["not_scored"][0]["code"], "manifest-score", "{said:#}");
    let said = campaign.say(&["probe", "lint", dir.to_str().unwrap(), "--offline"]);
    assert_eq!(said.exit, Exit::Differs, "{}", said.err);
    holds(&said.out, &["title-names-region  not-scored  ", at, rule, "expected.toml:17:11"]);
    // Expectations that are not met are told as well, and how it ends is theirs.
    let expected = dir.join("expected.toml");
    let right = read(&expected);
    fs::write(&expected, right.replace("finding = false", "finding = true")).unwrap();
    let said = campaign.say(&["probe", "test", dir.to_str().unwrap(), "--offline"]);
    assert_eq!(said.exit, Exit::Differs, "{}", said.err);
    holds(&said.err, &["error[manifest-score]", "1/3 条期望不符"]);
    fs::write(&expected, right).unwrap();
    fs::write(&points, text).unwrap();
}

/// A parameter that the probe does not take, in the points and in the expectations of a new probe.
pub(crate) fn ungiven(campaign: &Campaign, dir: &Path) {
    let files = ["manifest/points.toml", "expected.toml"].map(|name| dir.join(name));
    let texts = [read(&files[0]), read(&files[1])];
    for (file, text) in files.iter().zip(&texts) {
        fs::write(file, format!("{}\nparams.colour = \"red\"\n", text.trim_end())).unwrap();
    }
    let lines = texts.each_ref().map(|text| text.trim_end().lines().count() + 1);
    let dir = dir.to_str().unwrap();
    for command in ["test", "lint", "pack", "add"] {
        let said = campaign.say(&["probe", command, dir, "--offline"]);
        assert_eq!(said.exit, Exit::Usage, "{command}: {}", said.err);
        let told = "8: 错误 error[manifest-params]: 判据 `title-names-region` 没有参数 `colour`";
        let points = format!("manifest/points.toml:{}:{told}", lines[0]);
        let expected = format!("expected.toml:{}:{told}", lines[1]);
        let hint = format!("bluebook probe inspect {dir}");
        holds(&said.err, &[&points, &expected, "it takes no parameters", &hint]);
    }
    for (file, text) in files.iter().zip(&texts) {
        fs::write(file, text).unwrap();
    }
}
