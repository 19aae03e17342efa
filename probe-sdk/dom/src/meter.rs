//! What a question costs. Host work on a probe's behalf is counted in units and limited, because
//! neither wasm fuel nor an epoch deadline can interrupt the host.

/// Bytes of text searched or handed over for one unit; testing one element costs one unit.
///
/// A substring search reads about 64 bytes in the time one element is tested.
pub const BYTES_PER_UNIT: u64 = 64;

/// Counts the units one call has spent and stops it at a limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meter {
    spent: u64,
    limit: u64,
}

/// The limit of a [`Meter`] is passed; the question has no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the page questions of this call cost more than its limit")]
pub struct OverLimit;

impl Meter {
    /// A meter that has spent nothing and allows `limit` units.
    pub fn new(limit: u64) -> Self {
        Self { spent: 0, limit }
    }

    /// Units spent so far; past the limit by the last charge at most.
    pub fn spent(&self) -> u64 {
        self.spent
    }

    /// Units this call may spend.
    pub fn limit(&self) -> u64 {
        self.limit
    }

    /// Adds `units`.
    ///
    /// # Errors
    ///
    /// If more than the limit is spent now; every later charge fails too.
    pub fn charge(&mut self, units: u64) -> Result<(), OverLimit> {
        self.spent = self.spent.saturating_add(units);
        if self.spent > self.limit { Err(OverLimit) } else { Ok(()) }
    }

    /// Adds one unit for each [`BYTES_PER_UNIT`] begun.
    ///
    /// # Errors
    ///
    /// As [`Meter::charge`].
    pub fn charge_bytes(&mut self, n_bytes: usize) -> Result<(), OverLimit> {
        let n_bytes = u64::try_from(n_bytes).unwrap_or(u64::MAX);
        self.charge(n_bytes.div_ceil(BYTES_PER_UNIT))
    }
}

#[cfg(test)]
mod tests {
    use super::Meter;

    #[track_caller]
    fn check(limit: u64, charges: &[u64], expected: &str) {
        let mut meter = Meter::new(limit);
        let results: Vec<_> = charges
            .iter()
            .map(|&units| if meter.charge(units).is_ok() { "ok" } else { "over" })
            .collect();
        assert_eq!(format!("{} spent {}", results.join(" "), meter.spent()), expected);
    }

    #[test]
    fn the_limit_itself_may_be_spent() {
        check(3, &[1, 2], "ok ok spent 3");
        check(3, &[1, 3], "ok over spent 4");
        check(0, &[0], "ok spent 0");
    }

    #[test]
    fn over_stays_over_and_never_wraps() {
        check(3, &[9, 0], "over over spent 9");
        check(u64::MAX, &[u64::MAX, 9], "ok ok spent 18446744073709551615");
    }

    #[test]
    fn a_begun_block_of_bytes_counts() {
        let mut meter = Meter::new(10);
        assert!(meter.charge_bytes(0).is_ok());
        assert_eq!(meter.spent(), 0);
        assert!(meter.charge_bytes(65).is_ok());
        assert_eq!(meter.spent(), 2);
    }
}
