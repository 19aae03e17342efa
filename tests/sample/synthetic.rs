//! The bundled sample of `bluebook demo`: made-up regions with made-up sites on hosts under `.test`,
//! written as one archive. No clock and no chance in it: the same program gives the same records.

mod disclosure;
mod home;
mod news;
mod place;
mod places;
mod portal;
mod site;
mod style;

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::io;
use std::path::Path;

use bluebook::evidence::{ArchiveInfo, Capture, Headers, Hop, Opened, WarcWriter};
use encoding_rs::GBK;

use self::place::{Place, Serving, Style};
use self::places::PLACES;
use self::site::{Kind, Leaf};

/// When every page is said to have been received.
const CAPTURED_ON: &str = "2019-01-15T02:00:00Z";

/// Writes the sample; a file of that name is replaced.
///
/// # Errors
///
/// If the file cannot be written, or two pages of the sample share an address.
pub(crate) fn write(path: &Path) -> Result<(), Box<dyn Error>> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
        Ok(()) | Err(_) => {}
    }
    let info = ArchiveInfo {
        software: "bluebook make_sample".to_owned(),
        user_agent: "none, the pages are synthetic".to_owned(),
        created_on: CAPTURED_ON.to_owned(),
    };
    let Opened { mut writer, .. } = WarcWriter::open(path, &info)?;
    let mut urls = BTreeSet::new();
    for capture in PLACES.iter().flat_map(captures) {
        if !urls.insert(capture.url.clone()) {
            return Err(format!("two pages at `{}`", capture.url).into());
        }
        writer.append(&capture)?;
    }
    Ok(writer.sync()?)
}

/// What a region's hosts answered.
fn captures(place: &Place) -> Vec<Capture> {
    let mut leaves = site::pages(place);
    leaves.extend(portal::pages(place));
    if place.serving == Serving::Refusing {
        let start = ["/", &news::article_path(place)].map(str::to_owned);
        leaves.retain(|leaf| start.contains(&leaf.path));
    }
    leaves.into_iter().map(|leaf| capture(place, leaf)).collect()
}

fn capture(place: &Place, leaf: Leaf) -> Capture {
    let url = format!("https://{}{}", leaf.host, leaf.path);
    if place.serving == Serving::Refusing {
        let text = format!("<html><body><h1>403 Forbidden</h1>{}</body></html>\n", style::NOTE);
        return answer(url, 403, headers("text/html"), text.into_bytes());
    }
    if place.serving == Serving::Redirecting && leaf.path == "/" {
        return redirected(leaf);
    }
    let (kind, body) = served(place, &leaf);
    answer(url, leaf.status, headers(&kind), body)
}

/// The start page behind two redirects: to the safe scheme, then to the file.
fn redirected(leaf: Leaf) -> Capture {
    let Leaf { host, text, .. } = leaf;
    let [plain, safe, file] = [
        format!("http://{host}/"),
        format!("https://{host}/"),
        format!("https://{host}/index.shtml"),
    ];
    let hop = |url: &str, status, to: &str| Hop {
        url: url.to_owned(),
        status,
        headers: vec![("Location".to_owned(), to.to_owned())],
        entity: Vec::new(),
        truncated: None,
        ip: None,
        sent: Headers::new(),
    };
    let hops = vec![hop(&plain, 301, &safe), hop(&safe, 302, &file)];
    let body = text.into_bytes();
    let capture = answer(file, 200, headers("text/html; charset=utf-8"), body);
    Capture { requested: plain, hops, ..capture }
}

/// Content type and body as the site sends them.
fn served(place: &Place, leaf: &Leaf) -> (String, Vec<u8>) {
    let utf8 = |kind: &str| (kind.to_owned(), leaf.text.clone().into_bytes());
    match (leaf.kind, place.serving) {
        (Kind::Feed, _) => utf8("application/rss+xml; charset=utf-8"),
        (Kind::News, Serving::Utf16News) => {
            let units = std::iter::once(0xfeff).chain(leaf.text.encode_utf16());
            ("text/html".to_owned(), units.flat_map(u16::to_le_bytes).collect())
        }
        (Kind::Html | Kind::News, Serving::GbkAsLatin1) => {
            let (bytes, _, _) = GBK.encode(&leaf.text);
            ("text/html; charset=ISO-8859-1".to_owned(), bytes.into_owned())
        }
        // Old pages say GB 2312 in the head and are none; the bytes decide.
        (Kind::Html | Kind::News, _) if place.style == Style::Pictures => utf8("text/html"),
        (Kind::Html | Kind::News, _) => utf8("text/html; charset=utf-8"),
    }
}

fn headers(kind: &str) -> Headers {
    vec![("Content-Type".to_owned(), kind.to_owned())]
}

fn answer(url: String, status: u16, headers: Headers, body: Vec<u8>) -> Capture {
    Capture {
        requested: url.clone(),
        url,
        status,
        headers,
        body,
        entity: None,
        captured_on: CAPTURED_ON.to_owned(),
        hops: Vec::new(),
        truncated: None,
        ip: None,
        sent: Headers::new(),
        remarks: Headers::new(),
    }
}
