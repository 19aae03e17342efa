//! A run that is asked to stop: cleanly at the first signal, at once at the second, and the
//! same command goes on without asking for a page twice.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::process::Child;
use std::sync::{Arc, Condvar, Mutex};

use rustix::process::{Pid, Signal, kill_process};
use tests::loopback::{Answer, Loopback, bare, page};

use super::campaign::Campaign;
use super::live::{HOME, LIST, campaign};

/// A process of its own has today's clock, a run in this process the tests'; the day is said.
const RUN: [&str; 3] = ["run", "--collected-on", "2019-01-15"];

/// A gate that the site's slow page waits at.
#[derive(Default)]
struct Gate {
    is_open: Mutex<bool>,
    opened: Condvar,
}

impl Gate {
    fn open(&self) {
        *self.is_open.lock().unwrap() = true;
        self.opened.notify_all();
    }

    fn wait(&self) {
        let is_open = self.is_open.lock().unwrap();
        drop(self.opened.wait_while(is_open, |is_open| !*is_open).unwrap());
    }
}

/// A site whose list of powers does not come before the gate is open.
fn site(gate: &Arc<Gate>) -> Loopback {
    let gate = Arc::clone(gate);
    Loopback::start(move |path| match path {
        "/" => page("Content-Type: text/html; charset=utf-8\r\n", HOME.as_bytes()),
        "/zrqd/" => page("Content-Type: text/html\r\n", LIST.as_bytes()),
        "/qlqd" => {
            gate.wait();
            page("Content-Type: text/html\r\n", LIST.as_bytes())
        }
        _ => bare("404 Not Found", ""),
    })
    .unwrap()
}

/// Starts a run and waits until it is stuck at the gate: every other page has been asked for.
fn stuck(campaign: &Campaign, site: &Loopback) -> Child {
    let child = campaign.start(&RUN, None);
    while !site.requests().iter().any(|request| request.starts_with("GET /qlqd ")) {
        site.wait_for(site.requests().len() + 1);
    }
    child
}

fn signal(child: &Child) {
    kill_process(Pid::from_child(child), Signal::INT).unwrap();
}

/// Paths asked for, `robots.txt` left out.
fn paths(site: &Loopback) -> Vec<String> {
    let path = |request: &String| request.split(' ').nth(1).unwrap().to_owned();
    site.requests().iter().map(path).collect()
}

#[test]
fn the_first_signal_stops_cleanly_and_nothing_is_asked_for_twice() {
    let gate = Arc::new(Gate::default());
    let site = site(&gate);
    let (stopped, _regions) = campaign(&site);
    let mut child = stuck(&stopped, &site);
    signal(&child);
    assert_eq!(child.wait().unwrap().code(), Some(130));
    gate.open();
    let before: BTreeSet<String> = paths(&site).into_iter().collect();
    stopped.done(&RUN);
    let after = paths(&site);
    let again: Vec<_> = after.iter().filter(|path| before.contains(*path)).collect();
    let n_again = again.len() - before.len();
    // The one page that had not come, and the refusal of a host is asked about again.
    assert!(n_again <= 1, "asked for twice: {after:?}");
    let (calm, _regions) = campaign(&site);
    calm.done(&RUN);
    assert!(stopped.final_bytes("2019") == calm.final_bytes("2019"), "other bytes than a calm run");
}

#[test]
fn a_second_signal_ends_at_once_and_loses_nothing() {
    let gate = Arc::new(Gate::default());
    let site = site(&gate);
    let (ended, _regions) = campaign(&site);
    let mut child = stuck(&ended, &site);
    signal(&child);
    signal(&child);
    let status = child.wait().unwrap();
    assert!(status.code() == Some(130) || status.signal().is_some(), "{status}");
    gate.open();
    ended.done(&RUN);
    let (calm, _regions) = campaign(&site);
    calm.done(&RUN);
    assert!(ended.final_bytes("2019") == calm.final_bytes("2019"), "other bytes than a calm run");
}

#[test]
fn counters_are_written_for_monitors() {
    let site = Loopback::start(|_| Answer::Bytes(Vec::new())).unwrap();
    let (campaign, _regions) = campaign(&site);
    let metrics = campaign.path("bluebook.prom");
    campaign.done(&["run", "--metrics", metrics.to_str().unwrap()]);
    let text = String::from_utf8(fs::read(&metrics).unwrap()).unwrap();
    let value = |series: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(series)?.strip_prefix(' '));
        line.and_then(|number| number.parse::<u64>().ok())
    };
    assert_eq!(value("bluebook_regions_done"), Some(1), "{text}");
    assert_eq!(value("bluebook_pages_missing_total{failure=\"disconnect\"}"), Some(1), "{text}");
    assert_eq!(value("bluebook_host_requests_total{host=\"127.0.0.1\"}"), Some(2), "{text}");
    // What parsing took is known even where there is nothing to parse.
    assert!(text.contains("bluebook_cpu_seconds_total{step=\"parse\"} 0."), "{text}");
    for line in text.lines() {
        let is_comment =
            line.starts_with("# HELP bluebook_") || line.starts_with("# TYPE bluebook_");
        let is_series = line.rsplit(' ').next().is_some_and(|n| n.parse::<f64>().is_ok());
        assert!(is_comment || is_series, "{line}");
    }
}
