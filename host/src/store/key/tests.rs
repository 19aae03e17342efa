use super::*;

fn key(of: u32, point: &str, page: Option<&str>) -> Vec<u8> {
    verdict(RegionCode::new(of).unwrap(), &PointId(point.to_owned()), page)
}

#[test]
fn the_order_of_keys_is_region_point_page() {
    let ordered = [
        key(110_000, "A1", None),
        key(110_000, "A1", Some("")),
        key(110_000, "A1", Some("http://a/")),
        key(110_000, "A1", Some("http://b/")),
        key(110_000, "A1-2", None),
        key(110_000, "A10", None),
        key(110_000, "权责", None),
        key(110_100, "A1", None),
        key(999_999, "", None),
    ];
    for pair in ordered.windows(2) {
        assert!(pair[0] < pair[1], "{pair:?}");
    }
}

#[test]
fn keys_of_a_region_start_with_it() {
    let code = RegionCode::new(440_100).unwrap();
    assert!(key(440_100, "A1", Some("http://a/")).starts_with(&region(code)));
    assert!(nth(code, 7).starts_with(&region(code)));
    assert!(nth(code, 255) < nth(code, 256));
}
