//! What a page asked for, what became of it, what its scripts complained of; and the limits
//! on that.

use bluebook_renderer::protocol::{
    CONSOLE_LINES_MAX, Kind, Limits, Outcome, Request, Traffic, URL_BYTES_MAX,
};
use serde_json::Value;

use crate::cdp::Event;
use crate::error::RenderError;

/// Nothing but `GET` is passed on: we submit nothing to anybody.
pub(super) const REFUSED_METHOD: &str = "method-refused";
/// Neither `http` nor `https`.
pub(super) const REFUSED_SCHEME: &str = "scheme-refused";
/// Longer than `URL_BYTES_MAX`.
pub(super) const REFUSED_LENGTH: &str = "address-too-long";
/// The browser's own wish for an icon of the site, which no page asked for.
pub(super) const REFUSED_ICON: &str = "icon-refused";
/// A connection that would stay open.
pub(super) const REFUSED_SOCKET: &str = "socket-refused";
/// A window beside the page.
pub(super) const REFUSED_POPUP: &str = "popup-refused";
/// An answer of the host that the browser does not take, for its headers or its status.
pub(super) const REFUSED_UNUSABLE: &str = "answer-unusable";

/// Characters of one message of the console.
const CONSOLE_LINE_CHARS_MAX: usize = 500;

/// What a page asked for and said so far.
#[derive(Debug)]
pub(super) struct Ledger {
    requests_max: u32,
    bytes_max: u64,
    n_bytes: u64,
    n_script_errors: u64,
    traffic: Traffic,
}

impl Ledger {
    /// An empty one.
    pub(super) fn new(limits: &Limits) -> Self {
        let Limits { requests_max, bytes_max, .. } = *limits;
        Self {
            requests_max,
            bytes_max,
            n_bytes: 0,
            n_script_errors: 0,
            traffic: Traffic::default(),
        }
    }

    /// Enters a request; gives its number, from 1.
    pub(super) fn ask(&mut self, url: &str, method: &str, kind: Kind) -> Result<u64, RenderError> {
        let requests = &mut self.traffic.requests;
        requests.push(Request {
            url: url.get(..url.floor_char_boundary(URL_BYTES_MAX)).unwrap_or_default().to_owned(),
            method: method.to_owned(),
            kind,
            outcome: Outcome::Unanswered,
        });
        if requests.len() > self.requests_max as usize {
            return Err(RenderError::TooManyRequests { requests_max: self.requests_max });
        }
        Ok(requests.len() as u64)
    }

    /// Enters something that was prevented and never came to be a request.
    pub(super) fn note(&mut self, url: &str, reason: &str) -> Result<(), RenderError> {
        let kind = if reason == REFUSED_SOCKET { Kind::Socket } else { Kind::Document };
        let request = self.ask(url, "GET", kind)?;
        self.refuse(request, reason);
        Ok(())
    }

    /// Enters that a request is refused.
    pub(super) fn refuse(&mut self, request: u64, reason: &str) {
        self.end(request, Outcome::Refused { reason: reason.to_owned() });
    }

    /// Enters that a request is answered.
    pub(super) fn answer(
        &mut self,
        request: u64,
        status: u16,
        n_bytes: u64,
    ) -> Result<(), RenderError> {
        self.end(request, Outcome::Answered { status, n_bytes });
        self.n_bytes = self.n_bytes.saturating_add(n_bytes);
        if self.n_bytes > self.bytes_max {
            return Err(RenderError::TooManyBytes { bytes_max: self.bytes_max });
        }
        Ok(())
    }

    /// Enters an error or a warning of the page's scripts. Failed requests are in the list.
    pub(super) fn hear(&mut self, event: &Event) {
        let at = |pointer| event.params.pointer(pointer).and_then(Value::as_str);
        if event.method == "Runtime.exceptionThrown" {
            self.n_script_errors += 1;
        }
        let line = match event.method.as_str() {
            "Runtime.exceptionThrown" => at("/exceptionDetails/exception/description")
                .or_else(|| at("/exceptionDetails/exception/value"))
                .or_else(|| at("/exceptionDetails/text")),
            "Log.entryAdded" if at("/entry/level") == Some("error") => {
                at("/entry/text").filter(|_| at("/entry/source") != Some("network"))
            }
            "Runtime.consoleAPICalled" if matches!(at("/type"), Some("error" | "warning")) => {
                at("/args/0/value").or_else(|| at("/args/0/description"))
            }
            _ => None,
        };
        let Some(line) = line else { return };
        if self.traffic.console.len() < CONSOLE_LINES_MAX {
            self.traffic.console.push(line.chars().take(CONSOLE_LINE_CHARS_MAX).collect());
        } else {
            self.traffic.n_console_left_out += 1;
        }
    }

    /// How many errors ended a script so far.
    pub(super) fn n_script_errors(&self) -> u64 {
        self.n_script_errors
    }

    /// Why there is no document: what became of the last one asked for, else the browser's words.
    pub(super) fn why_no_document(&self, browser_says: &str) -> String {
        let documents = self.traffic.requests.iter().rev();
        match documents
            .filter(|request| request.kind == Kind::Document)
            .map(|it| &it.outcome)
            .next()
        {
            Some(Outcome::Refused { reason }) => format!("{reason} ({browser_says})"),
            Some(Outcome::Answered { status, .. }) => format!("status {status} ({browser_says})"),
            Some(Outcome::Unanswered) | None => browser_says.to_owned(),
        }
    }

    /// All of it; the ledger is empty then.
    pub(super) fn take(&mut self) -> Traffic {
        std::mem::take(&mut self.traffic)
    }

    fn end(&mut self, request: u64, outcome: Outcome) {
        let index = usize::try_from(request).ok().and_then(|request| request.checked_sub(1));
        if let Some(entry) = index.and_then(|index| self.traffic.requests.get_mut(index)) {
            entry.outcome = outcome;
        }
    }
}
