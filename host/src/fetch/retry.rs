//! When a request that failed is made again.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use super::FailureKind;

/// Longest pause before a try; a host that needs longer is down.
const WAIT_MAX: Duration = Duration::from_secs(30);

/// One request in this many may be a second or third try, over a whole run: when the network
/// is down, trying everything three times helps nobody (the retry budgets of Finagle and Envoy).
const REQUESTS_PER_RETRY: u64 = 10;

/// Tries that may be made again before the share above counts.
const RETRIES_FREE: u64 = 20;

/// How often and how soon a request is made again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetryRule {
    /// Tries in all; 1 is no second try.
    pub n_tries_max: u32,
    /// Longest pause before the second try; twice as long before each one after.
    pub wait: Duration,
}

impl RetryRule {
    /// The pause before the try after `n_tries`, if there is to be one. `random` in `0..1`
    /// spreads the tries of many pages that failed together ("full jitter").
    pub(super) fn wait(&self, kind: FailureKind, n_tries: u32, random: f64) -> Option<Duration> {
        match kind {
            FailureKind::Transient if n_tries < self.n_tries_max => {
                let longest = self.wait.saturating_mul(2_u32.saturating_pow(n_tries.max(1) - 1));
                Some(longest.min(WAIT_MAX).mul_f64(random.clamp(0.0, 1.0)))
            }
            FailureKind::Transient | FailureKind::Permanent | FailureKind::Blocked => None,
        }
    }
}

/// Counts requests and tries made again, for the share that may be.
#[derive(Debug, Default)]
pub(super) struct RetryBudget {
    n_requests: AtomicU64,
    n_retries: AtomicU64,
}

impl RetryBudget {
    pub(super) fn count_request(&self) {
        self.n_requests.fetch_add(1, Ordering::Relaxed);
    }

    /// Whether another try is within the share; if so it is counted.
    pub(super) fn take(&self) -> bool {
        let n_max = self.n_requests.load(Ordering::Relaxed) / REQUESTS_PER_RETRY + RETRIES_FREE;
        let within = |n_retries| (n_retries < n_max).then_some(n_retries + 1);
        self.n_retries.fetch_update(Ordering::Relaxed, Ordering::Relaxed, within).is_ok()
    }
}

/// The pause a `Retry-After` asks for: seconds, or a date (RFC 9110, 10.2.3). `None` where it
/// is neither; a date that is past is no pause.
pub(super) fn retry_after(value: &str, now: SystemTime) -> Option<Duration> {
    let value = value.trim();
    if let Ok(seconds) = value.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    // All digits and too many for a number: for ever.
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(Duration::MAX);
    }
    let date = httpdate::parse_http_date(value).ok()?;
    Some(date.duration_since(now).unwrap_or(Duration::ZERO))
}

#[cfg(test)]
mod tests {
    use std::time::UNIX_EPOCH;

    use super::*;

    const RULE: RetryRule = RetryRule { n_tries_max: 3, wait: Duration::from_secs(1) };

    #[track_caller]
    fn check(kind: FailureKind, n_tries: u32, random: f64, expected_ms: Option<u64>) {
        assert_eq!(RULE.wait(kind, n_tries, random), expected_ms.map(Duration::from_millis));
    }

    #[test]
    fn only_what_may_pass_is_tried_again() {
        check(FailureKind::Transient, 1, 0.5, Some(500));
        check(FailureKind::Transient, 2, 0.5, Some(1000));
        check(FailureKind::Transient, 3, 0.5, None);
        check(FailureKind::Permanent, 1, 0.5, None);
        check(FailureKind::Blocked, 1, 0.5, None);
        let patient = RetryRule { n_tries_max: 99, ..RULE };
        assert_eq!(patient.wait(FailureKind::Transient, 98, 1.0), Some(WAIT_MAX));
    }

    #[test]
    fn a_general_outage_uses_the_budget_up() {
        let budget = RetryBudget::default();
        (0..100).for_each(|_| budget.count_request());
        let n_granted = (0..1000).filter(|_| budget.take()).count();
        assert_eq!(n_granted, 10 + 20);
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        // 1994-11-06 08:49:37, the example of RFC 9110.
        let now = UNIX_EPOCH + Duration::from_secs(784_111_777);
        let check = |value, expected: Option<u64>| {
            assert_eq!(retry_after(value, now), expected.map(Duration::from_secs), "{value}");
        };
        check("120", Some(120));
        check(" 0 ", Some(0));
        check("Sun, 06 Nov 1994 08:50:37 GMT", Some(60));
        check("Sunday, 06-Nov-94 08:50:37 GMT", Some(60));
        check("Sun, 06 Nov 1994 08:48:37 GMT", Some(0));
        check("soon", None);
        check("-1", None);
        check("", None);
        assert_eq!(retry_after(&"9".repeat(40), now), Some(Duration::MAX));
    }
}
