use super::*;
use crate::model::{Confidence, Measure, RegionCode};

#[track_caller]
fn check<T: Stored + std::fmt::Debug>(bytes: &[u8], problem: &str) {
    assert_eq!(decode::<T>(bytes).unwrap_err().to_string(), problem);
}

#[test]
fn other_bytes_are_refused_by_name() {
    check::<String>(b"", "it is empty");
    check::<String>(b"\x02\x01a", "it is of version 2, and this program reads 1");
    check::<String>(b"\x01\x02a", "it is not in the stored form");
    check::<String>(b"\x01\x01\xff", "it is not in the stored form");
    check::<String>(b"\x01\x01ab", "1 bytes follow the stored form");
    check::<RegionCode>(b"\x01\x07", "region code `7` is outside its range");
    check::<Confidence>(b"\x01\xe9\x07", "confidence `1001` is outside its range");
    let nan = [b"\x01".as_slice(), &f64::NAN.to_le_bytes(), b"\x01d"].concat();
    check::<Measure>(&nan, "number `NaN` is outside its range");
}

#[test]
fn every_confidence_comes_back() {
    for per_mille in 0..=1000_u16 {
        let confidence = Confidence::from_form(per_mille).unwrap();
        assert_eq!(confidence.form(), per_mille);
    }
}
