//! Two people record at once, and are killed a hundred times: nothing acknowledged is lost.

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use bluebook::store::StoredReviews;

const KILLS: usize = 100;

fn start(dir: &Path, person: &str) -> Child {
    Command::new(env!("CARGO_BIN_EXE_bluebook-for-tests"))
        .env("BLUEBOOK_TEST_REVIEWS", dir)
        .env("BLUEBOOK_TEST_PERSON", person)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Reads acknowledgements until `n` have come, kills the process, and reads what was still said.
fn killed_after(mut child: Child, n: usize, acknowledged: &mut BTreeSet<(u64, String)>) {
    let out = BufReader::new(child.stdout.take().unwrap());
    let mut n_read = 0;
    for line in out.lines() {
        let line = line.unwrap();
        // The last line may be cut by the kill; it was not acknowledged then.
        if let Some((event, reason)) = line.strip_suffix(';').and_then(|line| line.split_once(' '))
        {
            acknowledged.insert((event.parse().unwrap(), reason.to_owned()));
        }
        n_read += 1;
        if n_read == n {
            let _ = child.kill();
        }
    }
    child.wait().unwrap();
}

#[test]
fn a_hundred_kills_lose_nothing_that_was_acknowledged() {
    let dir = tempfile::tempdir().unwrap();
    let mut random = fastrand::Rng::with_seed(2019);
    let mut acknowledged = BTreeSet::new();
    for kill in 0..KILLS / 2 {
        let (first, second) = (start(dir.path(), "甲"), start(dir.path(), "乙"));
        killed_after(first, random.usize(1..8), &mut acknowledged);
        killed_after(second, random.usize(1..8), &mut acknowledged);
        let stored = StoredReviews::read(dir.path()).unwrap().unwrap();
        for (event, reason) in &acknowledged {
            let at = usize::try_from(*event - 1).unwrap();
            let held = format!("{:?}", stored.events[at].act);
            assert!(held.contains(reason.as_str()), "event {event} lost after kill {kill}: {held}");
        }
    }
    let stored = StoredReviews::read(dir.path()).unwrap().unwrap();
    let n_events = stored.events.len();
    eprintln!("{KILLS} kills, {} acknowledged, {n_events} on record", acknowledged.len());
    assert!(acknowledged.len() >= KILLS && n_events >= acknowledged.len());
    let people: BTreeSet<_> = stored.events.iter().map(|event| event.person.as_str()).collect();
    assert_eq!(people.len(), 2);
}
