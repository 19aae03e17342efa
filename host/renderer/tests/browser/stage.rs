//! A renderer that runs, and a host that answers out of a list.

use std::env;
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use bluebook_renderer::protocol::{
    Answer, Duplex, Failed, FromRenderer, LINE_BYTES_MAX, Limits, Need, Order, Outcome, Rendered,
    ToRenderer, Traffic, VERSION, decode, encode,
};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::runtime::{Builder, Runtime};

/// Longest time a test waits for the renderer to say something.
const SILENCE_MAX: Duration = Duration::from_mins(1);

/// A renderer that runs.
pub(crate) struct Stage {
    runtime: Runtime,
    child: Child,
    wire: Option<Duplex<ChildStdout, ChildStdin>>,
    n_pages: u64,
    /// What the last page asked of the host.
    pub(crate) asked: Vec<Need>,
}

/// Starts a renderer; `None`, and a line that says so, where there is no Chromium.
pub(crate) fn stage(test: &str) -> Option<Stage> {
    stage_in(test, &[])
}

/// The same in an environment.
pub(crate) fn stage_in(test: &str, environment: &[(&str, &str)]) -> Option<Stage> {
    if !is_installed() {
        println!("skipped, no Chromium: {test}");
        return None;
    }
    Some(start(environment))
}

/// A renderer, whether there is a Chromium or not.
pub(crate) fn start(environment: &[(&str, &str)]) -> Stage {
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    let (child, wire) = runtime.block_on(async {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bluebook-renderer"));
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        command.envs(environment.iter().copied()).kill_on_drop(true);
        let mut child = command.spawn().unwrap();
        let (reader, writer) = (child.stdout.take().unwrap(), child.stdin.take().unwrap());
        (child, Duplex::new(reader, writer, b'\n', LINE_BYTES_MAX))
    });
    let mut stage = Stage { runtime, child, wire: Some(wire), n_pages: 0, asked: Vec::new() };
    assert_eq!(stage.hear(), FromRenderer::Ready { version: VERSION });
    stage
}

fn is_installed() -> bool {
    if env::var_os("BLUEBOOK_CHROMIUM").is_some_and(|name| !name.is_empty()) {
        return true;
    }
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).any(|folder| {
        let names = ["chromium", "chromium-browser", "google-chrome", "chrome"];
        names.iter().any(|name| folder.join(name).is_file())
    })
}

/// HTML in UTF-8.
pub(crate) fn html(body: &str) -> Answer {
    content(200, "text/html; charset=utf-8", body.as_bytes())
}

/// JSON that every origin may read.
pub(crate) fn json(body: &str) -> Answer {
    content(200, "application/json", body.as_bytes())
}

pub(crate) fn content(status: u16, content_type: &str, body: &[u8]) -> Answer {
    let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let headers = vec![
        header("Content-Type", content_type),
        header("Access-Control-Allow-Origin", "*"),
        header("Content-Encoding", "gzip"),
    ];
    Answer::Content { status, headers, body: body.to_vec() }
}

pub(crate) fn refuse(reason: &str) -> Answer {
    Answer::Refuse { reason: reason.to_owned() }
}

impl Stage {
    /// Renders `http://a.gov.cn/`, which `body` is; there is nothing else.
    pub(crate) fn page(&mut self, body: &str) -> Result<Rendered, Failed> {
        self.site(
            |need| {
                if need.url == "http://a.gov.cn/" { html(body) } else { refuse("not-there") }
            },
        )
    }

    /// Renders `http://a.gov.cn/`, where `answer` answers.
    pub(crate) fn site(&mut self, answer: impl Fn(&Need) -> Answer) -> Result<Rendered, Failed> {
        self.render(Limits::default(), |need| Some(answer(need)))
    }

    /// Renders `http://a.gov.cn/`; where `answer` gives nothing, nothing is ever answered.
    pub(crate) fn render(
        &mut self,
        limits: Limits,
        mut answer: impl FnMut(&Need) -> Option<Answer>,
    ) -> Result<Rendered, Failed> {
        self.n_pages += 1;
        self.asked.clear();
        let page = self.n_pages;
        let url = "http://a.gov.cn/".to_owned();
        self.send(&ToRenderer::Render(Order { page, url, limits }));
        loop {
            match self.hear() {
                FromRenderer::Ready { .. } => panic!("it is ready twice"),
                FromRenderer::Need(need) => {
                    assert_eq!(need.page, page);
                    if let Some(answer) = answer(&need) {
                        self.send(&ToRenderer::Answer { page, request: need.request, answer });
                    }
                    self.asked.push(need);
                }
                FromRenderer::Rendered(rendered) => return Ok(*rendered),
                FromRenderer::Failed(failed) => return Err(failed),
            }
        }
    }

    /// Whether the last page asked the host for an address.
    pub(crate) fn has_asked(&self, url: &str) -> bool {
        self.asked.iter().any(|need| need.url == url)
    }

    pub(crate) fn send(&mut self, message: &ToRenderer) {
        self.wire.as_mut().unwrap().send(&encode(message).unwrap());
    }

    pub(crate) fn hear(&mut self) -> FromRenderer {
        let wire = self.wire.as_mut().unwrap();
        let hearing = async { tokio::time::timeout(SILENCE_MAX, wire.hear()).await };
        let line = self.runtime.block_on(hearing).expect("it says nothing").unwrap();
        decode(&line.expect("it ended")).unwrap()
    }

    /// The renderer's process.
    pub(crate) fn id(&self) -> u32 {
        self.child.id().unwrap()
    }

    /// Closes its input and waits for it to end, browser and profile with it.
    pub(crate) fn end(&mut self) -> ExitStatus {
        let Self { runtime, child, wire, .. } = self;
        runtime.block_on(async {
            *wire = None;
            tokio::time::timeout(SILENCE_MAX, child.wait()).await.unwrap().unwrap()
        })
    }
}

impl Drop for Stage {
    /// A renderer that is killed leaves a profile behind; one that ends does not.
    fn drop(&mut self) {
        self.end();
    }
}

/// What became of the requests of an address: `200`, a reason, `-` without an answer.
pub(crate) fn outcomes(traffic: &Traffic, url: &str) -> Vec<String> {
    let requests = traffic.requests.iter().filter(|request| request.url == url);
    requests
        .map(|request| match &request.outcome {
            Outcome::Answered { status, .. } => status.to_string(),
            Outcome::Refused { reason } => reason.clone(),
            Outcome::Unanswered => "-".to_owned(),
        })
        .collect()
}
