use super::archive::note_of;
use super::*;

#[test]
fn names_are_stable_and_one_each() {
    let classes = [
        FailureClass::NotInArchive,
        FailureClass::ArchiveDamaged,
        FailureClass::BadAddress,
        FailureClass::RefusedAddress,
        FailureClass::Dns,
        FailureClass::Connect,
        FailureClass::ConnectTimeout,
        FailureClass::FirstByteTimeout,
        FailureClass::TotalTimeout,
        FailureClass::Tls,
        FailureClass::Disconnect,
        FailureClass::TooLarge,
        FailureClass::TooManyRedirects,
        FailureClass::RedirectLoop,
        FailureClass::Decode,
        FailureClass::Protocol,
        FailureClass::HttpStatus(404),
    ];
    let names: Vec<_> = classes.iter().map(|class| class.name()).collect();
    assert_eq!(
        names.join(" "),
        "not-in-archive archive-damaged bad-address refused-address dns connect connect-timeout \
         first-byte-timeout total-timeout tls disconnect too-large too-many-redirects redirect-loop decode \
         protocol http-status"
    );
}

#[test]
fn trying_again_helps_against_some() {
    #[track_caller]
    fn check(class: FailureClass, is_transient: bool) {
        assert_eq!((class.is_transient(), class.is_permanent()), (is_transient, !is_transient));
    }
    check(FailureClass::ConnectTimeout, true);
    check(FailureClass::HttpStatus(503), true);
    check(FailureClass::HttpStatus(429), true);
    check(FailureClass::HttpStatus(404), false);
    check(FailureClass::HttpStatus(501), false);
    check(FailureClass::Tls, false);
    check(FailureClass::RefusedAddress, false);
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
