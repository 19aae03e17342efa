//! numpy and pandas in one Python process that stays alive, so that its rounds and ours alternate. Made here,
//! never needed by a test.

use std::error::Error;
use std::path::Path;
use std::process::Command;

use bluebook_index::{Table, Tree};
use serde_json::{Value, json};

use crate::python::environment;
use crate::talk::Talk;

/// What is installed from the package index. Pinned, so that a ratio of another day means the same.
pub(crate) const PINNED: [&str; 2] = ["numpy==2.4.6", "pandas==3.0.6"];

/// The Python process.
pub(crate) struct Peer(Talk);

impl Peer {
    /// Makes the environment below the target directory, where it is not there yet, and starts the
    /// process. An error says what is missing on this machine.
    pub(crate) fn start() -> Result<Self, String> {
        let python = environment(&PINNED)?;
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/engine/peer.py");
        Talk::start(Command::new(&python).arg(script)).map(Self)
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
        self.0.ask(&json!({ "judged": { "tables": tables, "quality": quality } })).map(|_| ())
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
        self.0.ask(&json!({ "load": load })).map(|_| ())
    }

    /// The most memory it has had, in MB.
    pub(crate) fn peak_mb(&mut self) -> Result<f64, Box<dyn Error>> {
        self.0.number(&json!({ "peak": null }))
    }

    /// What it computes.
    pub(crate) fn answer(&mut self, what: &str, with: &Value) -> Result<Value, Box<dyn Error>> {
        self.0.ask(&json!({ "answer": what, "with": with }))
    }

    /// CPU time of doing it once, all threads, in milliseconds.
    pub(crate) fn time(&mut self, what: &str, with: &Value) -> Result<f64, Box<dyn Error>> {
        self.0.number(&json!({ "time": what, "with": with }))
    }
}
