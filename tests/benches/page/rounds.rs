//! Interleaved rounds: every case is timed once in each round, so that what the machine does besides
//! hits all of them alike, and ratios are taken inside a round.

use std::error::Error;
use std::io::Write;

/// Rounds of one table. Odd, so that the median is a measurement.
const ROUNDS: usize = 15;

/// CPU time a case gets in one round; long against the clock's own cost, short against the load's ups
/// and downs.
const ROUND_US: f64 = 15_000.0;

/// Most repetitions in one round, for cases that take next to no time.
const TIMES_MAX: u32 = 20_000;

/// Does the work so many times; gives the CPU time of all of it, in microseconds.
type Work<'a> = Box<dyn FnMut(u32) -> Result<f64, Box<dyn Error>> + 'a>;

/// One line of a table.
pub(crate) struct Case<'a> {
    name: &'static str,
    /// The case it is compared with.
    against: Option<&'static str>,
    work: Work<'a>,
}

impl<'a> Case<'a> {
    /// Work of this process.
    pub(crate) fn new(name: &'static str, mut once: impl FnMut() + 'a) -> Self {
        Self::elsewhere(name, move |n_times| {
            let start = cpu_us();
            for _ in 0..n_times {
                once();
            }
            Ok(cpu_us() - start)
        })
    }

    /// Work that is timed where it is done.
    pub(crate) fn elsewhere(
        name: &'static str,
        work: impl FnMut(u32) -> Result<f64, Box<dyn Error>> + 'a,
    ) -> Self {
        Self { name, against: None, work: Box::new(work) }
    }

    /// The case of that name is 1.
    pub(crate) fn against(self, name: &'static str) -> Self {
        Self { against: Some(name), ..self }
    }
}

/// Times the cases and writes the table.
pub(crate) fn measure(out: &mut dyn Write, cases: &mut [Case<'_>]) -> Result<(), Box<dyn Error>> {
    let rounds = timed(cases)?;
    let rounds_of = |name| {
        let at = cases.iter().position(|case| case.name == name);
        at.and_then(|at| rounds.get(at)).cloned().unwrap_or_default()
    };
    writeln!(out, "{:38} {:>9} {:>9} {:>9}   ratio (min-max)", "", "median us", "min", "max")?;
    for (case, own) in cases.iter().zip(&rounds) {
        let [min, median, max] = spread(own.clone());
        write!(out, "{:38} {median:9.1} {min:9.1} {max:9.1}", case.name)?;
        if let Some(against) = case.against {
            let ratios = own.iter().zip(rounds_of(against)).map(|(own, base)| own / base);
            let [min, median, max] = spread(ratios.collect());
            write!(out, "   {median:.3} ({min:.3}-{max:.3}) of {against}")?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// The times of each case, round by round, in microseconds.
fn timed(cases: &mut [Case<'_>]) -> Result<Vec<Vec<f64>>, Box<dyn Error>> {
    let mut times = Vec::new();
    for case in &mut *cases {
        // The first run warms up, the second is the estimate.
        (case.work)(1)?;
        times.push(repetitions((case.work)(1)?));
    }
    let mut rounds: Vec<Vec<f64>> = vec![Vec::new(); cases.len()];
    for _ in 0..ROUNDS {
        for ((case, rounds), n_times) in cases.iter_mut().zip(&mut rounds).zip(&times) {
            rounds.push((case.work)(*n_times)? / f64::from(*n_times));
        }
    }
    Ok(rounds)
}

fn repetitions(estimate_us: f64) -> u32 {
    let times = (ROUND_US / estimate_us.max(0.1)).clamp(1.0, f64::from(TIMES_MAX));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped above")]
    {
        times as u32
    }
}

/// Least, median, greatest.
fn spread(mut values: Vec<f64>) -> [f64; 3] {
    values.sort_by(f64::total_cmp);
    [0, values.len() / 2, values.len().saturating_sub(1)]
        .map(|at| values.get(at).copied().unwrap_or(f64::NAN))
}

/// CPU time of this thread: unlike a clock on the wall it does not count what others do meanwhile.
#[cfg(unix)]
fn cpu_us() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    #[expect(clippy::cast_precision_loss, reason = "a thread's seconds and a second's nanoseconds")]
    {
        time.tv_sec as f64 * 1e6 + time.tv_nsec as f64 / 1e3
    }
}

/// There is no safe name for the thread's clock here; on an idle machine the wall's does.
#[cfg(not(unix))]
#[expect(clippy::disallowed_methods, reason = "a benchmark needs a clock")]
fn cpu_us() -> f64 {
    use std::sync::LazyLock;
    use std::time::Instant;
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    START.elapsed().as_secs_f64() * 1e6
}
