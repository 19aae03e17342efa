//! Feeds of the site (RSS, Atom): where they are, and what is in them.

use std::collections::BTreeSet;

use probe_sdk::criteria::dates::Day;
use probe_sdk::criteria::query::absolute;
use probe_sdk::criteria::seek;
use probe_sdk::criteria::words::compact;
use probe_sdk::{LINKS_MAX, Link, Page, Step, Stop};
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// Role of feeds and of the pages that list them.
const ROLE: &str = "feed";

/// Links to feeds opened on one page.
const FEEDS_MAX: usize = 3;

/// Elements looked at that name a feed.
const ELEMENTS_MAX: u32 = 50;

/// Names of links to a feed or a page with feeds.
const NAMES: [&str; 4] = ["rss", "RSS", "订阅", "Rss"];

/// Ending of the file of a feed.
const FILE: &str = ".xml";

/// Elements that hold the whole feed.
const ROOTS: [&str; 3] = ["rss", "feed", "rdf"];

/// Elements of an entry.
const ENTRIES: [&str; 2] = ["item", "entry"];

/// Elements with the day of an entry.
const DAYS: [&str; 5] = ["pubdate", "updated", "published", "date", "issued"];

/// Months as RFC 822 writes them.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// An entry of a feed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) title: String,
    pub(crate) link: String,
    pub(crate) day: Option<Day>,
}

/// A feed that can be read.
#[derive(Debug)]
pub(crate) struct Feed {
    pub(crate) link: Link,
    pub(crate) page: Page,
    pub(crate) entries: Vec<Entry>,
}

/// The feeds the pages name, and the pages behind links called a subscription that are none.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) feeds: Vec<Feed>,
    pub(crate) others: Vec<(Link, Page)>,
    /// Why a target could not be had.
    pub(crate) unknown: Option<Stop>,
}

/// Looks for feeds on the pages and on those behind links called a subscription.
///
/// # Errors
///
/// [`Stop::Ask`] for pages not fetched yet.
pub(crate) fn find(pages: &[Page]) -> Step<Found> {
    let mut found = Found::default();
    let mut seen = BTreeSet::new();
    let mut level = pages.to_vec();
    for _ in 0..2 {
        let mut links: Vec<Link> = level.iter().flat_map(|page| named(*page)).collect();
        links.retain(|link| seen.insert(link.url.clone()));
        Link::open_all(&links, ROLE)?;
        level.clear();
        for link in links {
            match link.open(ROLE) {
                Ok(page) if !(200..300).contains(&page.info().status) => {}
                Ok(page) => {
                    if let Ok(entries) = read(&page.html()) {
                        found.feeds.push(Feed { link, page, entries });
                    } else {
                        level.push(page);
                        found.others.push((link, page));
                    }
                }
                Err(_) if link.is_gone() => {}
                Err(stop) => found.unknown = found.unknown.or(Some(stop)),
            }
        }
    }
    Ok(found)
}

/// Links of a page that name a feed: for programs, and for visitors.
fn named(page: Page) -> Vec<Link> {
    let css = "link[type*=\"rss\" i], link[type*=\"atom\" i]";
    let hidden = page.attrs(css, "href", ELEMENTS_MAX).into_iter().filter_map(|hit| {
        let url = absolute(page, &hit.text)?;
        Some(Link { page, node: hit.node, text: hit.text, url })
    });
    let shown = page.links(&[], LINKS_MAX).into_iter().filter(|link| {
        let url = link.url.to_lowercase();
        let is_file = url.split('?').next().is_some_and(|path| path.ends_with(FILE));
        let is_named = compact(&link.text).chars().count() <= 12
            && NAMES.iter().any(|name| link.text.contains(name));
        (is_named || is_file && url.contains("rss")) && !seek::is_hidden(link)
    });
    hidden.take(FEEDS_MAX).chain(shown.take(FEEDS_MAX)).collect()
}

