//! One round as a process of its own, and what the system says of it.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use wait4::Wait4 as _;

use crate::made::{Made, bytes_below};

/// What a round cost.
#[derive(Debug)]
pub(crate) struct Round {
    pub(crate) n_regions: usize,
    pub(crate) n_pages: f64,
    pub(crate) n_verdicts: f64,
    /// User and system.
    pub(crate) cpu_s: f64,
    pub(crate) wall_s: f64,
    pub(crate) peak_bytes: f64,
    pub(crate) n_bytes: u64,
    /// CPU seconds by step, as the metrics have them.
    pub(crate) steps: BTreeMap<String, f64>,
}

impl fmt::Display for Round {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { n_regions, n_pages, cpu_s, wall_s, .. } = self;
        write!(f, "judged {n_regions} regions: {n_pages} pages, {cpu_s:.1} CPU-s in {wall_s:.1} s")
    }
}

/// Judges a country.
pub(crate) fn round(made: &Made) -> Result<Round, Box<dyn Error>> {
    let (metrics, memory) = (made.directory.join("metrics.prom"), made.directory.join("memory"));
    // Compiles the probes, which a round only has to read then.
    let locked = bluebook(made).args(["probe", "lock"]).status()?;
    if !locked.success() {
        return Err(format!("`probe lock` ended with {locked}").into());
    }
    let start_s = wall_s();
    let process = bluebook(made)
        .arg("run")
        .arg("--from")
        .arg(made.directory.join("pages"))
        .arg("--metrics")
        .arg(&metrics)
        .env("BLUEBOOK_TEST_MEMORY", &memory)
        .spawn()?;
    let used = process.wait4()?;
    if !used.status.success() {
        return Err(format!("`run` ended with {}", used.status).into());
    }
    let text = String::from_utf8(fs::read(&metrics)?)?;
    let steps = text.lines().filter_map(|line| {
        let (step, seconds) =
            line.strip_prefix("bluebook_cpu_seconds_total{step=\"")?.split_once("\"} ")?;
        Some((step.to_owned(), seconds.parse().ok()?))
    });
    Ok(Round {
        n_regions: made.n_regions,
        n_pages: number(&text, "bluebook_pages_total ").ok_or("no count of pages")?,
        n_verdicts: number(&text, "bluebook_verdicts_total ").ok_or("no count of verdicts")?,
        cpu_s: (used.rusage.utime + used.rusage.stime).as_secs_f64(),
        wall_s: wall_s() - start_s,
        peak_bytes: peak_bytes(&memory)?,
        n_bytes: bytes_below(&made.directory.join("rounds"))?,
        steps: steps.collect(),
    })
}

fn bluebook(made: &Made) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bluebook-for-tests"));
    command
        .arg("--manifests")
        .arg(made.manifests())
        .arg("--rounds")
        .arg(made.directory.join("rounds"))
        .env("BLUEBOOK_CACHE", Path::new(tests::PROBES_DIR).join("../compiled"))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

fn number(text: &str, series: &str) -> Option<f64> {
    text.lines().find_map(|line| line.strip_prefix(series)?.parse().ok())
}

/// The process's own figure: that of its parent counts what the parent had when it started it.
fn peak_bytes(status: &Path) -> Result<f64, Box<dyn Error>> {
    let status = String::from_utf8(fs::read(status)?)?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("no VmHWM")?;
    let kib: f64 = line.trim().trim_end_matches("kB").trim().parse()?;
    Ok(kib * 1024.0)
}

fn wall_s() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::Monotonic);
    #[expect(clippy::cast_precision_loss, reason = "seconds of a benchmark and their nanoseconds")]
    {
        time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
    }
}
