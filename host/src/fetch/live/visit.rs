//! One page: its redirects followed, each one asked for as a page of its own.

use std::collections::BTreeSet;

use url::Url;

use super::super::{Ask, FailureClass, FailureKind, FetchFailure, page_or_failure};
use super::LiveSource;
use super::exchange::Exchange;
use crate::evidence::{Capture, Headers, Hop, redirect_target, utc};

/// What came before the page.
struct Trail {
    requested: Url,
    captured_on: String,
    hops: Vec<Hop>,
    /// Addresses asked for, each with the cookies that were sent: a site may redirect to
    /// itself to see whether a cookie comes back.
    seen: BTreeSet<(String, Option<String>)>,
    remarks: Headers,
}

impl LiveSource {
    /// The page an ask is for, or why there is none; what was received on the way and is
    /// evidence by itself goes `beside`.
    pub(super) async fn visit(
        &self,
        ask: Ask<'_>,
        beside: &mut Vec<Capture>,
    ) -> Result<Capture, FetchFailure> {
        let mut url = ask.url.clone();
        url.set_fragment(None);
        let mut trail = Trail {
            requested: ask.url.clone(),
            captured_on: utc((self.clock)()),
            hops: Vec::new(),
            seen: BTreeSet::new(),
            remarks: Vec::new(),
        };
        loop {
            trail.seen.insert((url.to_string(), self.cookies(ask, &url)));
            let mut exchange = match self.ask(&url, Some(ask.region), beside).await {
                Ok(exchange) => exchange,
                Err(failure) => return Err(trail.ends_with(failure)),
            };
            trail.remarks.append(&mut exchange.remarks);
            let target = redirect_target(&url, exchange.status, &exchange.headers);
            let Some(target) = target else {
                return self.settle(trail.into_capture(url, exchange));
            };
            trail.hops.push(exchange.into_hop(&url));
            let cookies = self.cookies(ask, &target);
            if trail.seen.contains(&(target.to_string(), cookies)) {
                let note = format!("`{url}` redirects back to `{target}`");
                return Err(trail.ends_with(FetchFailure::new(FailureClass::RedirectLoop, note)));
            }
            if trail.hops.len() > self.limits.n_hops_max {
                let note = format!("`{}` redirects {} times", ask.url, trail.hops.len());
                let failure = FetchFailure::new(FailureClass::TooManyRedirects, note);
                return Err(trail.ends_with(failure));
            }
            url = target;
        }
    }

    fn cookies(&self, ask: Ask<'_>, url: &Url) -> Option<String> {
        let value = self.jars.value(ask.region, url)?;
        Some(value.as_bytes().iter().copied().map(char::from).collect())
    }

    /// Undoes the content coding, names what is no page, and tells the host's circuit.
    fn settle(&self, mut capture: Capture) -> Result<Capture, FetchFailure> {
        let host = Url::parse(&capture.url).ok().and_then(|url| url.host_str().map(str::to_owned));
        let host = host.unwrap_or_default();
        if let Err(error) = capture.undo_content_coding() {
            let note = format!("`{}`: {error}", capture.url);
            let answer = Some(Box::new(capture));
            self.hosts.note(&host, |report| report.fail(FailureClass::Decode.name()));
            return Err(FetchFailure { class: FailureClass::Decode, note, answer });
        }
        let page = page_or_failure(capture);
        match &page {
            Err(failure) if failure.class.kind() == FailureKind::Blocked => {
                self.hosts.fail(&host, failure.class.name(), self.limits.pace.circuit);
            }
            // Those were counted when they came.
            Err(failure) if failure.class.is_transient() => {}
            Ok(_) | Err(_) => self.hosts.succeed(&host),
        }
        if let Err(failure) = &page {
            self.hosts.note(&host, |report| report.fail(failure.class.name()));
        }
        page
    }
}

impl Trail {
    fn into_capture(self, url: Url, exchange: Exchange) -> Capture {
        let Self { requested, captured_on, hops, seen: _, remarks } = self;
        Capture {
            requested: requested.into(),
            url: url.into(),
            status: exchange.status,
            headers: exchange.headers,
            body: exchange.body,
            entity: None,
            captured_on,
            hops,
            truncated: exchange.truncated,
            ip: exchange.ip,
            sent: exchange.sent,
            remarks,
        }
    }

    /// The failure with the redirects that led to it, which are evidence as well.
    fn ends_with(mut self, mut failure: FetchFailure) -> FetchFailure {
        if failure.answer.is_none()
            && let Some(last) = self.hops.pop()
        {
            let Hop { url, status, headers, entity, truncated, ip, sent } = last;
            failure.answer = Some(Box::new(Capture {
                requested: self.requested.into(),
                url,
                status,
                headers,
                body: entity,
                entity: None,
                captured_on: self.captured_on,
                hops: self.hops,
                truncated,
                ip,
                sent,
                remarks: self.remarks,
            }));
        }
        failure
    }
}
