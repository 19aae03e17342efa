//! Killed at any moment, resumed, and the same final bytes.

use std::fs;
use std::time::Duration;

use proptest::prelude::RngExt as _;
use proptest::test_runner::{Config, RngSeed, TestRunner};

use super::campaign::{Campaign, Said};

/// Kills tried; the moments come from a fixed seed, as shares of a whole run's time.
const KILLS: usize = 50;

#[test]
fn a_killed_and_resumed_run_gives_the_same_bytes() {
    let (calm, killed) = (Campaign::sample(), Campaign::sample());
    let whole = undisturbed(&calm);
    let expected = calm.final_bytes("2019");
    let config = Config { rng_seed: RngSeed::Fixed(2019), ..Config::default() };
    let mut runner = TestRunner::new(config);
    let mut n_midway = 0;
    for kill in 0..KILLS {
        let share: f64 = runner.rng().random_range(0.0..1.1);
        let mut child = killed.start(&["run"], None);
        wait_or_kill(&mut child, whole.mul_f64(share));
        let journal = killed.path("rounds/2019/journal.bbj");
        let n_bytes = fs::metadata(&journal).map_or(0, |meta| meta.len());
        n_midway += usize::from(n_bytes > 0 && n_bytes < expected.0.len() as u64);
        killed.done(&["run"]);
        let actual = killed.final_bytes("2019");
        assert!(actual == expected, "other bytes after kill {kill} at {share:.3} of a run");
        fs::remove_dir_all(killed.path("rounds/2019")).unwrap();
    }
    assert!(n_midway > 0, "no kill hit a run midway; the moments prove nothing");
}

/// Runs the whole round once for its bytes and its duration.
#[expect(clippy::disallowed_methods, reason = "kills are spread over the time a run takes")]
fn undisturbed(campaign: &Campaign) -> Duration {
    let started = std::time::Instant::now();
    let status = campaign.start(&["run"], None).wait().unwrap();
    assert!(status.success());
    started.elapsed()
}

/// Kills the process after `moment` unless it ends before; waits for nothing else.
fn wait_or_kill(child: &mut std::process::Child, moment: Duration) {
    let (ended, end) = std::sync::mpsc::channel::<()>();
    // Nobody sends: this is the one way to let time pass without a banned sleep, and the
    // moment itself is what is tested.
    let _ = end.recv_timeout(moment);
    drop(ended);
    let _ = child.kill();
    child.wait().unwrap();
}

#[test]
fn two_runs_over_one_archive_give_the_same_bytes() {
    let (first, second) = (Campaign::sample(), Campaign::sample());
    for campaign in [&first, &second] {
        campaign.done(&["run"]);
    }
    assert_eq!(first.final_bytes("2019"), second.final_bytes("2019"));
}

#[test]
fn the_index_is_rebuilt_from_the_journal() {
    let campaign = Campaign::sample();
    campaign.done(&["run"]);
    let before = campaign.final_bytes("2019");
    fs::remove_dir_all(campaign.path("rounds/2019/index")).unwrap();
    campaign.done(&["store", "rebuild"]);
    assert_eq!(campaign.final_bytes("2019"), before);
}

/// A round that was begun with other inputs is not gone on with, and it is said which they are.
#[track_caller]
fn check_other(campaign: &Campaign, words: &[&str], expected: &str) {
    let said = campaign.say(words);
    assert_eq!(said.exit.code(), 5, "{}", said.err);
    let Said { err, .. } = said;
    assert!(err.contains("was begun with plan") && err.contains("hint"), "{err}");
    assert!(err.contains(expected), "{err}");
}

#[test]
fn a_round_is_not_continued_with_other_manifests() {
    let mut campaign = Campaign::sample();
    campaign.done(&["run"]);
    campaign.add_points("mine.toml", super::extend::POINT);
    check_other(&campaign, &["run"], "the manifests' meaning or the chosen regions changed");
}

#[test]
fn a_round_is_not_continued_with_another_probe_or_fewer_regions() {
    let campaign = Campaign::sample();
    campaign.done(&["run"]);
    let first = campaign.first_region();
    let judged = bluebook::manifest::load(&campaign.path("bluebook.toml")).unwrap().regions;
    let last = judged.last().unwrap().code.to_string();
    let dropped = "regions judged and not chosen now: ";
    check_other(&campaign, &["run", "--regions", &first], dropped);
    check_other(&campaign, &["run", "--regions", &first], &last);
    // A section without meaning makes another component of it.
    let component = campaign.path("probes/disclosure.wasm");
    let mut bytes = fs::read(&component).unwrap();
    bytes.extend([0, 2, 1, b'x']);
    fs::write(&component, bytes).unwrap();
    campaign.agree();
    check_other(&campaign, &["run"], "probes that changed: disclosure；");
}
