use super::*;

/// Least, quartiles and greatest of some numbers, and their bars.
#[track_caller]
fn check(numbers: &[f64], five: [f64; 5], bars: [usize; BARS]) {
    let found = Distribution::of(numbers.to_vec(), "days".to_owned()).unwrap();
    let Distribution { min, quartile_1, median, quartile_3, max, .. } = found;
    for (found, expected) in [min, quartile_1, median, quartile_3, max].into_iter().zip(five) {
        assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
    }
    assert_eq!(found.bars, bars);
}

#[test]
fn numbers_are_spread_over_quartiles_and_bars() {
    check(&[7.0], [7.0; 5], [1, 0, 0, 0, 0, 0, 0, 0]);
    check(&[2.0, 2.0], [2.0; 5], [2, 0, 0, 0, 0, 0, 0, 0]);
    check(&[8.0, 0.0, 4.0], [0.0, 2.0, 4.0, 6.0, 8.0], [1, 0, 0, 0, 1, 0, 0, 1]);
    check(&[-1.0, 3.0, 1.0, 1.0], [-1.0, 0.5, 1.0, 1.5, 3.0], [1, 0, 0, 0, 2, 0, 0, 1]);
    assert_eq!(Distribution::of(Vec::new(), String::new()), None);
}
