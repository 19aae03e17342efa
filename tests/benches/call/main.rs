//! What a fresh call of a probe costs beside native Rust, Extism and waPC doing the same work, and what it
//! costs to load forty probes.
//!
//! ```text
//! cargo build --release --ignore-rust-version --manifest-path tests/benches/hosts/Cargo.toml --target-dir target/hosts
//! cargo bench -p tests --bench call
//! ```
//!
//! The first table: ten points on the page of the benchmark `page`. Ours asks the page that the host parsed,
//! in a fresh instance a call. Extism and waPC do it in two ways: the page passed in and parsed by the
//! plug-in with scraper, as their plug-ins have to; and the page that the host parsed, with the same tree,
//! asked by calls with JSON. All answers are compared before anything is timed. Times are CPU time of the
//! thread that works, medians of interleaved rounds, and ratios are taken inside a round; the other hosts
//! are a process of their own (`tests/benches/hosts`), skipped by name where it was not built.
//!
//! The second: forty components, the project's probes with a section each that makes them differ, loaded
//! as `bluebook run` does from the cache of compiled code, with their pages in the file cache and dropped
//! from it; wall and CPU time of the whole process, beside the floor, which is wasmtime's own
//! `Component::deserialize_file` over the same forty, and what the steps take by themselves.

#[path = "../page/made_page.rs"]
mod made_page;
#[path = "../page/native.rs"]
mod native;
#[path = "../../guests/examples/bench_points/points.rs"]
mod points;
#[path = "../page/rounds.rs"]
mod rounds;
#[path = "../page/sandboxed.rs"]
mod sandboxed;
#[path = "../page/sides.rs"]
mod sides;
#[path = "../page/talk.rs"]
mod talk;

mod forty;
mod loading;
mod peers;
mod tables;

use std::error::Error;
use std::io::{Write as _, stdout};

use peers::{PROGRAM, Peers};

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = stdout();
    let mut peers = match Peers::start() {
        Ok(peers) => Some(peers),
        Err(why) => {
            writeln!(out, "skipped Extism and waPC: {PROGRAM}: {why}")?;
            None
        }
    };
    tables::calls(&mut out, &made_page::html()?, peers.as_mut())?;
    loading::table(&mut out)
}
