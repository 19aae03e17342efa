//! `bluebook serve` as a process of its own, until it is dropped.

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Child, Stdio};
use std::thread::{self, JoinHandle};

use crate::campaign::Campaign;

/// A server that runs.
pub(crate) struct Served {
    /// `http://127.0.0.1:PORT`.
    pub(crate) base: String,
    child: Child,
    /// Takes what the server says later, so that it never waits for somebody to read.
    listener: Option<JoinHandle<()>>,
}

impl Served {
    /// Starts a command line over a campaign and waits until it says where it listens.
    #[track_caller]
    pub(crate) fn start(campaign: &Campaign, words: &[&str]) -> Self {
        let mut command = campaign.command(words);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut said = String::new();
        let base = loop {
            let mut line = String::new();
            if out.read_line(&mut line).unwrap() == 0 {
                let mut cried = String::new();
                child.stderr.take().unwrap().read_to_string(&mut cried).unwrap();
                panic!("{words:?} ended: {said}{cried}");
            }
            if let Some(base) = address_in(&line) {
                break base;
            }
            said.push_str(&line);
        };
        // Nobody reads what goes wrong later; a full pipe would stop the server.
        let err = child.stderr.take().unwrap();
        let listener = thread::spawn(move || {
            let drain = thread::spawn(move || std::io::copy(&mut { err }, &mut std::io::sink()));
            let _ = std::io::copy(&mut out, &mut std::io::sink());
            let _ = drain.join();
        });
        Self { base, child, listener: Some(listener) }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        if let Some(listener) = self.listener.take() {
            let _ = listener.join();
        }
    }
}

/// The address in a line, without what stands around and behind it.
fn address_in(line: &str) -> Option<String> {
    let from = line.find("http://127.0.0.1:")?;
    let rest = &line[from..];
    let port = rest["http://127.0.0.1:".len()..].split(|c: char| !c.is_ascii_digit()).next()?;
    Some(format!("http://127.0.0.1:{port}"))
}
