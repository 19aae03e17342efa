//! Values, precedence, mistakes, and that nothing foreign breaks it.

use proptest::prelude::*;

use super::{BYTES_MAX, Formula};

#[track_caller]
fn check(text: &str, x: f64, expected: Option<f64>) {
    let found = Formula::parse(text).unwrap().at(x);
    let close = match (found, expected) {
        (Some(found), Some(expected)) => (found - expected).abs() < 1e-12,
        (found, expected) => found == expected,
    };
    assert!(close, "{text} at {x}: {found:?}, not {expected:?}");
}

#[track_caller]
fn check_error(text: &str, says: &str) {
    assert_eq!(Formula::parse(text).unwrap_err().to_string(), says, "{text}");
}

#[test]
fn signs_bind_as_in_mathematics() {
    check("1 + 2 * 3 - 4 / 2", 0.0, Some(5.0));
    check("(1 + 2) * 3", 0.0, Some(9.0));
    check("8 - 3 - 2", 0.0, Some(3.0));
    check("-x^2", 3.0, Some(-9.0));
    check("2^3^2", 0.0, Some(512.0));
    check("2^-1", 0.0, Some(0.5));
    check("--x", 2.0, Some(2.0));
    check(" .5*x ", 4.0, Some(2.0));
}

#[test]
fn functions_are_the_named_ones() {
    check("min(1, ln(x + 1) / ln(21))", 20.0, Some(1.0));
    check("min(1, ln(x + 1) / ln(21))", 0.0, Some(0.0));
    check("max(0, 1 - x / 10)", 25.0, Some(0.0));
    check("sqrt(abs(x)) + exp(0)", -4.0, Some(3.0));
}

#[test]
fn what_is_not_defined_has_no_value() {
    check("1 / x", 0.0, None);
    check("ln(x)", -1.0, None);
    check("min(1, sqrt(x))", -1.0, None);
    check("10^400", 0.0, None);
}

#[test]
fn mistakes_are_told_with_their_place() {
    check_error("", "at byte 0 of the formula a number, `x` or `(` is missing");
    check_error("1 +", "at byte 3 of the formula a number, `x` or `(` is missing");
    check_error("(x", "at byte 2 of the formula `)` is missing");
    check_error("x x", "at byte 2 of the formula an operator or the end is missing");
    check_error("min(x)", "at byte 5 of the formula `,` and another argument is missing");
    check_error("1.2.3", "at byte 0 of the formula a decimal number is missing");
    check_error("y", "at byte 0 of the formula stands `y`, which is neither `x` nor a function");
    check_error(&"(".repeat(40), "the formula is nested more than 32 deep");
    check_error(&"-".repeat(40), "the formula is nested more than 32 deep");
    check_error(&"1".repeat(BYTES_MAX + 1), "the formula is longer than 256 bytes");
}

proptest! {
    #[test]
    fn no_text_panics(text in "[-+*/^(),.x0-9a-z é]{0,60}", x in any::<f64>()) {
        if let Ok(formula) = Formula::parse(&text) {
            prop_assert!(formula.at(x).is_none_or(f64::is_finite));
        }
    }
}
