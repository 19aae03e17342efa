//! # What it asks
//! What share of the data sets can be downloaded without an account.
//!
//! # Why it counts
//! Open means open to everybody, and not to everybody with an account.
//!
//! # How it is judged
//! On the own pages of `sample` data sets, evenly spaced over the list, the first link that downloads (its
//! address ends as a file does, or it is called 下载) is asked for. Free is what answers with a file
//! that has bytes and is no web page; a login page, a refusal and a dead link are not, and neither is a page
//! without a download.
//!
//! # When it is unknown
//! The downloads of more than half of the sample are scripts (`needs-rendering`), or could not be tried.
//!
//! # Source
//! 复旦大学数字与移动治理实验室《中国地方政府数据开放报告》(开放数林指数), 数据获取.

use probe_sdk::criteria::addresses::{extension, is_attachment, path};
use probe_sdk::criteria::mentions::mentions;
use probe_sdk::criteria::targets::{Target, targets};
use probe_sdk::criteria::words::{compact, holds, length};
use probe_sdk::{
    Criterion, Evidence, Judged, LINKS_MAX, Link, Page, Step, Stop, Task, UnknownReason, failed,
};

use crate::sampled::{Detail, Sampled, sampled};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "free-download",
    title: "免登录下载率",
    roles: &["home", "open_data"],
    points: &["A2.3-8"],
    judge,
};

/// What a link that downloads is called, and what it is not.
const DOWNLOAD: [&str; 1] = ["下载"];
const OTHERWISE: [&str; 6] = ["下载量", "下载次数", "客户端", "APP", "app", "下载中心"];

/// Ends of addresses of data besides those of attachments.
const DATA_ENDS: [&str; 4] = ["json", "xml", "rdf", "geojson"];

/// Characters of the longest label of a download: `下载CSV格式数据`.
const LABEL_CHARS_MAX: usize = 12;

/// What the parts of a login page's path begin with.
const LOGIN: [&str; 4] = ["login", "denglu", "sso", "cas"];

/// Statuses by which a server asks who is there.
const ASKS_WHO: [u16; 2] = [401, 403];

/// Data sets kept as evidence.
const EVIDENCE_MAX: usize = 10;

/// What is known of a data set's download.
enum Download {
    At(Link),
    /// Read, and there is none.
    None,
    Script,
    NotKnown,
}

fn judge(task: &Task) -> Step<Judged> {
    let sample = sampled(task)?;
    let downloads: Vec<Download> = sample.iter().map(download).collect();
    let links: Vec<Link> = downloads
        .iter()
        .filter_map(|download| match download {
            Download::At(link) => Some(link.clone()),
            Download::None | Download::Script | Download::NotKnown => None,
        })
        .collect();
    let mut found = targets(&links, "download")?.into_iter();
    let mut free: Vec<(&Sampled, bool)> = Vec::new();
    for (sampled, download) in sample.iter().zip(&downloads) {
        let is_free = match download {
            Download::At(link) => found.next().and_then(|target| is_free(link, &target)),
            Download::None => Some(false),
            Download::Script | Download::NotKnown => None,
        };
        free.extend(is_free.map(|is_free| (sampled, is_free)));
    }
    if free.is_empty() || free.len() * 2 < sample.len() {
        let is_script = downloads.iter().any(|download| matches!(download, Download::Script));
        let reason =
            if is_script { UnknownReason::NeedsRendering } else { UnknownReason::PageMissing };
        let note = format!("{} 个数据集只有 {} 个得知结果", sample.len(), free.len());
        return Err(Stop::Unknown(reason, note));
    }
    let n_free = free.iter().filter(|(_, is_free)| *is_free).count();
    let places: Vec<Evidence> =
        free.iter().take(EVIDENCE_MAX).map(|(sampled, _)| sampled.place()).collect();
    Ok(Judged::share(n_free, free.len()).seen(places))
}

fn download(sampled: &Sampled) -> Download {
    let page = match &sampled.detail {
        Detail::Had(page) => *page,
        Detail::Dead | Detail::Unlinked => return Download::None,
        Detail::NotKnown => return Download::NotKnown,
    };
    let is_label = |text: &str| {
        holds(text, &DOWNLOAD)
            && !holds(text, &OTHERWISE)
            && length(&compact(text)) <= LABEL_CHARS_MAX
    };
    let is_data = |url: &str| is_attachment(url) || DATA_ENDS.contains(&extension(url).as_str());
    let links = page.links(&[], LINKS_MAX);
    let own = page.info().url;
    let best = links
        .iter()
        .find(|link| is_data(&link.url))
        .or_else(|| links.iter().find(|link| is_label(&link.text) && link.url != own));
    match best {
        Some(link) => Download::At(link.clone()),
        None if page.is_shell()
            || mentions(page, &DOWNLOAD).iter().any(|hit| is_label(&hit.text)) =>
        {
            Download::Script
        }
        None => Download::None,
    }
}

/// Whether what came is the file; `None` where that says nothing.
fn is_free(link: &Link, target: &Target) -> Option<bool> {
    match target {
        Target::Page(page) => Some(is_file(*page)),
        Target::Dead(_) => Some(false),
        // That robots may not open the login page does not make it a file.
        Target::NotKnown(_) if is_login(link) => Some(false),
        Target::NotKnown(_) => {
            let failure = failed(&link.url)?;
            let asks_who = failure.status.is_some_and(|status| ASKS_WHO.contains(&status));
            match failure.class.as_str() {
                // Longer than we read, and so a file.
                "too-large" => Some(true),
                "http-status" if asks_who => Some(false),
                _ => None,
            }
        }
    }
}

/// Whether a link leads to a login by its address.
fn is_login(link: &Link) -> bool {
    let path = path(&link.url).to_lowercase();
    path.rsplit('/').any(|part| LOGIN.iter().any(|name| part.starts_with(name)))
}

fn is_file(page: Page) -> bool {
    if page.number("n-bytes") == Some(0.0) {
        return false;
    }
    let kind = page.fact("body-kind").unwrap_or_default();
    match page.fact("media-type") {
        Some(sent) => !sent.contains("html") && !kind.contains("html"),
        // Nobody wrote it down: a web page has something to click or to fill in.
        None => !kind.contains("html") && page.count("a, form, input, script") == 0,
    }
}
