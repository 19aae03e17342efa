//! Leaves a host alone that fails again and again, and lets one request through now and then
//! to see whether it is back.

use std::time::Duration;

use tokio::time::Instant;

/// Longest time a host is left alone before it is tried again.
const OPEN_MAX: Duration = Duration::from_mins(30);

/// How patient a circuit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CircuitRule {
    /// Failures in a row after which a host is left alone.
    pub n_failures_max: u32,
    /// For how long, the first time; twice as long each time after, up to half an hour.
    pub open_for: Duration,
}

/// One host's circuit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Circuit {
    n_failures: u32,
    /// Times it opened since the last success.
    n_opened: u32,
    open_until: Option<Instant>,
    /// Name of the last failure.
    last: Option<&'static str>,
}

impl Circuit {
    /// Whether the host may be asked at `now`; if not, the failure that closed the door. After
    /// its time the circuit is half open: one request goes through and decides.
    pub(super) fn refuses(&self, now: Instant) -> Option<&'static str> {
        self.open_until.filter(|until| now < *until).and(self.last)
    }

    /// The host answered.
    pub(super) fn succeed(&mut self) {
        *self = Self::default();
    }

    /// The host failed, by name.
    pub(super) fn fail(&mut self, failure: &'static str, rule: CircuitRule, now: Instant) {
        self.n_failures = self.n_failures.saturating_add(1);
        self.last = Some(failure);
        let was_half_open = self.n_opened > 0;
        if self.n_failures >= rule.n_failures_max || was_half_open {
            let open_for = rule.open_for.saturating_mul(2_u32.saturating_pow(self.n_opened));
            self.open_until = Some(now + open_for.min(OPEN_MAX));
            self.n_opened = self.n_opened.saturating_add(1);
            self.n_failures = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULE: CircuitRule = CircuitRule { n_failures_max: 3, open_for: Duration::from_mins(1) };

    /// Plays events at seconds: `f` a failure, `s` a success, `?` and `!` a question that is
    /// let through or refused.
    #[track_caller]
    fn check(events: &str) {
        let start = Instant::now();
        let mut circuit = Circuit::default();
        for event in events.split_whitespace() {
            let (what, second) = event.split_at(1);
            let now = start + Duration::from_secs(second.parse().unwrap());
            match what {
                "f" => circuit.fail("connect", RULE, now),
                "s" => circuit.succeed(),
                "?" => assert_eq!(circuit.refuses(now), None, "{event} of {events}"),
                _ => assert_eq!(circuit.refuses(now), Some("connect"), "{event} of {events}"),
            }
        }
    }

    #[test]
    fn it_opens_after_failures_in_a_row_and_is_half_open_later() {
        check("f0 f1 ?1 f2 !3 !61 ?62");
        check("f0 f1 s2 f3 f4 ?4");
        check("f0 f1 f2 ?62 f62 !63 !181 ?182");
        check("f0 f1 f2 ?62 s62 ?63 f64 f65 ?65 f66 !67");
    }

    #[test]
    fn it_is_never_open_for_ever() {
        let start = Instant::now();
        let mut circuit = Circuit::default();
        for _ in 0..100 {
            circuit.fail("dns", RULE, start);
        }
        assert_eq!(circuit.refuses(start + OPEN_MAX), None);
    }
}
