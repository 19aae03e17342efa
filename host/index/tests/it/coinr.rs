//! Every reference vector against this engine, with a table of the largest differences.
//!
//! `cargo test -p bluebook-index every_vector -- --nocapture` prints the table, which is kept as
//! `docs/reference/coinr.md`: the engine has the same bits everywhere, so have its differences. The
//! vectors, their makers and their licence are in `tests/vectors`.

mod aggregation;
mod audit;
pub(crate) mod csv;
mod oracle;
mod page;
mod steps;

/// Largest difference allowed to what others computed, in the unit of the vector.
const TOLERANCE: f64 = 1e-9;

/// A vector and how far we are from it.
#[derive(Clone)]
struct Line {
    file: &'static str,
    what: &'static str,
    n_compared: usize,
    /// Largest difference; 0 where cells must be equal.
    difference: f64,
    allowed: f64,
}

/// Compares as it goes.
struct Compare(Line);

impl Compare {
    fn new(file: &'static str, what: &'static str) -> Self {
        Self(Line { file, what, n_compared: 0, difference: 0.0, allowed: TOLERANCE })
    }

    /// With another tolerance, for vectors that were written rounded.
    fn within(mut self, allowed: f64) -> Self {
        self.0.allowed = allowed;
        self
    }

    /// Both unknown, or as near as it is.
    fn cell(&mut self, ours: Option<f64>, theirs: Option<f64>) {
        self.0.n_compared += 1;
        self.0.difference = match (ours, theirs) {
            (None, None) => self.0.difference,
            (Some(ours), Some(theirs)) if ours.is_finite() => {
                self.0.difference.max((ours - theirs).abs())
            }
            (Some(_), _) | (None, Some(_)) => f64::INFINITY,
        };
    }

    fn columns(&mut self, ours: &[Option<f64>], theirs: &[Option<f64>]) {
        assert_eq!(ours.len(), theirs.len(), "{}", self.0.file);
        ours.iter().zip(theirs).for_each(|(ours, theirs)| self.cell(*ours, *theirs));
    }

    fn numbers(&mut self, ours: &[f64], theirs: &[f64]) {
        assert_eq!(ours.len(), theirs.len(), "{}", self.0.file);
        ours.iter().zip(theirs).for_each(|(ours, theirs)| self.cell(Some(*ours), Some(*theirs)));
    }

    fn line(self) -> Line {
        self.0
    }
}

#[test]
fn every_vector_is_reproduced() {
    let lines: Vec<Line> = [steps::lines(), aggregation::lines(), audit::lines(), oracle::lines()]
        .into_iter()
        .flatten()
        .collect();
    let page = page::of(&lines);
    println!("{page}");
    let wrong: Vec<_> = lines
        .iter()
        .filter(|line| line.difference > line.allowed || line.n_compared == 0)
        .map(|line| format!("{}: {}", line.file, line.what))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    page::golden("docs/reference/coinr.md", &page);
}

/// A vector that nobody compares with would look as if it agreed.
#[test]
fn every_file_of_vectors_is_in_the_table() {
    let lines = [steps::lines(), aggregation::lines(), audit::lines(), oracle::lines()].concat();
    let compared = lines.iter().map(|line| line.file);
    let mut listed: Vec<&str> =
        compared.chain(page::OTHERWISE.iter().map(|(file, _)| *file)).collect();
    listed.sort_unstable();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors");
    for entry in folder.read_dir().unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(name == "NOTICE" || listed.binary_search(&name.as_str()).is_ok(), "{name}");
    }
}
