//! A criterion's name stands in several files of a probe's folder; each that differs is named at its line.

use std::fs;
use std::path::Path;

use bluebook::cli::Exit;

use super::super::campaign::Campaign;
use super::{component, holds, read, saved};

/// Files of a new probe that name its criterion, and where they do first.
const NAMED: [(&str, &str); 3] =
    [("expected.toml", "16:13"), ("manifest/points.toml", "14:45"), ("params.json", "2:3")];

/// Renames the criterion of a new probe everywhere but in its source, asks, and names it back.
#[track_caller]
pub(crate) fn misnamed(campaign: &Campaign, dir: &Path, commands: &[&str]) {
    let texts = NAMED.map(|(file, _)| read(&dir.join(file)));
    for ((file, _), text) in NAMED.iter().zip(&texts) {
        let other = text.replace("title-names-region", "title-name-region");
        assert_ne!(*text, other, "{file}");
        fs::write(dir.join(file), other).unwrap();
    }
    for command in commands {
        let said = campaign.say(&["probe", command, dir.to_str().unwrap(), "--offline"]);
        assert_eq!(said.exit, Exit::Usage, "{}", said.out);
        // Costs are measured of what is expected.
        let (files, n) = if *command == "bench" { (&NAMED[..1], 3) } else { (&NAMED[..], 5) };
        for (file, place) in files {
            let found = format!("{file}:{place}: 错误 error[no-such-criterion]: 探针没有判据");
            holds(&said.err, &[&found, "did you mean `title-names-region`?"]);
        }
        holds(&said.err, &[&format!("探针的文件有 {n} 处错误")]);
    }
    for ((file, _), text) in NAMED.iter().zip(&texts) {
        fs::write(dir.join(file), text).unwrap();
    }
}

#[test]
fn criteria_a_component_does_not_have_are_named_all_at_once() {
    #[track_caller]
    fn check(command: &str) {
        let campaign = saved();
        let file = campaign.path("expected.toml");
        fs::copy(tests::fixture("manifests/folder/expected.toml"), &file).unwrap();
        let component = component();
        let words = ["probe", command, &component, "--expected", file.to_str().unwrap()];
        let said = campaign.say(&words);
        assert_eq!(said.exit, Exit::Usage, "{}", said.out);
        assert_eq!(said.out, "");
        holds(
            &said.err,
            &[
                "expected.toml:9:13: 错误 error[no-such-criterion]: 探针没有判据 `title-names-region`",
                "expected.toml:13:13: 错误 error[no-such-criterion]: 探针没有判据 `title-name-region`",
                "expected.toml:17:13: 错误 error[no-such-criterion]: 探针没有判据 `freshest_row`",
                "`response-freshness`",
                "3 errors in the probe's files",
            ],
        );
    }
    check("test");
    check("lint");
    check("bench");
}
