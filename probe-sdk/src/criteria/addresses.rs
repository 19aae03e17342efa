//! Parts of absolute addresses, as [`crate::Link::url`] and [`crate::PageInfo::url`] give them.

/// Names of files under which a site's home page answers besides `/`.
const HOME_FILES: [&str; 10] = [
    "/index.html",
    "/index.htm",
    "/index.shtml",
    "/index.jsp",
    "/index.php",
    "/index.aspx",
    "/index.do",
    "/default.html",
    "/default.htm",
    "/index",
];

/// Ends of addresses of files to download; what pages themselves end in is not among them.
pub const ATTACHMENTS: [&str; 16] = [
    "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "wps", "et", "ofd", "zip", "rar", "7z",
    "csv", "rtf", "txt",
];

/// The host in an absolute address, without user and port; empty where there is none.
///
/// ```
/// use probe_sdk::criteria::addresses::host;
/// assert_eq!(host("https://www.a.gov.cn:8443/x?y"), "www.a.gov.cn");
/// ```
pub fn host(url: &str) -> &str {
    let Some((_, rest)) = url.split_once("://") else { return "" };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or("");
    let host = authority.rsplit('@').next().unwrap_or(authority);
    // An IPv6 address has colons of its own.
    if host.starts_with('[') { host } else { host.split(':').next().unwrap_or(host) }
}

/// Scheme, host and port: `https://www.a.gov.cn`.
pub fn origin(url: &str) -> &str {
    let Some((scheme, rest)) = url.split_once("://") else { return "" };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or("");
    url.get(..scheme.len() + 3 + authority.len()).unwrap_or(url)
}

/// The path, `/` at least, without query.
pub fn path(url: &str) -> &str {
    let rest = url.get(origin(url).len()..).unwrap_or("");
    let path = rest.split(['?', '#']).next().unwrap_or("");
    if path.is_empty() { "/" } else { path }
}

/// The query without `?`; empty where there is none.
pub fn query(url: &str) -> &str {
    url.split('#').next().unwrap_or(url).split_once('?').map_or("", |(_, query)| query)
}

/// What the hosts of a site have in common: its host without `www.`.
pub fn site(url: &str) -> &str {
    let host = host(url);
    host.strip_prefix("www.").unwrap_or(host)
}

/// Whether an address is on the site or one of its sub-domains.
pub fn is_of(url: &str, site: &str) -> bool {
    let host = host(url);
    !site.is_empty()
        && (host == site || host.strip_suffix(site).is_some_and(|start| start.ends_with('.')))
}

/// Whether an address is that of a site's home page.
pub fn is_root(url: &str) -> bool {
    let path = path(url);
    query(url).is_empty()
        && (path == "/" || HOME_FILES.iter().any(|file| path.eq_ignore_ascii_case(file)))
}

/// The address a reference on a page leads to, for references no link gives, such as of style sheets
/// and scripts. `None` for what is no address. `<base>` is not asked.
///
/// ```
/// use probe_sdk::criteria::addresses::join;
/// assert_eq!(join("http://a.cn/x/y.html", "../z.css").as_deref(), Some("http://a.cn/z.css"));
/// ```
pub fn join(base: &str, reference: &str) -> Option<String> {
    let reference = reference.trim();
    let lower = reference.to_ascii_lowercase();
    if lower.starts_with("http://") || lower.starts_with("https://") {
        return Some(reference.to_owned());
    }
    let (scheme, _) = base.split_once("://")?;
    if let Some(rest) = reference.strip_prefix("//") {
        return Some(format!("{scheme}://{rest}"));
    }
    let is_other = reference.is_empty() || reference.starts_with(['#', '?']);
    if is_other || reference.split(['/', '?']).next().is_some_and(|start| start.contains(':')) {
        return None;
    }
    if reference.starts_with('/') {
        return Some(format!("{}{reference}", origin(base)));
    }
    let (folder, _) = path(base).rsplit_once('/')?;
    let mut folders: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let mut rest = reference;
    loop {
        if let Some(after) = rest.strip_prefix("../") {
            folders.pop();
            rest = after;
        } else if let Some(after) = rest.strip_prefix("./") {
            rest = after;
        } else {
            break;
        }
    }
    folders.push(rest);
    Some(format!("{}/{}", origin(base), folders.join("/")))
}

/// What the path ends in, lower case, without the full stop: `pdf`; empty where it has no end.
pub fn extension(url: &str) -> String {
    let file = path(url).rsplit('/').next().unwrap_or("");
    file.rsplit_once('.').map_or(String::new(), |(_, end)| end.to_ascii_lowercase())
}

/// Whether an address ends as one of a file to download does.
pub fn is_attachment(url: &str) -> bool {
    ATTACHMENTS.contains(&extension(url).as_str())
}

#[cfg(test)]
mod tests {
    use super::{extension, is_of, is_root, join, origin, path, query, site};

    #[test]
    fn parts_of_an_address() {
        let url = "https://www.a.gov.cn:8443/x/y.PDF?z=1#w";
        assert_eq!(origin(url), "https://www.a.gov.cn:8443");
        assert_eq!(path(url), "/x/y.PDF");
        assert_eq!(query(url), "z=1");
        assert_eq!(extension(url), "pdf");
        assert_eq!(site(url), "a.gov.cn");
        assert_eq!(path("https://a.gov.cn?x"), "/");
        assert_eq!(extension("https://a.gov.cn/x.y/z"), "");
    }

    #[test]
    fn references_joined() {
        #[track_caller]
        fn check(reference: &str, expected: Option<&str>) {
            assert_eq!(join("https://a.cn/x/y/z.html?q", reference).as_deref(), expected);
        }
        check("style.css", Some("https://a.cn/x/y/style.css"));
        check("./../css/s.css?v=1", Some("https://a.cn/x/css/s.css?v=1"));
        check("../../../s.css", Some("https://a.cn/s.css"));
        check("/s.css", Some("https://a.cn/s.css"));
        check("//b.cn/s.css", Some("https://b.cn/s.css"));
        check("http://b.cn/s.css", Some("http://b.cn/s.css"));
        check("data:text/css,x", None);
        check("", None);
    }

    #[test]
    fn addresses_of_one_site() {
        assert!(is_of("http://jyj.a.gov.cn/", "a.gov.cn"));
        assert!(is_of("http://a.gov.cn/", "a.gov.cn"));
        assert!(!is_of("http://ba.gov.cn/", "a.gov.cn"));
        assert!(!is_of("http://a.gov.cn.evil.test/", "a.gov.cn"));
        assert!(!is_of("mailto:x", ""));
    }

    #[test]
    fn home_pages() {
        for url in ["http://a.cn", "http://a.cn/", "http://a.cn/INDEX.html", "http://a.cn/#x"] {
            assert!(is_root(url), "{url}");
        }
        assert!(!is_root("http://a.cn/x/"));
        assert!(!is_root("http://a.cn/?id=1"));
    }
}
