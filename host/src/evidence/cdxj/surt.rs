//! The sort key of an address: host turned round, port, path and query made alike.
//!
//! The rules are those of the Wayback Machine's key, as the Python package `surt` 0.3 has
//! them and through it `cdxj-indexer` and pywb; oddities included, since a key that differs
//! is a page that is not found.

use url::Url;

/// The key of an address, for example `cn,gov,a)/x?a=1&b=2`. What is no address is its own key.
pub(super) fn surt(url: &str) -> String {
    key(url).unwrap_or_else(|| url.to_owned())
}

fn key(url: &str) -> Option<String> {
    if url.starts_with("filedesc") {
        return None;
    }
    let url: String = url.trim_matches(is_python_space).replace(['\n', '\r', '\t'], "");
    let Parts { scheme, host, port, path, query } = split(&url)?;
    let mut key = Vec::new();
    match host.as_deref().map(canonical_host) {
        Some(host) if !host.is_empty() => {
            let mut labels: Vec<&[u8]> = host.split(|byte| *byte == b'.').collect();
            labels.reverse();
            key.extend(labels.join(&b','));
            if let Some(port) = port {
                key.extend(format!(":{port}").bytes());
            }
            key.push(b')');
            key.extend(canonical_path(&path, true));
        }
        _ => {
            key.extend(scheme.bytes());
            key.push(b':');
            key.extend(canonical_path(&path, false));
        }
    }
    if let Some(query) = query.map(|query| canonical_query(&query)).filter(|q| !q.is_empty()) {
        key.push(b'?');
        key.extend(query);
    }
    String::from_utf8(key).ok()
}

/// An address taken apart; the host in lower case.
struct Parts {
    scheme: String,
    host: Option<String>,
    /// `None` for the scheme's own.
    port: Option<u16>,
    path: String,
    query: Option<String>,
}

fn is_python_space(c: char) -> bool {
    matches!(c, ' ' | '\t'..='\r')
}

fn split(url: &str) -> Option<Parts> {
    let with_scheme;
    let url = if scheme_of(url).is_some() {
        url
    } else {
        with_scheme = format!("http://{url}");
        &with_scheme
    };
    let url = last_protocol(url);
    let scheme = scheme_of(url)?.to_owned();
    let rest = url.get(scheme.len() + 1..)?;
    let rest = rest.split('#').next().unwrap_or(rest);
    let (before, query) = match rest.split_once('?') {
        Some((before, query)) => (before, Some(query.to_owned())),
        None => (rest, None),
    };
    let (authority, path) = match before.strip_prefix("//") {
        Some(there) => there.split_at(there.find('/').unwrap_or(there.len())),
        None => ("", before),
    };
    let authority = authority.trim_end_matches(':');
    let (host, port) = host_and_port(authority)?;
    let mut parts = Parts { scheme, host, port, path: path.to_owned(), query };
    if parts.scheme.starts_with("http") && parts.host.is_none() && !parts.path.is_empty() {
        let (host, path) = {
            let path = parts.path.trim_start_matches('/');
            path.split_once('/').unwrap_or((path, ""))
        };
        (parts.host, parts.path) = (Some(host.to_owned()), format!("/{path}"));
    }
    let own_port = match parts.scheme.to_ascii_lowercase().as_str() {
        "http" => 80,
        "https" => 443,
        _ => 0,
    };
    parts.port = parts.port.filter(|port| *port != own_port && *port != 0);
    Some(parts)
}

/// The scheme before the colon, if there is one.
fn scheme_of(url: &str) -> Option<&str> {
    let (scheme, _) = url.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    is_scheme.then_some(scheme)
}

/// `http://https://a/` is `https://a/`.
fn last_protocol(mut url: &str) -> &str {
    loop {
        let inner = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
        match inner {
            Some(inner) if inner.starts_with("http://") || inner.starts_with("https://") => {
                url = inner;
            }
            _ => return url,
        }
    }
}

/// `None` where the port is none, which makes the address its own key.
fn host_and_port(authority: &str) -> Option<(Option<String>, Option<u16>)> {
    let place = authority.rsplit_once('@').map_or(authority, |(_, place)| place);
    let (host, port) = match place.split_once('[') {
        Some((_, bracketed)) => {
            let (host, behind) = bracketed.split_once(']').unwrap_or((bracketed, ""));
            (host, behind.split_once(':').map(|(_, port)| port))
        }
        None => match place.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (place, None),
        },
    };
    let port = match port {
        None | Some("") => None,
        Some(port) if port.bytes().all(|byte| byte.is_ascii_digit()) => Some(port.parse().ok()?),
        Some(_) => return None,
    };
    let host = (!host.is_empty()).then(|| host.to_ascii_lowercase());
    Some((host, port))
}

