//! C1.1: what the home page does for telephones, for people who see badly, and in other languages.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use bluebook::evidence::{CERTIFICATE_UNTIL, FIRST_VIEW_MS, IP_VERSIONS, SCRIPT_ERRORS};

use super::Answer;
use super::day::Day;
use super::draft::{Draft, PADDING, Spot, count, share};
use super::page::{Doc, Link, heading, text};
use super::place::{Ground, nth_of};
use super::trap::Trap;
use super::truth::Planted;

/// The labels of the annex on page tags that the catalogue asks for.
const TAGS: [&str; 8] = [
    "SiteName",
    "SiteDomain",
    "SiteIDCode",
    "ColumnName",
    "ColumnType",
    "ArticleTitle",
    "PubDate",
    "ContentSource",
];

/// Addresses for documentation (RFC 5737, RFC 3849).
const OLD: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1));
const NEW: IpAddr = IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1));

/// Plants them; the frame of the site is ready when this returns.
pub(crate) fn plant(draft: &mut Draft<'_>) {
    let is_fluid = draft.place.has("C1.1-1");
    draft.plant("C1.1-1", Ground::Site, Planted::Is(is_fluid));
    if is_fluid {
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<style>@media (max-width: 768px) { .main { width: 100% } }</style>\n".clone_into(&mut draft.viewport);
    } else if draft.place.number.is_multiple_of(2) {
        draft.trap(Trap::InScript);
        "<script>var note = 'viewport width=device-width';</script>\n"
            .clone_into(&mut draft.viewport);
    }
    network(draft);
    browser(draft);
    ease(draft);
    languages(draft);
}

/// C1.1-2, C1.1-3: what the collector met on its way to the home page.
fn network(draft: &mut Draft<'_>) {
    let place = draft.place;
    let (versions, ip, grade) = match place.some_of("C1.1-2", 2) {
        0 => ("4", OLD, "none"),
        1 => ("4 6", OLD, "aaaa"),
        _ => ("4 6", NEW, "reachable"),
    };
    draft.plant("C1.1-2", Ground::Site, Planted::Grade(grade));
    draft.noted.ip = Some(ip);
    draft.noted.remarks.push((IP_VERSIONS, versions.to_owned()));
    let (n_days, leads, grade) = match place.some_of("C1.1-3", 2) {
        0 => (6, place.has("C1.1-3 leads"), "bad_cert"),
        1 => (200, false, "valid"),
        _ => (200, true, "valid_redirect"),
    };
    draft.plant("C1.1-3", Ground::Site, Planted::Grade(grade));
    draft.noted.remarks.push((CERTIFICATE_UNTIL, Day::ago(-n_days).iso()));
    let (plain, home) = (format!("http://{}/", place.www()), format!("https://{}/", place.www()));
    if leads {
        draft.answer(&plain, Answer::Moved { status: 301, to: home });
    } else {
        draft.put(
            Ground::Person,
            &plain,
            &Doc::new("首页", vec![heading("欢迎访问"), text(PADDING)]),
        );
    }
}

/// C1.1-6, C1.1-8: how the home page fares in a browser.
fn browser(draft: &mut Draft<'_>) {
    let place = draft.place;
    let is_clean = place.has("C1.1-6");
    draft.plant("C1.1-6", Ground::Site, Planted::Is(is_clean));
    let n_errors = if is_clean { "0" } else { "2" };
    draft.noted.of_rendering.push((SCRIPT_ERRORS, n_errors.to_owned()));
    let ms = [9200_u16, 5100, 1800].get(place.some_of("C1.1-8", 2)).copied().unwrap_or(9200);
    draft.plant("C1.1-8", Ground::Site, Planted::Steps(f64::from(ms)));
    draft.noted.of_rendering.push((FIRST_VIEW_MS, ms.to_string()));
}

/// C1.1-5: the meta tags a region's pages carry.
pub(crate) fn tags(draft: &mut Draft<'_>) -> (Vec<(&'static str, String)>, Vec<&'static str>) {
    let place = draft.place;
    // All or none: which tags are due on which page is read in more than one way.
    let has = if place.has("C1.1-5") { TAGS.to_vec() } else { Vec::new() };
    draft.plant("C1.1-5", Ground::Site, share(has.len(), TAGS.len()));
    let said = [
        ("SiteName", format!("{}人民政府门户网站", place.city())),
        ("SiteDomain", place.www()),
        ("SiteIDCode", place.site_code()),
    ];
    let tags = said.into_iter().filter(|(name, _)| has.contains(name)).collect();
    (tags, has.iter().copied().filter(|tag| !tag.starts_with("Site")).collect())
}

/// C1.1-4.
fn ease(draft: &mut Draft<'_>) {
    let words = draft.place.word(&["无障碍浏览", "长者模式", "关怀版"]);
    let url = draft.column(Ground::Site, "wza");
    if draft.place.has("C1.1-4") {
        draft.plant("C1.1-4", Ground::Site, Planted::Is(true));
        draft.put(
            Ground::Site,
            &url,
            &Doc::new(words, vec![heading(words), text("本页提供大字体、高对比度和语音朗读。")]),
        );
        draft.link(Spot::Tools, Link::new(words, url));
        return;
    }
    let trap =
        *nth_of(&[Trap::DeadLink, Trap::SoftNotFound, Trap::BareHeading], draft.place.number);
    draft.plant_trapped("C1.1-4", Ground::Site, Planted::Is(false), trap);
    if trap.is_broken_link() {
        draft.put_broken(Ground::Site, &url, trap);
        draft.link(Spot::Tools, Link::new(words, url));
    }
}

/// C1.1-7.
fn languages(draft: &mut Draft<'_>) {
    let editions = [
        (
            "en",
            "English",
            "This is the English edition of the portal of the city government. It tells visitors and investors where to find services, rules and offices.",
        ),
        (
            "ft",
            "繁体版",
            "這是市人民政府門戶網站的繁體版，為臺灣、香港、澳門同胞和海外僑胞提供政務服務、政策文件和辦事指南。",
        ),
        (
            "jp",
            "日本語",
            "このページは市政府ポータルサイトの日本語版です。サービス、規則、担当部署をご案内します。",
        ),
        (
            "kr",
            "한국어",
            "이 페이지는 시정부 포털의 한국어판입니다. 서비스와 규정, 담당 부서를 안내하여 드립니다.",
        ),
    ];
    // GBK has no Hangul.
    let is_gbk = draft.place.theme.charset != super::themes::Charset::Utf8;
    let editions = if is_gbk { &editions[..3] } else { &editions[..] };
    let mut n = 0;
    for (nth, (name, words, says)) in editions.iter().enumerate() {
        let url = format!("https://{}/{name}/", draft.place.www());
        if draft.place.has(&format!("C1.1-7 {name}")) {
            n += 1;
            // An edition has no Chinese menu.
            draft.put(Ground::Person, &url, &Doc::new(*words, vec![heading(*words), text(*says)]));
        } else if nth % 2 == 0 {
            draft.put_broken(Ground::Site, &url, Trap::DeadLink);
        } else {
            continue;
        }
        draft.link(Spot::Tools, Link::new(*words, url));
    }
    draft.plant("C1.1-7", Ground::Site, Planted::Count(count(n)));
}
