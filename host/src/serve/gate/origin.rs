//! Which pages a request may come from. A browser says so, and a page cannot make it say otherwise
//! (Fetch standard, forbidden request-header names).

use axum::http::request::Parts;
use axum::http::{HeaderMap, header};

use crate::serve::problem::{self, Problem};

/// A name that leads here by somebody else's DNS is not one of ours: without this check such a page
/// would be of our own origin.
pub(super) fn check_host(parts: &Parts, hosts: &[String]) -> Result<(), Problem> {
    let named = host_of(parts);
    let is_known = |named: &str| hosts.iter().any(|host| host.eq_ignore_ascii_case(named));
    match named {
        None => Err(Problem::bad("the request names no host")),
        Some(named) if hosts.is_empty() || is_known(named) => Ok(()),
        Some(_) => Err(Problem::new(problem::FOREIGN_HOST)
            .hint(Some("`bluebook serve --host NAME` adds a name"))),
    }
}

/// What changes something comes from a page of this server: by its origin, or by what the browser
/// says of its site. A program that is no browser says the origin itself.
pub(super) fn check_origin(parts: &Parts, is_secure: bool) -> Result<(), Problem> {
    let foreign = || Problem::new(problem::FOREIGN_ORIGIN);
    let text = |name| text_of(&parts.headers, name);
    let Some(host) = host_of(parts) else { return Err(foreign()) };
    match (text("origin"), text("sec-fetch-site")) {
        (Some(origin), site) => {
            let own = format!("{}://{host}", if is_secure { "https" } else { "http" });
            let is_own_site = site.is_none_or(|site| site == "same-origin");
            if origin.eq_ignore_ascii_case(&own) && is_own_site { Ok(()) } else { Err(foreign()) }
        }
        (None, Some("same-origin")) => Ok(()),
        (None, Some(_) | None) => {
            Err(foreign().hint(Some("say where it comes from in the header `Origin`")))
        }
    }
}

fn host_of(parts: &Parts) -> Option<&str> {
    let from_target = parts.uri.authority().map(axum::http::uri::Authority::as_str);
    from_target.or_else(|| text_of(&parts.headers, header::HOST.as_str()))
}

/// A header that is there once.
fn text_of<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let mut values = headers.get_all(name).iter();
    let only = values.next().filter(|_| values.next().is_none());
    only.and_then(|value| value.to_str().ok())
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;

    fn parts(headers: &[(&str, &str)]) -> Parts {
        let builder = headers
            .iter()
            .fold(Request::post("/"), |request, (name, value)| request.header(*name, *value));
        builder.body(()).unwrap().into_parts().0
    }

    #[track_caller]
    fn check(headers: &[(&str, &str)], is_own: bool) {
        let mut all = vec![("host", "127.0.0.1:8321")];
        all.extend(headers);
        assert_eq!(check_origin(&parts(&all), false).is_ok(), is_own, "{headers:?}");
    }

    #[test]
    fn only_our_own_pages_change_anything() {
        let own = ("origin", "http://127.0.0.1:8321");
        check(&[own], true);
        check(&[own, ("sec-fetch-site", "same-origin")], true);
        check(&[("sec-fetch-site", "same-origin")], true);
        check(&[], false);
        check(&[("origin", "null")], false);
        check(&[("origin", "http://127.0.0.1:8322")], false);
        check(&[("origin", "https://127.0.0.1:8321")], false);
        check(&[("origin", "http://127.0.0.1:8321.evil.example")], false);
        check(&[own, ("sec-fetch-site", "cross-site")], false);
        check(&[own, ("origin", "http://evil.example")], false);
        check(&[("sec-fetch-site", "same-site")], false);
        check(&[("sec-fetch-site", "none")], false);
    }

    #[test]
    fn a_name_that_is_not_ours_is_refused() {
        let hosts = ["localhost:1".to_owned()];
        assert!(check_host(&parts(&[("host", "LOCALHOST:1")]), &hosts).is_ok());
        assert!(check_host(&parts(&[("host", "evil.example:1")]), &hosts).is_err());
        assert!(check_host(&parts(&[("host", "localhost")]), &hosts).is_err());
        assert!(check_host(&parts(&[]), &hosts).is_err());
        assert!(check_host(&parts(&[("host", "any.example")]), &[]).is_ok());
        let twice = [("host", "localhost:1"), ("host", "evil.example")];
        assert!(check_host(&parts(&twice), &hosts).is_err());
    }
}
