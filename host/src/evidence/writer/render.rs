//! The records of a capture as text and bytes (WARC/1.1, 5 and 6).

use std::fmt::Write as _;
use std::net::IpAddr;
use std::path::Path;

use url::{Position, Url};

use super::super::http::latin1_bytes;
use super::super::record::{FAILURE, FAILURE_NOTE, FORM, RENDERED_SCHEME, VIEW_SCHEME};
use super::super::stored::Original;
use super::super::{Capture, FailedLook, Headers, Hop, Truncation};
use super::ArchiveInfo;
use crate::model::{Digest, Form};

/// A record ready to be compressed.
#[derive(Debug)]
pub(super) struct Rendered {
    /// Its `WARC-Record-ID`.
    pub(super) id: String,
    /// Version line and named fields, up to and with the empty line.
    pub(super) head: String,
    pub(super) block: Vec<u8>,
}

/// What a response record is made of.
#[derive(Debug)]
pub(super) struct Response<'a> {
    url: &'a str,
    status: u16,
    headers: &'a Headers,
    entity: &'a [u8],
    truncated: Option<Truncation>,
    ip: Option<IpAddr>,
    date: &'a str,
}

impl<'a> Response<'a> {
    pub(super) fn of_hop(hop: &'a Hop, date: &'a str) -> Self {
        let Hop { url, status, headers, entity, truncated, ip, sent: _ } = hop;
        Self { url, status: *status, headers, entity, truncated: *truncated, ip: *ip, date }
    }

    pub(super) fn of_capture(capture: &'a Capture) -> Self {
        Self {
            url: &capture.url,
            status: capture.status,
            headers: &capture.headers,
            entity: capture.entity(),
            truncated: capture.truncated,
            ip: capture.ip,
            date: &capture.captured_on,
        }
    }
}

pub(super) fn warcinfo(path: &Path, info: &ArchiveInfo) -> Rendered {
    let mut block = String::new();
    push_field(&mut block, "software", &info.software);
    push_field(&mut block, "format", "WARC File Format 1.1");
    push_field(&mut block, "http-header-user-agent", &info.user_agent);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let fields = [("WARC-Filename", &*name), ("Content-Type", "application/warc-fields")];
    render("warcinfo", &info.created_on, &fields, block.into_bytes())
}

/// The profile of a revisit whose body is that of an earlier record (WARC/1.1, 6.7.2).
const IDENTICAL_PAYLOAD: &str = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest";

/// An answer; `payload` is the digest of its entity, which whoever calls has.
pub(super) fn response(response: &Response<'_>, payload: &Digest) -> Rendered {
    let mut block = http_head(response);
    block.extend_from_slice(response.entity);
    let payload = payload.to_string();
    let ip = response.ip.map(|ip| ip.to_string());
    let mut fields = vec![("WARC-Target-URI", response.url)];
    fields.extend(ip.as_deref().map(|ip| ("WARC-IP-Address", ip)));
    fields.extend(response.truncated.map(|reason| ("WARC-Truncated", reason.name())));
    fields.push(("Content-Type", "application/http; msgtype=response"));
    fields.push(("WARC-Payload-Digest", &payload));
    render("response", response.date, &fields, block)
}

/// An answer whose body `original` holds: status and headers of its own, and where the body is.
pub(super) fn revisit(response: &Response<'_>, payload: &Digest, original: &Original) -> Rendered {
    let payload = payload.to_string();
    let ip = response.ip.map(|ip| ip.to_string());
    let mut fields = vec![("WARC-Target-URI", response.url)];
    fields.extend(ip.as_deref().map(|ip| ("WARC-IP-Address", ip)));
    fields.extend([
        ("WARC-Profile", IDENTICAL_PAYLOAD),
        ("WARC-Refers-To", original.id.as_str()),
        ("WARC-Refers-To-Target-URI", &original.url),
        ("WARC-Refers-To-Date", &original.date),
        ("Content-Type", "application/http; msgtype=response"),
        ("WARC-Payload-Digest", &payload),
    ]);
    render("revisit", response.date, &fields, http_head(response))
}

fn http_head(response: &Response<'_>) -> Vec<u8> {
    // The reason phrase was not kept; RFC 9112, 4 lets it be empty.
    let mut head = format!("HTTP/1.1 {} \r\n", response.status);
    for (name, value) in response.headers {
        // The chunks are joined; under its own name the header would say they are not.
        let is_undone = name.eq_ignore_ascii_case("transfer-encoding");
        push_field(&mut head, if is_undone { ORIGINAL_TRANSFER_ENCODING } else { name }, value);
    }
    head.push_str("\r\n");
    latin1_bytes(&head).collect()
}

/// The name Heritrix and pywb give a header that no longer describes the stored body.
const ORIGINAL_TRANSFER_ENCODING: &str = "X-Archive-Orig-Transfer-Encoding";

