//! One host: its last request, what it asked for, how it fares.

use std::time::Duration;

use tokio::time::Instant;

/// Times a pause is doubled at most: 32 times the usual one.
const DOUBLINGS_MAX: u32 = 5;

/// Good answers in a row after which the pause is halved again.
const GOOD_ANSWERS_PER_SPEED_UP: u32 = 10;

/// Longest pause a host is slowed down to; beyond it the circuit decides.
const INTERVAL_MAX: Duration = Duration::from_mins(2);

/// The pauses that hold for a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct Tempo {
    pub(in super::super) host_interval_min: Duration,
    pub(in super::super) address_interval_min: Duration,
}

/// What is known of a host.
#[derive(Debug, Default)]
pub(in super::super) struct HostState {
    last_end: Option<Instant>,
    /// What a `Retry-After` asked for.
    paused_until: Option<Instant>,
    n_doublings: u32,
    n_good: u32,
}

impl HostState {
    /// The pause before the next request, slowing down included.
    pub(in super::super) fn interval(&self, interval_min: Duration) -> Duration {
        let slowed = interval_min.saturating_mul(2_u32.saturating_pow(self.n_doublings));
        slowed.min(INTERVAL_MAX.max(interval_min))
    }

    pub(super) fn not_before(&self, tempo: &Tempo) -> Option<Instant> {
        let pause_end = self.last_end.map(|end| end + self.interval(tempo.host_interval_min));
        pause_end.max(self.paused_until)
    }

    pub(super) fn end_request(&mut self) {
        self.last_end = Some(Instant::now());
    }

    /// How long the host still asked not to be asked.
    pub(in super::super) fn paused_for(&self, now: Instant) -> Duration {
        self.paused_until.map_or(Duration::ZERO, |until| until.saturating_duration_since(now))
    }

    /// The host said that it is too much (429, 503).
    pub(in super::super) fn slow_down(&mut self, retry_after: Option<Duration>, now: Instant) {
        self.n_doublings = (self.n_doublings + 1).min(DOUBLINGS_MAX);
        self.n_good = 0;
        // A pause that cannot be added to now is for ever; a day is as good.
        let until = retry_after.map(|pause| now.checked_add(pause).unwrap_or(now + PAUSE_MAX));
        self.paused_until = self.paused_until.max(until);
    }

    /// The host answered well; after some of these it is asked faster again.
    pub(in super::super) fn speed_up(&mut self) {
        self.n_good += 1;
        if self.n_good >= GOOD_ANSWERS_PER_SPEED_UP {
            self.n_doublings = self.n_doublings.saturating_sub(1);
            self.n_good = 0;
        }
    }
}

/// A pause longer than any round's patience.
const PAUSE_MAX: Duration = Duration::from_hours(24);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_slowed_down_and_let_run_again() {
        let (mut host, second) = (HostState::default(), Duration::from_secs(1));
        let now = Instant::now();
        let mut seconds = vec![host.interval(second).as_secs()];
        for _ in 0..7 {
            host.slow_down(None, now);
            seconds.push(host.interval(second).as_secs());
        }
        assert_eq!(seconds, [1, 2, 4, 8, 16, 32, 32, 32]);
        for _ in 0..GOOD_ANSWERS_PER_SPEED_UP {
            host.speed_up();
        }
        assert_eq!(host.interval(second).as_secs(), 16);
        let long = Duration::from_hours(1);
        assert_eq!(host.interval(long), long, "slowing down never asks faster");
    }

    #[test]
    fn a_pause_the_host_asked_for_is_kept() {
        let (mut host, now) = (HostState::default(), Instant::now());
        host.slow_down(Some(Duration::from_mins(1)), now);
        host.slow_down(Some(Duration::from_secs(5)), now);
        assert_eq!(host.paused_for(now), Duration::from_mins(1));
        assert_eq!(host.paused_for(now + Duration::from_secs(90)), Duration::ZERO);
        host.slow_down(Some(Duration::MAX), now);
        assert_eq!(host.paused_for(now), PAUSE_MAX);
    }
}
