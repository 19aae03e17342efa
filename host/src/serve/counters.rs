//! What the server counts of itself.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use axum::http::StatusCode;

/// Upper ends of the classes of times, milliseconds; beyond the last there is one more.
pub(super) const TIMES_MS: [u64; 6] = [5, 20, 50, 200, 1_000, 5_000];

/// Times of answers.
#[derive(Debug, Clone, Default)]
pub(super) struct Times {
    pub(super) n: u64,
    pub(super) sum_ms: u64,
    /// Answers within each of [`TIMES_MS`].
    pub(super) within: [u64; TIMES_MS.len()],
}

/// Counts since the server began.
#[derive(Debug, Default)]
pub(super) struct Counters {
    /// By path as the table has it, and status.
    answers: Mutex<BTreeMap<(String, u16), u64>>,
    times: Mutex<Times>,
    n_recorded: AtomicU64,
    n_log_ins_refused: AtomicU64,
    pub(super) n_connections: AtomicUsize,
}

impl Counters {
    pub(super) fn answered(&self, path: &str, status: StatusCode, took_ms: u64) {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        *answers.entry((path.to_owned(), status.as_u16())).or_default() += 1;
        drop(answers);
        let mut times = self.times.lock().unwrap_or_else(PoisonError::into_inner);
        times.n += 1;
        times.sum_ms += took_ms;
        for (end, n) in TIMES_MS.iter().zip(&mut times.within) {
            *n += u64::from(took_ms <= *end);
        }
    }

    pub(super) fn recorded(&self) {
        self.n_recorded.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn log_in_refused(&self) {
        self.n_log_ins_refused.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn answers(&self) -> BTreeMap<(String, u16), u64> {
        self.answers.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn times(&self) -> Times {
        self.times.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn n_recorded(&self) -> u64 {
        self.n_recorded.load(Ordering::Relaxed)
    }

    pub(super) fn n_log_ins_refused(&self) -> u64 {
        self.n_log_ins_refused.load(Ordering::Relaxed)
    }
}
