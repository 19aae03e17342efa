//! Sessions: begun anew at every login, over in time, and with the account.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use bluebook::cli::Exit;
use bluebook::serve::{Limits, Role};
use serde_json::json;

use super::web::{House, PASSWORD, clock};
use crate::campaign::Campaign;

const ROUNDS: &str = "/rounds.json";

#[test]
fn a_login_never_uses_a_session_that_was_there() {
    let house = House::new().with_accounts();
    let web = house.open();
    // An attacker has put a session of a choice into the browser.
    let mut browser = web.browser();
    browser.cookie = format!("bluebook={}", "a".repeat(64));
    let planted = browser.cookie.clone();
    let reply = browser.post("/api/session", &json!({"name": "viewer", "password": PASSWORD}));
    browser.keep(&reply);
    assert_ne!(browser.cookie, planted);
    assert_eq!(browser.get(ROUNDS).status, 200);
    browser.cookie = planted;
    assert_eq!(browser.get(ROUNDS).problem(), "login-needed");
}

#[test]
fn logging_in_again_ends_the_session_before() {
    let house = House::new().with_accounts();
    let web = house.open();
    let mut browser = web.log_in("viewer");
    let before = browser.cookie.clone();
    let reply = browser.post("/api/session", &json!({"name": "operator", "password": PASSWORD}));
    browser.keep(&reply);
    assert_eq!(browser.json("/api/session")["role"], "operator");
    browser.cookie = before;
    assert_eq!(browser.get(ROUNDS).problem(), "login-needed");
}

#[test]
fn a_cookie_is_kept_from_scripts_and_other_sites() {
    let mut house = House::new().with_accounts();
    let login = json!({"name": "viewer", "password": PASSWORD});
    let web = house.open();
    let reply = web.browser().post("/api/session", &login);
    let cookie = reply.header("set-cookie").to_owned();
    assert!(cookie.starts_with("bluebook=") && !cookie.contains("Secure"), "{cookie}");
    assert!(
        cookie.contains("; HttpOnly; SameSite=Strict") && cookie.contains("Path=/"),
        "{cookie}"
    );
    drop(web);
    house.options.behind_proxy = true;
    let web = house.open();
    let (host, origin) = (("Host", "desk.example"), ("Origin", "https://desk.example"));
    let kind = ("Content-Type", "application/json");
    let body = login.to_string();
    let reply = web.ask("POST", "/api/session", &[host, origin, kind], body.as_bytes());
    let cookie = reply.header("set-cookie").to_owned();
    assert!(cookie.starts_with("__Host-bluebook=") && cookie.ends_with("; Secure"), "{cookie}");
    assert!(reply.header("strict-transport-security").starts_with("max-age="), "{reply:?}");
}

#[test]
fn logging_out_ends_the_session_here_too() {
    let house = House::new().with_accounts();
    let web = house.open();
    let browser = web.log_in("viewer");
    let reply = browser.ask("DELETE", "/api/session", "text/plain", b"");
    assert_eq!(reply.status, 204);
    assert!(reply.header("set-cookie").contains("Max-Age=0"), "{reply:?}");
    assert_eq!(browser.get(ROUNDS).problem(), "login-needed");
}

/// Seconds after the start of [`a_session_is_over_in_time`].
static LATER: AtomicU64 = AtomicU64::new(0);

fn moving() -> SystemTime {
    clock() + Duration::from_secs(LATER.load(Ordering::SeqCst))
}

#[test]
fn a_session_is_over_in_time() {
    let Limits { idle_seconds, session_seconds, .. } = Limits::default();
    let mut house = House::new().with_accounts();
    house.clock = moving;
    let web = house.open();
    let (used, idle) = (web.log_in("viewer"), web.log_in("viewer"));
    for at in (0..session_seconds).step_by(1_800) {
        LATER.store(at, Ordering::SeqCst);
        assert_eq!(used.get(ROUNDS).status, 200, "at {at}");
    }
    assert_eq!(idle.get(ROUNDS).problem(), "login-needed", "unused for {idle_seconds} s");
    LATER.store(session_seconds, Ordering::SeqCst);
    assert_eq!(used.get(ROUNDS).problem(), "login-needed");
}