fn canonical_host(host: &str) -> Vec<u8> {
    let host = unescape(host.as_bytes());
    let host = if host.is_ascii() { host } else { to_ascii(&host) };
    let text = String::from_utf8_lossy(&host).replace("..", ".");
    let text = text.trim_matches('.').to_ascii_lowercase();
    let host = ip_address(&text).unwrap_or_else(|| escape(text.as_bytes()));
    let digits = host.strip_prefix(b"www").map(|rest| {
        let n_digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        rest.get(n_digits..).unwrap_or_default()
    });
    match digits.and_then(|rest| rest.strip_prefix(b".")) {
        Some(rest) => rest.to_vec(),
        None => host,
    }
}

/// An international name as it is looked up; as it is where that fails.
fn to_ascii(host: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(host).replace(char::REPLACEMENT_CHARACTER, "");
    let parsed = Url::parse(&format!("http://{text}/")).ok();
    let ascii = parsed.as_ref().and_then(Url::host_str).map(|ascii| ascii.as_bytes().to_vec());
    ascii.unwrap_or_else(|| host.to_vec())
}

/// Any way of writing an IPv4 address as four numbers: `2130706433`, `127.1`, `0177.0.0.1`.
fn ip_address(host: &str) -> Option<Vec<u8>> {
    if !host.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let is_numeric = host
        .split('.')
        .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    if !is_numeric {
        return None;
    }
    if !host.contains('.') {
        let number = host.bytes().fold(0_u32, |number, digit| {
            number.wrapping_mul(10).wrapping_add(u32::from(digit - b'0'))
        });
        return Some(std::net::Ipv4Addr::from(number).to_string().into_bytes());
    }
    let parsed = Url::parse(&format!("http://{host}/")).ok()?;
    parsed.host_str().map(|host| host.as_bytes().to_vec())
}

fn canonical_path(path: &str, has_host: bool) -> Vec<u8> {
    let path = unescape(path.as_bytes());
    let path = if has_host { normal_path(&path) } else { path };
    let path = escape(&path).to_ascii_lowercase();
    let path = without_path_session(&path, is_session_group);
    let mut path = without_path_session(&path, is_session);
    if path.len() > 1 && path.ends_with(b"/") {
        path.pop();
    }
    path
}

/// Dots resolved, double slashes joined.
fn normal_path(path: &[u8]) -> Vec<u8> {
    let mut kept: Vec<&[u8]> = Vec::new();
    for part in path.split(|byte| *byte == b'/').skip(1) {
        match part {
            b"." => {}
            b".." if !kept.is_empty() => drop(kept.pop()),
            part => kept.push(part),
        }
    }
    let last = kept.pop().unwrap_or_default();
    let mut normal = vec![b'/'];
    for part in kept.into_iter().filter(|part| !part.is_empty()) {
        normal.extend(part);
        normal.push(b'/');
    }
    normal.extend(last);
    normal
}

/// `/(a(…)b(…))/x.aspx` and `/(…)/x.aspx` without the session of ASP.NET in between.
fn without_path_session(path: &[u8], is_session: fn(&[u8]) -> bool) -> Vec<u8> {
    for (at, _) in path.iter().enumerate().rev().filter(|(_, byte)| **byte == b'/') {
        let (before, rest) = path.split_at(at + 1);
        let Some(end) = rest.windows(2).position(|two| two == b")/") else { continue };
        let (session, behind) = rest.split_at(end + 2);
        if is_session(session) && is_aspx(behind) {
            return [before, behind].concat();
        }
    }
    path.to_vec()
}

fn is_aspx(path: &[u8]) -> bool {
    let before_query = path.split(|byte| *byte == b'?').next().unwrap_or_default();
    before_query.get(1..).is_some_and(|rest| rest.windows(5).any(|five| five == b".aspx"))
}

const SESSION_CHARS: usize = 24;

fn is_session(text: &[u8]) -> bool {
    let inner = text.strip_prefix(b"(").and_then(|text| text.strip_suffix(b")/"));
    inner.is_some_and(|id| id.len() == SESSION_CHARS && id.iter().all(u8::is_ascii_alphanumeric))
}

