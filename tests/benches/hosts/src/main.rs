//! Does the work of the benchmark `call` in other hosts. A question a line on stdin, as JSON; an answer a
//! line on stdout:
//!
//! ```text
//! {"load": "<html>…"}                          → null
//! {"answers": "extism", "way": "parsed"}       → ["…", 3, null, …]
//! {"times": 20, "of": "wapc", "way": "asked"}  → CPU time in microseconds of 20 fresh plug-ins and a call each
//! {"times": 20, "of": "wapc", "way": "asked", "warm": true}  → the same in one plug-in that stays
//! {"memory": 40, "of": "extism"}               → resident bytes of one more plug-in that lives, of so many
//! ```

mod by_extism;
mod by_wapc;
mod page;

use std::error::Error;
use std::io::{BufRead as _, Write as _, stdin, stdout};

use serde_json::{Value, json};

use by_extism::Extism;
use by_wapc::Wapc;

/// A host with the module compiled.
trait Host {
    /// A plug-in of its own.
    type Plugin;

    fn fresh(&self) -> Result<Self::Plugin, Box<dyn Error>>;

    fn call(plugin: &mut Self::Plugin, way: &str, input: &str) -> Result<String, Box<dyn Error>>;
}

fn main() -> Result<(), Box<dyn Error>> {
    let (extism, wapc) = (Extism::new()?, Wapc::new()?);
    let mut html = String::new();
    for line in stdin().lock().lines() {
        let question: Value = serde_json::from_str(&line?)?;
        let answer = if let Some(page) = question["load"].as_str() {
            html = page.to_owned();
            page::load(page);
            Value::Null
        } else {
            let of = question["of"].as_str().or(question["answers"].as_str()).unwrap_or_default();
            match of {
                "extism" => answer(&extism, &question, &html)?,
                "wapc" => answer(&wapc, &question, &html)?,
                other => return Err(format!("no host `{other}`").into()),
            }
        };
        writeln!(stdout(), "{answer}")?;
    }
    Ok(())
}

fn answer<H: Host>(host: &H, question: &Value, html: &str) -> Result<Value, Box<dyn Error>> {
    if let Some(n) = question["memory"].as_u64() {
        return memory(host, n);
    }
    let way = question["way"].as_str().unwrap_or_default();
    // A page that the host parsed is not passed in.
    let input = if way == "parsed" { html } else { "" };
    let Some(n_times) = question["times"].as_u64() else {
        return Ok(serde_json::from_str(&H::call(&mut host.fresh()?, way, input)?)?);
    };
    let is_warm = question["warm"] == true;
    let mut plugin = host.fresh()?;
    let start = cpu_us();
    for _ in 0..n_times {
        if !is_warm {
            plugin = host.fresh()?;
        }
        std::hint::black_box(H::call(&mut plugin, way, input)?);
    }
    Ok(json!(cpu_us() - start))
}

/// Resident bytes that one more living plug-in takes.
fn memory<H: Host>(host: &H, n: u64) -> Result<Value, Box<dyn Error>> {
    let ready = || -> Result<H::Plugin, Box<dyn Error>> {
        let mut plugin = host.fresh()?;
        H::call(&mut plugin, "asked", "")?;
        Ok(plugin)
    };
    let _first = ready()?;
    let before = resident_bytes()?;
    let living = (0..n).map(|_| ready()).collect::<Result<Vec<_>, _>>()?;
    let more = resident_bytes()?.saturating_sub(before);
    drop(living);
    Ok(json!(more / n.max(1)))
}

fn resident_bytes() -> Result<u64, Box<dyn Error>> {
    let status = std::fs::read("/proc/self/status")?;
    let status = String::from_utf8_lossy(&status);
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).ok_or("no VmRSS")?;
    Ok(line.trim().trim_end_matches("kB").trim().parse::<u64>()? * 1024)
}

/// CPU time of this thread.
fn cpu_us() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    time.tv_sec as f64 * 1e6 + time.tv_nsec as f64 / 1e3
}
