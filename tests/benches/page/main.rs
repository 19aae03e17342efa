//! What judging a page costs: in the sandbox, in plain Rust, and with the Python libraries people use.
//!
//! ```text
//! cargo bench -p tests --bench page
//! BLUEBOOK_PAGES=../pages cargo bench -p tests --bench page    # where the real pages are
//! ```
//!
//! A case starts from the page's text in UTF-8 and ends with findings and quotes: parse, fresh instance,
//! one query a point, verdicts checked. Times are CPU time of the thread that does the work, medians of
//! interleaved rounds; a ratio is taken inside each round and then the median of those, with the least
//! and the greatest beside it. Read the ratios: they hold from machine to machine and under load far
//! better than the microseconds. Nothing is asserted of a time; that all sides give the same answers is.
//!
//! The first table is over a page made by rule, the second over all real pages one after the other, where
//! they are at hand. selectolax and parsel are installed into `target/bench-venv` from the package index;
//! without Python or a network they are skipped by name.

#[path = "../../guests/examples/bench_points/points.rs"]
mod points;

mod made_page;
mod native;
mod peers;
mod python;
mod rounds;
mod sandboxed;
mod sides;
mod tables;
mod talk;

use std::error::Error;
use std::fs;
use std::io::{Write as _, stdout};

use bluebook_dom::decode::decode;
use peers::{PINNED, Peers, TOOLS};

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = stdout();
    let mut peers = match Peers::start() {
        Ok(peers) => Some(peers),
        Err(why) => {
            writeln!(out, "skipped {}: {why}", TOOLS.join(", "))?;
            None
        }
    };
    if peers.is_some() {
        writeln!(out, "peers: {}", PINNED.join(", "))?;
    }
    tables::one_page(&mut out, &made_page::html()?, peers.as_mut())?;
    if let Some(dir) = tests::real_pages("the table of real pages") {
        let mut paths: Vec<_> = fs::read_dir(dir.join("real"))?
            .map(|entry| Ok(entry?.path()))
            .collect::<Result<_, std::io::Error>>()?;
        paths.sort();
        let pages = paths.iter().map(|path| Ok(decode(&fs::read(path)?, None).text));
        let pages: Vec<String> = pages.collect::<Result<_, std::io::Error>>()?;
        tables::many_pages(&mut out, &pages, peers.as_mut())?;
    }
    Ok(())
}
