//! Work that is done side by side and taken in its order.

use std::collections::BTreeMap;
use std::future::Future;

use futures_util::StreamExt as _;
use futures_util::stream::FuturesUnordered;

/// Regions that may be done before the one that is to be recorded next. Their verdicts wait in
/// memory, some 200 KiB each; a slow region holds the others up only when so many have passed it.
pub(super) const AHEAD_MAX: usize = 64;

/// Runs jobs, `at_once` of them at a time, and gives what they come to in the order of the jobs.
pub(super) struct InOrder<I, F: Future> {
    jobs: std::iter::Enumerate<I>,
    at_once: usize,
    under_way: FuturesUnordered<Numbered<F>>,
    done: BTreeMap<usize, F::Output>,
    next: usize,
}

type Numbered<F> = futures_util::future::Join<std::future::Ready<usize>, F>;

impl<F: Future, I: Iterator<Item = F>> InOrder<I, F> {
    pub(super) fn new(jobs: I, at_once: usize) -> Self {
        Self {
            jobs: jobs.enumerate(),
            at_once: at_once.max(1),
            under_way: FuturesUnordered::new(),
            done: BTreeMap::new(),
            next: 0,
        }
    }

    /// What the next job came to; `None` after the last. Jobs go on only while this is awaited;
    /// to drop it loses nothing.
    pub(super) async fn next(&mut self) -> Option<F::Output> {
        loop {
            if let Some(output) = self.done.remove(&self.next) {
                self.next += 1;
                return Some(output);
            }
            self.begin();
            let (number, output) = self.under_way.next().await?;
            self.done.insert(number, output);
        }
    }

    /// Begins as many jobs as may be under way.
    fn begin(&mut self) {
        while self.under_way.len() < self.at_once
            && self.under_way.len() + self.done.len() < AHEAD_MAX.max(self.at_once)
        {
            let Some((number, job)) = self.jobs.next() else { return };
            let job = futures_util::future::join(std::future::ready(number), job);
            self.under_way.push(job);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use tokio::sync::Notify;

    use super::*;

    fn block_on<T>(work: impl Future<Output = T>) -> T {
        tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(work)
    }

    #[test]
    fn outputs_come_in_order_and_a_slow_one_holds_up_only_so_many() {
        let (gate, n_begun, n_done) = (Notify::new(), Cell::new(0_usize), Cell::new(0_usize));
        let jobs = (0..200_usize).map(|number| {
            let (gate, n_begun, n_done) = (&gate, &n_begun, &n_done);
            async move {
                n_begun.set(n_begun.get() + 1);
                if number == 0 {
                    gate.notified().await;
                }
                n_done.set(n_done.get() + 1);
                number
            }
        });
        let mut in_order = InOrder::new(jobs, 4);
        block_on(async {
            {
                let first = std::pin::pin!(in_order.next());
                let waiting = std::pin::pin!(tokio::task::yield_now());
                // The first is slow; the others pass it until so many are done.
                let _ = futures_util::future::select(first, waiting).await;
            }
            assert_eq!((n_begun.get(), n_done.get()), (AHEAD_MAX, AHEAD_MAX - 1));
            gate.notify_one();
            let mut outputs = Vec::new();
            while let Some(output) = in_order.next().await {
                outputs.push(output);
            }
            assert!(outputs.iter().copied().eq(0..200));
        });
    }

    #[test]
    fn few_are_under_way() {
        let (under_way, most) = (Cell::new(0_usize), Cell::new(0_usize));
        let jobs = (0..50).map(|_| {
            let (under_way, most) = (&under_way, &most);
            async move {
                under_way.set(under_way.get() + 1);
                most.set(most.get().max(under_way.get()));
                tokio::task::yield_now().await;
                under_way.set(under_way.get() - 1);
            }
        });
        block_on(async {
            let mut in_order = InOrder::new(jobs, 3);
            while in_order.next().await.is_some() {}
        });
        assert_eq!(most.get(), 3);
    }
}