/// `(a(24 characters)b(24 characters))/`.
fn is_session_group(text: &[u8]) -> bool {
    let inner = text.strip_prefix(b"(").and_then(|text| text.strip_suffix(b")/"));
    let Some(inner) = inner.filter(|inner| !inner.is_empty()) else { return false };
    inner.chunks(SESSION_CHARS + 3).all(|one| match one {
        [name, b'(', id @ .., b')'] => {
            name.is_ascii_alphabetic()
                && id.len() == SESSION_CHARS
                && id.iter().all(u8::is_ascii_alphanumeric)
        }
        _ => false,
    })
}

fn canonical_query(query: &str) -> Vec<u8> {
    let mut query = escape(&unescape(query.as_bytes()));
    for length in [
        |rest: &[u8]| named(rest, b"jsessionid=", 32, u8::is_ascii_alphanumeric),
        |rest: &[u8]| named(rest, b"phpsessid=", 32, u8::is_ascii_alphanumeric),
        |rest: &[u8]| named(rest, b"sid=", 32, u8::is_ascii_alphanumeric),
        asp_session,
        cold_fusion_session,
    ] {
        query = without_session(&query, length);
    }
    let query = query.to_ascii_lowercase();
    if query.len() <= 1 {
        return query;
    }
    let mut arguments: Vec<&[u8]> = query.split(|byte| *byte == b'&').collect();
    arguments.sort_by_key(|argument| {
        let equals = argument.iter().position(|byte| *byte == b'=');
        let name_ends = equals.unwrap_or(argument.len());
        (argument.get(..name_ends), equals.and_then(|at| argument.get(at + 1..)))
    });
    arguments.join(&b'&')
}

/// The query without the last session that ends at an `&` or the end; `length` tells how
/// long a session at the start of some bytes is.
fn without_session(query: &[u8], length: fn(&[u8]) -> Option<usize>) -> Vec<u8> {
    for at in (0..query.len()).rev() {
        let (before, rest) = query.split_at(at);
        let Some(behind) = length(rest).and_then(|length| rest.get(length..)) else { continue };
        match behind {
            [] => return before.to_vec(),
            [b'&', behind @ ..] => return [before, behind].concat(),
            _ => {}
        }
    }
    query.to_vec()
}

fn named(rest: &[u8], name: &[u8], n: usize, allowed: fn(&u8) -> bool) -> Option<usize> {
    let start = rest.get(..name.len())?;
    let value = rest.get(name.len()..name.len() + n)?;
    let is_it = start.eq_ignore_ascii_case(name) && value.iter().all(allowed);
    is_it.then_some(name.len() + n)
}

fn asp_session(rest: &[u8]) -> Option<usize> {
    let n = named(rest, b"aspsessionid", 8, u8::is_ascii_alphabetic)?;
    Some(n + named(rest.get(n..)?, b"=", 24, u8::is_ascii_alphabetic)?)
}

fn cold_fusion_session(rest: &[u8]) -> Option<usize> {
    let value = |from: usize| {
        let value = rest.get(from..)?.split(|byte| *byte == b'&').next()?;
        (!value.is_empty()).then_some(from + value.len())
    };
    let id = value(named(rest, b"cfid=", 0, u8::is_ascii)?)?;
    value(id + named(rest.get(id..)?, b"&cftoken=", 0, u8::is_ascii)?)
}

/// Escapes undone until there are none.
fn unescape(text: &[u8]) -> Vec<u8> {
    let mut text = text.to_vec();
    loop {
        let mut undone = Vec::with_capacity(text.len());
        let mut rest = text.as_slice();
        while let [first, behind @ ..] = rest {
            let (byte, behind) = match escaped(rest) {
                Some(byte) => (byte, rest.get(3..).unwrap_or_default()),
                None => (*first, behind),
            };
            undone.push(byte);
            rest = behind;
        }
        if undone == text {
            return text;
        }
        text = undone;
    }
}

fn escaped(text: &[u8]) -> Option<u8> {
    let [b'%', high, low, ..] = text else { return None };
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    Some(digit(*high)? << 4 | digit(*low)?)
}

/// Everything but printable ASCII, `#` and `%` escaped.
fn escape(text: &[u8]) -> Vec<u8> {
    let mut escaped = Vec::with_capacity(text.len());
    for byte in text {
        if byte.is_ascii_graphic() && !matches!(byte, b'#' | b'%') {
            escaped.push(*byte);
        } else {
            escaped.extend(format!("%{byte:02X}").bytes());
        }
    }
    escaped
}

#[cfg(test)]
mod tests;
