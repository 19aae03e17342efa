//! Addresses written in attributes the contract does not resolve: the action of a form, the address in
//! a `link` element or a script.

use crate::page::Page;

/// The absolute address of what an attribute of the page says, as the URL standard joins them for
/// `http` and `https`; `None` for other schemes.
pub fn absolute(page: Page, href: &str) -> Option<String> {
    let base = page.attrs("base", "href", 1).into_iter().next().map(|hit| hit.text);
    let own = page.info().url;
    let base = base.and_then(|base| join(&own, &base)).unwrap_or(own);
    join(&base, href)
}

/// Schemes of pages.
const SCHEMES: [&str; 2] = ["http://", "https://"];

fn join(base: &str, href: &str) -> Option<String> {
    let href = href.trim();
    let href = href.split('#').next().unwrap_or(href);
    if SCHEMES.iter().any(|scheme| href.to_ascii_lowercase().starts_with(scheme)) {
        return Some(href.to_owned());
    }
    let base = base.split('#').next().unwrap_or(base);
    let (scheme, rest) = base.split_once("://")?;
    if let Some(rest) = href.strip_prefix("//") {
        return Some(format!("{scheme}://{rest}"));
    }
    // `mailto:`, `javascript:`; a colon after the first slash or question mark is none of a scheme.
    let head = href.split(['/', '?']).next().unwrap_or(href);
    if head.contains(':') {
        return None;
    }
    let (host, path) = rest.find(['/', '?']).map_or((rest, "/"), |at| rest.split_at(at));
    let path = path.split('?').next().unwrap_or(path);
    let path = if path.is_empty() { "/" } else { path };
    if href.is_empty() {
        return Some(base.to_owned());
    }
    if href.starts_with('?') {
        return Some(format!("{scheme}://{host}{path}{href}"));
    }
    let (way, query) = href.find('?').map_or((href, ""), |at| href.split_at(at));
    let whole = if way.starts_with('/') {
        way.to_owned()
    } else {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        format!("{folder}/{way}")
    };
    Some(format!("{scheme}://{host}{}{query}", without_dots(&whole)))
}

/// The path with `.` and `..` taken out.
fn without_dots(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    let mut ends_in_folder = false;
    for part in path.split('/').skip(1) {
        ends_in_folder = matches!(part, "." | "..");
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    if ends_in_folder {
        parts.push("");
    }
    format!("/{}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::join;

    #[track_caller]
    fn check(base: &str, href: &str, expected: &str) {
        assert_eq!(join(base, href).as_deref().unwrap_or("-"), expected, "{href} on {base}");
    }

    #[test]
    fn addresses_are_joined_as_browsers_do() {
        let base = "http://www.a.test/col/index.html?id=1";
        check(base, "/s", "http://www.a.test/s");
        check(base, "s?a=b/../c", "http://www.a.test/col/s?a=b/../c");
        check(base, "../so/./s", "http://www.a.test/so/s");
        check(base, "../../../s", "http://www.a.test/s");
        check(base, "?q=1", "http://www.a.test/col/index.html?q=1");
        check(base, "", base);
        check(base, "//so.test/s", "http://so.test/s");
        check(base, "HTTPS://so.test/s#top", "HTTPS://so.test/s");
        check("http://a.test", "s", "http://a.test/s");
        check("http://a.test", "?s=1", "http://a.test/?s=1");
        check(base, "..", "http://www.a.test/");
        check(base, "javascript:void(0)", "-");
        check(base, "mailto:a@b.test", "-");
    }
}
