//! A source of pages with a browser beside it: what is wanted rendered is made of what the
//! source has, so that everything that holds for pages holds for their parts.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use url::Url;

use super::render::{
    Kind, Outcome, RenderFailure, RenderFailureClass, RenderRequest, Rendered, Renderer,
    SourceServe, Traffic,
};
use super::{
    Ask, Clock, FailureClass, FetchFailure, Fetched, Fetching, HostReport, PageSource,
    page_or_failure,
};
use crate::evidence::{Capture, DOCUMENT_STATUS, FIRST_VIEW_MS, Headers, SCRIPT_ERRORS, View, utc};
use crate::model::{Digest, Form};

/// A source whose pages can be rendered. What the source has rendered already, because it is an
/// archive or looks at one first, is not rendered again.
#[derive(Debug)]
pub struct RenderingSource {
    source: Arc<dyn PageSource>,
    renderer: Option<Renderer>,
    clock: Clock,
}

impl RenderingSource {
    /// Renders out of `source`; without a renderer everything that would be rendered is
    /// [`FailureClass::NotRendered`].
    pub fn new(source: Arc<dyn PageSource>, renderer: Option<Renderer>, clock: Clock) -> Self {
        Self { source, renderer, clock }
    }

    async fn render(&self, renderer: &Renderer, ask: Ask<'_>) -> Fetched {
        let serve = SourceServe::new(self.source.as_ref(), ask.region, &SourceServe::FOR_TEXT);
        let done = renderer.render(ask.url, &serve).await;
        let document = serve.document();
        let slowest_part_ms = serve.slowest_part_ms();
        let beside = serve.into_captures();
        let made = match (done, document) {
            (Ok(rendered), Some(Ok(document))) => {
                let measured = measured(&rendered, &document, slowest_part_ms);
                let (mut page, view) = self.made(ask.url, rendered, &document);
                page.remarks.extend(measured);
                Ok((page, view))
            }
            // What is shown for an error is no page, as it would be none if it were sent.
            (Ok(_) | Err(_), Some(Err(failure))) => Err(no_document(&failure)),
            (Ok(_), None) => Err(FetchFailure::new(
                FailureClass::NotRendered,
                format!("`{}` was made without asking for it", ask.url),
            )),
            (Err(failure), Some(Ok(_)) | None) => Err(not_rendered(&failure)),
        };
        match made {
            Ok((page, view)) => {
                let answer = rendered_or_failure(page);
                Fetched { answer, is_new: true, beside, view: Some(view) }
            }
            Err(failure) => Fetched { answer: Err(failure), is_new: true, beside, view: None },
        }
    }

    fn made(&self, url: &Url, rendered: Rendered, document: &Capture) -> (Capture, View) {
        let remarks = remarks_on(&rendered, document);
        let Rendered { url: shown_as, dom, screenshot, .. } = rendered;
        let view = View {
            screenshot,
            document_url: document.url.clone(),
            document: Digest::of(document.entity()),
        };
        let page = Capture {
            requested: url.as_str().to_owned(),
            url: address_of(&shown_as, document),
            status: document.status,
            headers: vec![("Content-Type".to_owned(), DOM_TYPE.to_owned())],
            body: dom.into_bytes(),
            entity: None,
            captured_on: utc((self.clock)()),
            hops: Vec::new(),
            truncated: None,
            ip: None,
            sent: Vec::new(),
            remarks,
        };
        (page, view)
    }
}

/// What the body of a rendered page is.
const DOM_TYPE: &str = "text/html; charset=utf-8";

impl PageSource for RenderingSource {
    fn fetch<'a>(&'a self, ask: Ask<'a>) -> Fetching<'a> {
        Box::pin(async move {
            let fetched = self.source.fetch(ask).await;
            let is_open = matches!(
                &fetched.answer,
                Err(failure) if failure.class == FailureClass::NotRendered
            );
            match (ask.form, &self.renderer) {
                (Form::Rendered, Some(renderer)) if is_open => self.render(renderer, ask).await,
                (Form::Rendered | Form::Sent, Some(_) | None) => fetched,
            }
        })
    }

    fn identity(&self) -> String {
        self.source.identity()
    }

    fn hosts(&self) -> Vec<HostReport> {
        self.source.hosts()
    }

