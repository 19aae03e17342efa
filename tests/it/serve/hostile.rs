//! Requests that mean harm: paths, sizes, methods, addresses.

use bluebook::cli::Exit;
use bluebook::serve::ServeError;
use serde_json::json;

use super::web::{House, Reply};
use crate::campaign::Campaign;

#[test]
fn no_path_leads_out_of_the_rounds() {
    let house = House::new();
    std::fs::write(house.path().join("secret.json"), "{}").unwrap();
    let web = house.open();
    let browser = web.browser();
    for name in [
        "..",
        "%2e%2e",
        "..%2f..%2fetc",
        ".",
        "%2fetc",
        "2019%2f..",
        "2019%00",
        "%ff",
        "secret.json",
    ] {
        for view in ["overview.json", "report", "evidence/page?url=x&digest=x", "files/x"] {
            let reply = browser.get(&format!("/rounds/{name}/{view}"));
            assert!(matches!(reply.status, 400 | 404), "{name} {view}: {}", reply.status);
        }
    }
    for path in
        ["../Cargo.toml", "..%2f..%2fCargo.toml", "serve/web/../../../Cargo.toml", "/etc/passwd"]
    {
        assert_eq!(browser.get(&format!("/assets/{path}")).status, 404, "{path}");
    }
    for digest in ["..", "sha256:..%2f..%2fx", "%2e%2e%2fjournal.bbj"] {
        let reply = browser.get(&format!("/rounds/2019/files/{digest}"));
        assert!(matches!(reply.status, 400 | 404), "{digest}: {}", reply.status);
    }
}

#[test]
fn what_is_too_large_is_refused_before_it_is_read() {
    let house = House::new();
    let web = house.open();
    let browser = web.log_in("本机");
    let large = json!({"by": "x".repeat(300 << 10)});
    assert_eq!(browser.refused("next", &large), "body-too-large");
    // Said to be large and never sent.
    let (origin, host, token) = (web.origin(), &web.host, &browser.token);
    let head = format!(
        "POST /api/rounds/2019/files HTTP/1.1\r\nHost: {host}\r\nOrigin: {origin}\r\n\
         Cookie: {}\r\nX-Bluebook-Token: {token}\r\nContent-Length: 99999999999\r\n\
         Connection: close\r\n\r\n",
        browser.cookie
    );
    assert_eq!(Reply::read(&web.send(head.as_bytes())).problem(), "body-too-large");
    // In pieces, without saying how large.
    let head = head.replace("Content-Length: 99999999999", "Transfer-Encoding: chunked");
    let head = head.replace("/files", "/next");
    let piece = format!("40000\r\n{}\r\n", " ".repeat(0x40000));
    let body = format!("{piece}{piece}0\r\n\r\n");
    let reply = Reply::read(&web.send(&[head.as_bytes(), body.as_bytes()].concat()));
    assert_eq!(reply.problem(), "body-too-large");
    let query = "x".repeat(13 << 10);
    assert_eq!(browser.get(&format!("/rounds.json?{query}")).problem(), "bad-request");
    let long = "x".repeat(20 << 10);
    let reply = web.ask("GET", "/rounds.json", &[("X-Long", &long)], b"");
    assert_eq!(reply.status, 431);
    let many: Vec<_> = (0..100).map(|_| ("X-Many", "x")).collect();
    assert_eq!(web.ask("GET", "/rounds.json", &many, b"").status, 431);
}

#[test]
fn nonsense_is_a_problem_and_no_panic() {
    let house = House::new();
    let web = house.open();
    let browser = web.log_in("本机");
    assert_eq!(browser.get("/nowhere").problem(), "not-found");
    assert_eq!(browser.ask("PUT", "/rounds.json", "text/plain", b"").problem(), "method");
    assert_eq!(browser.get("/rounds/2018/overview.json").problem(), "no-round");
    for body in ["", "{", "7", "null", "\u{0}", "{\"by\":7}", "{\"by\":\"\"}", "{\"more\":1}"] {
        let reply =
            browser.ask("POST", "/api/rounds/2019/next", "application/json", body.as_bytes());
        assert_eq!(reply.problem(), "bad-request", "{body}");
    }
    let queries =
        ["region=1", "region=%ff", "offset=-1", "limit=1e9", "offset=99999999999999999999"];
    for query in queries {
        let reply = browser.get(&format!("/rounds/2019/verdicts.json?{query}"));
        assert_eq!(reply.problem(), "bad-request", "{query}");
    }
    let reply = browser.get("/rounds/2019/verdicts.json?offset=18446744073709551615&limit=1");
    assert_eq!(reply.json()["rows"], json!([]));
    // TLS where there is none.
    web.send(b"\x16\x03\x01\x02\x00\x01\r\n\r\n");
    assert_eq!(browser.json("/rounds.json")["rounds"][0]["round"], "2019", "it still answers");
}

#[test]
fn every_answer_says_what_browsers_may_do() {
    let house = House::new();
    let web = house.open();
    let browser = web.browser();
    for path in ["/", "/rounds.json", "/nowhere", "/rounds/2019/ranking.csv", "/rounds/%ff/desk"] {
        let reply = browser.get(path);
        let policy = reply.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'"), "{path}: {policy}");
        assert!(policy.contains("frame-ancestors 'none'"), "{path}: {policy}");
        assert_eq!(reply.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(reply.header("referrer-policy"), "no-referrer", "{path}");
        assert_eq!(reply.header("cross-origin-resource-policy"), "same-origin", "{path}");
        assert_eq!(reply.header("cache-control"), "no-store", "{path}");
        assert!(reply.header("access-control-allow-origin").is_empty(), "{path}");
    }
}

#[test]
fn nobody_from_outside_is_let_in_without_accounts() {
    let mut house = House::new();
    for address in ["0.0.0.0:0", "[::]:0", "192.0.2.1:0"] {
        house.options.listen = address.parse().unwrap();
        let error = house.listen().unwrap_err();
        assert!(matches!(error, ServeError::Public(_)), "{address}: {error}");
    }
    house.options.listen = "127.0.0.1:0".parse().unwrap();
    house.options.behind_proxy = true;
    assert!(matches!(house.listen(), Err(ServeError::Public(_))), "a proxy lets others in");
    house.options.behind_proxy = false;
    let (taken, _stop) = house.listen().unwrap();
    house.options.listen = taken.url().split('/').nth(2).unwrap().parse().unwrap();
    assert!(matches!(house.listen(), Err(ServeError::Listen { .. })));
}

#[test]
fn the_command_says_why_it_does_not_listen() {
    let campaign = Campaign::sample();
    let said = campaign.say(&["serve", "--listen", "0.0.0.0:0"]);
    assert_eq!(said.exit, Exit::Usage);
    assert!(said.err.contains("nobody has an account"), "{}", said.err);
    assert!(said.err.contains("bluebook user add NAME --role operator"), "{}", said.err);
    let said =
        campaign.say(&["serve", "--listen", "127.0.0.1:0", "--tls-cert", "x", "--tls-key", "x"]);
    assert_eq!(said.exit, Exit::Listen, "{}", said.err);
    let said = campaign.say(&["serve", "--listen", "192.0.2.1:1"]);
    assert_eq!(said.exit, Exit::Usage, "{}", said.err);
}
