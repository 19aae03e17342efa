//! `probe watch` tests again when a file is saved, and ends when it is told to.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use rustix::process::{Pid, Signal, kill_process};

use super::{beside_probes, component, saved};

#[test]
fn a_change_is_tested_at_once() {
    let campaign = saved();
    let file = campaign.path("expected.toml");
    let text = "schema = 1\ncollected_on = \"2019-01-15\"\n\
                place = { code = \"990100\", name = \"某市\", short_name = \"某\" }\n[[site]]\nname = \"some\"\n\
                page = [{ file = \"home.html\", url = \"http://www.a.test/\", role = \"home\" }]\n\
                [[site.expect]]\ncriterion = \"response-freshness\"\nfinding = true\n";
    fs::write(&file, text).unwrap();
    // The component lies elsewhere: only what is watched shows.
    let mut child = Command::new(env!("CARGO_BIN_EXE_bluebook-for-tests"))
        .args(["probe", "watch", &component(), "--expected", file.to_str().unwrap()])
        .env("BLUEBOOK_CACHE", beside_probes("compiled"))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut until = |word: &str| {
        let found = lines.by_ref().map(Result::unwrap).find(|line| line.contains(word));
        assert!(found.is_some(), "no `{word}`");
    };
    until("期望 expectations 0/1");
    fs::write(&file, text.replace("finding = true", "finding = false")).unwrap();
    until("期望 expectations 1/1");
    kill_process(Pid::from_child(&child), Signal::INT).unwrap();
    assert!(child.wait().unwrap().success());
}
