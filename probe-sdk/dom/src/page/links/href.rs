//! Addresses as people type them into a content system, made into what they stand for.
//!
//! The URL standard already takes most of it: white space around and line breaks inside, backslashes
//! for slashes, `//host`, Chinese hosts, full-width dots in a host. What it takes for a path of the
//! page's own site, though every reader sees another host in it, is put right here. Everything else
//! is left to the standard, so a link that is well written leads where a browser goes.

use std::borrow::Cow;

use encoding_rs::Encoding;
use url::Url;

/// Last labels by which `www.x.y` without a scheme is told from a file of that name: those under
/// which Chinese sites are.
const TOP_LABELS: [&str; 16] = [
    "cn", "com", "net", "org", "gov", "edu", "info", "cc", "tv", "hk", "mo", "tw", "中国", "政务",
    "公益", "公司",
];

/// Characters left over around an address from the text it was copied out of; the byte order mark
/// and the zero-width space are invisible in the field it was pasted into.
const LEFTOVERS: [char; 4] = ['\u{feff}', '\u{200b}', '\u{200e}', '\u{202a}'];

/// Punctuation at the end of a sentence, copied along with an address.
const SENTENCE_ENDS: [char; 4] = ['。', '，', '、', '；'];

/// `href` absolute and without fragment, its query in the page's charset; `None` for what is no address, and for one that holds a user
/// name, which no page of a government is behind and a deceiver's is.
pub(in super::super) fn absolute(
    href: &str,
    base: Option<&Url>,
    encoding: &'static Encoding,
) -> Option<Url> {
    let repaired = repair(href, base);
    let encode: &dyn Fn(&str) -> Cow<'_, [u8]> = &|text| encoding.encode(text).0;
    let options = Url::options().base_url(base).encoding_override(Some(encode));
    let mut url = options.parse(&repaired).ok()?;
    if !url.username().is_empty() || url.password().is_some() {
        return None;
    }
    if let Some(host) = url.host_str().filter(|host| host.ends_with('.')) {
        let host = host.trim_end_matches('.').to_owned();
        url.set_host(Some(&host)).ok()?;
    }
    url.set_fragment(None);
    Some(url)
}

/// Without white space and leftovers at either end.
pub(super) fn trim(href: &str) -> &str {
    href.trim_matches(|c: char| c.is_whitespace() || LEFTOVERS.contains(&c))
}

fn repair<'a>(href: &'a str, base: Option<&Url>) -> Cow<'a, str> {
    let href = without_sentence_end(trim(href));
    let href = escaped_once(href);
    let scheme = base.map_or("http", Url::scheme);
    let scheme = if scheme == "https" { "https" } else { "http" };
    match with_scheme(&href, scheme) {
        Some(whole) => Cow::Owned(whole),
        None => href,
    }
}

/// `。` after `http://a.cn` or `a.html`; a query may end in anything.
fn without_sentence_end(href: &str) -> &str {
    if href.contains('?') { href } else { href.trim_end_matches(SENTENCE_ENDS) }
}

/// `?a=1&amp;amp;b=2` in the source, which is `&amp;` after the page's own escapes are undone.
fn escaped_once(href: &str) -> Cow<'_, str> {
    match href.split_once('?') {
        Some((path, query)) if query.contains("&amp;") => {
            Cow::Owned(format!("{path}?{}", query.replace("&amp;", "&")))
        }
        _ => Cow::Borrowed(href),
    }
}

/// The address with its scheme and two slashes, where one of them is missing or not ASCII and a
/// host follows; `None` where it can stay as it is.
fn with_scheme(href: &str, own: &str) -> Option<String> {
    let (scheme, rest) = match written_scheme(href) {
        Some((scheme, slashes, rest)) => {
            // `http://http://a.cn`: the field already had the scheme in it.
            if let Some((inner, _, rest)) = written_scheme(rest) {
                return Some(format!("{inner}://{}", with_plain_host(rest)));
            }
            if slashes == "//" && href.get(scheme.len()..).is_some_and(|s| s.starts_with(':')) {
                return None;
            }
            (scheme, rest)
        }
        None => (own, href),
    };
    is_host(host_of(rest)).then(|| format!("{scheme}://{}", with_plain_host(rest)))
}

/// `http` or `https`, the slashes of any sort and spaces after it, and the rest. One slash is enough,
/// and so is none, because what follows still has to be a host.
fn written_scheme(href: &str) -> Option<(&'static str, &str, &str)> {
    let scheme = ["https", "http"].into_iter().find(|scheme| {
        href.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })?;
    let rest = href.get(scheme.len()..)?.strip_prefix([':', '：'])?;
    let after = rest.trim_start_matches(['/', '\\', '／', '＼', ' ']);
    let slashes = rest.get(..rest.len() - after.len())?;
    Some((scheme, slashes, after))
}

/// Up to the first slash of any sort, query or fragment.
fn host_of(rest: &str) -> &str {
    rest.split(['/', '\\', '／', '?', '#']).next().unwrap_or("")
}

/// The host with its full-width slash after it made ASCII; full-width dots in it are read by IDNA.
fn with_plain_host(rest: &str) -> String {
    let host = host_of(rest);
    let after = rest.get(host.len()..).unwrap_or("");
    let after = after.strip_prefix('／').map_or(Cow::Borrowed(after), |s| format!("/{s}").into());
    format!("{}{after}", host.trim_end_matches(['.', ',', ';']))
}

