//! Captures as text, shared by the tests of whoever has captures.

use super::*;

/// A capture of 2019-01-01 whose body is `body`.
pub(crate) fn capture(url: &str, status: u16, body: &str) -> Capture {
    Capture {
        requested: url.to_owned(),
        url: url.to_owned(),
        status,
        headers: vec![("content-type".to_owned(), "text/html".to_owned())],
        body: body.as_bytes().to_vec(),
        entity: None,
        captured_on: "2019-01-01T00:00:00Z".to_owned(),
        hops: Vec::new(),
        truncated: None,
        ip: None,
        sent: vec![("user-agent".to_owned(), "bluebook (test@example.cn)".to_owned())],
        remarks: Headers::new(),
    }
}

#[track_caller]
fn check_charset(content_type: &str, expected: Option<&str>) {
    let mut capture = capture("http://a/", 200, "");
    capture.headers = vec![("CONTENT-TYPE".to_owned(), content_type.to_owned())];
    assert_eq!(capture.header_charset(), expected);
}

#[test]
fn the_header_names_a_charset_in_many_ways() {
    check_charset("text/html; charset=utf-8", Some("utf-8"));
    check_charset("text/html;Charset=\"GB2312\"", Some("GB2312"));
    check_charset("text/html; a=b; charset = 'gbk' ; c=d", Some("gbk"));
    check_charset("text/html; charset=", None);
    check_charset("text/html", None);
    check_charset("charset=gbk", None);
}

#[test]
fn truncations_have_the_standards_names() {
    for reason in [Truncation::Length, Truncation::Time, Truncation::Disconnect] {
        assert_eq!(Truncation::from_name(reason.name()), reason);
    }
    assert_eq!(Truncation::from_name("Time "), Truncation::Time);
    assert_eq!(Truncation::from_name("rain"), Truncation::Unspecified);
}
