use super::*;

#[track_caller]
fn check(block: &[u8], expected: Option<(u16, &str, bool)>) {
    let got = parse_response(block);
    let got = got.as_ref().map(|r| (r.status, str::from_utf8(&r.entity).unwrap(), r.is_short));
    assert_eq!(got, expected);
}

#[test]
fn responses() {
    check(b"HTTP/1.1 200 OK\r\nA: b\r\n\r\nbody\r\n\r\n", Some((200, "body\r\n\r\n", false)));
    check(b"HTTP/1.0 404\r\n\r\n", Some((404, "", false)));
    check(b"HTTP/2 200\nA: b\n\nbody", Some((200, "body", false)));
    check(b"HTTP/1.1 301 Moved", Some((301, "", false)));
    check(b"HTTP/1.1 abc\r\n\r\n", None);
    check(b"HTTP/1.1 20\r\n\r\n", None);
    check(b"<html>", None);
    check(b"", None);
}

#[test]
fn chunked_bodies_are_joined_if_they_are_chunked() {
    let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n";
    let block = |body: &str| format!("{head}{body}").into_bytes();
    check(&block("2\r\nab\r\n0\r\n\r\n"), Some((200, "ab", false)));
    check(&block("2\r\nab\r\n5\r\nc"), Some((200, "abc", true)));
    check(&block("<p>joined by the crawler"), Some((200, "<p>joined by the crawler", false)));
}

#[test]
fn header_bytes_survive() {
    let block = b"HTTP/1.1 200 OK\r\nX: \xd5\xfe\xb8\xae\r\n\r\n";
    let response = parse_response(block).unwrap();
    let value = field(&response.headers, "x").unwrap();
    assert_eq!(latin1_bytes(value).collect::<Vec<_>>(), b"\xd5\xfe\xb8\xae");
}

#[test]
fn redirects_lead_where_browsers_go() {
    #[track_caller]
    fn check(status: u16, location: &[u8], expected: Option<&str>) {
        let from = Url::parse("http://www.a.gov.cn/x/y.html?q#f").unwrap();
        let headers = vec![("Location".to_owned(), latin1(location))];
        let got = redirect_target(&from, status, &headers);
        assert_eq!(got.as_ref().map(Url::as_str), expected);
    }
    check(301, b"https://www.a.gov.cn/", Some("https://www.a.gov.cn/"));
    check(302, b"z.html#top", Some("http://www.a.gov.cn/x/z.html"));
    check(307, b"//b.gov.cn", Some("http://b.gov.cn/"));
    check(308, b" /z ", Some("http://www.a.gov.cn/z"));
    check(302, "/政务".as_bytes(), Some("http://www.a.gov.cn/%E6%94%BF%E5%8A%A1"));
    check(302, b"/\xd5\xfe", Some("http://www.a.gov.cn/%D5%FE"));
    check(302, b"http://", None);
    check(200, b"/z", None);
    check(304, b"/z", None);
}
