//! Pages that only a browser fills, rendered by a program beside us that has no network.
//!
//! The program is `bluebook-renderer`. Whatever the page asks for comes back here and is
//! answered by a [`Serve`], so that pace, robots, address checks, evidence and replay hold for
//! the parts of a page as they do for the page. This module starts the program, bounds it and
//! ends it; what is fetched, and what is done with a rendering, is others'.

mod process;
mod serve;

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::timeout;
use url::Url;

pub use bluebook_renderer::protocol::{
    Answer, FailureClass as RenderFailureClass, Kind, Limits as RenderLimits, Need, Outcome,
    Rendered, Request as RenderRequest, Traffic,
};
use process::Running;
pub use serve::{Serve, Serving, SourceServe};

/// The program and how far it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RendererConfig {
    /// `bluebook-renderer`.
    pub program: PathBuf,
    /// How far the rendering of one page goes.
    pub limits: RenderLimits,
    /// Longest time the program has to say that it has started.
    pub start_max: Duration,
    /// Longest time for a page, everything it asks for included. The limits count the page's own
    /// time; this is for a program that hangs.
    pub page_max: Duration,
}

impl RendererConfig {
    /// `program` with the default limits: ten seconds to start; five minutes a page, because
    /// 200 requests to one host take that long at a second each, and some.
    pub fn new(program: impl Into<PathBuf>) -> Self {
        Self {
            program: program.into(),
            limits: RenderLimits::default(),
            start_max: Duration::from_secs(10),
            page_max: Duration::from_mins(5),
        }
    }
}

/// A page that was not rendered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenderFailure {
    /// The named class; reports count by it.
    pub class: RenderFailureClass,
    /// Detail for people.
    pub note: String,
    /// What the page asked for until then, where that is known.
    pub traffic: Traffic,
}

impl RenderFailure {
    fn new(class: RenderFailureClass, note: impl Into<String>) -> Self {
        Self { class, note: note.into(), traffic: Traffic::default() }
    }

    /// Whether a browser is what is missing, here and for every other page.
    pub fn is_without_browser(&self) -> bool {
        self.class == RenderFailureClass::NoBrowser
    }
}

impl fmt::Display for RenderFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.class, self.note)
    }
}

/// Renders pages, one at a time; the program is started for the first, kept for the next, and
/// started again after it has failed.
#[derive(Debug)]
pub struct Renderer {
    config: RendererConfig,
    idle: Mutex<Option<Running>>,
}

impl Renderer {
    /// A renderer; nothing is started yet.
    pub fn new(config: RendererConfig) -> Self {
        Self { config, idle: Mutex::new(None) }
    }

    /// Renders the page of an address, whose fragment counts: many pages are made by it.
    /// Pages that are wanted meanwhile wait. A rendering that is given up ends the program.
    ///
    /// # Errors
    ///
    /// If there is no browser, the page cannot be rendered within the limits, or the program
    /// does not do its part.
    pub async fn render(&self, url: &Url, serve: &dyn Serve) -> Result<Rendered, RenderFailure> {
        if !matches!(url.scheme(), "http" | "https") {
            let note = format!("`{url}` is neither http nor https");
            return Err(RenderFailure::new(RenderFailureClass::NoDocument, note));
        }
        let mut idle = self.idle.lock().await;
        // Out of its place while it works: only a program in a known state goes back.
        let mut running = match idle.take().and_then(Running::if_alive) {
            Some(running) => running,
            None => Running::start(&self.config).await?,
        };
        let page_max = self.config.page_max;
        match timeout(page_max, running.render(url, &self.config.limits, serve)).await {
            Ok(Ok(done)) => {
                *idle = Some(running);
                done
            }
            Ok(Err(broken)) => Err(broken),
            Err(_) => {
                let note = format!("`{url}` was not rendered in {page_max:?}");
                Err(RenderFailure::new(RenderFailureClass::RenderTimeout, note))
            }
        }
    }

    /// Ends the program in peace, so that it leaves nothing behind. Without this it is killed
    /// when the renderer is dropped, and the browser's temporary profile stays.
    pub async fn close(&self) {
        let running = self.idle.lock().await.take();
        if let Some(running) = running {
            running.close().await;
        }
    }
}
