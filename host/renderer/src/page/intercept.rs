//! Requests of the page: each is stopped, and goes to the host or nowhere.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bluebook_renderer::protocol::{Answer, FromRenderer, Headers, Kind, Need, URL_BYTES_MAX};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::time::Instant;

use super::Page;
use super::ledger::{REFUSED_ICON, REFUSED_LENGTH, REFUSED_METHOD, REFUSED_SCHEME};
use crate::error::RenderError;
use crate::serving::say;

/// Headers that were true of the transfer and are not of the body we hand over.
const HEADERS_OF_TRANSFER: [&str; 6] = [
    "content-encoding",
    "content-length",
    "transfer-encoding",
    "connection",
    "keep-alive",
    // A second protocol would be tried, past the pipes.
    "alt-svc",
];

/// `Fetch.requestPaused`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Paused {
    request_id: String,
    /// Its name in the events of the network.
    network_id: Option<String>,
    request: Asked,
    #[serde(default)]
    frame_id: String,
    #[serde(default)]
    resource_type: String,
}

#[derive(Debug, Deserialize)]
struct Asked {
    url: String,
    method: String,
}

impl Paused {
    pub(super) fn id(&self) -> &str {
        &self.request_id
    }

    pub(super) fn url(&self) -> &str {
        &self.request.url
    }

    pub(super) fn frame_id(&self) -> &str {
        &self.frame_id
    }

    pub(super) fn resource_type(&self) -> &str {
        &self.resource_type
    }
}

impl Page<'_> {
    /// Asks the host for what the page asks for, if it is anything that may be asked for.
    pub(super) fn on_request(&mut self, params: Value) -> Result<(), RenderError> {
        let method = "Fetch.requestPaused".to_owned();
        let paused: Paused = serde_json::from_value(params)
            .map_err(|source| RenderError::Answer { method, source })?;
        if self.kept.is_in_use() {
            self.answer_again(&paused);
            return Ok(());
        }
        let Asked { url, method } = &paused.request;
        let kind = kind_of(&paused.resource_type, paused.frame_id == self.target);
        let request = self.ledger.ask(url, method, kind)?;
        if let Some(reason) = objection(url, method, kind) {
            self.turn_away(request, &paused.request_id, reason);
            return Ok(());
        }
        self.progress.asked(kind == Kind::Document, Instant::now());
        if kind == Kind::Document {
            self.document = request;
        }
        let (page, url, method) = (self.order.page, url.clone(), method.clone());
        self.open.insert(request, paused);
        say(self.host, &FromRenderer::Need(Need { page, request, url, method, kind }))
    }

    /// The page has given a request up: nobody waits for its answer any more.
    pub(super) fn on_end(&mut self, network_id: &str) {
        self.keep_open(|_, paused| paused.network_id.as_deref() != Some(network_id));
    }

    /// A new document is there: nobody waits for what its forerunner asked for.
    pub(super) fn forget_before(&mut self, document: u64) {
        self.keep_open(|request, _| request >= document);
    }

    fn keep_open(&mut self, is_kept: impl Fn(u64, &Paused) -> bool) {
        let n_open = self.open.len();
        self.open.retain(|request, paused| is_kept(*request, paused));
        for _ in self.open.len()..n_open {
            self.progress.answered(Instant::now());
        }
    }

    /// Gives the page what the host says.
    pub(super) fn answer(&mut self, request: u64, answer: &Answer) -> Result<(), RenderError> {
        // Without it the page has given the request up.
        let Some(Paused { request_id: paused, request: asked, .. }) = self.open.remove(&request)
        else {
            return Ok(());
        };
        self.progress.answered(Instant::now());
        self.kept.keep(&asked.url, answer);
        if let Answer::Content { status, body, .. } = answer {
            self.ledger.answer(request, *status, body.len() as u64)?;
        }
        self.hand_over(request, &paused, answer);
        Ok(())
    }

    /// Hands an answer to the browser.
    pub(super) fn hand_over(&mut self, request: u64, paused: &str, answer: &Answer) {
        match answer {
            Answer::Refuse { reason } => self.turn_away(request, paused, reason),
            Answer::Content { status, headers, body } => {
                let params = json!({
                    "requestId": paused,
                    "responseCode": status,
                    "binaryResponseHeaders": STANDARD.encode(header_bytes(headers)),
                    "body": STANDARD.encode(body),
                });
                let id = self.browser.cdp.send(None, "Fetch.fulfillRequest", &params);
                self.fulfilling.insert(id, (request, paused.to_owned()));
            }
        }
    }

    /// Lets a request fail, as if something in the browser had blocked it.
    pub(super) fn turn_away(&mut self, request: u64, paused: &str, reason: &str) {
        self.ledger.refuse(request, reason);
        let params = json!({ "requestId": paused, "errorReason": "BlockedByClient" });
        self.browser.cdp.send(None, "Fetch.failRequest", &params);
    }
}

