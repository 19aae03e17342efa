//! Figures of panels against the formulas worked out elsewhere, and the order of reviews.

use bluebook_index::agreement::pair;
use bluebook_index::effect::{Open, Standings, worths};
use bluebook_index::share::{Share, Z_95, recall};

#[track_caller]
fn near(ours: f64, theirs: f64) {
    assert!((ours - theirs).abs() < 1e-9, "{ours}, not {theirs}");
}

#[test]
fn wilson_is_what_the_formula_gives() {
    #[track_caller]
    fn check(hits: usize, n: usize, lower: f64, upper: f64) {
        let [ours_lower, ours_upper] = Share { hits, n }.wilson(Z_95);
        near(ours_lower, lower);
        near(ours_upper, upper);
    }
    // Worked out in decimal arithmetic of 50 digits.
    check(8, 10, 0.490_162_471_537, 0.943_317_848_546);
    check(0, 10, 0.0, 0.277_532_799_863);
    check(10, 10, 0.722_467_200_137, 1.0);
    check(1, 2, 0.094_531_205_734, 0.905_468_794_266);
    check(50, 100, 0.403_831_530_366, 0.596_168_469_634);
    check(97, 120, 0.728_788_439_958, 0.868_749_740_750);
    check(1234, 2000, 0.595_490_272_230, 0.638_061_138_706);
    check(1, 66600, 0.000_002_650_524, 0.000_085_054_009);
    check(0, 0, 0.0, 1.0);
}

#[test]
fn prevalence_explains_a_low_kappa() {
    // Byrt, Bishop and Carlin (1993), table 2 form: a = 118, b = 5, c = 2, d = 0.
    let grades = [(118, 0, 0), (5, 0, 1), (2, 1, 0)];
    let column = |of: fn(&(usize, usize, usize)) -> usize| -> Vec<Option<usize>> {
        grades.iter().flat_map(|cell| vec![Some(of(cell)); cell.0]).collect()
    };
    let pair = pair(&column(|cell| cell.1), &column(|cell| cell.2)).unwrap();
    near(pair.agreement, 118.0 / 125.0);
    near(pair.adjusted, 2.0 * 118.0 / 125.0 - 1.0);
    near(pair.prevalence.unwrap(), 118.0 / 125.0);
    near(pair.bias.unwrap(), 3.0 / 125.0);
    // Expected agreement: (120·123 + 5·2) / 125².
    let expected = (120.0 * 123.0 + 5.0 * 2.0) / (125.0 * 125.0);
    near(pair.kappa.unwrap(), (118.0 / 125.0 - expected) / (1.0 - expected));
}

#[test]
fn recall_counts_each_sample_for_its_kind() {
    let (right, missed) = (Share { hits: 90, n: 100 }, Share { hits: 5, n: 50 });
    let (value, [lower, upper]) = recall((right, 1000), (missed, 200)).unwrap();
    near(value, 900.0 / 920.0);
    assert!(lower < value && value < upper && lower > 0.9, "{lower}-{upper}");
    assert_eq!(recall((Share::default(), 10), (missed, 200)), None);
    near(recall((right, 1000), (Share::default(), 0)).unwrap().0, 1.0);
}

#[test]
fn what_can_change_an_order_is_worth_more() {
    let totals = [Some(0.9), Some(0.5), Some(0.499), Some(0.2), None];
    let standings = Standings { totals: &totals, cuts: &[], top: None };
    let open = |region, weight| Open { region, weight, score: Some(1.0), wrong: 0.1 };
    let opens = [open(0, 0.01), open(1, 0.01), open(2, 0.01), open(1, 0.001), open(4, 0.5)];
    let worths = worths(&standings, &opens);
    assert!(worths[1] > 1e6 * worths[0] && worths[2] > 1e6 * worths[0], "{worths:?}");
    assert!(worths[1] > worths[3] && worths[3] > 0.0 && worths[4] == 0.0, "{worths:?}");
}
