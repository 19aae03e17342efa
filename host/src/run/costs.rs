//! Where the CPU time of a run goes, step by step.
//!
//! Counters only: what is judged and stored does not depend on them. CPU time and not the time on
//! the wall, so that the figures mean the same on a machine that does other things besides.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};

/// A step that is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Opening archives: what is in them, and their digests.
    Open,
    /// Having pages, from the network or out of an archive.
    Fetch,
    /// Charset, text, tree and digest of pages.
    Parse,
    /// Keeping pages as evidence.
    Keep,
    /// Calls of probes, with what the host does for them.
    Sandbox,
    /// Recording verdicts: the journal and the index.
    Store,
}

impl Step {
    /// All of them, in the order a page meets them.
    pub const ALL: [Self; 6] =
        [Self::Open, Self::Fetch, Self::Parse, Self::Keep, Self::Sandbox, Self::Store];

    /// As metrics have it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Fetch => "fetch",
            Self::Parse => "parse",
            Self::Keep => "keep",
            Self::Sandbox => "sandbox",
            Self::Store => "store",
        }
    }
}

/// CPU time by step, added up over all threads.
#[derive(Debug, Default)]
pub struct Costs {
    ns: [AtomicU64; Step::ALL.len()],
}

impl Costs {
    /// Does `work`, which is done on this thread, as part of a step.
    pub fn of<T>(&self, step: Step, work: impl FnOnce() -> T) -> T {
        let before_ns = clock::thread_ns();
        let done = work();
        self.add(step, clock::thread_ns().saturating_sub(before_ns));
        done
    }

    /// The same of work that waits in between; waiting costs nothing.
    pub async fn during<F: Future + Unpin>(&self, step: Step, mut work: F) -> F::Output {
        poll_fn(|context| self.of(step, || Pin::new(&mut work).poll(context))).await
    }

    /// Nanoseconds of a step up to now; 0 where the system does not say.
    pub fn ns(&self, step: Step) -> u64 {
        self.ns.get(step as usize).map_or(0, |ns| ns.load(Ordering::Relaxed))
    }

    /// Nanoseconds of the whole process that are of no step: starting, compiling probes, the work
    /// between the steps.
    pub fn other_ns(&self) -> u64 {
        let of_steps: u64 = Step::ALL.into_iter().map(|step| self.ns(step)).sum();
        clock::process_ns().saturating_sub(of_steps)
    }

    fn add(&self, step: Step, ns: u64) {
        if let Some(sum) = self.ns.get(step as usize) {
            sum.fetch_add(ns, Ordering::Relaxed);
        }
    }
}

#[cfg(unix)]
mod clock {
    //! The system's count of CPU time; no clock that tells a time.

    use rustix::time::{ClockId, clock_gettime};

    pub(super) fn thread_ns() -> u64 {
        ns(ClockId::ThreadCPUTime)
    }

    pub(super) fn process_ns() -> u64 {
        ns(ClockId::ProcessCPUTime)
    }

    fn ns(clock: ClockId) -> u64 {
        let time = clock_gettime(clock);
        let seconds = u64::try_from(time.tv_sec).unwrap_or_default();
        let rest = u64::try_from(time.tv_nsec).unwrap_or_default();
        seconds.saturating_mul(1_000_000_000).saturating_add(rest)
    }
}

#[cfg(not(unix))]
mod clock {
    //! There is no safe way here.

    pub(super) fn thread_ns() -> u64 {
        0
    }

    pub(super) fn process_ns() -> u64 {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Work that takes CPU time for certain.
    fn work() -> u64 {
        let before_ns = clock::thread_ns();
        while clock::thread_ns() <= before_ns {}
        clock::thread_ns()
    }

    #[test]
    fn what_is_done_counts_for_its_step_and_waiting_for_none() {
        let costs = Costs::default();
        costs.of(Step::Parse, work);
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(costs.during(
            Step::Fetch,
            Box::pin(async {
                tokio::task::yield_now().await;
                work()
            }),
        ));
        let counted: Vec<bool> = Step::ALL.iter().map(|step| costs.ns(*step) > 0).collect();
        assert_eq!(counted, [false, true, true, false, false, false]);
        assert!(costs.other_ns() > 0);
    }
}
