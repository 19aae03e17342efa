//! What an uncertain index costs, here and in numpy.
//!
//! ```text
//! cargo bench -p bluebook-index --bench engine
//! ```
//!
//! Times are CPU time of the whole process, all threads and BLAS included, in milliseconds: what the same
//! cores are kept busy. Medians of interleaved rounds; a ratio is taken inside each round and then the
//! median of those, with the least and the greatest beside it. Read the ratios. Nothing is asserted of a
//! time; that numpy gives the same numbers is.
//!
//! numpy is written twice: one draw at a time, as composite indices usually are, and with all draws
//! at once in matrices, which is the fastest way found and needs them all in memory. It is
//! installed into `target/bench-venv` from the package index; without Python or a network it is skipped
//! by name.

#[path = "../../../../tests/benches/page/python.rs"]
mod python;

mod large;
mod made;
mod peer;
mod rounds;
mod tables;

use std::error::Error;
use std::io::{Write as _, stdout};

use peer::{PINNED, Peer};

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = stdout();
    let peer = match Peer::start() {
        Ok(peer) => {
            writeln!(out, "peer: {}", PINNED.join(", "))?;
            Some(peer)
        }
        Err(why) => {
            writeln!(out, "skipped numpy: {why}")?;
            None
        }
    };
    tables::against_numpy(&mut out, peer)?;
    large::many_regions(&mut out)
}
