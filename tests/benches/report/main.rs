//! How long a report of the whole country takes: to make, to open, to try a weight; and beside it the same
//! page drawn by `ECharts`, in one run of one browser.
//!
//! `cargo bench -p tests --bench report`; wants node, Chromium and `tests/tools/setup.sh`, and leaves out by
//! name what is absent. Nothing is asserted of a time.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "this is its output")]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

use bluebook::cli::{self, Environment, Exit};
use bluebook::run::Stop;
use serde_json::json;
use tests::nation::{self, Nation};
use tests::tools;

/// What is skipped is said under this name.
const BENCH: &str = "the bench of reports";

/// Times each report is made; the fastest and the median are told.
const N_TIMES: usize = 5;

fn main() {
    let Ok(folder) = tempfile::tempdir() else {
        eprintln!("no temporary folder");
        return;
    };
    for (name, seed) in [("nation", 1), ("earlier", 3)] {
        Nation { seed, is_hostile: false }.write(folder.path(), name);
    }
    println!("333 regions × 206 points");
    let all = made(folder.path(), "all quotes", "all.html", &[]);
    made(folder.path(), "no quotes", "bare.html", &["--quotes", "none"]);
    made(folder.path(), "against an earlier round", "compared.html", &["--against", "earlier"]);
    opened(&all, folder.path());
}

/// Makes a report some times and says how long it took.
fn made(folder: &Path, what: &str, file: &str, more: &[&str]) -> PathBuf {
    let path = folder.join(file);
    let mut times: Vec<Duration> = (0..N_TIMES).map(|_| once(folder, &path, more)).collect();
    times.sort();
    let bytes = path.metadata().map_or(0, |file| file.len());
    let [least, median] = [times.first(), times.get(N_TIMES / 2)];
    println!(
        "report, {what}: {bytes} bytes, median {:.2} s, least {:.2} s",
        median.map_or(0.0, Duration::as_secs_f64),
        least.map_or(0.0, Duration::as_secs_f64)
    );
    path
}

#[expect(clippy::disallowed_methods, reason = "a bench measures time")]
fn once(folder: &Path, out: &Path, more: &[&str]) -> Duration {
    let environment = Environment {
        cache_dir: None,
        on_compile: |_, _| {},
        renderer: None,
        pdf: None,
        input: || Box::new(std::io::empty()),
        docker_config: None,
        on_terminal: false,
        no_color: true,
        log_filter: None,
        clock: || SystemTime::UNIX_EPOCH,
        stop: Stop::default(),
        on_signals: |_| {},
    };
    let manifests = nation::manifests();
    let [manifests, rounds, out] = [&manifests, folder, out].map(|path| path.to_string_lossy());
    let words = ["bluebook", "--manifests", &manifests, "--rounds", &rounds, "report", "nation"];
    let words = words.into_iter().chain(["-o", &out]).chain(more.iter().copied());
    let began = std::time::Instant::now();
    let (mut said, mut cried) = (Vec::new(), Vec::new());
    let exit = cli::run(words, &environment, &mut said, &mut cried);
    if exit != Exit::Done {
        eprintln!("{}", String::from_utf8_lossy(&cried));
    }
    began.elapsed()
}

/// Opens it and its `ECharts` twin in turn, and moves a weight in both.
fn opened(report: &Path, folder: &Path) {
    let wanted = ["playwright-core", "echarts"];
    let Some(modules) = tools::node_modules(BENCH, &wanted) else { return };
    let (Some(node), Some(chromium)) = (tools::system_tool(BENCH, "node"), tools::chromium(BENCH))
    else {
        return;
    };
    let job =
        json!({ "modules": modules, "chromium": chromium, "report": report, "folder": folder });
    let file = folder.join("job.json");
    if let Err(error) = std::fs::write(&file, job.to_string()) {
        eprintln!("{error}");
        return;
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/report/browser.mjs");
    let said = tools::run(Command::new(node).arg(script).arg(&file));
    println!("{}", String::from_utf8_lossy(&said));
}
