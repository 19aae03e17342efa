//! When two addresses are of one page.
//!
//! Sites write one address in many ways, and a page fetched twice costs the site twice and counts
//! twice. What RFC 3986, 6.2.2 and 6.2.3 call equal is made equal here, and so are addresses
//! that differ in who visits or where from. Nothing more: two keys for one page cost a request, one
//! key for two pages costs a verdict. `http` and `https` stay two, because some sites serve two.

use url::Url;

/// Parameters that say by which way a visitor came.
const TRACKING: [&str; 9] =
    ["spm", "scm", "gclid", "fbclid", "msclkid", "bd_vid", "isappinstalled", "hmsr", "hmpl"];

/// Values of `from` with which WeChat marks where a page was opened; others can be a page's own.
const WECHAT_FROM: [&str; 4] = ["singlemessage", "groupmessage", "timeline", "message"];

/// Names under which servers put the session into an address when they doubt a visitor's cookies.
const SESSION: [&str; 4] = ["jsessionid", "phpsessid", "aspsessionid", "cfid"];

/// Least length of a `sid` that is a session and no number of a section or site.
const SESSION_CHARS_MIN: usize = 16;

/// The key under which a page counts as the same: an address, without fragment, default port and
/// session, its percent-encoding in the one form of RFC 3986. It is its own key.
pub fn page_key(url: &Url) -> String {
    let mut key = url.clone();
    key.set_fragment(None);
    if let Some(host) = url.host_str().filter(|host| host.ends_with('.')) {
        // A host of nothing but full stops stays as it is.
        let _ = key.set_host(Some(host.trim_end_matches('.')));
    }
    if !key.cannot_be_a_base() {
        let path = without_path_session(&plain_escapes(key.path()));
        key.set_path(&path);
    }
    let query = key.query().map(plain_escapes);
    let kept = query.map(|query| {
        let parameters = query.split('&').filter(|parameter| !is_passing(parameter));
        parameters.collect::<Vec<_>>().join("&")
    });
    key.set_query(kept.as_deref().filter(|query| !query.is_empty()));
    key.into()
}

/// Whether a parameter is of the visit and not of the page.
fn is_passing(parameter: &str) -> bool {
    let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
    let name = name.to_ascii_lowercase();
    let is_session_value = || {
        value.len() >= SESSION_CHARS_MIN && value.chars().all(|c| c.is_ascii_hexdigit() || c == '-')
    };
    name.starts_with("utm_")
        || TRACKING.contains(&name.as_str())
        || SESSION.contains(&name.as_str())
        || (name == "from" && WECHAT_FROM.contains(&value))
        || (name == "sid" && is_session_value())
}

/// Without `;jsessionid=…` at the end of a path segment; other parameters of segments stay.
fn without_path_session(path: &str) -> String {
    let segments = path.split('/').map(|segment| {
        let mut parts = segment.split(';');
        let name = parts.next().unwrap_or("").to_owned();
        parts.filter(|part| !is_session_part(part)).fold(name, |name, part| name + ";" + part)
    });
    segments.collect::<Vec<_>>().join("/")
}

fn is_session_part(part: &str) -> bool {
    let name = part.split('=').next().unwrap_or(part);
    SESSION.iter().any(|session| session.eq_ignore_ascii_case(name))
}

/// Escapes in upper case, and those of unreserved characters undone (RFC 3986, 6.2.2.1 and 6.2.2.2).
/// What is behind the others, GBK or UTF-8, is not asked. A `%` that begins no escape is escaped itself,
/// or it could begin one once what follows it is plain.
fn plain_escapes(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        plain.push_str(before);
        let digits = after.get(..2).filter(|two| two.bytes().all(|b| b.is_ascii_hexdigit()));
        let Some(digits) = digits else {
            plain.push_str("%25");
            rest = after;
            continue;
        };
        match u8::from_str_radix(digits, 16).map(char::from) {
            Ok(char) if char.is_ascii_alphanumeric() || "-._~".contains(char) => plain.push(char),
            _ => {
                plain.push('%');
                plain.push_str(&digits.to_ascii_uppercase());
            }
        }
        rest = after.get(2..).unwrap_or("");
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests;
