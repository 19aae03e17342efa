//! Extism and waPC in one process that stays alive, so that its rounds and ours alternate.

use std::error::Error;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

/// The program of `tests/benches/hosts`, below the workspace.
pub(crate) const PROGRAM: &str = "target/hosts/release/bench-hosts";

/// The process.
pub(crate) struct Peers {
    process: Child,
    asked: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Peers {
    /// Starts it. An error says what is missing.
    pub(crate) fn start() -> Result<Self, String> {
        let mut process = Command::new(tests::root().join(PROGRAM))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| error.to_string())?;
        let (Some(asked), Some(answers)) = (process.stdin.take(), process.stdout.take()) else {
            return Err("the process has no pipes".to_owned());
        };
        Ok(Self { process, asked, answers: BufReader::new(answers) })
    }

    /// Gives the page of the following questions.
    pub(crate) fn load(&mut self, html: &str) -> Result<(), Box<dyn Error>> {
        self.ask(&json!({ "load": html })).map(|_| ())
    }

    /// What a host answers to the ten points, in one of its ways.
    pub(crate) fn answers(&mut self, host: &str, way: &str) -> Result<Vec<Value>, Box<dyn Error>> {
        Ok(serde_json::from_value(self.ask(&json!({ "answers": host, "way": way }))?)?)
    }

    /// CPU time, in microseconds, of so many calls; each in a fresh plug-in unless `is_warm`.
    pub(crate) fn time(
        &mut self,
        (host, way, is_warm): (&str, &str, bool),
        n_times: u32,
    ) -> Result<f64, Box<dyn Error>> {
        let time =
            self.ask(&json!({ "times": n_times, "of": host, "way": way, "warm": is_warm }))?;
        Ok(time.as_f64().ok_or("a time that is no number")?)
    }

    /// Resident bytes of one more living plug-in, as the mean of `n`.
    pub(crate) fn memory(&mut self, host: &str, n: u32) -> Result<u64, Box<dyn Error>> {
        let bytes = self.ask(&json!({ "memory": n, "of": host }))?;
        Ok(bytes.as_u64().ok_or("a size that is no number")?)
    }

    fn ask(&mut self, question: &Value) -> Result<Value, Box<dyn Error>> {
        writeln!(self.asked, "{question}")?;
        let mut line = String::new();
        if self.answers.read_line(&mut line)? == 0 {
            return Err("the other hosts' process has ended; its words are above".into());
        }
        Ok(serde_json::from_str(&line)?)
    }
}

impl Drop for Peers {
    fn drop(&mut self) {
        // It has nothing to save, and a process that cannot be stopped is gone already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