/// The entries of a feed in document order.
///
/// # Errors
///
/// What is wrong with it, if it is no well-formed RSS or Atom.
pub(crate) fn read(source: &str) -> Result<Vec<Entry>, String> {
    let mut reader = Reader::from_str(source.trim_start_matches('\u{feff}').trim_start());
    let mut entries: Vec<Entry> = Vec::new();
    // The elements around the place that is read, in lower case and without prefix.
    let mut path: Vec<String> = Vec::new();
    let mut is_feed = false;
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(start) => {
                let name = local(&start);
                if path.is_empty() {
                    if !ROOTS.contains(&name.as_str()) {
                        return Err(format!("`{name}` is no feed"));
                    }
                    is_feed = true;
                }
                if ENTRIES.contains(&name.as_str()) {
                    entries.push(Entry::default());
                }
                take_href(&start, &name, &path, entries.last_mut());
                path.push(name);
            }
            Event::Empty(start) => take_href(&start, &local(&start), &path, entries.last_mut()),
            Event::End(_) => {
                path.pop();
            }
            Event::Text(text) => {
                take_text(&text.decode().unwrap_or_default(), &path, entries.last_mut());
            }
            Event::CData(text) => {
                take_text(&text.decode().unwrap_or_default(), &path, entries.last_mut());
            }
            Event::Eof if is_feed && path.is_empty() => return Ok(entries),
            Event::Eof => return Err("it ends before its root".to_owned()),
            // `&amp;` in an address comes as an event of its own.
            Event::GeneralRef(name) => take_text(&meant(&name), &path, entries.last_mut()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

/// The text that `&amp;` or `&#38;` stands for; empty for a name that XML does not know.
fn meant(name: &BytesRef<'_>) -> String {
    if let Ok(Some(letter)) = name.resolve_char_ref() {
        return letter.to_string();
    }
    let name = name.decode().unwrap_or_default();
    resolve_predefined_entity(&name).unwrap_or_default().to_owned()
}

fn local(start: &BytesStart<'_>) -> String {
    String::from_utf8_lossy(start.local_name().as_ref()).to_lowercase()
}

fn is_in_entry(path: &[String]) -> bool {
    path.last().is_some_and(|name| ENTRIES.contains(&name.as_str()))
}

/// The address of an entry of Atom: `<link href="…"/>`.
fn take_href(start: &BytesStart<'_>, name: &str, path: &[String], entry: Option<&mut Entry>) {
    let Some(entry) = entry.filter(|_| name == "link" && is_in_entry(path)) else { return };
    let href = start.try_get_attribute("href").ok().flatten();
    let href = href.map(|href| String::from_utf8_lossy(&href.value).replace("&amp;", "&"));
    if let Some(href) = href.filter(|_| entry.link.is_empty()) {
        entry.link = href;
    }
}

fn take_text(text: &str, path: &[String], entry: Option<&mut Entry>) {
    let Some((name, around)) = path.split_last() else { return };
    let Some(entry) = entry.filter(|_| is_in_entry(around)) else { return };
    match name.as_str() {
        "title" => entry.title.push_str(text.trim()),
        "link" => entry.link.push_str(text.trim()),
        name if DAYS.contains(&name) => {
            // Of several the first: an entry of Atom may have been published and changed.
            entry.day = entry.day.or_else(|| day(text));
        }
        _ => {}
    }
}

/// A day as feeds write it: `Tue, 15 Jan 2019 08:00:00 +0800`, `2019-01-15T08:00:00Z`.
fn day(text: &str) -> Option<Day> {
    if let Some(day) = Day::parse(text) {
        return Some(day);
    }
    let parts: Vec<&str> = text.split_whitespace().collect();
    parts.windows(3).find_map(|window| {
        let [day, month, year] = window else { return None };
        let month = month.to_lowercase();
        let month = (1..).zip(MONTHS).find(|(_, name)| month.starts_with(name))?.0;
        Day::new(year.parse().ok()?, month, day.parse().ok()?)
    })
}

#[cfg(test)]
mod tests {
    use super::{day, read};
    use probe_sdk::criteria::dates::Day;

    #[test]
    fn days_of_feeds() {
        let expected = Day::new(2019, 1, 15);
        assert_eq!(day("Tue, 15 Jan 2019 08:00:00 +0800"), expected);
        assert_eq!(day("15 January 2019"), expected);
        assert_eq!(day("2019-01-15T08:00:00Z"), expected);
        assert_eq!(day("yesterday"), None);
    }

    #[test]
    fn rss_and_atom() {
        let rss = "<?xml version=\"1.0\"?><rss><channel><title>要闻</title><pubDate>2019-01-15</pubDate><item>
            <title><![CDATA[通知]]></title><link>http://a.test/1?a=1&amp;b=2</link><pubDate>Mon, 14 Jan 2019 08:00:00 GMT</pubDate>
            </item></channel></rss>";
        let entries = read(rss).unwrap();
        assert_eq!(entries.len(), 1);
        assert_eq!(
            (entries[0].title.as_str(), entries[0].link.as_str()),
            ("通知", "http://a.test/1?a=1&b=2")
        );
        assert_eq!(entries[0].day, Day::new(2019, 1, 14));
        let atom = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><title>通知</title><link href=\"/1?a=1&amp;b=2\"/>
            <published>2019-01-10T00:00:00Z</published><updated>2019-01-12T00:00:00Z</updated></entry></feed>";
        let entries = read(atom).unwrap();
        assert_eq!(
            (entries[0].link.as_str(), entries[0].day),
            ("/1?a=1&b=2", Day::new(2019, 1, 10))
        );
    }

    #[track_caller]
    fn check(source: &str) {
        assert!(read(source).is_err(), "{source}");
    }

    #[test]
    fn what_is_no_feed() {
        check("");
        check("<html><body></body></html>");
        check("<rss><channel><item>");
        check("<rss><channel></rss></channel>");
        check("not a feed");
    }
}
