//! Rounding, cleaning and aligning, one cell at a time.

use proptest::prelude::*;

use super::super::Percent;
use super::super::clean::{clean, csv_text, write_json};
use super::super::table::{Align, Table, width};

#[test]
fn percent_rounds_half_away_from_zero() {
    #[track_caller]
    fn check(share: f64, expected: &str) {
        assert_eq!(Percent::of(share).to_string(), expected, "{share}");
    }
    check(0.0, "0.00");
    check(1.0, "100.00");
    check(0.799_149, "79.91");
    check(0.799_150, "79.92");
    // 0.285 / 10 is below 0.0285 in `f64`, and 1.005 % below 1.005; people round the decimal.
    check(0.010_05, "1.01");
    check(0.601_25, "60.13");
    check(0.601_35, "60.14");
    check(2.0 / 3.0, "66.67");
    check(0.000_049_9, "0.00");
    check(0.000_05, "0.01");
    check(-0.5, "0.00");
    check(f64::NAN, "0.00");
    check(f64::INFINITY, "42949672.95");
    let json = serde_json::to_string(&[Percent::of(0.7991), Percent::of(0.8)]);
    assert_eq!(json.unwrap(), "[79.91,80.0]");
}

#[test]
fn steering_characters_are_shown_not_sent() {
    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(clean(text), expected, "{text:?}");
    }
    check("广州市  权责\t清单\n", "广州市 权责 清单");
    check("\u{1b}[2J\u{1b}]0;owned\u{7}", r"\u{1b}[2J\u{1b}]0;owned\u{7}");
    check("\u{9b}31m red", r"\u{9b}31m red");
    check("a\r\nb\0c\u{8}\u{7f}", r"a b\u{0}c\u{8}\u{7f}");
    check("\u{202e}nrut\u{2066}\u{feff}", r"\u{202e}nrut\u{2066}\u{feff}");
    check("\u{2028}line\u{85}line", "line line");
    check("", "");
    check(&"长".repeat(400), &"长".repeat(400));
    check(&"长".repeat(401), &format!("{}…", "长".repeat(400)));
}

#[test]
fn csv_cells_are_text_to_a_spreadsheet() {
    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(csv_text(text), expected, "{text:?}");
    }
    check("广州市", "广州市");
    check("a,b", "\"a,b\"");
    check("say \"so\"", "\"say \"\"so\"\"\"");
    check("two\r\nlines", "two lines");
    check("=1+1", "'=1+1");
    check("\t =HYPERLINK(\"x\",1)", "\"'=HYPERLINK(\"\"x\"\",1)\"");
    check("-1", "'-1");
    check("+1", "'+1");
    check("@SUM", "'@SUM");
    check("＝1", "'＝1");
}

#[test]
fn json_keeps_every_character_and_sends_none_that_steers() {
    let hostile = "\u{9b}2J\u{7f}\u{202e}\u{e0041}\u{1b} a\nb \\u1234 “引文”";
    let mut json = Vec::new();
    write_json(&mut json, &[hostile]).unwrap();
    let json = String::from_utf8(json).unwrap();
    assert_eq!(clean(&json.replace('\n', "")), json.replace('\n', "").replace("  ", " "));
    assert_eq!(serde_json::from_str::<[String; 1]>(&json).unwrap(), [hostile]);
}

#[test]
fn han_characters_are_two_columns_wide() {
    #[track_caller]
    fn check(text: &str, expected: usize) {
        assert_eq!(width(text), expected, "{text}");
    }
    check("", 0);
    check("rank", 4);
    check("名次", 4);
    check("（全角）", 8);
    check("𠮷", 2);
    check("“…”·", 4);
}

#[test]
fn columns_align() {
    let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
    let rows = vec![row(["名次", "地区", "总分"]), row(["10", "广州", "9.00"]), row(["", "x", ""])];
    let mut text = Vec::new();
    Table { align: vec![Align::Right, Align::Left, Align::Right], rows }.write(&mut text).unwrap();
    assert_eq!(String::from_utf8(text).unwrap(), "名次  地区  总分\n  10  广州  9.00\n      x\n");
}

proptest! {
    #[test]
    fn percent_is_within_half_a_step(share in 0.0..=1.0) {
        let shown: f64 = Percent::of(share).to_string().parse().unwrap();
        prop_assert!((shown - 100.0 * share).abs() <= 0.005 + 1e-9);
    }

    #[test]
    fn clean_is_one_line_without_control(text in any::<String>()) {
        let clean = clean(&text);
        prop_assert!(!clean.contains(char::is_control), "{clean:?}");
        prop_assert_eq!(super::super::clean::clean(&clean).chars().count() <= 401, true);
    }

    #[test]
    fn json_comes_back(text in any::<String>()) {
        let mut json = Vec::new();
        write_json(&mut json, &text).unwrap();
        prop_assert_eq!(serde_json::from_slice::<String>(&json).unwrap(), text);
    }
}
