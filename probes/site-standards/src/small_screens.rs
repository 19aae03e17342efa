//! # What it asks
//! Whether the home page fits the screen of a phone.
//!
//! # Why it counts
//! Most people come with a phone, and a page made for desks cannot be read on it.
//!
//! # How it is judged
//! The page has a viewport of `width=device-width` and a media rule for widths of at most 1,024 pixels,
//! in its own styles, in the media of a style sheet, or in one of its first style sheets, which are
//! asked for. Else an inline script that tells phones by their user agent and leads to another address
//! that answers. A viewport alone, rules for print and for wide screens count for nothing.
//!
//! # When it is unknown
//! The style sheets could not be had, or the page is a shell that only a browser fills.
//!
//! # Source
//! 《政府网站发展指引》(国办发〔2017〕47号), 网页设计规范; 《中国地方政府互联网服务能力发展报告(2019)》, 功能适配度.

use probe_sdk::criteria::addresses::join;
use probe_sdk::criteria::targets::{Target, targets};
use probe_sdk::criteria::words::compact;
use probe_sdk::{Criterion, Evidence, Judged, Link, Page, Step, Stop, Task, UnknownReason};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "small-screens",
    title: "移动端自适应",
    roles: &["home"],
    points: &["C1.1-1"],
    judge,
};

/// Style sheets asked for; the rules for phones are in one of the first, or there are none.
const SHEETS_MAX: u32 = 6;

/// Pixels of the widest screen that is small: a tablet held upright has 768, held across 1,024.
const PIXELS_MAX: f64 = 1024.0;

/// Pixels of one `em` as browsers begin.
const PIXELS_PER_EM: f64 = 16.0;

/// Inline scripts looked through.
const SCRIPTS_MAX: u32 = 60;

/// Words for phones in scripts that look at the user agent.
const PHONES: [&str; 4] = ["mobile", "iphone", "android", "phone"];

fn judge(task: &Task) -> Step<Judged> {
    let page = task.start()?;
    let viewport =
        page.meta("viewport").filter(|said| compact(said).contains("width=device-width"));
    let Some(viewport) = viewport else {
        return led_away(page);
    };
    let seen = Evidence { quote: viewport, ..Evidence::from(page) };
    if in_media(page) || styles(&without(&page.html(), "<!--", "-->")).any(adapts) {
        return Ok(Judged::truth(true).seen([seen]));
    }
    let sheets = sheets(page);
    let found = targets(&sheets, "stylesheet")?;
    if let Some(sheet) = found.iter().filter_map(Target::page).find(|sheet| adapts(&sheet.html())) {
        return Ok(Judged::truth(true).seen([seen]).seen([sheet]));
    }
    if let Some((link, _)) =
        sheets.iter().zip(&found).find(|(_, found)| matches!(found, Target::NotKnown(_)))
    {
        return Err(Stop::Unknown(UnknownReason::PageMissing, link.url.clone()));
    }
    led_away(page)
}

fn in_media(page: Page) -> bool {
    let media = page.attrs("link[media]", "media", SHEETS_MAX * 4);
    media.iter().any(|hit| is_small(&hit.text))
}

/// The styles in the source, which is no text a visitor reads.
fn styles(html: &str) -> impl Iterator<Item = &str> {
    html.split("<style").skip(1).filter_map(|rest| rest.split("</style").next())
}

fn sheets(page: Page) -> Vec<Link> {
    let own = page.info().url;
    let hits = page.attrs("link[rel~=stylesheet i]", "href", SHEETS_MAX).into_iter();
    let links = hits.filter_map(|hit| {
        let url = join(&own, &hit.text)?;
        Some(Link { page, node: hit.node, text: hit.text, url })
    });
    links.collect()
}

/// The text without comments.
fn without(text: &str, open: &str, close: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once(open) {
        kept.push_str(before);
        rest = comment.split_once(close).map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    kept
}

/// Whether a style sheet has a rule of its own for small screens.
fn adapts(css: &str) -> bool {
    without(css, "/*", "*/").split("@media").skip(1).any(|rule| {
        let Some((query, body)) = rule.split_once('{') else { return false };
        let is_filled = body.trim_start().starts_with(|c: char| c != '}');
        is_filled && is_small(query)
    })
}

/// Whether a media query asks for small screens.
fn is_small(query: &str) -> bool {
    let query = compact(query);
    !query.contains("print")
        && ["max-width:", "max-device-width:", "min-width:", "min-device-width:"].iter().any(
            |name| {
                let mut found = query.match_indices(name);
                found.any(|(at, _)| {
                    query.get(at + name.len()..).and_then(pixels).is_some_and(|n| n <= PIXELS_MAX)
                })
            },
        )
}

fn pixels(text: &str) -> Option<f64> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let number: f64 = number.parse().ok()?;
    Some(if unit.starts_with("em") || unit.starts_with("rem") {
        number * PIXELS_PER_EM
    } else {
        number
    })
}

/// The answer where the page itself does not fit: phones may be led to another.
fn led_away(page: Page) -> Step<Judged> {
    let own = page.info().url;
    let links: Vec<Link> = page
        .scripts(SCRIPTS_MAX)
        .into_iter()
        .filter_map(|script| {
            let url = join(&own, mobile_address(&script.text)?)?;
            Some(Link { page, node: script.node, text: url.clone(), url })
        })
        .take(1)
        .collect();
    let mut unread = None;
    for (link, target) in links.iter().zip(targets(&links, "mobile")?) {
        match target {
            Target::Page(mobile) if mobile != page => {
                return Ok(Judged::truth(true).seen([link.clone()]).seen([mobile]));
            }
            Target::NotKnown(why) => {
                unread =
                    Some(Stop::Unknown(UnknownReason::PageMissing, format!("{}: {why}", link.url)));
            }
            Target::Page(_) | Target::Dead(_) => {}
        }
    }
    Err(unread.unwrap_or_else(|| page.absent("nothing for small screens")))
}

/// The address a script leads phones to.
fn mobile_address(script: &str) -> Option<&str> {
    let lower = script.to_ascii_lowercase();
    let tells = lower.contains("useragent") && PHONES.iter().any(|word| lower.contains(word));
    if !tells || !lower.contains("location") {
        return None;
    }
    let (_, after) = script.split_once("location")?;
    let strings = after.split(['"', '\'']).skip(1).step_by(2);
    strings.into_iter().find(|text| text.starts_with("http") || text.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::{adapts, mobile_address};

    #[test]
    fn rules_for_small_screens() {
        assert!(adapts("a{}@media (max-width: 768px) { .nav { display: none } }"));
        assert!(adapts("@media screen and (max-width:48em){a{b:c}}"));
        assert!(!adapts("@media print { a { b: c } }"));
        assert!(!adapts("@media (max-width: 1600px) { a { b: c } }"));
        assert!(!adapts("@media (max-width: 768px) { }"));
        assert!(!adapts("max-width: 768px"));
        assert!(!adapts("/* @media (max-width: 768px) { a { b: c } } */"));
    }

    #[test]
    fn scripts_that_lead_phones_away() {
        let script = "if(/iPhone|Android/i.test(navigator.userAgent)){location.href='/m/';}";
        assert_eq!(mobile_address(script), Some("/m/"));
        assert_eq!(mobile_address("location.href='/m/'"), None);
        assert_eq!(mobile_address("if (navigator.userAgent.match(/MSIE/)) location='/old'"), None);
    }
}
