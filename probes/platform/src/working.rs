//! What share of links works, out of a sample.

use probe_sdk::criteria::addresses::{extension, is_attachment};
use probe_sdk::criteria::targets::{Target, targets};
use probe_sdk::{Evidence, Judged, Link, Page, Step, Stop, Task, UnknownReason};

/// Dead links named in the remark and kept as evidence.
const DEAD_MAX: usize = 10;

/// What is told by the first bytes of attachments of a kind. Old office files may be pages that
/// only their name and media type make files; and they share one container (OLE), whose first bytes do not
/// say which of them it holds.
const KINDS: [(&[&str], &[&str]); 4] = [
    (&["pdf"], &["pdf"]),
    (
        &["doc", "wps", "docx", "rtf"],
        &["word", "excel", "powerpoint", "ole", "rtf", "zip", "xml", "html"],
    ),
    (
        &["xls", "et", "xlsx"],
        &["excel", "word", "powerpoint", "spreadsheet", "ole", "zip", "xml", "html"],
    ),
    (&["ppt", "pptx"], &["powerpoint", "word", "excel", "presentation", "ole", "zip"]),
];

/// The parameter `sample`, or `otherwise`.
pub(crate) fn sample(task: &Task, otherwise: f64) -> usize {
    let given = task.number("sample").filter(|n| n.is_finite() && *n >= 1.0).unwrap_or(otherwise);
    let mut n = 0;
    // No cast of a float: counted up, within what a region may cost.
    while n < SAMPLE_MAX && f64::from(n) < given {
        n += 1;
    }
    usize::try_from(n).unwrap_or(usize::MAX)
}

/// The largest sample: all pages a region may cost.
const SAMPLE_MAX: u32 = 400;

/// The share of the links that work. Those that could not be tried say nothing; if they are more
/// than half, neither does the share.
pub(crate) fn share(links: &[Link], role: &str) -> Step<Judged> {
    let found = targets(links, role)?;
    let mut dead: Vec<(&Link, String)> = Vec::new();
    let mut n_known = 0_usize;
    for (link, target) in links.iter().zip(found) {
        let why = match target {
            Target::NotKnown(_) => continue,
            Target::Dead(why) => Some(why),
            Target::Page(page) => unfit(link, page),
        };
        n_known += 1;
        dead.extend(why.map(|why| (link, why)));
    }
    if n_known == 0 || n_known * 2 < links.len() {
        let note = format!("{} 个链接只有 {n_known} 个得知结果", links.len());
        return Err(Stop::Unknown(UnknownReason::PageMissing, note));
    }
    let judged = Judged::share(n_known - dead.len(), n_known);
    let named = dead.iter().take(DEAD_MAX).map(|(link, why)| format!("{} {why}", link.url));
    let note = named.collect::<Vec<_>>().join("；");
    Ok(if dead.is_empty() {
        judged.seen(links.iter().take(DEAD_MAX)).note(format!("{n_known} 个链接均可打开"))
    } else {
        let quote = |link: &Link| Evidence { quote: link.url.clone(), ..Evidence::from(link) };
        judged.seen(dead.iter().take(DEAD_MAX).map(|(link, _)| quote(link))).note(note)
    })
}

/// Why what came for an attachment is none: nothing, or something else than its name says.
fn unfit(link: &Link, page: Page) -> Option<String> {
    if !is_attachment(&link.url) {
        return None;
    }
    if page.number("n-bytes") == Some(0.0) {
        return Some("empty".to_owned());
    }
    let end = extension(&link.url);
    let known = page.fact("body-kind");
    let sent = page.fact("media-type").unwrap_or_default();
    let kinds = KINDS.iter().find(|(ends, _)| ends.contains(&end.as_str())).map(|(_, kinds)| kinds);
    match (known, kinds) {
        (Some(kind), _) if kind.contains("html") && sent.contains("html") => Some(kind),
        (Some(kind), Some(kinds)) => {
            (!kinds.iter().any(|part| kind.contains(part))).then_some(kind)
        }
        (None, _) if sent.contains("html") => Some(sent),
        (Some(_) | None, _) => None,
    }
}
