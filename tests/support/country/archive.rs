//! The country as an archive: what a collection of it would have kept, by the project's own
//! writer.

use std::path::Path;

use bluebook::evidence::{
    ArchiveInfo, Capture, EvidenceError, EvidenceSink as _, FailedLook, Headers, Hop, RoundArchive,
    View,
};
use bluebook::model::{Digest, Form};

use super::{Answer, Country, Noted, Region, Sheet};

/// When every page is said to have been received.
const CAPTURED_ON: &str = "2019-01-15T02:00:00Z";

/// A picture of one point: renderings come with one.
const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\nIDATx\x9cc\0\x01\0\0\x05\0\x01\r\n-\xb4\0\0\0\0IEND\xaeB`\x82";

/// What was written.
#[derive(Debug, Default, Clone, Copy)]
pub struct Written {
    /// Pages, redirects and failed looks.
    pub n_sheets: usize,
    /// Renderings among them.
    pub n_rendered: usize,
}

/// Writes the country into `directory` as `pages.warc.gz` and what follows it.
///
/// # Errors
///
/// If the archive cannot be written.
pub fn write(country: Country, directory: &Path) -> Result<Written, EvidenceError> {
    write_of(country.regions(), directory)
}

/// The same of some regions.
pub(crate) fn write_of(
    regions: impl Iterator<Item = Region>,
    directory: &Path,
) -> Result<Written, EvidenceError> {
    let archive = RoundArchive::open(directory, &info())?;
    let mut written = Written::default();
    for region in regions {
        for sheet in &region.sheets {
            keep(&archive, &region, sheet)?;
            written.n_sheets += 1;
            written.n_rendered += usize::from(sheet.rendered.is_some());
        }
    }
    archive.sink.finish()?;
    Ok(written)
}

/// What its first record says.
pub(crate) fn info() -> ArchiveInfo {
    ArchiveInfo {
        software: "bluebook make_country".to_owned(),
        user_agent: "none, the pages are synthetic".to_owned(),
        created_on: CAPTURED_ON.to_owned(),
    }
}

fn keep(archive: &RoundArchive, region: &Region, sheet: &Sheet) -> Result<(), EvidenceError> {
    match capture(region, sheet) {
        Some(capture) => drop(archive.sink.keep_page(&capture)?),
        None => archive.sink.keep_failure(&failed(sheet))?,
    }
    let Some(html) = &sheet.rendered else { return Ok(()) };
    let document = match &sheet.answer {
        Answer::Page { body, .. } => Digest::of(body),
        Answer::Moved { .. } | Answer::Dead { .. } => return Ok(()),
    };
    let view = View { screenshot: PICTURE.to_vec(), document_url: sheet.url.clone(), document };
    let kind = vec![("Content-Type".to_owned(), "text/html; charset=utf-8".to_owned())];
    let page = Capture {
        remarks: rendering_remarks(&sheet.noted),
        ..answer(&sheet.url, 200, kind, html.clone().into_bytes())
    };
    archive.sink.keep_rendering(&page, &view).map(drop)
}

fn rendering_remarks(noted: &Noted) -> Headers {
    let browser = ("browser".to_owned(), "none, the rendering is synthetic".to_owned());
    [browser].into_iter().chain(owned(&noted.of_rendering)).collect()
}

fn owned(remarks: &[(&str, String)]) -> Headers {
    remarks.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect()
}

fn failed(sheet: &Sheet) -> FailedLook {
    let failure = match &sheet.answer {
        Answer::Dead { failure } => (*failure).to_owned(),
        Answer::Page { .. } | Answer::Moved { .. } => String::new(),
    };
    FailedLook {
        url: sheet.url.clone(),
        failure,
        note: "synthetic".to_owned(),
        looked_on: CAPTURED_ON.to_owned(),
        form: Form::Sent,
    }
}

/// What came from an address, redirects followed within the region.
fn capture(region: &Region, sheet: &Sheet) -> Option<Capture> {
    match &sheet.answer {
        Answer::Page { status, kind, body } => {
            let headers = vec![("Content-Type".to_owned(), kind.clone())];
            Some(Capture {
                ip: sheet.noted.ip,
                remarks: owned(&sheet.noted.remarks),
                ..answer(&sheet.url, *status, headers, body.clone())
            })
        }
        Answer::Moved { status, to } => {
            let next = region.sheets.iter().find(|sheet| sheet.url == *to)?;
            let hop = Hop {
                url: sheet.url.clone(),
                status: *status,
                headers: vec![("Location".to_owned(), to.clone())],
                entity: Vec::new(),
                truncated: None,
                ip: None,
                sent: Headers::new(),
            };
            let mut capture = capture(region, next)?;
            capture.requested.clone_from(&sheet.url);
            capture.hops.insert(0, hop);
            Some(capture)
        }
        Answer::Dead { .. } => None,
    }
}

fn answer(url: &str, status: u16, headers: Headers, body: Vec<u8>) -> Capture {
    Capture {
        requested: url.to_owned(),
        url: url.to_owned(),
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
