//! Every route of the table by everybody: without a login, and by each role.

use bluebook::serve::{Method, Role, Route, routes};

use super::web::{Browser, House, Reply};

/// A path with something in the place of each name.
fn filled(path: &str) -> String {
    let digest = format!("sha256:{}", "0".repeat(64));
    path.replace("{round}", "2019")
        .replace("{digest}", &digest)
        .replace("{objection}", "1")
        .replace("{*path}", "serve/web/main.js")
}

fn asked(browser: &Browser<'_>, route: &Route) -> Reply {
    let body: &[u8] = if route.method.name() == "GET" { b"" } else { b"{}" };
    browser.ask(route.method.name(), &filled(&route.path), "application/json", body)
}

/// A stream never ends, so only whether it begins is asked, by a method that has no body.
fn is_stream(route: &Route) -> bool {
    route.path.ends_with("/events")
}

#[track_caller]
fn check(browser: &Browser<'_>, route: &Route, role: Option<Role>) {
    let is_enough = route.role.is_none_or(|needed| role.is_some_and(|role| role >= needed));
    if is_stream(route) && is_enough {
        return;
    }
    let reply = asked(browser, route);
    let who = role.map_or("anybody", Role::name);
    let (method, path, status) = (route.method.name(), &route.path, reply.status);
    assert!(status < 500, "{method} {path} by {who}: {}", reply.text());
    // Logging in with nothing is refused like a wrong password.
    if route.path == "/api/session" && method == "POST" {
        assert_eq!(status, 400, "{}", reply.text());
        return;
    }
    match (is_enough, role) {
        (true, _) => assert!(!matches!(status, 401 | 403), "{method} {path} by {who}: {status}"),
        (false, None) => {
            assert_eq!((status, reply.problem().as_str()), (401, "login-needed"), "{path}");
        }
        (false, Some(_)) => {
            assert_eq!((status, reply.problem().as_str()), (403, "role-needed"), "{path} {who}");
        }
    }
}

#[test]
fn every_route_asks_for_its_role() {
    let mut house = House::new().with_accounts();
    house.options.limits.logins_per_minute = 10_000;
    house.options.limits.requests_per_minute = 10_000;
    let web = house.open();
    let roles = Role::ALL.map(Some).into_iter().chain([None]);
    let mut n_asked = 0;
    for role in roles {
        let log_in = || role.map_or_else(|| web.browser(), |role| web.log_in(role.name()));
        let mut browser = log_in();
        for route in routes() {
            check(&browser, &route, role);
            if route.method == Method::Delete {
                browser = log_in();
            }
            n_asked += 1;
        }
    }
    assert!(n_asked > 5 * 60, "{n_asked}");
}

#[test]
fn what_changes_something_needs_a_token_and_a_role() {
    for route in routes() {
        let changes = route.method.name() != "GET";
        let is_login = route.path == "/api/session" && route.method.name() == "POST";
        assert_eq!(route.needs_token, changes && !is_login, "{}", route.path);
        assert_eq!(route.role.is_none() && changes, is_login, "{}", route.path);
        // Nothing of a round is shown to everybody; shells have no data.
        let is_data = route.path.contains('.') || route.path.starts_with("/api/rounds");
        let is_ours = route.path == "/api/openapi.json";
        assert!(!is_data || is_ours || route.role.is_some(), "{}", route.path);
    }
}
