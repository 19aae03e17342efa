//! What verdicts and people point at: stored pages, inert or as they came, and files handed in.

use axum::http::{HeaderValue, header};
use bluebook_dom::Page;
use bluebook_dom::decode::decode;
use serde::Serialize;

use super::answer::Answer;
use super::app::App;
use super::call::Call;
use super::limits::SOURCE_BYTES_MAX;
use super::problem::{self, Problem};
use crate::evidence::{Capture, Held};
use crate::model::Digest;
use crate::report::{OpenedPage, Seen, SourcePart, opened_policy, source_parts, write_opened};
use crate::store::{is_kept, kept_path};

/// What the source of a page is around a quote.
#[derive(Debug, Serialize)]
struct Source {
    /// As the page was decoded.
    charset: &'static str,
    n_bytes: usize,
    /// Whether there is more than is shown.
    is_cut: bool,
    parts: Vec<SourcePart>,
}

/// A page as a document that does nothing, its quotes marked.
pub(super) fn page(app: &App, call: &Call) -> Result<Answer, Problem> {
    let capture = capture(app, call)?;
    let decoded = decode(&capture.body, capture.header_charset());
    let facts = vec![
        ("页面 page", capture.url.clone()),
        ("摘要 digest", capture.digest().to_string()),
        ("状态 status", capture.status.to_string()),
        ("时间 received", capture.captured_on.clone()),
        ("字符集 charset", decoded.encoding.to_owned()),
    ];
    let page = Page::new(&capture.url, decoded.text);
    let mut nodes = call.all("node").map(|node| node.parse().ok());
    let seen = call
        .all("quote")
        .map(|quote| Seen { node: nodes.next().flatten(), quote: quote.to_owned() });
    let opened = OpenedPage { facts, page: Some(&page), seen: seen.collect() };
    let mut html = Vec::new();
    write_opened(&mut html, &capture.url, &[opened])?;
    // Sandboxed by the header too, for whoever opens it outside of a frame.
    let policy = format!("{}; frame-ancestors 'self'; sandbox", opened_policy());
    let framed = HeaderValue::from_static("SAMEORIGIN");
    Ok(Answer::page(html, &policy).with(header::X_FRAME_OPTIONS, framed))
}

/// The source of a page around what is quoted from it.
pub(super) fn source(app: &App, call: &Call) -> Result<Answer, Problem> {
    let capture = capture(app, call)?;
    let decoded = decode(&capture.body, capture.header_charset());
    let quotes: Vec<String> = call.all("quote").map(str::to_owned).collect();
    let (parts, is_cut) = source_parts(&decoded.text, &quotes, SOURCE_BYTES_MAX);
    let (charset, n_bytes) = (decoded.encoding, capture.body.len());
    Answer::json(&Source { charset, n_bytes, is_cut, parts })
}

/// The bytes of a page as they were received. What the other server said of them stays in the
/// archive: nothing of it is said again by this one.
pub(super) fn bytes(app: &App, call: &Call) -> Result<Answer, Problem> {
    let capture = capture(app, call)?;
    Ok(Answer::attachment(capture.body, "attachment; filename=\"page.bin\""))
}

/// A file that somebody handed in.
pub(super) fn file(app: &App, call: &Call) -> Result<Answer, Problem> {
    let room = app.room(call.param("round"))?;
    let digest = digest(call.param("digest"))?;
    if !is_kept(&room.dir, &digest)? {
        return Err(Problem::new(problem::NOT_FOUND));
    }
    let bytes = std::fs::read(kept_path(&room.dir, &digest))
        .map_err(|error| Problem::of(problem::STORE, &error))?;
    Ok(Answer::attachment(bytes, "attachment; filename=\"file.bin\""))
}

fn capture(app: &App, call: &Call) -> Result<Capture, Problem> {
    let room = app.room(call.param("round"))?;
    let digest = digest(call.needed("digest")?)?;
    let Held { capture, .. } = room.page(call.needed("url")?, &digest)?;
    Ok(capture)
}

fn digest(text: &str) -> Result<Digest, Problem> {
    text.parse().map_err(|_| Problem::bad(format!("`{text}` is no digest")))
}
