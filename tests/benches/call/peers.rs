//! Extism and waPC in one process that stays alive, so that its rounds and ours alternate.

use std::error::Error;
use std::process::Command;

use serde_json::{Value, json};

use crate::talk::Talk;

/// The program of `tests/benches/hosts`, below the workspace.
pub(crate) const PROGRAM: &str = "target/hosts/release/bench-hosts";

/// The process.
pub(crate) struct Peers(Talk);

impl Peers {
    /// Starts it. An error says what is missing.
    pub(crate) fn start() -> Result<Self, String> {
        Talk::start(&mut Command::new(tests::root().join(PROGRAM))).map(Self)
    }

    /// Gives the page of the following questions.
    pub(crate) fn load(&mut self, html: &str) -> Result<(), Box<dyn Error>> {
        self.0.ask(&json!({ "load": html })).map(|_| ())
    }

    /// What a host answers to the ten points, in one of its ways.
    pub(crate) fn answers(&mut self, host: &str, way: &str) -> Result<Vec<Value>, Box<dyn Error>> {
        Ok(serde_json::from_value(self.0.ask(&json!({ "answers": host, "way": way }))?)?)
    }

    /// CPU time, in microseconds, of so many calls; each in a fresh plug-in unless `is_warm`.
    pub(crate) fn time(
        &mut self,
        (host, way, is_warm): (&str, &str, bool),
        n_times: u32,
    ) -> Result<f64, Box<dyn Error>> {
        self.0.number(&json!({ "times": n_times, "of": host, "way": way, "warm": is_warm }))
    }

    /// Resident bytes of one more living plug-in, as the mean of `n`.
    pub(crate) fn memory(&mut self, host: &str, n: u32) -> Result<u64, Box<dyn Error>> {
        let bytes = self.0.ask(&json!({ "memory": n, "of": host }))?;
        Ok(bytes.as_u64().ok_or("a size that is no number")?)
    }
}
