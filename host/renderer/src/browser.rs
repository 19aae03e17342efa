//! One browser process: how it is found, started, driven and ended.

mod find;
mod flags;

use std::io;
use std::os::fd::OwnedFd;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use command_fds::{CommandFdExt as _, FdMapping};

use serde::Deserialize;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::io::AsyncReadExt as _;
use tokio::net::unix::pipe::{Receiver, Sender};
use tokio::process::{Child, ChildStderr, Command};
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};

pub(crate) use find::Places;

use crate::cdp::Cdp;
use crate::error::RenderError;

/// Pages one browser renders; then it has grown enough, and a new one costs half a second.
const PAGES_MAX: u32 = 100;

/// Longest time a browser has to end by itself; it does so in a quarter of a second.
const END_MAX: Duration = Duration::from_secs(5);

/// How often the profile is tried to be removed, a tenth of a second apart: the browser's
/// helpers may write into it until they notice that the browser is gone.
const REMOVALS_MAX: u32 = 20;

/// Bytes of a browser's log kept for the case that it does not start.
const STDERR_BYTES_MAX: usize = 2048;

/// A browser that runs.
#[derive(Debug)]
pub(crate) struct Browser {
    /// The conversation with it.
    pub(crate) cdp: Cdp,
    /// Name and version, for example `Chrome/156.0.8078.108`.
    pub(crate) product: String,
    /// Pages it was asked for.
    pub(crate) n_pages: u32,
    child: Child,
    profile: TempDir,
}

#[derive(Deserialize)]
struct Version {
    product: String,
}

impl Browser {
    /// Finds a browser and starts it, with an empty profile and without network.
    pub(crate) async fn start(places: &Places) -> Result<Self, RenderError> {
        let program = places.find()?;
        let profile = tempfile::Builder::new().prefix("bluebook-renderer-").tempdir();
        let profile = profile.map_err(|source| RenderError::Profile { source })?;
        let started = spawn(&program, profile.path());
        let (mut child, mut cdp) =
            started.map_err(|source| RenderError::Start { program: program.clone(), source })?;
        let log = child.stderr.take().map(|stderr| tokio::spawn(last_words(stderr)));
        let Ok(version) = cdp.call::<Version>(None, "Browser.getVersion", &json!({})).await else {
            let _ = child.kill().await;
            return Err(RenderError::Mute { program, stderr: said(log).await });
        };
        let mut browser = Self { cdp, product: version.product, n_pages: 0, child, profile };
        browser.close_doors().await?;
        Ok(browser)
    }

    /// Whether another page may be put to it: it is young, and answers.
    pub(crate) async fn is_fit(&mut self) -> bool {
        let ping = "Browser.getVersion";
        self.n_pages < PAGES_MAX && self.cdp.call::<Version>(None, ping, &json!({})).await.is_ok()
    }

    /// Ends it: in peace if it can, and for certain.
    pub(crate) async fn end(self) {
        let Self { cdp, mut child, profile, .. } = self;
        // The end of its pipe is the browser's sign to go.
        drop(cdp);
        if timeout(END_MAX, child.wait()).await.is_err() {
            let _ = child.kill().await;
        }
        remove(profile).await;
    }

    /// Requests of every page, frame and worker wait for us from here on, popups are told.
    async fn close_doors(&mut self) -> Result<(), RenderError> {
        let patterns = json!({ "patterns": [{ "urlPattern": "*", "requestStage": "Request" }] });
        self.cdp.call::<Value>(None, "Fetch.enable", &patterns).await?;
        let pages = json!({ "discover": true, "filter": [{ "type": "page" }] });
        self.cdp.call::<Value>(None, "Target.setDiscoverTargets", &pages).await?;
        Ok(())
    }
}

/// Starts the program with a pipe to hear on, its descriptor 3, and one to speak on, 4.
fn spawn(program: &Path, profile: &Path) -> io::Result<(Child, Cdp)> {
    let (their_reader, our_writer) = io::pipe()?;
    let (our_reader, their_writer) = io::pipe()?;
    let mut command = Command::new(program);
    command.args(flags::flags(profile)).env("TMPDIR", profile);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).kill_on_drop(true);
    let pipes = vec![
        FdMapping { parent_fd: OwnedFd::from(their_reader), child_fd: 3 },
        FdMapping { parent_fd: OwnedFd::from(their_writer), child_fd: 4 },
    ];
    command.fd_mappings(pipes).map_err(io::Error::other)?;
    let child = command.spawn()?;
    let from = Receiver::from_owned_fd(OwnedFd::from(our_reader))?;
    let to = Sender::from_owned_fd(OwnedFd::from(our_writer))?;
    Ok((child, Cdp::new(from, to)))
}

/// Removes a profile. One that stays behind is litter, not a failure.
async fn remove(profile: TempDir) {
    let folder = profile.keep();
    for _ in 0..REMOVALS_MAX {
        if std::fs::remove_dir_all(&folder).is_ok() || !folder.exists() {
            return;
        }
        sleep(Duration::from_millis(100)).await;
    }
}

/// Reads a browser's log to its end, so that it never waits for a reader, and keeps the last.
async fn last_words(mut stderr: ChildStderr) -> Vec<u8> {
    let mut kept = Vec::new();
    while let Ok(1..) = stderr.read_buf(&mut kept).await {
        let n_over = kept.len().saturating_sub(STDERR_BYTES_MAX);
        kept.drain(..n_over);
    }
    kept
}

/// The last lines of a browser that has ended, on one.
async fn said(log: Option<JoinHandle<Vec<u8>>>) -> String {
    let Some(log) = log else { return String::new() };
    let Ok(Ok(bytes)) = timeout(END_MAX, log).await else { return String::new() };
    String::from_utf8_lossy(&bytes).split_whitespace().collect::<Vec<_>>().join(" ")
}
