//! Times of many requests, and what is said of them.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

/// Times by what was asked.
#[derive(Debug, Default)]
pub(crate) struct Times(BTreeMap<&'static str, (Vec<Duration>, usize)>);

impl Times {
    /// Counts a request.
    pub(crate) fn take(&mut self, what: &'static str, took: Duration, went_well: bool) {
        let (times, n_errors) = self.0.entry(what).or_default();
        times.push(took);
        *n_errors += usize::from(!went_well);
    }

    /// Takes in those of somebody else.
    pub(crate) fn join(&mut self, other: Self) {
        for (what, (times, n_errors)) in other.0 {
            let own = self.0.entry(what).or_default();
            own.0.extend(times);
            own.1 += n_errors;
        }
    }
}

impl fmt::Display for Times {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "| asked | n | errors | p50 ms | p99 ms | max ms |\n|---|---|---|---|---|---|"
        )?;
        for (what, (times, n_errors)) in &self.0 {
            let mut sorted = times.clone();
            sorted.sort();
            let at = |share: usize| {
                let place = (sorted.len() * share).div_ceil(100).saturating_sub(1);
                sorted.get(place).map_or(0.0, |time| time.as_secs_f64() * 1_000.0)
            };
            let (n, p50, p99, max) = (sorted.len(), at(50), at(99), at(100));
            writeln!(f, "| {what} | {n} | {n_errors} | {p50:.1} | {p99:.1} | {max:.1} |")?;
        }
        Ok(())
    }
}
