//! Ranks, ties, classes.

use super::super::{RegionScore, class_of, rank, score_region};
use super::sketch::{parse, region, text};
use crate::model::{Basis, ClassCut};

/// The cuts of 2019.
fn cuts() -> Vec<ClassCut> {
    [("A", 79.91), ("B", 60.10), ("C", 46.09), ("D", 0.0)]
        .map(|(title, at_least)| ClassCut { title: text(title), at_least, basis: Basis::Ours })
        .into()
}

/// A region with this sketch of a system; see `sketch`.
fn scored(code: u32, line: &str) -> RegionScore {
    let (system, verdicts) = parse(line);
    RegionScore { region: region(code), ..score_region(&system, region(440_100), &verdicts) }
}

/// `regions` as `code=score`, all with one point. Expects `rank/code`, as listed.
#[track_caller]
fn check(regions: &str, expected: &str) {
    let one = |word: &str| {
        let (code, findings) = word.split_once('=').unwrap();
        scored(code.parse().unwrap(), &format!("100[100:{findings}]"))
    };
    let scores: Vec<_> = regions.split(' ').map(one).collect();
    let shown: Vec<_> = rank(&scores, &cuts(), 0.5)
        .iter()
        .map(|place| {
            assert_eq!(scores[place.position].region, place.region);
            assert_eq!(place.rank.is_some(), place.class.is_some());
            let rank = place.rank.map_or("-".to_owned(), |rank| rank.to_string());
            format!("{rank}/{}", place.region)
        })
        .collect();
    assert_eq!(shown.join(" "), expected);
}

#[test]
fn ties_share_a_rank_and_are_listed_by_code() {
    check("100001=0.1 100002=0.3 100003=0.2", "1/100002 2/100003 3/100001");
    check("100004=0.2 100003=0.3 100002=0.2 100001=0.1", "1/100003 2/100002 2/100004 4/100001");
    check("100002=0.5 100001=0.5 100003=0.5", "1/100001 1/100002 1/100003");
    check("100002=0 100001=-0.0", "1/100001 1/100002");
}

#[test]
fn ranks_follow_unrounded_totals() {
    check("100001=0.60001 100002=0.60002", "1/100002 2/100001");
    check("100001=0.6000000001 100002=0.6000000002", "1/100002 2/100001");
}

#[test]
fn equal_merit_ties_in_spite_of_rounding() {
    // Exactly 1/6 both, of the same system.
    let first = scored(100_001, "40[1:0 1:0 1:0] 40[1:0 1:0 1:0] 20[1:0.5 1:1 1:1]");
    let second = scored(100_002, "40[1:0 1:0 1:0] 40[1:0 1:0 1:0.5] 20[1:0 1:0.5 1:1]");
    let [a, b] = [&first, &second].map(|region| region.total.score.unwrap());
    assert_ne!(a.to_bits(), b.to_bits(), "the example must show the noise of sums");
    let ranks: Vec<_> = rank(&[first, second], &[], 0.0).iter().map(|place| place.rank).collect();
    assert_eq!(ranks, [Some(1), Some(1)]);
}

#[test]
fn thin_and_unknown_regions_have_no_rank() {
    check("100001=? 100002=1,?,? 100003=0.1", "1/100003 -/100002 -/100001");
    check("100003=1,?,? 100002=0.2,?,? 100001=? 100000=?", "-/100002 -/100003 -/100000 -/100001");
    // Exactly the least coverage is enough.
    check("100001=1,?", "1/100001");
}

#[test]
fn cuts_are_reached_from_at_least() {
    #[track_caller]
    fn check(total: f64, expected: &str) {
        let cuts = cuts();
        let class = class_of(&cuts, total).map_or("-", |class| &cuts[class].title.zh);
        assert_eq!(class, expected, "{total}");
    }
    check(1.0, "A");
    check(0.7991, "A");
    check(0.799_099_9, "B");
    // 60.10 / 100 * 100 is less than 60.10 in `f64`.
    check(60.10 / 100.0, "B");
    check(0.600_999, "C");
    check(0.4609, "C");
    check(0.460_899, "D");
    check(0.0, "D");
    assert_eq!(class_of(&[], 1.0), None);
}