/// What is against a request, before anybody is asked.
fn objection(url: &str, method: &str, kind: Kind) -> Option<&'static str> {
    let after_scheme = url.strip_prefix("http://").or_else(|| url.strip_prefix("https://"));
    let Some(after_scheme) = after_scheme else { return Some(REFUSED_SCHEME) };
    if method != "GET" {
        return Some(REFUSED_METHOD);
    }
    if url.len() > URL_BYTES_MAX {
        return Some(REFUSED_LENGTH);
    }
    let path = after_scheme.split_once('/').map(|(_, path)| path);
    (kind == Kind::Other && path == Some("favicon.ico")).then_some(REFUSED_ICON)
}

/// The browser's word for what a request is for.
pub(super) fn kind_of(resource_type: &str, is_of_main_frame: bool) -> Kind {
    match resource_type {
        "Document" if is_of_main_frame => Kind::Document,
        "Document" => Kind::Frame,
        "Stylesheet" => Kind::Stylesheet,
        "Script" => Kind::Script,
        "XHR" | "Fetch" | "EventSource" => Kind::Data,
        "Image" => Kind::Image,
        "Font" => Kind::Font,
        "Media" | "TextTrack" => Kind::Media,
        "WebSocket" => Kind::Socket,
        _ => Kind::Other,
    }
}

/// Headers as the browser takes them: `name: value` with a zero byte after each, Latin-1 as
/// they were sent. What HTTP does not allow in a name or a value is left out.
fn header_bytes(headers: &Headers) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (name, value) in headers {
        let is_of_transfer = HEADERS_OF_TRANSFER.iter().any(|of| name.eq_ignore_ascii_case(of));
        let is_name = !name.is_empty()
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b));
        if is_of_transfer || !is_name {
            continue;
        }
        bytes.extend_from_slice(name.as_bytes());
        bytes.extend_from_slice(b": ");
        let allowed = |c: &char| !matches!(c, '\0' | '\r' | '\n');
        let as_byte = |c: char| u8::try_from(u32::from(c)).unwrap_or(b'?');
        bytes.extend(value.chars().filter(allowed).map(as_byte));
        bytes.push(0);
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_not_be_asked_is_named() {
        #[track_caller]
        fn check(method: &str, url: &str, kind: Kind, expected: Option<&str>) {
            assert_eq!(objection(url, method, kind), expected);
        }
        check("GET", "http://a.gov.cn/", Kind::Document, None);
        check("GET", "https://a.gov.cn/favicon.ico", Kind::Image, None);
        check("GET", "https://a.gov.cn/favicon.ico", Kind::Other, Some("icon-refused"));
        check("GET", "https://a.gov.cn", Kind::Other, None);
        check("POST", "http://a.gov.cn/", Kind::Data, Some("method-refused"));
        check("OPTIONS", "http://a.gov.cn/", Kind::Data, Some("method-refused"));
        check("GET", "ftp://a.gov.cn/", Kind::Document, Some("scheme-refused"));
        check("GET", "file:///etc/passwd", Kind::Frame, Some("scheme-refused"));
        let long = format!("http://a.gov.cn/{}", "x".repeat(URL_BYTES_MAX));
        check("GET", &long, Kind::Data, Some("address-too-long"));
    }

    #[test]
    fn headers_are_those_of_the_body() {
        #[track_caller]
        fn check(name: &str, value: &str, expected: &[u8]) {
            assert_eq!(header_bytes(&vec![(name.to_owned(), value.to_owned())]), expected);
        }
        check("Content-Type", "text/html", b"Content-Type: text/html\0");
        check("X-Name", "\u{d6}\u{d0}", b"X-Name: \xd6\xd0\0");
        check("X-Name", "a\r\nSet-Cookie: b\0c", b"X-Name: aSet-Cookie: bc\0");
        check("X Name", "a", b"");
        check("", "a", b"");
        check("content-Encoding", "gzip", b"");
        check("Content-Length", "3", b"");
    }
}
