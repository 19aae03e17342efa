//! Charsets on real bytes, from the server through the archive to what a person is shown:
//! headers lie, pages lie, marks are missing; the decision and its ground are in the evidence.

use std::fmt::Write as _;
use std::fs;

use encoding_rs::{BIG5, GB18030, GBK};
use tests::loopback::{Loopback, page};

use crate::campaign::Campaign;
use crate::live::FETCH;

/// Long enough that a guess has something to go by, and no notice.
const TEXT: &str = "政务公开 办事指南 机构职能 规划计划 财政预决算 公共资源配置 重大建设项目 社会公益事业 \
    本市各级行政机关主动公开政府信息，公民、法人和其他组织可以在网站查阅。";

/// The same for Taiwan's and Hong Kong's charset.
const TRADITIONAL: &str = "政務公開 辦事指南 機構職能 規劃計畫 財政預決算 公共資源配置 重大建設項目 \
    本市各級行政機關主動公開政府資訊，公民、法人和其他組織可以在網站查閱。";

struct Case {
    name: &'static str,
    /// The `Content-Type`.
    header: &'static str,
    body: Vec<u8>,
    /// Charset and ground.
    expected: &'static str,
    /// Words of the page.
    words: &'static str,
}

fn html(label: &str, text: &str) -> String {
    let meta = if label.is_empty() { String::new() } else { format!("<meta charset={label}>") };
    format!("<html><head>{meta}<title>{text}</title></head><body><p>{text}</p></body></html>")
}

fn gbk(label: &str) -> Vec<u8> {
    GBK.encode(&html(label, TEXT)).0.into_owned()
}

fn utf16(text: &str, order: fn(u16) -> [u8; 2], mark: bool) -> Vec<u8> {
    let mark = mark.then_some('\u{feff}');
    mark.into_iter()
        .chain(text.chars())
        .collect::<String>()
        .encode_utf16()
        .flat_map(order)
        .collect()
}

fn case(name: &'static str, header: &'static str, body: Vec<u8>, expected: &'static str) -> Case {
    Case { name, header, body, expected, words: "政务公开" }
}

fn cases() -> Vec<Case> {
    let utf8 = |label: &str| html(label, TEXT).into_bytes();
    let marked = [b"\xef\xbb\xbf".as_slice(), &utf8("")].concat();
    // U+3402 takes four bytes in GB 18030 and is not in GBK.
    let four_bytes = GB18030.encode(&html("", &format!("㐂{TEXT}"))).0.into_owned();
    let big5 = BIG5.encode(&html("", TRADITIONAL)).0.into_owned();
    let (le, be) = (u16::to_le_bytes as fn(u16) -> [u8; 2], u16::to_be_bytes as fn(u16) -> [u8; 2]);
    let wide = html("", TEXT);
    vec![
        case("gbk-header", "text/html; charset=GBK", gbk(""), "gb18030 header"),
        case("gb2312-quoted", "text/html; Charset=\"GB2312\"", gbk(""), "gb18030 header"),
        case("gbk-meta", "text/html", gbk("gb2312"), "gb18030 meta"),
        case("gbk-nothing", "text/html", gbk(""), "gb18030 detector"),
        case("gbk-as-latin1", "text/html; charset=ISO-8859-1", gbk(""), "gb18030 detector"),
        case("gbk-as-latin1-meta", "text/html; charset=iso-8859-1", gbk("gbk"), "gb18030 meta"),
        case("gbk-as-utf8", "text/html; charset=utf-8", gbk("gbk"), "gb18030 meta"),
        case("gbk-meta-lies", "text/html; charset=gbk", gbk("utf-8"), "gb18030 header"),
        Case {
            words: "㐂政务公开",
            ..case("gb18030", "text/html; charset=gb18030", four_bytes, "gb18030 header")
        },
        Case {
            words: "政務公開", ..case("big5", "text/html; charset=big5", big5, "big5 header")
        },
        case("utf8", "text/html; charset=utf-8", utf8(""), "utf-8 utf-8"),
        case("utf8-as-gbk", "text/html; charset=gbk", utf8("gbk"), "utf-8 utf-8"),
        case("utf8-bom-as-gbk", "text/html; charset=gbk", marked, "utf-8 bom"),
        case("utf16le-bom", "text/html", utf16(&wide, le, true), "utf-16le bom"),
        case("utf16be-bom", "text/html; charset=gbk", utf16(&wide, be, true), "utf-16be bom"),
        case("utf16le", "text/html", utf16(&wide, le, false), "utf-16le bom"),
        case("utf16be", "text/html; charset=utf-8", utf16(&wide, be, false), "utf-16be bom"),
    ]
}

#[test]
fn the_decision_and_its_ground_are_in_the_evidence() {
    let site = Loopback::start(|path| {
        let case = cases()
            .into_iter()
            .find(|case| path == format!("/{}", case.name))
            .unwrap_or(case("none", "text/html", Vec::new(), ""));
        page(&format!("Content-Type: {}\r\n", case.header), &case.body)
    })
    .unwrap();
    let regions = tempfile::tempdir().unwrap();
    let mut text = "province = \"990000\"\nzh = \"示例省\"\n".to_owned();
    for (number, case) in (1..).zip(cases()) {
        write!(
            text,
            "[[region]]\ncode = \"99{number:02}00\"\nzh = \"示例{number}市\"\n\
             short = \"示例{number}\"\narea = \"east\"\nlon = 113.5\nlat = 23.3\n\
             [[region.page]]\nchannel = \"site\"\nrole = \"home\"\nurl = {:?}\n",
            site.url(&format!("/{}", case.name))
        )
        .unwrap();
    }
    fs::write(regions.path().join("990000.toml"), text).unwrap();
    let campaign = Campaign::new(&tests::root().join("manifests/blue-book-2019"), regions.path())
        .fetching(FETCH);
    campaign.done(&["run"]);
    for case in cases() {
        let (charset, ground) = case.expected.split_once(' ').unwrap();
        let shown = campaign.done(&["archive", "show", &site.url(&format!("/{}", case.name))]);
        let now = format!("charset: {charset} · 依据 ground {ground} · 替换字符 replaced 0");
        let kept =
            format!("charset: {charset} · charset-ground: {ground} · replaced-characters: 0");
        for expected in [&now, &kept, case.words] {
            assert!(shown.contains(expected), "{}: no {expected} in\n{shown}", case.name);
        }
    }
    let listed = campaign.done(&["archive", "list", "--format", "jsonl"]);
    assert!(listed.contains(r#""charset":"gb18030","charset_ground":"detector""#), "{listed}");
    let n_pages = listed.lines().filter(|line| line.contains("charset_ground\":\"")).count();
    assert_eq!(n_pages, cases().len(), "{listed}");
}
