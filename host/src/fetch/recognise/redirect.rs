//! Pages that are not there, told by where their address leads.

use url::Url;

use super::is_in;
use crate::evidence::Capture;

/// Stems of file and folder names under which sites keep their home page.
const HOME_STEMS: [&str; 18] = [
    "index", "default", "home", "main", "portal", "web", "site", "www", "wwwroot", "cn", "zh",
    "zh-cn", "zh_cn", "chinese", "gb", "pc", "welcome", "start",
];

/// Stems of file and folder names of error pages.
const NOT_FOUND_STEMS: [&str; 8] = [
    "404",
    "404error",
    "error404",
    "error_404",
    "404page",
    "notfound",
    "not_found",
    "pagenotfound",
];

/// A deep address that ends at the home page of its own site, or at an error page. A redirect to
/// another site's home page is how merged portals move, so that is a page.
pub(super) fn by_redirect(capture: &Capture) -> Option<String> {
    let (asked, got) = (Url::parse(&capture.requested).ok()?, Url::parse(&capture.url).ok()?);
    let said = |what: &str| Some(format!("`{asked}` leads to {what} `{got}`"));
    let last = |url: &Url| stems(url).last().is_some_and(|stem| is_in(&NOT_FOUND_STEMS, stem));
    // ASP.NET names the page that failed.
    let names_failed = |url: &Url| url.query().is_some_and(|q| q.contains("aspxerrorpath="));
    if (last(&got) && !last(&asked)) || (names_failed(&got) && !names_failed(&asked)) {
        return said("the error page");
    }
    let is_home = |url: &Url| stems(url).iter().all(|stem| is_in(&HOME_STEMS, stem));
    let is_same_site = site_of(&asked).is_some() && site_of(&asked) == site_of(&got);
    if is_same_site && is_deep(&asked) && is_home(&got) && got.query().is_none() {
        return said("the home page");
    }
    None
}

/// File and folder names without endings, empty ones left out.
fn stems(url: &Url) -> Vec<&str> {
    let segments = url.path().split('/').filter(|segment| !segment.is_empty());
    segments.map(|segment| segment.split(['.', ';']).next().unwrap_or(segment)).collect()
}

/// Whether an address is of a page below the home page beyond doubt: a file with a name of its own, or
/// folders in a folder. One folder, or its index, may be where a home page was before it moved.
fn is_deep(url: &Url) -> bool {
    let stems = stems(url);
    let is_file = url.path().rsplit('/').next().is_some_and(|last| last.contains('.'));
    let ends_own = stems.last().is_some_and(|stem| !is_in(&HOME_STEMS, stem));
    (is_file && ends_own) || stems.iter().filter(|stem| !is_in(&HOME_STEMS, stem)).count() > 1
}

fn site_of(url: &Url) -> Option<&str> {
    url.host_str().map(|host| host.strip_prefix("www.").unwrap_or(host))
}

#[cfg(test)]
mod tests {
    use super::by_redirect;
    use crate::evidence::Capture;
    use crate::evidence::tests::capture;

    #[track_caller]
    fn check(requested: &str, url: &str, expected: bool) {
        let capture = Capture { requested: requested.to_owned(), ..capture(url, 200, "") };
        assert_eq!(by_redirect(&capture).is_some(), expected, "{requested} {url}");
    }

    #[test]
    fn a_page_that_leads_to_the_home_page_is_not_there() {
        check("http://a.gov.cn/art/2019/1.html", "http://a.gov.cn/", true);
        check("http://a.gov.cn/zwgk/qzqd/", "https://www.a.gov.cn/index.html", true);
        check("http://www.a.gov.cn/1.html", "http://a.gov.cn/portal/index.jsp", true);
        check("http://a.gov.cn/1.html", "http://a.gov.cn/1.html", false);
        check("http://a.gov.cn/1.html", "http://a.gov.cn/2.html", false);
        check("http://a.gov.cn/1.html", "http://b.gov.cn/", false);
        check("http://a.gov.cn/1.html", "http://a.gov.cn/?id=1", false);
    }

    #[test]
    fn a_home_page_that_moved_is_there() {
        check("http://a.gov.cn/", "https://www.a.gov.cn/index.html", false);
        check("http://a.gov.cn/index.html", "https://a.gov.cn/", false);
        check("http://a.gov.cn/agov/index.shtml", "http://a.gov.cn/", false);
        check("http://a.gov.cn/agov", "http://a.gov.cn/", false);
        check("http://a.gov.cn/portal/cn/index.do", "http://a.gov.cn/", false);
    }

    #[test]
    fn an_error_page_is_one_only_by_redirect() {
        check("http://a.gov.cn/zwgk", "http://a.gov.cn/404.html", true);
        check("http://a.gov.cn/zwgk", "http://b.gov.cn/error/404", true);
        check("http://a.gov.cn/1.aspx", "http://a.gov.cn/e.aspx?aspxerrorpath=/1.aspx", true);
        check("http://a.gov.cn/404.html", "http://a.gov.cn/404.html", false);
        check("http://a.gov.cn/zwgk", "http://a.gov.cn/404/1.html", false);
        check("no address", "http://a.gov.cn/404.html", false);
    }
}
