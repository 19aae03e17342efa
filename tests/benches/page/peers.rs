//! selectolax and parsel in one Python process that stays alive, so that its rounds and ours alternate.
//! Made here, never needed by a test.

use std::error::Error;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::points::{Ask, Point};
use crate::python::environment;
use crate::talk::Talk;

/// The tools, as `peers.py` names them.
pub(crate) const TOOLS: [&str; 2] = ["selectolax", "parsel"];

/// What is installed from the package index. Pinned, so that a ratio of another day means the same.
pub(crate) const PINNED: [&str; 4] =
    ["selectolax==1.0.2", "parsel==1.12.1", "lxml==6.1.3", "cssselect==1.6.0"];

/// The Python process.
pub(crate) struct Peers(Talk);

impl Peers {
    /// Makes the environment below the target directory, where it is not there yet, and starts the
    /// process. An error says what is missing on this machine.
    pub(crate) fn start() -> Result<Self, String> {
        let python = environment(&PINNED)?;
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/page/peers.py");
        Talk::start(Command::new(&python).arg(script)).map(Self)
    }

    /// Gives the pages and points of the following questions.
    pub(crate) fn load(&mut self, pages: &[&str], points: &[Point]) -> Result<(), Box<dyn Error>> {
        let point = |point: &Point| match point.ask {
            Ask::Text(any) => json!({ "css": point.css, "any": any }),
            Ask::Count => json!({ "css": point.css, "any": null }),
        };
        let points: Vec<Value> = points.iter().map(point).collect();
        self.0.ask(&json!({ "load": pages, "points": points })).map(|_| ())
    }

    /// What the tool answers, page by page and point by point.
    pub(crate) fn answers(&mut self, tool: &str) -> Result<Vec<Vec<Value>>, Box<dyn Error>> {
        Ok(serde_json::from_value(self.0.ask(&json!({ "answers": tool }))?)?)
    }

    /// CPU time, in microseconds, of doing all pages so many times.
    pub(crate) fn time(&mut self, tool: &str, n_times: u32) -> Result<f64, Box<dyn Error>> {
        self.0.number(&json!({ "times": n_times, "of": tool }))
    }
}