/// Whether this is a host beyond doubt: `www.` and a known last label, or something under `gov.cn`.
fn is_host(name: &str) -> bool {
    // Of a page's thousand addresses hardly one goes on from here.
    let may_be = name.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("www"));
    if !may_be && !name.contains("gov") && !name.contains("GOV") {
        return false;
    }
    let name = name.replace(['．', '。'], ".").to_lowercase();
    let name = name.trim_end_matches(['.', ',', ';']);
    let (name, port) = name.split_once(':').unwrap_or((name, ""));
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.');
    if !name.chars().all(is_plain) || !port.chars().all(|c| c.is_ascii_digit()) {
        return false;
    }
    let last = name.rsplit('.').next().unwrap_or("");
    let has_www = name.strip_prefix("www.").is_some_and(|rest| rest.contains('.'));
    (has_www && TOP_LABELS.contains(&last)) || name.ends_with(".gov.cn")
}

#[cfg(test)]
mod tests {
    use encoding_rs::UTF_8;
    use url::Url;

    use super::absolute;

    #[track_caller]
    fn check(href: &str, expected: &str) {
        let base = Url::parse("https://a.gov.cn/x/y.html").unwrap();
        let url = absolute(href, Some(&base), UTF_8).map(String::from);
        assert_eq!(url.as_deref().unwrap_or("none"), expected, "{href}");
    }

    #[test]
    fn what_is_well_written_is_the_standards() {
        check("z.html#top", "https://a.gov.cn/x/z.html");
        check("../z/", "https://a.gov.cn/z/");
        check("?p=2", "https://a.gov.cn/x/y.html?p=2");
        check("//b.cn/z", "https://b.cn/z");
        check("HTTP://B.CN/Z", "http://b.cn/Z");
        check("/a\\b", "https://a.gov.cn/a/b");
        check("\\a.html", "https://a.gov.cn/a.html");
        check("http://b.cn:8080/a;b?c=%D7%AA&d", "http://b.cn:8080/a;b?c=%D7%AA&d");
        check("/s?w=转型", "https://a.gov.cn/s?w=%E8%BD%AC%E5%9E%8B");
        check("http://[x", "none");
    }

    #[test]
    fn white_space_and_what_cannot_be_seen() {
        check(" \u{3000}z.html\u{a0}", "https://a.gov.cn/x/z.html");
        check("http://b.cn/\n\t  z\r\n.html", "http://b.cn/%20%20z.html");
        check("\u{feff}http://b.cn/\u{200b}", "http://b.cn/");
    }

    #[test]
    fn slashes_and_colons_of_any_sort() {
        check("http:\\\\www.b.cn\\z", "http://www.b.cn/z");
        check("https:/www.b.cn/z", "https://www.b.cn/z");
        check("https:www.b.com", "https://www.b.com/");
        check("http：//b.gov.cn/z", "http://b.gov.cn/z");
        check("http:／／www.b.cn／z", "http://www.b.cn/z");
        check("http://www．b．cn/z", "http://www.b.cn/z");
        check("http:///www.b.cn/z", "http://www.b.cn/z");
        check("https:/z.html", "https://a.gov.cn/z.html");
        check("http:// www.b.cn/z", "http://www.b.cn/z");
        check("http://http://www.b.cn/z", "http://www.b.cn/z");
        check("http://https://b.cn/z", "https://b.cn/z");
        check("https://b.cn/jump?to=http://c.cn/", "https://b.cn/jump?to=http://c.cn/");
    }

    #[test]
    fn a_missing_scheme_is_the_pages_own() {
        check("www.b.gov.cn/z", "https://www.b.gov.cn/z");
        check("WWW.B.COM", "https://www.b.com/");
        check("zwfw.b.gov.cn:8080/z?a", "https://zwfw.b.gov.cn:8080/z?a");
        check("www.b.gov.cn。", "https://www.b.gov.cn/");
        check("www.市政府.政务", "https://www.xn--7st6m03o.xn--zfr164b/");
        check("www.html", "https://a.gov.cn/x/www.html");
        check("www.list.jsp", "https://a.gov.cn/x/www.list.jsp");
        check("b.com/z", "https://a.gov.cn/x/b.com/z");
        check("www/b.gov.cn", "https://a.gov.cn/x/www/b.gov.cn");
        check("gov.cn", "https://a.gov.cn/x/gov.cn");
    }

    #[test]
    fn punctuation_that_was_copied_along() {
        check("http://www.b.cn。", "http://www.b.cn/");
        check("http://www.b.cn./z", "http://www.b.cn/z");
        check("http://www.b.cn。./z", "http://www.b.cn/z");
        check("http://../z", "none");
        check("http://b.cn/z.html。", "http://b.cn/z.html");
        check("http://b.cn/z.html，", "http://b.cn/z.html");
        check("http://b.cn/z?t=好。", "http://b.cn/z?t=%E5%A5%BD%E3%80%82");
        check("z.", "https://a.gov.cn/x/z.");
    }

    #[test]
    fn escapes_made_twice_in_a_query() {
        check("z?a=1&amp;b=2&amp;c", "https://a.gov.cn/x/z?a=1&b=2&c");
        check("a&amp;b.html", "https://a.gov.cn/x/a&amp;b.html");
    }

    #[test]
    fn chinese_hosts_and_no_user_names() {
        check("http://某市.政务.cn/", "http://xn--7st21t.xn--zfr164b.cn/");
        check("http://www.b.gov.cn@c.cn/", "none");
        check("http://me:you@b.cn/", "none");
        check("/@me", "https://a.gov.cn/@me");
    }

    #[test]
    fn without_a_base_only_whole_addresses() {
        assert_eq!(absolute("z.html", None, UTF_8), None);
        assert_eq!(
            absolute("www.b.gov.cn/z", None, UTF_8).map(String::from).as_deref(),
            Some("http://www.b.gov.cn/z")
        );
    }
}
