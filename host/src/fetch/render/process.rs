//! The program that renders, while it runs: what it says is checked, and never believed.

use std::process::Stdio;
use std::time::Duration;

use bluebook_renderer::protocol::{
    Answer, CONSOLE_LINES_MAX, Duplex, Failed, FromRenderer, LINE_BYTES_MAX, Limits, Need, Order,
    Rendered, ToRenderer, URL_BYTES_MAX, VERSION, WireError, decode, encode,
};
use futures_util::StreamExt as _;
use futures_util::stream::FuturesUnordered;
use tokio::io::sink;
use tokio::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command};
use tokio::time::timeout;
use url::Url;

use super::super::archive::note_of;
use super::{RenderFailure, RenderFailureClass, RendererConfig, Serve};

/// Longest time the program has to end when its input does; the browser's end is part of it.
const END_MAX: Duration = Duration::from_secs(10);

/// Bytes of a line of the program's log; after a longer one it is not listened to.
const LOG_LINE_BYTES_MAX: usize = 16 << 10;

/// The program while it runs. It is killed if it is dropped, and its browser, whose pipes then
/// end, ends with it.
#[derive(Debug)]
pub(super) struct Running {
    child: Child,
    wire: Duplex<ChildStdout, ChildStdin>,
    n_pages: u64,
}

impl Running {
    /// Starts the program and waits for its first word.
    pub(super) async fn start(config: &RendererConfig) -> Result<Self, RenderFailure> {
        let absent = |note| RenderFailure::new(RenderFailureClass::NoBrowser, note);
        let name = config.program.display();
        let mut command = Command::new(&config.program);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let started = command.kill_on_drop(true).spawn();
        let mut child =
            started.map_err(|error| absent(format!("cannot start `{name}`: {error}")))?;
        let pipes = (child.stdout.take(), child.stdin.take(), child.stderr.take());
        let (Some(stdout), Some(stdin), Some(stderr)) = pipes else {
            return Err(absent(format!("`{name}` started without its pipes")));
        };
        tokio::spawn(log(stderr));
        let wire = Duplex::new(stdout, stdin, b'\n', LINE_BYTES_MAX);
        let mut running = Self { child, wire, n_pages: 0 };
        match timeout(config.start_max, running.hear()).await {
            Ok(Ok(FromRenderer::Ready { version: VERSION })) => Ok(running),
            Ok(Ok(FromRenderer::Ready { version })) => {
                Err(protocol(format!("`{name}` talks version {version}, this host {VERSION}")))
            }
            Ok(Ok(_)) => Err(protocol(format!("`{name}` does not begin with `ready`"))),
            Ok(Err(failure)) => Err(failure),
            Err(_) => Err(absent(format!("`{name}` said nothing in {:?}", config.start_max))),
        }
    }

    /// It, unless it has ended.
    pub(super) fn if_alive(mut self) -> Option<Self> {
        matches!(self.child.try_wait(), Ok(None)).then_some(self)
    }

    /// Renders a page.
    ///
    /// # Errors
    ///
    /// The outer error says that the program is not to be used again.
    pub(super) async fn render(
        &mut self,
        url: &Url,
        limits: &Limits,
        serve: &dyn Serve,
    ) -> Result<Result<Rendered, RenderFailure>, RenderFailure> {
        self.n_pages += 1;
        let page = self.n_pages;
        let order = Order { page, url: url.as_str().to_owned(), limits: limits.clone() };
        self.send(&ToRenderer::Render(order))?;
        let mut serving = FuturesUnordered::new();
        let mut n_needs = 0;
        loop {
            tokio::select! {
                heard = self.hear() => match heard? {
                    FromRenderer::Ready { .. } => return Err(protocol("it is ready twice")),
                    FromRenderer::Need(need) => {
                        n_needs += 1;
                        check_need(&need, page, n_needs, limits)?;
                        let request = need.request;
                        serving.push(async move { (request, serve.serve(need).await) });
                    }
                    FromRenderer::Rendered(rendered) => {
                        check_rendered(&rendered, page, limits)?;
                        return Ok(Ok(*rendered));
                    }
                    FromRenderer::Failed(failed) => return Ok(Err(failure_of(failed, page)?)),
                },
                Some((request, answer)) = serving.next(), if !serving.is_empty() => {
                    self.answer(page, request, answer)?;
                }
            }
        }
    }

