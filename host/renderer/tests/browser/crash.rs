//! Browsers and renderers that die in the middle of a page.

use std::fs;

use bluebook_renderer::protocol::Limits;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, PidfdFlags, Signal, kill_process, pidfd_open};

use super::stage::{html, stage, stage_in};

/// The one process that `parent` started.
fn child_of(parent: u32) -> Pid {
    let is_child = |pid: &i32| {
        let stat = fs::read(format!("/proc/{pid}/stat")).unwrap_or_default();
        let stat = String::from_utf8_lossy(&stat).into_owned();
        // The name, in parentheses, may hold anything; after it come state and parent.
        let after_name = stat.rsplit_once(')').map(|(_, rest)| rest.to_owned());
        let parent = parent.to_string();
        after_name.is_some_and(|rest| rest.split_whitespace().nth(1) == Some(&parent))
    };
    let pids = fs::read_dir("/proc").unwrap();
    let mut pids = pids.filter_map(|entry| entry.unwrap().file_name().to_str()?.parse().ok());
    Pid::from_raw(pids.find(is_child).expect("it has a child")).unwrap()
}

#[test]
fn a_browser_that_dies_is_named_and_replaced() {
    let Some(mut stage) = stage("a_browser_that_dies_is_named_and_replaced") else { return };
    let renderer = stage.id();
    let failed = stage
        .render(Limits::default(), |_| {
            kill_process(child_of(renderer), Signal::KILL).unwrap();
            Some(html("<p>one"))
        })
        .unwrap_err();
    assert_eq!(failed.class.name(), "browser-crashed", "{failed:?}");
    assert!(stage.page("<p>next").unwrap().dom.contains("<p>next"));
    // Between two pages it is not even noticed.
    kill_process(child_of(renderer), Signal::KILL).unwrap();
    assert!(stage.page("<p>next").unwrap().dom.contains("<p>next"));
}

#[test]
fn a_browser_does_not_outlive_its_renderer() {
    // What a killed renderer leaves behind, the test takes away.
    let dir = tempfile::tempdir().unwrap();
    let environment = [("TMPDIR", dir.path().to_str().unwrap())];
    let test = "a_browser_does_not_outlive_its_renderer";
    let Some(mut stage) = stage_in(test, &environment) else { return };
    stage.page("<p>one").unwrap();
    let browser = child_of(stage.id());
    let browser = pidfd_open(browser, PidfdFlags::empty()).unwrap();
    let renderer = Pid::from_raw(stage.id().try_into().unwrap()).unwrap();
    kill_process(renderer, Signal::KILL).unwrap();
    let minute = Timespec { tv_sec: 60, tv_nsec: 0 };
    let mut its_end = [PollFd::new(&browser, PollFlags::IN)];
    assert_eq!(poll(&mut its_end, Some(&minute)).unwrap(), 1, "the browser still runs");
}
