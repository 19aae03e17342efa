//! What can go wrong with a page, and by which name the host is told.

use std::io;
use std::path::PathBuf;

use bluebook_renderer::protocol::{FailureClass, LINE_BYTES_MAX, WireError};

/// A page is not rendered, or the host is gone.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RenderError {
    /// What `BLUEBOOK_CHROMIUM` names is no program.
    #[error("`{}`, which BLUEBOOK_CHROMIUM names, is no program", program.display())]
    Named { program: PathBuf },
    /// There is no browser on the path.
    #[error("no {names} on the path; install chromium, or name one in BLUEBOOK_CHROMIUM")]
    NotInstalled { names: String },
    /// A folder for the browser's profile cannot be made.
    #[error("cannot make a folder for the browser's profile")]
    Profile { source: io::Error },
    /// The browser cannot be started.
    #[error("cannot start `{}`", program.display())]
    Start { program: PathBuf, source: io::Error },
    /// It starts and does not answer.
    #[error("`{}` started and did not answer: {stderr}", program.display())]
    Mute { program: PathBuf, stderr: String },
    /// The browser has ended.
    #[error("the browser ended")]
    BrowserEnded,
    /// The browser gave the page up, for want of memory above all.
    #[error("the browser gave the page up")]
    PageCrashed,
    /// The browser's words did not come through.
    #[error("cannot talk with the browser")]
    Browser { source: WireError },
    /// The browser says more than anybody listens to.
    #[error("the browser told {n_events} events during one command")]
    Flood { n_events: usize },
    /// A command has no answer.
    #[error("the page does not let the browser answer `{method}`")]
    Silent { method: String },
    /// A command is refused.
    #[error("the browser refused `{method}`: {message}")]
    Command { method: String, message: String },
    /// The answer of a command is not what it should be.
    #[error("the browser's answer to `{method}` cannot be read")]
    Answer { method: String, source: serde_json::Error },
    /// The page did not load.
    #[error("`{url}` did not load in {load_ms_max} ms of its own")]
    LoadTimeout { url: String, load_ms_max: u32 },
    /// Too many requests.
    #[error("the page asks for more than {requests_max}")]
    TooManyRequests { requests_max: u32 },
    /// Too many bytes in its answers.
    #[error("the page's parts have more than {bytes_max} bytes")]
    TooManyBytes { bytes_max: u64 },
    /// Too large a document.
    #[error("the document has {n_bytes} bytes, {bytes_max} allowed")]
    DomTooLarge { n_bytes: u64, bytes_max: u64 },
    /// Too large a picture.
    #[error("the screenshot has {n_bytes} bytes, {bytes_max} allowed")]
    ScreenshotTooLarge { n_bytes: u64, bytes_max: u64 },
    /// Together they are too large.
    #[error("document and screenshot have more than {LINE_BYTES_MAX} bytes as a message")]
    MessageTooLarge,
    /// No document.
    #[error("`{url}` gave no document: {why}")]
    NoDocument { url: String, why: String },
    /// The order cannot be carried out.
    #[error("the order cannot be carried out: {why}")]
    Order { why: &'static str },
    /// The host's words did not come through.
    #[error("cannot talk with the host")]
    Host { source: WireError },
    /// The host is gone.
    #[error("the host ended in the middle of a page")]
    HostEnded,
}

impl RenderError {
    /// The name the host is told.
    pub(crate) fn class(&self) -> FailureClass {
        match self {
            Self::Named { .. }
            | Self::NotInstalled { .. }
            | Self::Profile { .. }
            | Self::Start { .. }
            | Self::Mute { .. } => FailureClass::NoBrowser,
            Self::BrowserEnded | Self::PageCrashed => FailureClass::BrowserCrashed,
            Self::Silent { .. } | Self::LoadTimeout { .. } => FailureClass::RenderTimeout,
            Self::TooManyRequests { .. } => FailureClass::TooManyRequests,
            Self::TooManyBytes { .. }
            | Self::DomTooLarge { .. }
            | Self::ScreenshotTooLarge { .. }
            | Self::MessageTooLarge => FailureClass::TooLarge,
            Self::NoDocument { .. } => FailureClass::NoDocument,
            Self::Browser { source } => class_of(source),
            Self::Flood { .. }
            | Self::Command { .. }
            | Self::Answer { .. }
            | Self::Order { .. }
            | Self::Host { .. }
            | Self::HostEnded => FailureClass::Protocol,
        }
    }

    /// Whether it is the conversation with the host that failed, and not a page.
    pub(crate) fn is_of_host(&self) -> bool {
        matches!(self, Self::Host { .. } | Self::HostEnded)
    }
}

/// A pipe that breaks is a browser that is gone.
fn class_of(error: &WireError) -> FailureClass {
    match error {
        WireError::Read { .. } | WireError::Write { .. } | WireError::Cut { .. } => {
            FailureClass::BrowserCrashed
        }
        WireError::TooLong { .. } => FailureClass::TooLarge,
        WireError::NotUtf8 { .. } | WireError::NotAMessage { .. } => FailureClass::Protocol,
    }
}

/// The error and its causes on one line.
pub(crate) fn note_of(error: &dyn std::error::Error) -> String {
    let mut note = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        note = format!("{note}: {error}");
        cause = error.source();
    }
    note
}
