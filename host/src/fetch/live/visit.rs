//! One page: its redirects followed, each one asked for as a page of its own.

use std::collections::BTreeSet;

use url::Url;

use super::super::{Ask, FailureClass, FailureKind, FetchFailure, page_or_failure, sent_on_to};
use super::LiveSource;
use super::exchange::{Exchange, Way};
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
            let target = match redirect_target(&url, exchange.status, &exchange.headers) {
                Some(target) => {
                    trail.hops.push(exchange.into_hop(&url));
                    target
                }
                None => match self.settle(trail.capture(url, exchange))? {
                    Arrived::At(page) => return Ok(*page),
                    Arrived::SentOn(hops, target) => {
                        trail.hops = hops;
                        target
                    }
                },
            };
            if let Err(failure) = self.may_go_on(ask, &trail, &target) {
                return Err(trail.ends_with(failure));
            }
            url = target;
        }
    }

    /// Whether the way may go on to `target`.
    fn may_go_on(&self, ask: Ask<'_>, trail: &Trail, target: &Url) -> Result<(), FetchFailure> {
        let asked = ask.url;
        if trail.seen.contains(&(target.to_string(), self.cookies(ask, target))) {
            let note = format!("`{asked}` leads back to `{target}`");
            return Err(FetchFailure::new(FailureClass::RedirectLoop, note));
        }
        if trail.hops.len() > self.limits.n_hops_max {
            let note = format!("`{asked}` redirects {} times", trail.hops.len());
            return Err(FetchFailure::new(FailureClass::TooManyRedirects, note));
        }
        Ok(())
    }

    fn cookies(&self, ask: Ask<'_>, url: &Url) -> Option<String> {
        let value = self.jars.value(ask.region, url)?;
        Some(value.as_bytes().iter().copied().map(char::from).collect())
    }

    /// Undoes the content coding, names what is no page, tells the host's circuit, and sees
    /// whether the page sends its visitors on.
    fn settle(&self, mut capture: Capture) -> Result<Arrived, FetchFailure> {
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
            // Statuses were counted when they came; notices of the site's own are no failure of
            // the host and no sign that it is well.
            Err(failure) if failure.class.is_transient() => {}
            Ok(_) | Err(_) => self.hosts.succeed(&host),
        }
        let page = page.inspect_err(|failure| {
            self.hosts.note(&host, |report| report.fail(failure.class.name()));
        })?;
        Ok(match sent_on_to(&page) {
            None => Arrived::At(Box::new(page)),
            Some(target) => Arrived::SentOn(page.into_steps(), target),
        })
    }
}

/// What an answer that is no redirect comes to.
enum Arrived {
    /// The page.
    At(Box<Capture>),
    /// A page that is only the way to another: the steps so far with it, and the next address.
    SentOn(Vec<Hop>, Url),
}

impl Trail {
    /// The answer with the steps that led to it, which it takes along.
    fn capture(&mut self, url: Url, exchange: Exchange) -> Capture {
        exchange.into_capture(
            url,
            Way {
                requested: self.requested.to_string(),
                captured_on: self.captured_on.clone(),
                hops: std::mem::take(&mut self.hops),
                remarks: self.remarks.clone(),
            },
        )
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
