//! What may be connected to: no page, and nobody who answers for a name, can make the collector
//! read the machines around it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read as _, Write as _};
use std::net::{IpAddr, Ipv4Addr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use bluebook::fetch::{
    AddressRule, BadCertificate, FailureClass, HostRule, LiveLimits, LookingUp, Lookup, Policy,
};
use tests::faults::{Authority, GOOD};
use tests::loopback::{Loopback, bare, page};

use super::fetch::{Net, limits};

#[test]
fn this_machine_is_refused_by_the_address_a_name_gives() {
    // The first hop is allowed by name of its address, the ones it leads to are not.
    let allowed = Ipv4Addr::new(127, 0, 0, 2);
    let inside = Loopback::start(|_| page("", b"secret")).unwrap();
    let port = inside.port();
    let site = Loopback::start_at(allowed, move |path| match path {
        "/page" => page("", b"public"),
        "/name" => bare("302 Found", &format!("Location: http://localhost:{port}/\r\n")),
        "/number" => bare("302 Found", &format!("Location: http://2130706433:{port}/\r\n")),
        "/mapped" => bare("302 Found", &format!("Location: http://[::ffff:127.0.0.1]:{port}/\r\n")),
        _ => bare("302 Found", &format!("Location: http://127.0.0.1:{port}/\r\n")),
    });
    let addresses = AddressRule::PublicAnd(BTreeSet::from([allowed.into()]));
    let net = Net::around(LiveLimits { addresses, ..limits() }, site.unwrap());
    assert_eq!(net.fetch("/page").unwrap().body, b"public");
    for path in ["/name", "/number", "/mapped", "/literal"] {
        net.check_class(path, FailureClass::RefusedAddress);
    }
    assert_eq!(inside.requests().len(), 0, "nothing was asked inside");
    let net = Net::around(LiveLimits { addresses: AddressRule::PublicOnly, ..limits() }, inside);
    net.check_class("/", FailureClass::RefusedAddress);
    assert_eq!(net.site.requests().len(), 0);
}

#[test]
fn addresses_that_cannot_be_asked_are_named() {
    let net = Net::new(limits(), |_| page("", b""));
    let class = |url: &str| net.fetch_url(url).unwrap_err().class;
    assert_eq!(class("ftp://127.0.0.1/"), FailureClass::BadAddress);
    assert_eq!(class("http://user:secret@127.0.0.1/"), FailureClass::BadAddress);
    // A label of 64 letters is no name and is asked of nobody.
    assert_eq!(class(&format!("http://{}.cn/", "a".repeat(64))), FailureClass::Dns);
    let https = net.site.url("/").replace("http", "https");
    assert_eq!(class(&https), FailureClass::Tls);
    let closed = Loopback::start(|_| page("", b"")).unwrap().url("/");
    assert_eq!(class(&closed), FailureClass::Connect);
}

/// Names with the answers they give, one after the other; the last one for ever.
#[derive(Debug)]
struct Answers(BTreeMap<&'static str, Vec<Vec<IpAddr>>>, AtomicUsize);

impl Lookup for Answers {
    fn lookup<'a>(&'a self, name: &'a str) -> LookingUp<'a> {
        let number = self.1.fetch_add(1, Ordering::SeqCst);
        let answers = self.0.get(name).cloned().unwrap_or_default();
        let answer = answers.get(number).or(answers.last()).cloned();
        Box::pin(async move { Ok(answer.unwrap_or_default()) })
    }
}

/// The one address of this machine that is allowed.
const ALLOWED: Ipv4Addr = Ipv4Addr::new(127, 0, 0, 2);

fn careful() -> LiveLimits {
    let addresses = AddressRule::PublicAnd(BTreeSet::from([ALLOWED.into()]));
    LiveLimits { addresses, ..limits() }
}

fn net(site: Loopback, names: &[(&'static str, Vec<Vec<IpAddr>>)]) -> Net {
    let lookup = Arc::new(Answers(names.iter().cloned().collect(), AtomicUsize::new(0)));
    Net::looking_up(careful(), site, lookup)
}

#[test]
fn a_name_that_changes_its_mind_gets_nowhere() {
    let inside = Loopback::start(|_| page("", b"secret")).unwrap();
    let listen = (ALLOWED, inside.port());
    let outside = |_: &tests::loopback::Request<'_>| page("", GOOD.as_bytes());
    let outside = Loopback::listen(listen.into(), false, None, Arc::new(outside)).unwrap();
    let port = outside.port();
    let here: IpAddr = Ipv4Addr::LOCALHOST.into();
    let net = net(
        outside,
        &[
            ("rebinds.test", vec![vec![ALLOWED.into()], vec![here]]),
            ("inside.test", vec![vec![here]]),
        ],
    );
    for number in 0..5 {
        let url = format!("http://rebinds.test:{port}/{number}");
        assert_eq!(net.fetch_url(&url).unwrap().body, GOOD.as_bytes());
    }
    let refused = net.fetch_url(&format!("http://inside.test:{port}/")).unwrap_err();
    assert_eq!(refused.class, FailureClass::RefusedAddress, "{refused}");
    assert_eq!(inside.requests().len(), 0, "nothing was asked inside");
}

#[test]
fn of_several_addresses_the_allowed_ones_are_tried_in_turn() {
    // Nobody listens on the first; IPv6 may not be there at all.
    let dead = Ipv4Addr::new(127, 0, 0, 9);
    let site = Loopback::start_at(ALLOWED, |_| page("", GOOD.as_bytes())).unwrap();
    let port = site.port();
    let answer: Vec<IpAddr> = vec![Ipv4Addr::new(10, 0, 0, 1).into(), dead.into(), ALLOWED.into()];
    let lookup = Answers(BTreeMap::from([("several.test", vec![answer])]), AtomicUsize::new(0));
    let both = AddressRule::PublicAnd(BTreeSet::from([ALLOWED.into(), dead.into()]));
    let limits = LiveLimits { addresses: both, ..limits() };
    let net = Net::looking_up(limits, site, Arc::new(lookup));
    let page = net.fetch_url(&format!("http://several.test:{port}/")).unwrap();
    assert_eq!(page.ip, Some(ALLOWED.into()));
}

#[test]
fn names_inside_a_network_are_not_even_looked_up() {
    let net = net(Loopback::start(|_| page("", b"")).unwrap(), &[]);
    for host in [
        "localhost",
        "LOCALHOST.",
        "a.localhost",
        "intranet",
        "printer.local",
        "x.home.arpa",
        "metadata.google.internal",
        "169.254.169.254",
        "100.100.100.200",
        "[fd00:ec2::254]",
    ] {
        let failure = net.fetch_url(&format!("http://{host}/")).unwrap_err();
        assert_eq!(failure.class, FailureClass::RefusedAddress, "{host}: {failure}");
    }
    assert_eq!(net.fetch_url("http://nobody.test/").unwrap_err().class, FailureClass::Dns);
}

#[test]
fn an_old_protocol_has_a_name() {
    /// A fatal alert `protocol_version` (RFC 5246, 7.2).
    const ALERT: [u8; 7] = [21, 3, 1, 0, 2, 2, 70];
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut hello = [0; 5];
        stream.read_exact(&mut hello).unwrap();
        stream.write_all(&ALERT).unwrap();
    });
    let net = Net::new(limits(), |_| page("", b""));
    let failure = net.fetch_url(&format!("https://127.0.0.1:{port}/")).unwrap_err();
    assert_eq!(failure.class, FailureClass::TlsOldProtocol, "{failure}");
    server.join().unwrap();
}

#[test]
fn a_bad_certificate_is_looked_past_only_where_the_manifest_says_so() {
    let authority = Authority::new(&[Ipv4Addr::LOCALHOST.into()]).unwrap();
    let (_, _, tls) = authority.servers().into_iter().find(|row| row.1 == "tls-expired").unwrap();
    let script = |_: &tests::loopback::Request<'_>| page("", GOOD.as_bytes());
    let start = || {
        let address = (Ipv4Addr::LOCALHOST, 0).into();
        Loopback::listen(address, false, Some(tls.clone()), Arc::new(script)).unwrap()
    };
    let net = Net::around(limits(), start());
    net.check_class("/", FailureClass::TlsExpired);
    let rule = HostRule {
        host: "127.0.0.1".to_owned(),
        interval_min: None,
        windows: None,
        bad_certificate: BadCertificate::LookAnyway,
        reason: "the site is what is evaluated".to_owned(),
    };
    let policy = Policy { hosts: vec![rule], ..Policy::default() };
    let net = Net::around(LiveLimits { policy, ..limits() }, start());
    let page = net.fetch("/").unwrap();
    assert_eq!(page.body, GOOD.as_bytes());
    let remark = ("tls-not-verified".to_owned(), "tls-expired".to_owned());
    assert!(page.remarks.contains(&remark), "{:?}", page.remarks);
}
