//! Drafts, embargoes and approved maps: what a report says of its round, and what it refuses.

use std::fs;
use std::path::Path;

use bluebook::cli::Exit;
use bluebook::store::{Published, Reader};

use serde_json::Value;

use super::{PLAIN, Rounds, read};
use crate::campaign::Campaign;
use crate::review::commands::a_yes;

/// Publishes the round of a directory as `bluebook publish` leaves it. The tests' clock says 2019-01-15.
pub(super) fn publish(directory: &Path, embargo_until: Option<&str>) {
    let root = Reader::open(directory).unwrap().root().to_string();
    let published = Published::new("nation", root, "2019-01-10T08:00:00Z".to_owned(), Vec::new());
    published.with_reviews(None, embargo_until.map(str::to_owned)).write(directory).unwrap();
}

#[track_caller]
fn letter_says(rounds: &Rounds, more: &[&str], expected: &[&str], absent: &[&str]) {
    let words = [&["nation", "--region", "420500"], more].concat();
    for file in ["letter.html", "letter.md"] {
        // Markdown escapes some punctuation.
        let letter = read(&rounds.report(file, &words)).replace('\\', "");
        for words in expected {
            assert!(letter.contains(words), "{file} does not say {words}: {letter}");
        }
        assert!(!absent.iter().any(|words| letter.contains(words)), "{file}: {letter}");
    }
}

#[test]
fn a_report_says_how_far_its_round_is() {
    let rounds = Rounds::of(&[("nation", PLAIN)]);
    letter_says(&rounds, &[], &["草稿：尚未发布", "Draft: not published"], &["定稿", "禁发"]);
    publish(&rounds.path("nation"), None);
    letter_says(&rounds, &[], &["定稿，2019-01-10 发布", "Final, published on"], &["草稿", "禁发"]);
    // An embargo that is over is no embargo.
    publish(&rounds.path("nation"), Some("2019-01-12T00:00:00Z"));
    letter_says(&rounds, &[], &["定稿"], &["禁发"]);
}

#[test]
fn an_embargo_refuses_every_report_that_does_not_say_so() {
    let rounds = Rounds::of(&[("nation", PLAIN)]);
    publish(&rounds.path("nation"), Some("2019-06-01T00:00:00Z"));
    let file = rounds.path("r.html");
    for more in [&[][..], &["--region", "420500"]] {
        let words = [&["nation", "-o", file.to_str().unwrap()], more].concat();
        let (exit, err) = rounds.say(&words);
        assert_eq!(exit, Exit::Refused, "{err}");
        assert!(err.contains("until 2019-06-01T00:00:00Z") && err.contains("--embargoed"), "{err}");
        assert!(!file.exists());
    }
    let data = rounds.path("data");
    let export = ["export", "nation", data.to_str().unwrap(), "--format", "json"];
    let (exit, _, err) = rounds.run(&export);
    assert!(exit == Exit::Refused && err.contains("--embargoed") && !data.exists(), "{err}");
    rounds.done(&[&export[..], &["--embargoed"]].concat());
    let expected = ["禁发至 2019-06-01T00:00:00Z", "Under embargo until"];
    letter_says(&rounds, &["--embargoed"], &expected, &[]);
    rounds.report("marked.html", &["nation", "--embargoed", "--quotes", "none"]);
}

#[test]
fn objections_are_announced_with_their_last_day() {
    let campaign = Campaign::judged();
    let open = ["publish", "--objections-until", "2019-01-20", "--as", "主持"];
    campaign.done(&open);
    let region = campaign.first_region();
    let path = campaign.path("letter.html");
    campaign.done(&["report", "2019", "--region", &region, "-o", path.to_str().unwrap()]);
    let letter = read(&path);
    assert!(letter.contains("公示稿：受理异议到 2019-01-20（含）"), "{letter}");
    assert!(letter.contains("Objections are taken up to and including 2019-01-20"), "{letter}");
}

#[test]
fn what_people_said_counts_unless_it_is_left_out_and_said_so() {
    let campaign = Campaign::judged();
    let (region, point) = a_yes(&campaign);
    let record = ["review", "record", &region, &point, "--as", "李雷"];
    campaign.done(&[&record[..], &["--correct", "no", "--quote", "栏目为空"]].concat());
    let path = campaign.path("letter.html");
    let words = ["report", "2019", "--region", &region, "-o", path.to_str().unwrap()];
    let total = |more: &[&str]| {
        let rank = [more, &["rank", "--format", "json"]].concat();
        let ranking: Value = serde_json::from_str(&campaign.done(&rank)).unwrap();
        let mut rows = ranking["rows"].as_array().unwrap().iter();
        let row = rows.find(|row| row["code"] == region.as_str()).unwrap();
        format!("{:.2}", row["total"].as_f64().unwrap())
    };
    let (with, without) = (total(&[]), total(&["--machine-only"]));
    assert_ne!(with, without);
    for (more, expected, notice) in [(&[][..], &with, false), (&["--machine-only"], &without, true)]
    {
        campaign.done(&[more, &words].concat());
        let letter = read(&path);
        assert!(letter.contains(&format!("<td>{expected}</td>")), "{expected}: {letter}");
        assert_eq!(letter.contains("只计机器的判定"), notice);
    }
}

#[test]
fn a_draft_shows_tiles_and_a_published_map_has_its_number() {
    let rounds = Rounds::of(&[("nation", PLAIN)]);
    let bare = ["nation", "--quotes", "none"];
    let number = ["--map-approval", "GS(2026)0000号"];
    let bytes = |name: &str, more: &[&[&str]]| {
        fs::read(rounds.report(name, &[&bare[..], &more.concat()].concat())).unwrap()
    };
    let with = |map: &'static str| ["--map", map];
    assert!(bytes("a", &[&number]) == bytes("b", &[&number, &with("tiles")]));
    publish(&rounds.path("nation"), None);
    assert!(bytes("c", &[&number]) == bytes("d", &[&number, &with("outlines")]));
    assert!(bytes("e", &[]) == bytes("f", &[&with("tiles")]));
    let (exit, err) = rounds.say(&["nation", "--map", "outlines"]);
    assert_eq!(exit, Exit::Usage, "{err}");
    assert!(err.contains("审图号") && err.contains("--map-approval"), "{err}");
}
