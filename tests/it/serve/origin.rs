//! Requests that other pages make a browser send.

use super::web::House;

/// A POST by somebody who is logged in, with these headers instead of a page's own.
#[track_caller]
fn check(headers: &[(&str, &str)], expected: Option<&str>) {
    let house = House::new().with_accounts();
    let web = house.open();
    let browser = web.log_in("reviewer");
    let origin = web.origin();
    let told: Vec<(&str, &str)> = headers
        .iter()
        .map(|(name, value)| match *value {
            "OWN" => (*name, origin.as_str()),
            "TOKEN" => (*name, browser.token.as_str()),
            value => (*name, value),
        })
        .chain([("Cookie", browser.cookie.as_str()), ("Content-Type", "application/json")])
        .collect();
    let reply = web.ask("POST", "/api/rounds/2019/next", &told, b"{}");
    match expected {
        Some(problem) => {
            assert_eq!(reply.problem(), problem, "{headers:?}");
            assert_eq!(reply.status, 403);
        }
        None => assert_eq!(reply.status, 200, "{headers:?}: {}", reply.text()),
    }
}

#[test]
fn another_site_changes_nothing() {
    let token = ("X-Bluebook-Token", "TOKEN");
    check(&[("Origin", "OWN"), token], None);
    check(&[("Sec-Fetch-Site", "same-origin"), token], None);
    check(&[token], Some("foreign-origin"));
    check(&[("Origin", "null"), token], Some("foreign-origin"));
    check(&[("Origin", "http://evil.example"), token], Some("foreign-origin"));
    check(&[("Origin", "OWN"), ("Sec-Fetch-Site", "cross-site"), token], Some("foreign-origin"));
    check(&[("Origin", "OWN")], Some("csrf-token"));
    check(&[("Origin", "OWN"), ("X-Bluebook-Token", "")], Some("csrf-token"));
    check(&[("Origin", "OWN"), ("X-Bluebook-Token", &"0".repeat(64))], Some("csrf-token"));
}

#[test]
fn the_token_of_another_session_is_none() {
    let house = House::new().with_accounts();
    let web = house.open();
    let (mut one, other) = (web.log_in("reviewer"), web.log_in("operator"));
    one.token.clone_from(&other.token);
    assert_eq!(one.refused("next", &serde_json::json!({})), "csrf-token");
}

#[test]
fn a_name_that_leads_here_is_not_ours() {
    let house = House::new();
    let web = house.open();
    let reply = web.ask("GET", "/rounds.json", &[("Host", "evil.example")], b"");
    assert_eq!((reply.status, reply.problem().as_str()), (421, "foreign-host"));
    let port = web.address.port();
    let reply = web.ask("GET", "/rounds.json", &[("Host", &format!("localhost:{port}"))], b"");
    assert_eq!(reply.status, 200);
    let reply =
        web.ask("GET", "/rounds.json", &[("Host", &format!("localhost:{}", port ^ 1))], b"");
    assert_eq!(reply.problem(), "foreign-host");
}

#[test]
fn a_form_of_another_page_cannot_say_json() {
    let house = House::new();
    let web = house.open();
    let browser = web.log_in("本机");
    let reply = browser.ask("POST", "/api/rounds/2019/next", "text/plain", b"{}");
    assert_eq!(reply.problem(), "bad-request");
}
