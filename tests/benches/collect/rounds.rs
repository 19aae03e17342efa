//! Rounds in turn: every side has its turn once a round, so that what the machine does besides hits all
//! alike, and ratios are taken inside a round. CPU time and memory are the system's figures.

use std::error::Error;
use std::io::Read as _;
use std::process::{Command, Stdio};

use wait4::Wait4 as _;

use crate::server::Server;
use crate::sides::Had;
use crate::site::{N_HOSTS, Site};

/// How a side says what it had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Words {
    /// Pages, bytes, links or `-`, CPU seconds before the work, seconds of the work.
    Own,
    /// As wrk writes it.
    Wrk,
}

/// A side.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) n_pages: usize,
    pub(crate) words: Words,
    pub(crate) command: Box<dyn Fn(Site) -> std::io::Result<Command>>,
}

/// What one turn came to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Turn {
    pub(crate) had: Had,
    /// Pages the server was asked for, each counted once.
    pub(crate) n_asked: usize,
    pub(crate) wall_s: f64,
    /// CPU time of the work, user and system.
    pub(crate) cpu_s: f64,
    pub(crate) peak_bytes: u64,
}

impl Turn {
    pub(crate) fn pages_per_s(&self) -> f64 {
        count(self.had.n_pages) / self.wall_s
    }

    pub(crate) fn pages_per_cpu_s(&self) -> f64 {
        count(self.had.n_pages) / self.cpu_s
    }

    pub(crate) fn cpu_us_per_page(&self) -> f64 {
        self.cpu_s * 1e6 / count(self.had.n_pages)
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of pages are small")]
fn count(n: usize) -> f64 {
    n as f64
}

/// A side with its turns, one a round.
pub(crate) struct Turns {
    pub(crate) case: Case,
    pub(crate) turns: Vec<Turn>,
}

/// Gives every side its turns; what one missed is written.
///
/// # Errors
///
/// If a side fails.
pub(crate) fn measure(
    out: &mut dyn std::io::Write,
    server: &mut Server,
    cases: Vec<Case>,
    n_rounds: usize,
) -> Result<Vec<Turns>, Box<dyn Error>> {
    let mut sides: Vec<Turns> =
        cases.into_iter().map(|case| Turns { case, turns: Vec::new() }).collect();
    for _ in 0..n_rounds {
        for side in &mut sides {
            let turn =
                turn(&side.case, server).map_err(|error| format!("{}: {error}", side.case.name))?;
            side.turns.push(turn);
        }
    }
    for side in &sides {
        for wrong in wrongs(side) {
            writeln!(out, "{}: {wrong}", side.case.name)?;
        }
    }
    Ok(sides)
}

fn turn(case: &Case, server: &mut Server) -> Result<Turn, Box<dyn Error>> {
    let site = Site { pages_per_host: case.n_pages / N_HOSTS, ..server.site };
    let mut command = (case.command)(site)?;
    let mut process = command.stdout(Stdio::piped()).spawn()?;
    let mut said = String::new();
    if let Some(out) = &mut process.stdout {
        out.read_to_string(&mut said)?;
    }
    let used = process.wait4()?;
    if !used.status.success() {
        return Err(format!("ended with {}", used.status).into());
    }
    let cpu_s = (used.rusage.utime + used.rusage.stime).as_secs_f64();
    let (had, cpu_before_s, wall_s) = match case.words {
        Words::Own => own(&said),
        Words::Wrk => wrk(&said),
    }
    .ok_or_else(|| format!("said `{said}`"))?;
    let n_asked = server.tally()?.n_pages;
    Ok(Turn { had, n_asked, wall_s, cpu_s: cpu_s - cpu_before_s, peak_bytes: used.rusage.maxrss })
}

fn own(said: &str) -> Option<(Had, f64, f64)> {
    let mut words = said.split_whitespace();
    let had = Had {
        n_pages: words.next()?.parse().ok()?,
        n_bytes: words.next()?.parse().ok()?,
        n_links: match words.next()? {
            "-" => None,
            n_links => Some(n_links.parse().ok()?),
        },
    };
    Some((had, words.next()?.parse().ok()?, words.next()?.parse().ok()?))
}

/// `  123 requests in 4.00s, 1.2GB read`
fn wrk(said: &str) -> Option<(Had, f64, f64)> {
    let line = said.lines().find(|line| line.contains(" requests in "))?;
    let (n_pages, rest) = line.trim().split_once(" requests in ")?;
    let (seconds, _) = rest.split_once("s,")?;
    let had = Had { n_pages: n_pages.parse().ok()?, ..Had::default() };
    Some((had, 0.0, seconds.parse().ok()?))
}

/// What a side did not do that all must do: every page, whole.
fn wrongs(side: &Turns) -> Vec<String> {
    let n_wanted = side.case.n_pages;
    let wrong = |turn: &Turn| match side.case.words {
        Words::Own if turn.n_asked != n_wanted => {
            Some(format!("asked for {} of {n_wanted} pages", turn.n_asked))
        }
        Words::Own if turn.had.n_pages != n_wanted => {
            Some(format!("was given {} of {n_wanted} pages", turn.had.n_pages))
        }
        Words::Own if turn.had.n_bytes != n_wanted * crate::site::PAGE_BYTES => {
            Some(format!("had {} bytes of {n_wanted} pages", turn.had.n_bytes))
        }
        Words::Own | Words::Wrk => None,
    };
    side.turns.iter().filter_map(wrong).collect()
}
