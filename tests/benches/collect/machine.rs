//! What this machine gives a process: its CPU and its clocks.

use std::error::Error;

use rustix::time::{ClockId, clock_gettime};

/// Which CPU a process stays on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// The first this process may use.
    Server,
    /// The last one, for clients; what they start stays there too.
    Client,
}

/// Stays on one CPU; `false` where there is only one for both, or it cannot be chosen.
#[cfg(target_os = "linux")]
pub(crate) fn stay_on(place: Place) -> Result<bool, Box<dyn Error>> {
    use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};
    let allowed = sched_getaffinity(None)?;
    let mut cpus = (0..CpuSet::MAX_CPU).filter(|cpu| allowed.is_set(*cpu));
    let (first, last) = (cpus.next(), cpus.next_back());
    let (Some(first), Some(last)) = (first, last) else { return Ok(false) };
    let mut one = CpuSet::new();
    one.set(match place {
        Place::Server => first,
        Place::Client => last,
    });
    sched_setaffinity(None, &one)?;
    Ok(true)
}

/// There is no safe way here.
#[cfg(not(target_os = "linux"))]
pub(crate) fn stay_on(_: Place) -> Result<bool, Box<dyn Error>> {
    Ok(false)
}

/// Seconds of all CPUs this process has used.
pub(crate) fn cpu_s() -> f64 {
    seconds(ClockId::ProcessCPUTime)
}

/// Seconds on a clock that only goes forward.
pub(crate) fn wall_s() -> f64 {
    seconds(ClockId::Monotonic)
}

fn seconds(clock: ClockId) -> f64 {
    let time = clock_gettime(clock);
    #[expect(clippy::cast_precision_loss, reason = "seconds of a benchmark and their nanoseconds")]
    {
        time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
    }
}