#[test]
fn what_becomes_of_an_account_becomes_of_its_sessions() {
    let house = House::new().with_accounts();
    let web = house.open();
    let browser = web.log_in("operator");
    assert_eq!(browser.get("/metrics").status, 200);
    let mut accounts = house.accounts();
    accounts.set_role("operator", Role::Viewer).unwrap();
    assert_eq!(browser.get("/metrics").problem(), "role-needed");
    assert_eq!(browser.get(ROUNDS).status, 200);
    accounts.remove("operator").unwrap();
    assert_eq!(browser.get(ROUNDS).problem(), "login-needed");
    // Somebody else of that name is somebody else.
    house.account("operator", Role::Operator);
    assert_eq!(browser.get(ROUNDS).problem(), "login-needed");
}

#[test]
fn passwords_are_not_tried_for_ever() {
    let house = House::new().with_accounts();
    let web = house.open();
    let tries = Limits::default().logins_per_minute;
    for _ in 0..tries {
        let wrong = json!({"name": "operator", "password": "not the password"});
        let reply = web.browser().post("/api/session", &wrong);
        assert_eq!((reply.status, reply.problem().as_str()), (401, "login-needed"));
    }
    // Right or wrong is not looked at any more.
    let right = json!({"name": "operator", "password": PASSWORD});
    let reply = web.browser().post("/api/session", &right);
    assert_eq!((reply.status, reply.problem().as_str()), (429, "too-many"));
    assert!(reply.header("retry-after").parse::<u64>().unwrap() > 0);
}

#[test]
fn a_session_that_asks_too_often_waits() {
    let mut house = House::new().with_accounts();
    house.options.limits.requests_per_minute = 5;
    let web = house.open();
    let (busy, calm) = (web.log_in("viewer"), web.log_in("reviewer"));
    for _ in 0..5 {
        assert_eq!(busy.get(ROUNDS).status, 200);
    }
    assert_eq!(busy.get(ROUNDS).problem(), "too-many");
    assert_eq!(calm.get(ROUNDS).status, 200, "others are not held up");
}

#[test]
fn whoever_monitors_sends_name_and_password_along() {
    let house = House::new().with_accounts();
    let web = house.open();
    let basic = |name: &str, password: &str| {
        let pair = data_encoding::BASE64.encode(format!("{name}:{password}").as_bytes());
        web.ask("GET", "/metrics", &[("Authorization", &format!("Basic {pair}"))], b"")
    };
    let reply = basic("operator", PASSWORD);
    assert!(reply.text().contains("# TYPE bluebook_answers_total counter"), "{}", reply.text());
    assert_eq!(basic("operator", "not the password").problem(), "login-needed");
    assert_eq!(basic("viewer", PASSWORD).problem(), "role-needed");
}

#[test]
fn without_accounts_a_name_is_enough_on_this_machine() {
    let mut house = House::new();
    house.options.person = None;
    let web = house.open();
    let mut browser = web.browser();
    let session = browser.json("/api/session");
    assert_eq!((&session["mode"], &session["role"]), (&json!("local"), &json!("operator")));
    session["csrf"].as_str().unwrap().clone_into(&mut browser.token);
    assert_eq!(browser.refused("next", &json!({})), "login-needed", "an answer has a name");
    let browser = web.log_in("李雷");
    assert_eq!(browser.json("/api/session")["person"], "李雷");
    assert!(browser.act("next", &json!({}))["question"].is_object());
}

#[test]
fn accounts_are_made_on_the_command_line() {
    let campaign = Campaign::sample();
    let out = campaign.typed(&["user", "add", "韩梅梅", "--role", "reviewer"], "a long password\n");
    assert_eq!(out, "韩梅梅 复核人 reviewer\n");
    campaign.done(&["user", "role", "韩梅梅", "--role", "operator"]);
    assert!(campaign.done(&["user", "list"]).contains("operator"), "listed");
    let said = campaign.say(&["user", "role", "李雷", "--role", "viewer"]);
    assert!(said.exit == Exit::Usage && said.err.contains("no account `李雷`"), "{}", said.err);
    let said = campaign.say(&["user", "add", "x", "--role", "king"]);
    assert!(said.err.contains("one of viewer, reviewer"), "{}", said.err);
    let said = campaign.say(&["user", "add", "x", "--role", "viewer"]);
    assert!(said.exit == Exit::Usage && said.err.contains("12 characters"), "{}", said.err);
    campaign.done(&["user", "remove", "韩梅梅"]);
}
