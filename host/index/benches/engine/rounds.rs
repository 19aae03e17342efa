//! Interleaved rounds, and the clocks.

use std::error::Error;
use std::io::Write;

/// Rounds of one table. Odd, so that the median is a measurement.
const ROUNDS: usize = 5;

/// Does the work so many times; gives the CPU time of all of it, in milliseconds.
type Work<'a> = Box<dyn FnMut() -> Result<f64, Box<dyn Error>> + 'a>;

/// One line of a table; the first is what the others are compared with.
pub(crate) struct Case<'a> {
    pub(crate) name: &'static str,
    pub(crate) work: Work<'a>,
}

/// Times the cases and writes the table.
pub(crate) fn measure(
    out: &mut dyn Write,
    title: &str,
    cases: &mut [Case<'_>],
) -> Result<(), Box<dyn Error>> {
    let mut times: Vec<Vec<f64>> = vec![Vec::new(); cases.len()];
    // The first round warms up.
    for round in 0..=ROUNDS {
        for (case, times) in cases.iter_mut().zip(&mut times) {
            let time = (case.work)()?;
            if round > 0 {
                times.push(time);
            }
        }
    }
    writeln!(
        out,
        "\n{title}\n{:44} {:>9} {:>9} {:>9}   times ours",
        "", "median ms", "min", "max"
    )?;
    let ours = times.first().cloned().unwrap_or_default();
    for (case, own) in cases.iter().zip(&times) {
        let [min, median, max] = spread(own.clone());
        let ratios = own.iter().zip(&ours).map(|(own, ours)| own / ours).collect();
        let [least, ratio, most] = spread(ratios);
        write!(out, "{:44} {median:9.3} {min:9.3} {max:9.3}", case.name)?;
        writeln!(out, "   {ratio:.1} ({least:.1}-{most:.1})")?;
    }
    Ok(())
}

/// Least, median, greatest.
fn spread(mut values: Vec<f64>) -> [f64; 3] {
    values.sort_by(f64::total_cmp);
    [0, values.len() / 2, values.len().saturating_sub(1)]
        .map(|at| values.get(at).copied().unwrap_or(f64::NAN))
}

/// CPU time of `work` on all threads of this process, in milliseconds.
pub(crate) fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let start = cpu_ms();
    let result = work();
    (result, cpu_ms() - start)
}

/// Time of `work` by the clock on the wall, in milliseconds.
pub(crate) fn walled<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let start = wall_ms();
    let result = work();
    (result, wall_ms() - start)
}

/// The most memory this process has had, where the system tells it.
pub(crate) fn peak_mb() -> Option<f64> {
    let status = std::fs::read("/proc/self/status").ok()?;
    let status = String::from_utf8(status).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").trim().parse::<f64>().ok().map(|kb| kb / 1024.0)
}

/// CPU time of this process.
#[cfg(unix)]
fn cpu_ms() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    #[expect(clippy::cast_precision_loss, reason = "a process's seconds and nanoseconds")]
    {
        time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
    }
}

/// There is no safe name for the process's clock here; on an idle machine the wall's does.
#[cfg(not(unix))]
fn cpu_ms() -> f64 {
    wall_ms()
}

#[expect(clippy::disallowed_methods, reason = "a benchmark needs a clock")]
fn wall_ms() -> f64 {
    use std::sync::LazyLock;
    use std::time::Instant;
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    START.elapsed().as_secs_f64() * 1e3
}
