//! The browser's end of the conversation: commands, answers and events of the `DevTools`
//! protocol, as JSON with a zero byte after each, over two pipes.
//!
//! Pipes, because a browser that is driven through them opens no port that others could use,
//! and ends by itself when we do. The protocol: <https://chromedevtools.github.io/devtools-protocol/>.

use std::collections::VecDeque;
use std::time::Duration;

use bluebook_renderer::protocol::{Duplex, LINE_BYTES_MAX, decode};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tokio::net::unix::pipe::{Receiver, Sender};
use tokio::time::{Instant, timeout_at};

use crate::error::RenderError;

/// Longest time the browser may take to answer a command that waits for no page. Most take
/// a millisecond, a screenshot on a slow machine a second.
const CALL_MAX: Duration = Duration::from_secs(10);

/// Events put aside while a command is waited for; a page that loads tells some hundreds.
const WAITING_MAX: usize = 20_000;

/// Bytes of those events; a page may write what it likes into its console.
const WAITING_BYTES_MAX: usize = 64 << 20;

/// The conversation with a browser.
#[derive(Debug)]
pub(crate) struct Cdp {
    pipe: Duplex<Receiver, Sender>,
    n_sent: u64,
    waiting: VecDeque<Heard>,
    n_waiting_bytes: usize,
}

/// What the browser says.
#[derive(Debug)]
pub(crate) enum Heard {
    /// Something happened.
    Event(Event),
    /// A command's answer.
    Reply(Reply),
}

/// Something happened in the browser, or in the page of a session.
#[derive(Debug)]
pub(crate) struct Event {
    /// For example `Page.frameNavigated`.
    pub(crate) method: String,
    /// Its particulars.
    pub(crate) params: Value,
    n_bytes: usize,
}

/// A command's answer.
#[derive(Debug)]
pub(crate) struct Reply {
    /// Number of the command.
    pub(crate) id: u64,
    /// What it gives, or what the browser has against it.
    pub(crate) result: Result<Value, String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Message {
    id: Option<u64>,
    result: Option<Value>,
    error: Option<Refusal>,
    method: Option<String>,
    session_id: Option<String>,
    #[serde(default)]
    params: Value,
}

#[derive(Deserialize)]
struct Refusal {
    message: String,
}

impl Heard {
    fn is_reply_to(&self, id: u64) -> bool {
        matches!(self, Self::Reply(reply) if reply.id == id)
    }

    /// What it counts for while it waits; answers that nobody waits for are short.
    fn n_bytes(&self) -> usize {
        match self {
            Self::Event(event) => event.n_bytes,
            Self::Reply(_) => 0,
        }
    }
}

impl Cdp {
    /// A conversation over two pipes.
    pub(crate) fn new(from: Receiver, to: Sender) -> Self {
        let pipe = Duplex::new(from, to, b'\0', LINE_BYTES_MAX);
        Self { pipe, n_sent: 0, waiting: VecDeque::new(), n_waiting_bytes: 0 }
    }

    /// Queues a command to the browser, or to the page of `session`, and gives its number.
    pub(crate) fn send(&mut self, session: Option<&str>, method: &str, params: &Value) -> u64 {
        self.n_sent += 1;
        let mut command = json!({ "id": self.n_sent, "method": method, "params": params });
        if let (Some(session), Some(command)) = (session, command.as_object_mut()) {
            command.insert("sessionId".to_owned(), session.into());
        }
        self.pipe.send(command.to_string().as_bytes());
        self.pipe.send(b"\0");
        self.n_sent
    }

    /// What the browser says next. A wait that is given up loses nothing.
    pub(crate) async fn hear(&mut self) -> Result<Heard, RenderError> {
        match self.waiting.pop_front() {
            Some(heard) => {
                self.n_waiting_bytes -= heard.n_bytes();
                Ok(heard)
            }
            None => self.listen().await,
        }
    }

    /// Puts a command and waits for its answer; events meanwhile are heard later.
    pub(crate) async fn call<T: DeserializeOwned>(
        &mut self,
        session: Option<&str>,
        method: &str,
        params: &Value,
    ) -> Result<T, RenderError> {
        let id = self.send(session, method, params);
        self.answer(id, method).await
    }

    /// Waits for the answer of a command that was sent.
    pub(crate) async fn answer<T: DeserializeOwned>(
        &mut self,
        id: u64,
        method: &str,
    ) -> Result<T, RenderError> {
        let reply = match self.waiting.iter().position(|heard| heard.is_reply_to(id)) {
            Some(index) => self.waiting.remove(index),
            None => None,
        };
        let reply = match reply {
            Some(Heard::Reply(reply)) => reply,
            Some(Heard::Event(_)) | None => self.await_reply(id, method).await?,
        };
        let result = reply.result.map_err(|message| {
            let method = method.to_owned();
            RenderError::Command { method, message }
        })?;
        serde_json::from_value(result).map_err(|source| {
            let method = method.to_owned();
            RenderError::Answer { method, source }
        })
    }

    async fn await_reply(&mut self, id: u64, method: &str) -> Result<Reply, RenderError> {
        let end = Instant::now() + CALL_MAX;
        loop {
            let Ok(heard) = timeout_at(end, self.listen()).await else {
                return Err(RenderError::Silent { method: method.to_owned() });
            };
            match heard? {
                Heard::Reply(reply) if reply.id == id => return Ok(reply),
                heard @ (Heard::Event(_) | Heard::Reply(_)) => {
                    self.n_waiting_bytes += heard.n_bytes();
                    self.waiting.push_back(heard);
                }
            }
            let n_events = self.waiting.len();
            if n_events > WAITING_MAX || self.n_waiting_bytes > WAITING_BYTES_MAX {
                return Err(RenderError::Flood { n_events });
            }
        }
    }

    /// Reads the next message. What cannot be read is passed over: a page may put half a
    /// character into its console, which JSON has no way to say.
    async fn listen(&mut self) -> Result<Heard, RenderError> {
        loop {
            let heard = self.pipe.hear().await;
            let Some(text) = heard.map_err(|source| RenderError::Browser { source })? else {
                return Err(RenderError::BrowserEnded);
            };
            let Ok(message) = decode::<Message>(&text) else { continue };
            if let Some(id) = message.id {
                let result = match message.error {
                    Some(refusal) => Err(refusal.message),
                    None => Ok(message.result.unwrap_or_default()),
                };
                return Ok(Heard::Reply(Reply { id, result }));
            }
            let Some(method) = message.method else { continue };
            // A dialog stops the page, and with it every command to the page, until it is
            // answered; so it is answered here, whoever is listening.
            if method == "Page.javascriptDialogOpening" {
                let session = message.session_id.as_deref();
                self.send(session, "Page.handleJavaScriptDialog", &json!({ "accept": false }));
            }
            return Ok(Heard::Event(Event { method, params: message.params, n_bytes: text.len() }));
        }
    }
}
