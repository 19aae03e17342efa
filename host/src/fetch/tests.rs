use super::archive::note_of;
use super::*;

#[test]
fn names_are_stable_and_one_each() {
    let names: Vec<_> = FailureClass::ALL.iter().map(|class| class.name()).collect();
    assert_eq!(
        names.join(" "),
        "not-in-archive archive-damaged bad-address refused-address opted-out robots-disallowed \
         robots-unreachable crawl-delay-too-long postponed circuit-open dns connect \
         connect-timeout first-byte-timeout total-timeout tls-expired tls-wrong-host \
         tls-untrusted tls-revoked tls-old-protocol tls disconnect header-too-large too-large \
         too-many-redirects redirect-loop decode protocol not-rendered no-document \
         rendered-no-page"
    );
    for class in FailureClass::ALL {
        assert_eq!(FailureClass::from_name(class.name()), Some(*class));
    }
    assert_eq!(FailureClass::HttpStatus(404).name(), "http-status");
    assert_eq!(FailureClass::NoPage(OddKind::SoftNotFound).name(), "soft-404");
}

#[test]
fn trying_again_helps_against_some() {
    #[track_caller]
    fn check(class: FailureClass, kind: FailureKind) {
        assert_eq!(class.kind(), kind, "{}", class.name());
    }
    check(FailureClass::ConnectTimeout, FailureKind::Transient);
    check(FailureClass::HttpStatus(503), FailureKind::Transient);
    check(FailureClass::HttpStatus(429), FailureKind::Transient);
    check(FailureClass::HttpStatus(404), FailureKind::Permanent);
    check(FailureClass::HttpStatus(501), FailureKind::Permanent);
    check(FailureClass::HttpStatus(403), FailureKind::Blocked);
    check(FailureClass::Tls, FailureKind::Permanent);
    check(FailureClass::NoPage(OddKind::Captcha), FailureKind::Blocked);
    check(FailureClass::NoPage(OddKind::Maintenance), FailureKind::Transient);
    check(FailureClass::RefusedAddress, FailureKind::Permanent);
}

#[test]
fn a_note_tells_the_causes_once() {
    #[derive(Debug, thiserror::Error)]
    #[error("{text}")]
    struct Link {
        text: &'static str,
        source: Option<Box<Self>>,
    }
    let link = |text, source: Option<Link>| Link { text, source: source.map(Box::new) };
    let chain = link("top: middle", Some(link("middle", Some(link("bottom", None)))));
    assert_eq!(note_of(&chain), "top: middle: bottom");
}
