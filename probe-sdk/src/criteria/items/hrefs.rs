//! Addresses written in scripts and documents, made absolute; those of links come absolute from the
//! host.

/// The address `href` means on the page `base`; `None` for what leads to no page. Only what occurs in
/// scripts is read: whole addresses, those without scheme, from the root, and beside the page.
///
/// ```
/// use probe_sdk::criteria::items::absolute;
/// let at = |href| absolute("https://a.test/x/list.html?p=1", href);
/// assert_eq!(at("/api/items.json").as_deref(), Some("https://a.test/api/items.json"));
/// assert_eq!(at("items.json").as_deref(), Some("https://a.test/x/items.json"));
/// assert_eq!(at("../i.json").as_deref(), Some("https://a.test/i.json"));
/// assert_eq!(at("//b.test/i.json").as_deref(), Some("https://b.test/i.json"));
/// assert_eq!(at("javascript:go()"), None);
/// ```
pub fn absolute(base: &str, href: &str) -> Option<String> {
    let href = href.trim();
    if href.is_empty() || href.starts_with('#') || href.contains(char::is_whitespace) {
        return None;
    }
    if href.starts_with("http://") || href.starts_with("https://") {
        return Some(href.to_owned());
    }
    let (scheme, rest) = base.split_once("://")?;
    if let Some(rest) = href.strip_prefix("//") {
        return Some(format!("{scheme}://{rest}"));
    }
    let rest = rest.split(['?', '#']).next().unwrap_or(rest);
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    if let Some(path) = href.strip_prefix('/') {
        return Some(format!("{scheme}://{host}/{path}"));
    }
    // A colon before the first slash is a scheme of its own.
    if href.split('/').next().is_some_and(|first| first.contains(':')) {
        return None;
    }
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    for part in href.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            other => parts.push(other),
        }
    }
    Some(format!("{scheme}://{host}/{}", parts.join("/")))
}
