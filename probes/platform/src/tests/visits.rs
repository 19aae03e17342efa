//! Records of visits.

use probe_sdk::testing::Site;

use super::{check, home};

const RECORD: &str = "https://feeds.test/visits.json";

/// A record of `n` visits, four a day back from 2019-01-14, of which the first ones failed.
fn record(url: &str, n: u32, n_failed: u32) -> String {
    let visit = |at: u32| {
        let (day, hour) = (14 - at / 4, 2 + at % 4 * 6);
        let is_open = at >= n_failed;
        let ms = 1000 + at * 10;
        format!(r#"{{"at":"2019-01-{day:02}T{hour:02}:00","is_open":{is_open},"elapsed_ms":{ms}}}"#)
    };
    let visits: Vec<String> = (0..n).map(visit).collect();
    format!(
        r#"{{"bluebook_feed":1,"kind":"visits","url":"{url}","visits":[{}]}}"#,
        visits.join(",")
    )
}

fn visits(record: &str) -> Site {
    Site::new().page("visits", RECORD, record)
}

#[test]
fn availability_over_a_week() {
    check(visits(&record("https://www.a.gov.cn/", 24, 0)), "availability", "1.000 share");
    check(visits(&record("https://www.a.gov.cn/", 20, 1)), "availability", "0.950 share");
    check(visits(&record("https://www.a.gov.cn/", 19, 0)), "availability", "NotStated");
    check(
        visits(&record("https://www.a.gov.cn/", 24, 0)).collected_on("2019-02-15"),
        "availability",
        "NotStated",
    );
    check(home(""), "availability", "NotStated");
    check(visits("<p>可用率 100%</p>"), "availability", "PageUnreadable");
    check(visits(r#"{"bluebook_feed":1,"kind":"app"}"#), "availability", "PageUnreadable");
}

#[test]
fn twenty_visits_within_an_hour_are_one() {
    let visits: Vec<String> =
        (0..30).map(|m| format!(r#"{{"at":"2019-01-14T10:{m:02}","is_open":true}}"#)).collect();
    let record = format!(
        r#"{{"bluebook_feed":1,"kind":"visits","url":"https://www.a.gov.cn/","visits":[{}]}}"#,
        visits.join(",")
    );
    check(Site::new().page("visits", RECORD, &record), "availability", "NotStated");
}

#[test]
fn response_times() {
    check(visits(&record("https://www.a.gov.cn/", 21, 0)), "response-time", "1100.000 ms");
    check(visits(&record("https://www.a.gov.cn/", 3, 2)), "response-time", "15000.000 ms");
    check(home("").fact("elapsed-ms", "2500"), "response-time", "2500.000 ms");
    check(home(""), "response-time", "NotStated");
}
