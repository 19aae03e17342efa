use super::*;

#[track_caller]
fn check(path: &str, expected: &str) {
    assert_eq!(cdxj_path(Path::new(path)), Path::new(expected));
}

#[test]
fn an_index_is_beside_its_file() {
    check("r/pages.warc.gz", "r/pages.cdxj");
    check("r/pages-00002.warc.gz", "r/pages-00002.cdxj");
    check("a.b.warc", "a.b.cdxj");
    check("noname", "noname.cdxj");
}

#[test]
fn text_is_escaped_as_python_does() {
    let mut json = String::new();
    push_json(&mut json, "a\"\\\n\u{7f}\u{1}政\u{1f600}");
    assert_eq!(json, r#""a\"\\\n\u007f\u0001\u653f\ud83d\ude00""#);
}

#[test]
fn media_types_lose_their_parameters() {
    assert_eq!(mime_of("text/html; charset=gbk"), "text/html");
    assert_eq!(mime_of("text/html charset=gbk"), "text/html");
    assert_eq!(mime_of(";x"), "");
}

#[test]
fn dates_lose_fractions_and_zone() {
    assert_eq!(timestamp("2019-01-15T02:00:00Z"), "20190115020000");
    assert_eq!(timestamp("2019-01-15T02:00:00.123456Z"), "20190115020000");
}