    fn close(&self) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(async move {
            if let Some(renderer) = &self.renderer {
                renderer.close().await;
            }
            self.source.close().await;
        })
    }
}

/// A rendered page, unless what was made is none after all. Every source answers so.
///
/// # Errors
///
/// If it is no page; the failure holds it.
pub(super) fn rendered_or_failure(page: Capture) -> Result<Capture, FetchFailure> {
    page_or_failure(page).map_err(FetchFailure::of_rendering)
}

/// The address of the page at the end. Scripts may write another one than was asked for, but
/// only of the same site; anything else is not believed.
fn address_of(shown_as: &str, document: &Capture) -> String {
    let shown = Url::parse(shown_as).ok();
    let own = Url::parse(&document.url).ok();
    match (shown, own) {
        (Some(mut shown), Some(own)) if shown.origin() == own.origin() => {
            shown.set_fragment(None);
            shown.into()
        }
        _ => document.url.clone(),
    }
}

/// What there is to say about a rendering, for its metadata record.
fn remarks_on(rendered: &Rendered, document: &Capture) -> Headers {
    let Rendered {
        is_settled,
        browser,
        traffic: Traffic { requests, console, n_console_left_out },
        ..
    } = rendered;
    let mut refused: Vec<&str> = requests
        .iter()
        .filter_map(|request| match &request.outcome {
            Outcome::Refused { reason } => Some(reason.as_str()),
            Outcome::Answered { .. } | Outcome::Unanswered => None,
        })
        .collect();
    let n_refused = refused.len();
    refused.sort_unstable();
    refused.dedup();
    let n_console = console.len() as u64 + n_console_left_out;
    let text = |name: &str, value: String| (name.to_owned(), value);
    vec![
        text(DOCUMENT_STATUS, document.status.to_string()),
        text("rendered-by", browser.clone()),
        text("rendering-settled", is_settled.to_string()),
        text("rendering-requests", requests.len().to_string()),
        text("rendering-refused", format!("{n_refused} {}", refused.join(" ")).trim().to_owned()),
        text("rendering-console", n_console.to_string()),
    ]
}

/// Kinds of parts without which scripts fail that would not.
const NEEDED: [Kind; 3] = [Kind::Script, Kind::Data, Kind::Stylesheet];

/// What was measured of the page, where it says something about the page.
///
/// Scripts that fail where another part was refused may fail because of us, so that their number
/// is only told where they did not. To the time of the first view belongs the time in which the
/// document and the slowest part came, which in the renderer's own measure is left out.
fn measured(rendered: &Rendered, document: &Capture, slowest_part_ms: Option<u64>) -> Headers {
    let is_refused = |request: &RenderRequest| {
        NEEDED.contains(&request.kind) && matches!(request.outcome, Outcome::Refused { .. })
    };
    let n_errors = rendered.n_script_errors;
    let is_told = n_errors == 0 || !rendered.traffic.requests.iter().any(is_refused);
    let errors = is_told.then(|| (SCRIPT_ERRORS.to_owned(), n_errors.to_string()));
    let waited = document.elapsed_ms().zip(slowest_part_ms);
    let first_view =
        rendered.first_view_ms.zip(waited).map(|(shown_ms, (document_ms, part_ms))| {
            let ms = u64::from(shown_ms).saturating_add(document_ms).saturating_add(part_ms);
            (FIRST_VIEW_MS.to_owned(), ms.to_string())
        });
    errors.into_iter().chain(first_view).collect()
}

fn no_document(failure: &FetchFailure) -> FetchFailure {
    FetchFailure::new(FailureClass::NoDocument, failure.to_string())
}

fn not_rendered(failure: &RenderFailure) -> FetchFailure {
    let class = match failure.class {
        // A file to download, or an address nobody may ask for.
        RenderFailureClass::NoDocument => FailureClass::NoDocument,
        RenderFailureClass::NoBrowser
        | RenderFailureClass::BrowserCrashed
        | RenderFailureClass::RenderTimeout
        | RenderFailureClass::TooManyRequests
        | RenderFailureClass::TooLarge
        | RenderFailureClass::Protocol => FailureClass::NotRendered,
    };
    FetchFailure::new(class, failure.to_string())
}