pub(super) fn request(url: &str, sent: &Headers, date: &str, answer: &str) -> Rendered {
    let parsed = Url::parse(url).ok();
    let part = |from, to| parsed.as_ref().map_or("", |url| &url[from..to]);
    let path = part(Position::BeforePath, Position::AfterQuery);
    let mut block = format!("GET {path} HTTP/1.1\r\n");
    push_field(&mut block, "host", part(Position::BeforeHost, Position::AfterPort));
    for (name, value) in sent {
        push_field(&mut block, name, value);
    }
    block.push_str("\r\n");
    let fields = [
        ("WARC-Target-URI", url),
        ("WARC-Concurrent-To", answer),
        ("Content-Type", "application/http; msgtype=request"),
    ];
    render("request", date, &fields, latin1_bytes(&block).collect())
}

/// The page a browser made, as another form of its document, whose record is `document`.
pub(super) fn conversion(capture: &Capture, body: &Digest, document: Option<&str>) -> Rendered {
    let (url, payload) = (format!("{RENDERED_SCHEME}{}", capture.url), body.to_string());
    let mut fields = vec![("WARC-Target-URI", url.as_str())];
    fields.extend(document.map(|id| ("WARC-Refers-To", id)));
    fields.push(("Content-Type", capture.header("content-type").unwrap_or_default()));
    fields.push(("WARC-Payload-Digest", &payload));
    render("conversion", &capture.captured_on, &fields, capture.body.clone())
}

/// What the browser showed of it.
pub(super) fn view(capture: &Capture, screenshot: &[u8], conversion: &str) -> Rendered {
    let (url, payload) = (format!("{VIEW_SCHEME}{}", capture.url), Digest::of(screenshot));
    let payload = payload.to_string();
    let fields = [
        ("WARC-Target-URI", url.as_str()),
        ("WARC-Concurrent-To", conversion),
        ("Content-Type", "image/png"),
        ("WARC-Payload-Digest", &payload),
    ];
    render("resource", &capture.captured_on, &fields, screenshot.to_vec())
}

/// What ties the records of a capture together: the address asked for and the name of the
/// body as verdicts quote it, which is not the payload's where a content coding was undone.
pub(super) fn metadata(capture: &Capture, body: &Digest, form: Form, answer: &str) -> Rendered {
    let mut block = String::new();
    push_field(&mut block, "requested", &capture.requested);
    push_field(&mut block, "redirects", &capture.hops.len().to_string());
    push_field(&mut block, "body-digest", &body.to_string());
    push_field(&mut block, "body-length", &capture.body.len().to_string());
    match form {
        Form::Sent => {}
        Form::Rendered => push_field(&mut block, FORM, form.name()),
    }
    for (name, value) in &capture.remarks {
        push_field(&mut block, name, value);
    }
    let fields = [
        ("WARC-Target-URI", capture.url.as_str()),
        ("WARC-Refers-To", answer),
        ("Content-Type", "application/warc-fields"),
    ];
    render("metadata", &capture.captured_on, &fields, block.into_bytes())
}

/// A look that gave no page.
pub(super) fn failure(look: &FailedLook) -> Rendered {
    let mut block = String::new();
    push_field(&mut block, "requested", &look.url);
    push_field(&mut block, FAILURE, &look.failure);
    push_field(&mut block, FAILURE_NOTE, &look.note);
    match look.form {
        Form::Sent => {}
        Form::Rendered => push_field(&mut block, FORM, look.form.name()),
    }
    let fields =
        [("WARC-Target-URI", look.url.as_str()), ("Content-Type", "application/warc-fields")];
    render("metadata", &look.looked_on, &fields, block.into_bytes())
}

fn render(kind: &str, date: &str, fields: &[(&str, &str)], block: Vec<u8>) -> Rendered {
    let digest = Digest::of(&block).to_string();
    let id = record_id(kind, date, fields, &digest);
    let mut head = String::from("WARC/1.1\r\n");
    push_field(&mut head, "WARC-Type", kind);
    push_field(&mut head, "WARC-Record-ID", &id);
    push_field(&mut head, "WARC-Date", date);
    for (name, value) in fields {
        push_field(&mut head, name, value);
    }
    push_field(&mut head, "WARC-Block-Digest", &digest);
    push_field(&mut head, "Content-Length", &block.len().to_string());
    head.push_str("\r\n");
    Rendered { id, head, block }
}

/// A name made from the record itself, so that the same record has the same name: a UUID of
/// version 8 (RFC 9562, 5.8) out of a SHA-256.
fn record_id(kind: &str, date: &str, fields: &[(&str, &str)], digest: &str) -> String {
    let parts = [kind, date, digest].into_iter().chain(fields.iter().map(|(_, value)| *value));
    let hex = Digest::of_parts(parts.map(str::as_bytes)).hex();
    let part = |from, to| hex.get(from..to).unwrap_or_default();
    format!(
        "<urn:uuid:{}-{}-8{}-8{}-{}>",
        part(0, 8),
        part(8, 12),
        part(12, 15),
        part(15, 18),
        part(18, 30)
    )
}

/// Appends a `Name: value` line. A line end in a value would start a field of its own.
pub(super) fn push_field(text: &mut String, name: &str, value: &str) {
    // Writing to a string cannot fail.
    let _ = write!(text, "{name}: {}\r\n", value.replace(['\r', '\n'], " "));
}