    /// Closes its input and waits for it to end.
    pub(super) async fn close(self) {
        let Self { mut child, wire, .. } = self;
        drop(wire);
        if timeout(END_MAX, child.wait()).await.is_err() {
            // What cannot be killed is the system's.
            let _ = child.kill().await;
        }
    }

    /// Queues what the page gets; an answer too long for a line becomes a refusal.
    fn answer(&mut self, page: u64, request: u64, answer: Answer) -> Result<(), RenderFailure> {
        let line = encode(&ToRenderer::Answer { page, request, answer });
        if let Ok(line) = line {
            self.wire.send(&line);
            return Ok(());
        }
        let answer = Answer::Refuse { reason: RenderFailureClass::TooLarge.name().to_owned() };
        self.send(&ToRenderer::Answer { page, request, answer })
    }

    fn send(&mut self, message: &ToRenderer) -> Result<(), RenderFailure> {
        let line = encode(message).map_err(|error| broken(&error))?;
        self.wire.send(&line);
        Ok(())
    }

    async fn hear(&mut self) -> Result<FromRenderer, RenderFailure> {
        let line = self.wire.hear().await.map_err(|error| broken(&error))?;
        let Some(line) = line else {
            return Err(RenderFailure::new(
                RenderFailureClass::BrowserCrashed,
                "the renderer ended",
            ));
        };
        decode(&line).map_err(|error| broken(&error))
    }
}

/// Passes on what the program logs.
async fn log(stderr: ChildStderr) {
    let mut lines = Duplex::new(stderr, sink(), b'\n', LOG_LINE_BYTES_MAX);
    while let Ok(Some(line)) = lines.hear().await {
        tracing::debug!(target: "bluebook::renderer", "{}", String::from_utf8_lossy(&line));
    }
}

fn protocol(note: impl Into<String>) -> RenderFailure {
    RenderFailure::new(RenderFailureClass::Protocol, note)
}

/// A pipe that fails is a program that is gone; words that make no sense are a bad program.
fn broken(error: &WireError) -> RenderFailure {
    let class = match error {
        WireError::Read { .. } | WireError::Write { .. } | WireError::Cut { .. } => {
            RenderFailureClass::BrowserCrashed
        }
        WireError::TooLong { .. } | WireError::NotUtf8 { .. } | WireError::NotAMessage { .. } => {
            RenderFailureClass::Protocol
        }
    };
    RenderFailure::new(class, format!("renderer: {}", note_of(error)))
}

fn check_need(need: &Need, page: u64, n_needs: u32, limits: &Limits) -> Result<(), RenderFailure> {
    check_page(need.page, page)?;
    if n_needs > limits.requests_max {
        return Err(protocol(format!("it asks for more than {}", limits.requests_max)));
    }
    if need.url.len() > URL_BYTES_MAX || need.method != "GET" {
        return Err(protocol("it asks for what may not be asked for"));
    }
    Ok(())
}

fn check_rendered(rendered: &Rendered, page: u64, limits: &Limits) -> Result<(), RenderFailure> {
    check_page(rendered.page, page)?;
    let is_png = rendered.screenshot.starts_with(b"\x89PNG\r\n\x1a\n");
    let is_within = rendered.dom.len() as u64 <= limits.dom_bytes_max
        && rendered.screenshot.len() as u64 <= limits.screenshot_bytes_max
        && rendered.traffic.requests.len() as u64 <= u64::from(limits.requests_max) + 1
        && rendered.traffic.console.len() <= CONSOLE_LINES_MAX;
    if is_png && is_within {
        Ok(())
    } else {
        Err(protocol("its rendering is no PNG or beyond the limits"))
    }
}

/// What the program says of a page it did not render.
fn failure_of(failed: Failed, page: u64) -> Result<RenderFailure, RenderFailure> {
    check_page(failed.page, page)?;
    let Failed { class, note, traffic, .. } = failed;
    Ok(RenderFailure { class, note, traffic })
}

fn check_page(said: u64, page: u64) -> Result<(), RenderFailure> {
    if said == page { Ok(()) } else { Err(protocol("it speaks of another page")) }
}
