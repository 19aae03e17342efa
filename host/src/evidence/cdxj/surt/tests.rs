use super::*;

/// `address<tab>key`, the keys by the Python package `surt` 0.3.1.
const CASES: &str = include_str!("cases.tsv");

#[test]
fn keys_are_those_of_the_wayback_machine() {
    for case in CASES.lines() {
        let (url, expected) = case.split_once('\t').unwrap();
        assert_eq!(surt(url), expected, "{url}");
    }
}

proptest::proptest! {
    #[test]
    fn any_text_has_a_key(url in "\\PC{0,60}", start in "(http://|https?:|)") {
        surt(&format!("{start}{url}"));
    }
}
