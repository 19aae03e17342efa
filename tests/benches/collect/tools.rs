//! The sides that are other people's programs: had where they can be, skipped by name where not.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::options::Options;
use crate::python::{environment, run};
use crate::rounds::{Case, Words};
use crate::sides::{self, Side};
use crate::site::{N_HOSTS, Site};

/// What is installed from the package index. Pinned, so that a ratio of another day means the same.
const SCRAPY: [&str; 4] = ["Scrapy==2.19.0", "parsel==1.12.1", "lxml==6.1.3", "Twisted==26.10.0"];

/// The sides that are Scrapy's, and what they look for.
const SCRAPY_SIDES: [(&str, &str); 2] =
    [("Scrapy, empty callback", "nothing"), ("Scrapy + css", "css")];

/// The sides that are spider's, and what is done with a page that arrives.
const SPIDER_SIDES: [(&str, &str); 2] = [("spider", "nothing"), ("spider + css", "css")];

/// Seconds that wrk asks for; it knows no number of requests.
const WRK_S: u32 = 4;

/// All sides that this machine has, ours first. Those it has not are written, with the reason.
pub(crate) fn cases(out: &mut dyn Write, options: &Options) -> std::io::Result<Vec<Case>> {
    let mut cases: Vec<Case> = Side::ALL.into_iter().map(|side| rust(side, options)).collect();
    // Nothing is built or installed for a side that is not wanted.
    if SPIDER_SIDES.iter().any(|(name, _)| name.contains(&options.only)) {
        match spider() {
            Ok(program) => cases.extend(
                SPIDER_SIDES
                    .map(|(name, links)| spider_case(name, links, program.clone(), options)),
            ),
            Err(why) => writeln!(out, "skipped spider: {why}")?,
        }
    }
    if SCRAPY_SIDES.iter().any(|(name, _)| name.contains(&options.only)) {
        match environment(&SCRAPY) {
            Ok(python) => cases.extend(
                SCRAPY_SIDES.map(|(name, links)| scrapy_case(name, links, python.clone(), options)),
            ),
            Err(why) => writeln!(out, "skipped Scrapy: {why}")?,
        }
    }
    match run(Command::new("wrk").arg("-v").stdout(Stdio::null())) {
        // It prints its version and fails.
        Err(why) if why.contains("cannot start") => writeln!(out, "skipped wrk: {why}")?,
        Ok(()) | Err(_) => cases.push(wrk_case()),
    }
    cases.retain(|case| case.name.contains(&options.only));
    Ok(cases)
}

fn rust(side: Side, options: &Options) -> Case {
    Case {
        name: side.name(),
        n_pages: options.n_pages,
        words: Words::Own,
        command: Box::new(move |site| {
            let mut command = Command::new(std::env::current_exe()?);
            let (port, pages) = (site.port.to_string(), site.pages_per_host.to_string());
            command.args([sides::ARGUMENT, side.name(), &port, &pages]);
            Ok(command)
        }),
    }
}

fn spider_case(
    name: &'static str,
    links: &'static str,
    program: PathBuf,
    options: &Options,
) -> Case {
    Case {
        name,
        n_pages: options.n_pages,
        words: Words::Own,
        command: Box::new(move |site| {
            let mut command = Command::new(&program);
            command.args([&site.port.to_string(), &N_HOSTS.to_string(), links]);
            Ok(command)
        }),
    }
}

fn scrapy_case(
    name: &'static str,
    links: &'static str,
    python: PathBuf,
    options: &Options,
) -> Case {
    Case {
        name,
        n_pages: options.n_scrapy_pages,
        words: Words::Own,
        command: Box::new(move |site| {
            let mut command = Command::new(&python);
            let (port, pages) = (site.port.to_string(), site.pages_per_host.to_string());
            command.arg(here().join("scrapy_peer.py"));
            command.args([&port, &pages, &N_HOSTS.to_string(), links]);
            Ok(command)
        }),
    }
}

/// One address and one page over and over: what client and server can do at the most.
fn wrk_case() -> Case {
    Case {
        name: "wrk, one page",
        n_pages: N_HOSTS,
        words: Words::Wrk,
        command: Box::new(|Site { port, .. }| {
            let mut command = Command::new("wrk");
            command.args(["-t1", &format!("-c{N_HOSTS}"), &format!("-d{WRK_S}s")]);
            command.arg(format!("http://127.0.1.1:{port}/"));
            Ok(command)
        }),
    }
}

fn here() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/collect")
}

/// The program with spider, built below the target directory where it is not there yet.
fn spider() -> Result<PathBuf, String> {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().ok_or("no target directory")?;
    let (from, dir) = (here().join("spider"), target.join("bench-spider"));
    let peer = dir.join("peer");
    let wrong = |error: std::io::Error| format!("{}: {error}", peer.display());
    fs::create_dir_all(peer.join("src")).map_err(wrong)?;
    for file in ["Cargo.toml", "src/main.rs"] {
        let (from, to) = (from.join(file), peer.join(file));
        let new = fs::read(&from).map_err(wrong)?;
        // Left alone where it is the same, so that cargo sees nothing to do.
        if fs::read(&to).ok().as_ref() != Some(&new) {
            fs::write(&to, new).map_err(wrong)?;
        }
    }
    run(Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--release", "--target-dir"])
        .arg(&dir)
        .arg("--manifest-path")
        .arg(peer.join("Cargo.toml")))?;
    Ok(dir.join("release/spider-peer"))
}
