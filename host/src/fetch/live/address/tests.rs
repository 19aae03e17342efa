use super::*;

#[track_caller]
fn check(ip: &str, expected: Option<&str>) {
    assert_eq!(not_public(ip.parse().unwrap()), expected, "{ip}");
}

#[test]
fn the_public_internet_is_allowed() {
    for ip in ["1.1.1.1", "114.114.114.114", "172.15.0.1", "172.32.0.1", "100.63.0.1"] {
        check(ip, None);
    }
    for ip in ["100.128.0.1", "198.17.0.1", "223.255.255.255", "2400:3200::1", "240e::1"] {
        check(ip, None);
    }
    check("::ffff:1.1.1.1", None);
    check("64:ff9b::1.1.1.1", None);
    check("2002:101:101::1", None);
}

#[test]
fn the_rest_is_refused_by_what_it_is() {
    check("127.0.0.1", Some("loopback"));
    check("127.255.255.255", Some("loopback"));
    check("0.0.0.0", Some("unspecified"));
    check("10.0.0.1", Some("private"));
    check("172.16.0.1", Some("private"));
    check("172.31.255.255", Some("private"));
    check("192.168.1.1", Some("private"));
    check("100.64.0.1", Some("shared by a carrier's customers"));
    check("100.127.255.255", Some("shared by a carrier's customers"));
    check("169.254.169.254", Some("link-local"));
    check("192.0.2.1", Some("reserved"));
    check("198.18.0.1", Some("for benchmarks"));
    check("224.0.0.1", Some("multicast"));
    check("255.255.255.255", Some("reserved"));
    check("::", Some("unspecified"));
    check("::1", Some("loopback"));
    check("fd00::1", Some("private"));
    check("fe80::1", Some("link-local"));
    check("fec0::1", Some("site-local"));
    check("ff02::1", Some("multicast"));
    check("2001::1", Some("tunnelled (Teredo)"));
    check("2001:db8::1", Some("for documentation"));
    check("4000::1", Some("reserved"));
}

#[test]
fn an_address_in_disguise_is_what_it_hides() {
    for ip in
        ["::ffff:10.0.0.1", "::10.0.0.1", "::ffff:0:10.0.0.1", "64:ff9b::10.0.0.1", "2002:a00:1::"]
    {
        check(ip, Some("private"));
    }
    check("::ffff:127.0.0.1", Some("loopback"));
    check("64:ff9b:1::1.1.1.1", Some("translated inside a network"));
}

#[test]
fn a_rule_may_allow_more() {
    let ip = |text: &str| text.parse::<IpAddr>().unwrap();
    let more = AddressRule::PublicAnd(BTreeSet::from([ip("127.0.0.2")]));
    assert!(more.allows(ip("127.0.0.2")) && more.allows(ip("1.1.1.1")));
    assert!(!more.allows(ip("127.0.0.1")) && !AddressRule::PublicOnly.allows(ip("127.0.0.2")));
    assert!(AddressRule::Any.allows(ip("127.0.0.1")));
}

#[test]
fn hosts_written_as_numbers_are_seen_through() {
    #[track_caller]
    fn check(url: &str, expected: Result<&str, FailureClass>) {
        let got = check_address(&Url::parse(url).unwrap(), &AddressRule::PublicOnly);
        let got = got.as_deref().map_err(|failure| failure.class);
        assert_eq!(got, expected, "{url}");
    }
    check("https://www.gz.gov.cn:8443/", Ok("www.gz.gov.cn"));
    check("http://1.1.1.1/", Ok("1.1.1.1"));
    for host in ["127.1", "0x7f.0.0.1", "017700000001", "2130706433", "[::1]", "[::ffff:7f00:1]"] {
        check(&format!("http://{host}/"), Err(FailureClass::RefusedAddress));
    }
    check("http://user@www.gz.gov.cn/", Err(FailureClass::BadAddress));
    check("file:///etc/passwd", Err(FailureClass::BadAddress));
    check("mailto:a@b.cn", Err(FailureClass::BadAddress));
}
