//! Constructed bytes: what each is read as, on what ground.

use encoding_rs::{BIG5, Encoding, GB18030};

use super::decode;

const PAGE: &str = "<title>办事指南</title><p>市人力资源和社会保障局办理城乡居民养老保险";

fn encoded(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    encoding.encode(text).0.into_owned()
}

fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(to_bytes).collect()
}

/// `expected` is `encoding ground n_replaced`; the text has to be `text`.
#[track_caller]
fn check(bytes: &[u8], header: Option<&str>, text: &str, expected: &str) {
    let decoded = decode(bytes, header);
    let found = format!("{} {} {}", decoded.encoding, decoded.ground.name(), decoded.n_replaced);
    assert_eq!((found.as_str(), decoded.text.as_str()), (expected, text));
}

fn with_meta(label: &str) -> String {
    format!("<meta http-equiv=Content-Type content='text/html; charset={label}'>{PAGE}")
}

#[test]
fn utf8_needs_no_label_and_beats_every_label() {
    check(PAGE.as_bytes(), None, PAGE, "utf-8 utf-8 0");
    check(PAGE.as_bytes(), Some("gb2312"), PAGE, "utf-8 utf-8 0");
    check(with_meta("gbk").as_bytes(), None, &with_meta("gbk"), "utf-8 utf-8 0");
    check(b"<p>ascii", Some("gbk"), "<p>ascii", "utf-8 utf-8 0");
    check(b"", None, "", "utf-8 utf-8 0");
}

#[test]
fn a_byte_order_mark_is_believed_and_taken_off() {
    check(format!("\u{feff}{PAGE}").as_bytes(), Some("gbk"), PAGE, "utf-8 bom 0");
    let marked = format!("\u{feff}{PAGE}");
    check(&utf16(&marked, u16::to_le_bytes), Some("utf-8"), PAGE, "utf-16le bom 0");
    check(&utf16(&marked, u16::to_be_bytes), None, PAGE, "utf-16be bom 0");
}

#[test]
fn utf16_shows_by_its_zeros() {
    // 一 and 开 have a zero too, on the other side.
    let chinese = "<html><body><p>政务公开和一网通办</p></body></html>";
    check(&utf16(chinese, u16::to_le_bytes), None, chinese, "utf-16le bom 0");
    check(&utf16(chinese, u16::to_be_bytes), None, chinese, "utf-16be bom 0");
    check(&utf16(PAGE, u16::to_le_bytes), Some("gbk"), PAGE, "utf-16le bom 0");
    check(&utf16(PAGE, u16::to_be_bytes), Some("utf-8"), PAGE, "utf-16be bom 0");
    check(b"a\0", None, "a\0", "utf-8 utf-8 0");
    check(b"<p>one\0zero</p>", None, "<p>one\0zero</p>", "utf-8 utf-8 0");
}

#[test]
fn gbk_by_header_under_each_of_its_names() {
    let bytes = encoded(PAGE, GB18030);
    for label in ["gbk", "GB2312", "gb18030", " \"GBK\" ", "x-gbk;"] {
        check(&bytes, Some(label), PAGE, "gb18030 header 0");
    }
}

#[test]
fn gbk_served_as_latin1_or_as_utf8() {
    let page = with_meta("gb2312");
    let bytes = encoded(&page, GB18030);
    check(&bytes, Some("ISO-8859-1"), &page, "gb18030 meta 0");
    check(&bytes, Some("utf-8"), &page, "gb18030 meta 0");
    check(&bytes, Some("no-such-charset"), &page, "gb18030 meta 0");
    check(&encoded(PAGE, GB18030), Some("iso-8859-1"), PAGE, "gb18030 detector 0");
}

#[test]
fn a_meta_that_lies_is_not_believed() {
    let page = with_meta("utf-8");
    check(&encoded(&page, GB18030), None, &page, "gb18030 detector 0");
    let page = with_meta("iso-8859-1");
    check(&encoded(&page, GB18030), None, &page, "gb18030 detector 0");
    let page = with_meta("big5");
    check(&encoded(&page, GB18030), Some("gbk"), &page, "gb18030 header 0");
}

#[test]
fn header_and_meta_disagree() {
    // Big5 cannot read these bytes, GBK can; then the other way round.
    let page = with_meta("gbk");
    check(&encoded(&page, GB18030), Some("big5"), &page, "gb18030 meta 0");
    let page = "<meta charset=big5><p>辦事指南：市政府公開資訊聯絡電話".repeat(3);
    check(&encoded(&page, BIG5), Some("euc-kr"), &page, "big5 meta 0");
}

#[test]
fn characters_of_four_bytes() {
    let page = with_meta("gb2312").replace("市", "市\u{20087}\u{e9}");
    check(&encoded(&page, GB18030), Some("gbk"), &page, "gb18030 header 0");
}

#[test]
fn a_page_cut_in_a_character_has_one_replacement() {
    let gbk = encoded("<p>办事", GB18030);
    check(&gbk[..gbk.len() - 1], Some("gbk"), "<p>办\u{fffd}", "gb18030 header 1");
    let utf8 = "<p>办事".as_bytes();
    check(&utf8[..utf8.len() - 1], None, "<p>办\u{fffd}", "utf-8 utf-8 1");
}

#[test]
fn a_few_broken_characters_do_not_change_the_charset() {
    let mut bytes = PAGE.repeat(3).into_bytes();
    bytes.splice(7..7, [0xe5, 0x8a]);
    let text = format!("<title>\u{fffd}{}", &PAGE.repeat(3)[7..]);
    check(&bytes, None, &text, "utf-8 utf-8 1");
    check(&bytes, Some("gbk"), &text, "utf-8 utf-8 1");
}

#[test]
fn labels_in_the_page() {
    let gbk = |start: &str| encoded(&format!("{start}{PAGE}"), GB18030);
    for start in [
        "<meta charset=gbk>",
        "<META CharSet = 'GB2312' />",
        "<!-- <meta charset=big5> --><meta name=a content=b><meta charset=\"gb18030\">",
        "<?xml version='1.0' encoding='gb2312'?>",
        "<meta content=\"text/html;charset=gbk;\" http-equiv=content-type>",
    ] {
        check(&gbk(start), None, &format!("{start}{PAGE}"), "gb18030 meta 0");
    }
    for start in [
        "<meta charset=>",
        "<meta charset",
        "<meta name=charset content=gbk>",
        "<!-- <meta charset=gbk>",
    ] {
        check(&gbk(start), None, &format!("{start}{PAGE}"), "gb18030 detector 0");
    }
    let far = " ".repeat(1_020) + "<meta charset=gbk>";
    check(&gbk(&far), None, &format!("{far}{PAGE}"), "gb18030 detector 0");
}

#[test]
fn damage_served_by_the_site_is_counted() {
    check("<p>办\u{fffd}事".as_bytes(), None, "<p>办\u{fffd}事", "utf-8 detector 1");
}
