//! numpy and pandas in one Python process that stays alive, so that its rounds and ours alternate. Made here,
//! never needed by a test.

use std::error::Error;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use bluebook_index::{Table, Tree};
use serde_json::{Value, json};

use crate::python::environment;

/// What is installed from the package index. Pinned, so that a ratio of another day means the same.
pub(crate) const PINNED: [&str; 2] = ["numpy==2.4.6", "pandas==3.0.6"];

/// The Python process.
pub(crate) struct Peer {
    process: Child,
    asked: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Peer {
    /// Makes the environment below the target directory, where it is not there yet, and starts the
    /// process. An error says what is missing on this machine.
    pub(crate) fn start() -> Result<Self, String> {
        let python = environment(&PINNED)?;
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/engine/peer.py");
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

    /// Gives the tree and the table of the following questions.
    pub(crate) fn load(&mut self, tree: &Tree, table: &Table) -> Result<(), Box<dyn Error>> {
        let parents: Vec<usize> = (0..tree.n_nodes()).map(|node| tree.parent(node)).collect();
        let rows: Vec<_> = (0..table.n_rows()).map(|row| table.row(row)).collect();
        self.load_rows(tree, &parents, &json!(rows))
    }

    /// Gives the tree, and lets the process make a table of so many rows.
    pub(crate) fn load_made(&mut self, tree: &Tree, n_rows: usize) -> Result<(), Box<dyn Error>> {
        let parents: Vec<usize> = (0..tree.n_nodes()).map(|node| tree.parent(node)).collect();
        self.load_rows(tree, &parents, &json!(n_rows))
    }

    /// Gives the tree and a table on two scales whose judges err alike at every point, with this precision
    /// and recall.
    pub(crate) fn load_uncertain(
        &mut self,
        tree: &Tree,
        tables: &[Table],
        quality: [f64; 2],
    ) -> Result<(), Box<dyn Error>> {
        self.load(tree, tables.first().ok_or("no table")?)?;
        let rows =
            |table: &Table| (0..table.n_rows()).map(|row| table.row(row)).collect::<Vec<_>>();
        let tables: Vec<_> = tables.iter().map(rows).collect();
        self.ask(&json!({ "judged": { "tables": tables, "quality": quality } })).map(|_| ())
    }

    fn load_rows(
        &mut self,
        tree: &Tree,
        parents: &[usize],
        rows: &Value,
    ) -> Result<(), Box<dyn Error>> {
        let load = json!({
            "parents": parents, "weights": tree.weights(), "n_indicators": tree.n_indicators(), "rows": rows,
        });
        self.ask(&json!({ "load": load })).map(|_| ())
    }

    /// The most memory it has had, in MB.
    pub(crate) fn peak_mb(&mut self) -> Result<f64, Box<dyn Error>> {
        let peak = self.ask(&json!({ "peak": null }))?;
        Ok(peak.as_f64().ok_or("a size that is no number")?)
    }

    /// What it computes.
    pub(crate) fn answer(&mut self, what: &str, with: &Value) -> Result<Value, Box<dyn Error>> {
        self.ask(&json!({ "answer": what, "with": with }))
    }

    /// CPU time of doing it once, all threads, in milliseconds.
    pub(crate) fn time(&mut self, what: &str, with: &Value) -> Result<f64, Box<dyn Error>> {
        let time = self.ask(&json!({ "time": what, "with": with }))?;
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

impl Drop for Peer {
    fn drop(&mut self) {
        // It has nothing to save, and a process that cannot be stopped is gone already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
