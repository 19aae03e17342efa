//! What an uncertain index costs, here, in numpy and in pandas.
//!
//! ```text
//! cargo bench -p bluebook-index --bench engine                # all tables
//! cargo bench -p bluebook-index --bench engine -- uncertain   # tables, uncertain, large
//! ```
//!
//! Times are CPU time of the whole process, all threads and BLAS included, in milliseconds: what the same
//! cores are kept busy. Medians of interleaved rounds; a ratio is taken inside each round and then the
//! median of those, with the least and the greatest beside it. Read the ratios. Nothing is asserted of a
//! time; that numpy and pandas give the same numbers is.
//!
//! numpy is written twice: one draw at a time, as composite indices usually are, and with all draws
//! at once in matrices, which is the fastest way found and needs them all in memory. pandas is written
//! as its users do, a frame of regions by points grouped level by level; its draws are a part of
//! ours and their time is multiplied, as the name of the line says. Both are installed into `target/bench-venv` from the package index; without Python or a network it is skipped
//! by name.

#[path = "../../../../tests/benches/page/python.rs"]
mod python;
#[path = "../../../../tests/benches/page/talk.rs"]
mod talk;

mod large;
mod made;
mod peer;
mod rounds;
mod tables;
mod uncertain;

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
            writeln!(out, "skipped numpy and pandas: {why}")?;
            None
        }
    };
    let has_peer = peer.is_some();
    // A process each: the most memory of one is not that of another.
    let another = || has_peer.then(Peer::start).transpose();
    if is_asked("tables") {
        tables::against_peers(&mut out, peer)?;
    }
    if is_asked("uncertain") {
        uncertain::of_everything(&mut out, another()?)?;
    }
    if is_asked("large") {
        large::many_regions(&mut out, another()?)?;
    }
    Ok(())
}

/// Whether these tables are among those named on the command line; all are if none is.
fn is_asked(tables: &str) -> bool {
    let names: Vec<String> =
        std::env::args().skip(1).filter(|name| !name.starts_with('-')).collect();
    names.is_empty() || names.iter().any(|name| name == tables)
}
