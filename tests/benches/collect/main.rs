//! What collecting a page costs: our way from request to archive, beside plain HTTP, spider and Scrapy.
//!
//! ```text
//! cargo bench -p tests --bench collect
//! cargo bench -p tests --bench collect -- --pages 20000 --scrapy-pages 3000 --rounds 5 --only ours
//! ```
//!
//! A server of its own holds fifty hosts on loopback with pages of exactly 100,000 bytes; it stays on one
//! CPU, the clients on another. Every side is a process of its own, so that its CPU time and its peak
//! memory are the system's figures, and has every page once: the server counts. Ours is the library's:
//! `LiveSource` with its pauses off, `WarcSink`, decoding, `Page`, all links, the page's digest. The crates
//! and Scrapy are given the addresses too; spider finds them over the links. Peers keep nothing and have
//! their politeness off, robots included, which ours has not.
//!
//! Sides have their turns in rounds; figures are medians, in brackets least and greatest, and ratios are
//! taken inside a round. Read the ratios by CPU time: they hold from machine to machine and under load.
//! Nothing is asserted of a time; a side that missed a page is named.
//!
//! Needs 127.0.0.0/8 on loopback, as Linux has it. Scrapy is installed into `target/bench-venv`, spider built
//! in `target/bench-spider`; what cannot be had is skipped by name.

#[path = "../page/python.rs"]
mod python;

mod floor;
mod machine;
mod options;
mod ours;
mod plain;
mod rounds;
mod server;
mod sides;
mod site;
mod tables;
mod tools;
mod wire;

use std::error::Error;
use std::io::{Write as _, stdout};

use machine::{Place, stay_on};
use options::Options;
use server::Server;
use site::{N_HOSTS, Site};

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [server::ARGUMENT, pages_per_host] => server::serve(pages_per_host.parse()?),
        [sides::ARGUMENT, name, port, pages_per_host] => {
            let site = Site { port: port.parse()?, pages_per_host: pages_per_host.parse()? };
            sides::be(name, site)
        }
        _ => bench(&Options::read(args.into_iter())?),
    }
}

fn bench(options: &Options) -> Result<(), Box<dyn Error>> {
    let mut out = stdout();
    if !cfg!(target_os = "linux") {
        writeln!(out, "skipped: needs fifty addresses on loopback, as Linux has them")?;
        return Ok(());
    }
    let cases = tools::cases(&mut out, options)?;
    // Before this process chooses its own CPU, which what it starts inherits.
    let mut server = Server::start(options.n_pages / N_HOSTS)?;
    if !stay_on(Place::Client)? {
        writeln!(out, "one CPU for server and clients: read nothing by the wall")?;
    }
    let sides = rounds::measure(&mut out, &mut server, cases, options.n_rounds)?;
    tables::all(&mut out, &sides)?;
    tables::steps(&mut out, &sides)?;
    Ok(tables::targets(&mut out, &sides)?)
}
