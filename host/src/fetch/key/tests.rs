use proptest::prelude::{ProptestConfig, prop_assert_eq, proptest};
use url::Url;

use super::page_key;

#[track_caller]
fn check(url: &str, expected: &str) {
    assert_eq!(page_key(&Url::parse(url).unwrap()), expected, "{url}");
}

#[test]
fn forms_the_rfc_calls_equal() {
    check("HTTP://A.Gov.CN:80", "http://a.gov.cn/");
    check("https://a.gov.cn:443/#top", "https://a.gov.cn/");
    check("http://a.gov.cn.:8080/", "http://a.gov.cn:8080/");
    check("http://a.gov.cn/./b/../c", "http://a.gov.cn/c");
    check("http://a.gov.cn/%7eb%2D%2e%5f", "http://a.gov.cn/~b-._");
    check("http://a.gov.cn/%e6%96%87", "http://a.gov.cn/%E6%96%87");
    check("http://a.gov.cn/文", "http://a.gov.cn/%E6%96%87");
    check("http://a.gov.cn/a%2fb?c=%2f%26", "http://a.gov.cn/a%2Fb?c=%2F%26");
    check("http://a.gov.cn/?w=%d7%aa", "http://a.gov.cn/?w=%D7%AA");
    check("http://a.gov.cn/100%", "http://a.gov.cn/100%25");
    check("http://a.gov.cn/%zz%4", "http://a.gov.cn/%25zz%254");
    check("http://a.gov.cn/%%341", "http://a.gov.cn/%2541");
    check("http://a.gov.cn/%2541", "http://a.gov.cn/%2541");
    check("http://a.gov.cn/a/%2e%2e/b", "http://a.gov.cn/b");
    check("http://某市.政务/", "http://xn--7st21t.xn--zfr164b/");
}

#[test]
fn visits_are_not_pages() {
    check("http://a.cn/b.do;jsessionid=0A1B?c=1", "http://a.cn/b.do?c=1");
    check("http://a.cn/b;v=1;JSESSIONID=0A1B/c", "http://a.cn/b;v=1/c");
    check("http://a.cn/b?JSESSIONID=0A1B&c=1", "http://a.cn/b?c=1");
    check("http://a.cn/b?PHPSESSID=0a1b", "http://a.cn/b");
    check("http://a.cn/b?sid=0123456789abcdef0123", "http://a.cn/b");
    check("http://a.cn/b?sid=12", "http://a.cn/b?sid=12");
    check("http://a.cn/b?sid=section-of-the-site", "http://a.cn/b?sid=section-of-the-site");
    check("http://a.cn/b?utm_source=x&c=1&utm_medium=y&spm=z", "http://a.cn/b?c=1");
    check("http://a.cn/b?from=singlemessage&isappinstalled=0", "http://a.cn/b");
    check("http://a.cn/b?from=timeline", "http://a.cn/b");
    check("http://a.cn/b?from=2019-01-01", "http://a.cn/b?from=2019-01-01");
    check("http://a.cn/b?", "http://a.cn/b");
}

#[test]
fn what_may_be_another_page_stays() {
    check("http://a.cn/b?c=2&a=1", "http://a.cn/b?c=2&a=1");
    check("http://a.cn/b?c&d=", "http://a.cn/b?c&d=");
    check("http://a.cn/b/", "http://a.cn/b/");
    check("http://a.cn//b", "http://a.cn//b");
    check("http://a.cn/B.HTML", "http://a.cn/B.HTML");
    check("http://a.cn/index.html", "http://a.cn/index.html");
    check("https://www.a.cn/", "https://www.a.cn/");
    check("http://a.cn/?a=1&a=1", "http://a.cn/?a=1&a=1");
    check("mailto:A@b.cn", "mailto:A@b.cn");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn a_key_is_an_address_and_its_own_key(
        head in "https?://[a-z.]{1,8}(:[0-9]{1,4})?",
        tail in "(/|//|%|%2e|%2E|%25|;jsessionid=1|;a=b|\\.\\.|\\.|\\?|&|=|sid|from|utm_a|[0-9a-fA-F]{1,3}|[ -~]|[文。／]|#){0,12}",
    ) {
        if let Ok(url) = Url::parse(&format!("{head}/{tail}")) {
            let key = page_key(&url);
            let again = Url::parse(&key).unwrap();
            prop_assert_eq!(again.scheme(), url.scheme());
            prop_assert_eq!(page_key(&again), key);
        }
    }
}
