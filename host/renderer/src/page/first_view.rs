//! The first view: the page is loaded once more as a phone shows it, out of what came for it the first
//! time, so that nobody is asked again and no pause of ours is in the time.

use std::time::Duration;

use bluebook_renderer::protocol::{Answer, Kind, Limits};
use serde::Deserialize;
use serde_json::json;
use tokio::time::Instant;

use super::Page;
use super::intercept::{Paused, kind_of};
use super::progress::{Progress, Standing};
use crate::error::RenderError;

/// A phone as the measuring tools of browsers take it: width and height in CSS pixels.
const PHONE: (u32, u32) = (412, 823);

/// Pixels of the phone's screen for one CSS pixel.
const PHONE_SCALE: f64 = 1.75;

/// How much slower a phone of the middle class computes than a desk's machine, as the measuring tools
/// of browsers take it.
const PHONE_SLOWNESS: u32 = 4;

/// Time the second load may take: what a visitor waits for at most, with some to spare.
const LOAD_MS_MAX: u32 = 10_000;

/// Time it may go on after it has loaded; what is painted later is no first view.
const SETTLE_MS_MAX: u32 = 2_000;

/// Longest time the browser has to say when it painted.
const SAYING_MAX: Duration = Duration::from_secs(2);

/// Bytes of answers that are kept for the second load; pages with more are not measured.
const KEPT_BYTES_MAX: usize = 16 << 20;

/// Asks for the largest paint. It runs in a world of its own, where the page's scripts cannot have
/// changed what things do.
const LARGEST_PAINT: &str = r"new Promise((done) => {
  new PerformanceObserver((list) => done(Math.round(list.getEntries().at(-1).startTime)))
    .observe({ type: 'largest-contentful-paint', buffered: true });
  setTimeout(() => done(null), 1000);
})";

/// What came for the page.
#[derive(Debug, Default)]
pub(super) struct Kept {
    answers: std::collections::BTreeMap<String, Answer>,
    n_bytes: usize,
    /// Set while the page is loaded out of them.
    is_in_use: bool,
}

#[derive(Deserialize)]
struct Evaluated {
    result: Object,
}

#[derive(Deserialize)]
struct Object {
    #[serde(default)]
    value: Option<f64>,
}

impl Kept {
    /// Keeps an answer, as long as they are not too many bytes together.
    pub(super) fn keep(&mut self, url: &str, answer: &Answer) {
        if let Answer::Content { body, .. } = answer {
            self.n_bytes = self.n_bytes.saturating_add(body.len());
            if self.n_bytes <= KEPT_BYTES_MAX {
                self.answers.insert(url.to_owned(), answer.clone());
            }
        }
    }

    /// Whether the page is loaded out of them just now.
    pub(super) fn is_in_use(&self) -> bool {
        self.is_in_use
    }
}

impl Page<'_> {
    /// Milliseconds from asking to the largest paint; `None` where the page did not load again, or
    /// painted nothing. The page is not to be read any more.
    ///
    /// # Errors
    ///
    /// Only if the host is gone: a page that was rendered is none the worse for not being measured.
    pub(crate) async fn first_view(&mut self) -> Result<Option<u32>, RenderError> {
        if self.kept.n_bytes > KEPT_BYTES_MAX {
            return Ok(None);
        }
        match self.load_again().await {
            Err(error) if error.is_of_host() => Err(error),
            Ok(found) => Ok(found),
            Err(_) => Ok(None),
        }
    }

    async fn load_again(&mut self) -> Result<Option<u32>, RenderError> {
        self.kept.is_in_use = true;
        self.open.clear();
        let (width, height) = PHONE;
        let screen = json!({
            "width": width, "height": height, "deviceScaleFactor": PHONE_SCALE, "mobile": true,
        });
        let commands = [
            ("Emulation.setDeviceMetricsOverride", screen),
            ("Emulation.setCPUThrottlingRate", json!({ "rate": PHONE_SLOWNESS })),
        ];
        for (method, params) in commands {
            let id = self.tell(method, &params);
            self.browser.cdp.answer::<serde_json::Value>(id, method).await?;
        }
        let own = &self.order.limits;
        let limits = Limits {
            load_ms_max: own.load_ms_max.min(LOAD_MS_MAX),
            settle_ms_max: own.settle_ms_max.min(SETTLE_MS_MAX),
            ..own.clone()
        };
        self.navigate = self.tell("Page.navigate", &json!({ "url": self.order.url }));
        self.progress = Progress::new(&limits, Instant::now());
        loop {
            match self.progress.standing(Instant::now()) {
                Standing::Settled | Standing::Unsettled => return self.largest_paint().await,
                Standing::NotLoaded => return Ok(None),
                Standing::Waiting(until) => self.step(until).await?,
            }
        }
    }

    async fn largest_paint(&mut self) -> Result<Option<u32>, RenderError> {
        let context = self.own_world().await?;
        let (cdp, session) = (&mut self.browser.cdp, Some(self.session.as_str()));
        let ask = json!({
            "expression": LARGEST_PAINT, "contextId": context,
            "returnByValue": true, "awaitPromise": true,
        });
        let asking = cdp.call::<Evaluated>(session, "Runtime.evaluate", &ask);
        let Ok(evaluated) = tokio::time::timeout(SAYING_MAX, asking).await else { return Ok(None) };
        let ms = evaluated?.result.value.filter(|ms| *ms >= 0.0);
        Ok(ms.and_then(|ms| format!("{ms:.0}").parse().ok()))
    }

    /// Gives a request what came for it before, or nothing.
    pub(super) fn answer_again(&mut self, paused: &Paused) {
        let is_document =
            kind_of(paused.resource_type(), paused.frame_id() == self.target) == Kind::Document;
        self.progress.asked(is_document, Instant::now());
        self.progress.answered(Instant::now());
        match self.kept.answers.get(paused.url()).cloned() {
            Some(answer) => self.hand_over(0, paused.id(), &answer),
            None => self.turn_away(0, paused.id(), "not-kept"),
        }
    }
}
