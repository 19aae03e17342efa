//! The desk in the terminal, driven by keys.

use super::commands::{a_yes, json};
use crate::campaign::Campaign;

const SAMPLE: &str = "manifests/demo/sample.warc.gz";

#[test]
fn the_desk_is_worked_by_keys() {
    let campaign = Campaign::judged();
    let archive = tests::root().join(SAMPLE);
    let archive = archive.to_str().unwrap();
    let desk = ["verify", "--as", "甲", "--by", "audit", "--double", "0", "--from", archive];
    // Help, an unknown key, skip, a note, send back by the note, undo, agree or correct, end.
    let out = campaign.typed(&desk, "?\nx\ns\nn 打不开\nr\nu\nr 换了网址\nq\n");
    assert!(out.contains("a 同意 agree"), "{out}");
    assert!(out.contains("没有 `x` 键"), "{out}");
    assert!(out.contains("已记录 recorded 1") && out.contains("已撤销 taken back 1"), "{out}");
    assert!(out.contains("已记录 recorded 3") && out.ends_with("记录 recorded 1\n"), "{out}");
    let listed = json(&campaign.done(&["review", "list", "--format", "json"]));
    let what: Vec<_> = listed.as_array().unwrap().iter().map(|one| one["what"].clone()).collect();
    assert_eq!(what, ["reject", "undo", "reject"]);
    assert_eq!(listed[0]["reason"], "打不开");
    assert_eq!(listed[2]["reason"], "换了网址");
    assert_eq!(listed[0]["point"], listed[2]["point"], "the question undone is put again");
    assert_eq!(listed[0]["drawn"], "audit");
}

#[test]
fn the_quote_stands_in_its_context_and_is_corrected_with_what_is_shown() {
    let campaign = Campaign::judged();
    let archive = tests::root().join(SAMPLE);
    let archive = archive.to_str().unwrap();
    let desk = ["verify", "--as", "甲", "--by", "audit", "--double", "0", "--from", archive];
    let keys = "s\n".repeat(40);
    let out = campaign.typed(&desk, &keys);
    assert!(out.contains('【') && out.contains('】'), "{out}");
    assert!(!out.contains("archive has no such page"), "{out}");
    // A yes that is known: leased to nobody, named by hand, then disputed and put to a third.
    let (region, point) = a_yes(&campaign);
    for (person, call) in [("乙", "--confirm"), ("丙", "--cannot-tell"), ("丁", "--reject")] {
        let record = ["review", "record", &region, &point, "--as", person, call];
        campaign.done(&[&record[..], &["--reason", "如此"]].concat());
    }
    let desk = ["verify", "--as", "甲", "--by", "disagreement", "--from", archive];
    let out = campaign.typed(&desk, "2\n\n\n\n9\n2\n页面上没有\n\n\n");
    assert!(out.contains("意见 answer: 乙 confirm"), "{out}");
    assert!(out.contains("未记录 not recorded: a correction shows"), "{out}");
    assert!(out.contains("没有 [9]") && out.contains("没有题了"), "{out}");
    let told = campaign.done(&["explain", &region]);
    assert!(told.contains("裁定 adjudicated · correct · 甲"), "{told}");
    assert!(told.contains("凭证 shown: “页面上没有” http"), "{told}");
}
