//! selectolax and parsel in one Python process that stays alive, so that its rounds and ours alternate.
//! Made here, never needed by a test.

use std::error::Error;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

use crate::points::{Ask, Point};
use crate::python::environment;

/// The tools, as `peers.py` names them.
pub(crate) const TOOLS: [&str; 2] = ["selectolax", "parsel"];

/// What is installed from the package index. Pinned, so that a ratio of another day means the same.
pub(crate) const PINNED: [&str; 4] =
    ["selectolax==1.0.2", "parsel==1.12.1", "lxml==6.1.3", "cssselect==1.6.0"];

/// The Python process.
pub(crate) struct Peers {
    process: Child,
    asked: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Peers {
    /// Makes the environment below the target directory, where it is not there yet, and starts the
    /// process. An error says what is missing on this machine.
    pub(crate) fn start() -> Result<Self, String> {
        let python = environment(&PINNED)?;
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/page/peers.py");
        let mut process = Command::new(&python)
            .arg(script)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("cannot start {}: {error}", python.display()))?;
        let (Some(asked), Some(answers)) = (process.stdin.take(), process.stdout.take()) else {
            return Err("the process has no pipes".to_owned());
        };
        Ok(Self { process, asked, answers: BufReader::new(answers) })
    }

    /// Gives the pages and points of the following questions.
    pub(crate) fn load(&mut self, pages: &[&str], points: &[Point]) -> Result<(), Box<dyn Error>> {
        let point = |point: &Point| match point.ask {
            Ask::Text(any) => json!({ "css": point.css, "any": any }),
            Ask::Count => json!({ "css": point.css, "any": null }),
        };
        let points: Vec<Value> = points.iter().map(point).collect();
        self.ask(&json!({ "load": pages, "points": points })).map(|_| ())
    }

    /// What the tool answers, page by page and point by point.
    pub(crate) fn answers(&mut self, tool: &str) -> Result<Vec<Vec<Value>>, Box<dyn Error>> {
        Ok(serde_json::from_value(self.ask(&json!({ "answers": tool }))?)?)
    }

    /// CPU time, in microseconds, of doing all pages so many times.
    pub(crate) fn time(&mut self, tool: &str, n_times: u32) -> Result<f64, Box<dyn Error>> {
        let time = self.ask(&json!({ "times": n_times, "of": tool }))?;
        Ok(time.as_f64().ok_or("a time that is no number")?)
    }

    fn ask(&mut self, question: &Value) -> Result<Value, Box<dyn Error>> {
        writeln!(self.asked, "{question}")?;
        let mut line = String::new();
        if self.answers.read_line(&mut line)? == 0 {
            return Err("the Python process has ended; its words are above".into());
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
