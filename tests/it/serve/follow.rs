//! A round followed while it is recorded.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpStream;

use serde_json::Value;

use super::web::{House, Web, batch};

/// A stream of events.
struct Events(BufReader<TcpStream>);

impl Events {
    fn of(web: &Web, last: Option<u64>) -> Self {
        let mut stream = TcpStream::connect(web.address).unwrap();
        let last = last.map_or_else(String::new, |last| format!("Last-Event-ID: {last}\r\n"));
        let ask =
            format!("GET /api/rounds/2019/events HTTP/1.1\r\nHost: {}\r\n{last}\r\n", web.host);
        stream.write_all(ask.as_bytes()).unwrap();
        Self(BufReader::new(stream))
    }

    /// The next event: name, id, data.
    fn next(&mut self) -> (String, String, Value) {
        let (mut name, mut id) = (String::new(), String::new());
        loop {
            let mut line = String::new();
            assert!(self.0.read_line(&mut line).unwrap() > 0, "the stream ended");
            let line = line.trim_end();
            if let Some(text) = line.strip_prefix("event: ") {
                text.clone_into(&mut name);
            } else if let Some(text) = line.strip_prefix("id: ") {
                text.clone_into(&mut id);
            } else if let Some(text) = line.strip_prefix("data: ") {
                return (name, id, serde_json::from_str(text).unwrap());
            }
        }
    }
}

#[test]
fn a_region_is_told_as_it_is_recorded() {
    let house = House::empty();
    let mut round = house.begin();
    let mut regions = house.made.judged.iter();
    let mut record = || {
        let (region, verdicts) = regions.next().unwrap();
        round.record(&batch(*region, verdicts)).unwrap();
        region.to_string()
    };
    let first = record();
    let web = house.open();
    let mut events = Events::of(&web, None);
    let (name, id, state) = events.next();
    assert_eq!((name.as_str(), id.as_str()), ("state", "1"));
    assert_eq!((&state["n_judged"], &state["n_regions"]), (&1.into(), &3.into()));
    let second = record();
    let (name, id, region) = events.next();
    assert_eq!((name.as_str(), id.as_str()), ("region", "2"));
    assert_eq!(region["code"], second.as_str());
    assert_eq!(region["n_verdicts"], 4);
    // Somebody who lost the connection is told what was missed.
    let mut again = Events::of(&web, Some(0));
    assert_eq!(again.next().0, "state");
    assert_eq!(again.next().2["code"], first.as_str());
    assert_eq!(again.next().2["code"], second.as_str());
    let third = record();
    assert_eq!(events.next().2["code"], third.as_str());
    assert_eq!(again.next().2["code"], third.as_str());
    round.close().unwrap();
    assert_eq!(events.next().0, "closed");
    // What is reviewed here is told as well.
    let browser = web.log_in("甲");
    let question = browser.act("next", &serde_json::json!({}))["question"]["id"].clone();
    // Sitting down begins the record.
    browser.act("answers", &serde_json::json!({"question": question, "call": "confirm"}));
    loop {
        let (name, _, data) = events.next();
        assert_eq!(name, "reviews");
        if data["n_events"] == 1 {
            break;
        }
    }
    assert_eq!(browser.json("/rounds/2019/overview.json")["n_judged"], 3);
}

#[test]
fn there_are_so_many_streams() {
    let mut house = House::new();
    house.options.limits.streams_max = 1;
    let web = house.open();
    let mut events = Events::of(&web, None);
    assert_eq!(events.next().0, "state");
    assert_eq!(web.browser().get("/api/rounds/2019/events").problem(), "busy");
}
