//! How often somebody may ask: the generic cell rate algorithm, one number a key.
//!
//! The number is the moment at which the key would be at rest again if nothing more came. A
//! minute's worth may come at once; then it is one at a time.

use std::collections::BTreeMap;

use super::limits::RATES_MAX;

const MINUTE_MS: u64 = 60_000;

/// Who is counted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    /// Requests of a session, by the digest it is kept by.
    Session(crate::model::Digest),
    /// Requests of an address without a session.
    Address(String),
    /// Tries to log in as somebody.
    LoginAs(String),
    /// Tries to log in from an address.
    LoginFrom(String),
}

/// All keys that are not at rest; times are milliseconds since 1970.
#[derive(Debug, Default)]
pub(super) struct Rates(BTreeMap<Key, u64>);

impl Rates {
    /// Counts one of `per_minute`.
    ///
    /// # Errors
    ///
    /// The seconds until it may come, if it is too many.
    pub(super) fn take(&mut self, key: Key, per_minute: u32, now_ms: u64) -> Result<(), u64> {
        let at_rest = self.0.get(&key).copied().unwrap_or_default().max(now_ms);
        let then = at_rest + MINUTE_MS / u64::from(per_minute.max(1));
        if let Some(early @ 1..) = (then - now_ms).checked_sub(MINUTE_MS) {
            return Err(early.div_ceil(1_000));
        }
        if self.0.len() >= RATES_MAX {
            self.0.retain(|_, at_rest| *at_rest > now_ms);
        }
        if self.0.len() < RATES_MAX || self.0.contains_key(&key) {
            self.0.insert(key, then);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(name: &str) -> Key {
        Key::LoginAs(name.to_owned())
    }

    #[test]
    fn a_minutes_worth_may_come_at_once_and_then_one_at_a_time() {
        let mut rates = Rates::default();
        for _ in 0..10 {
            assert_eq!(rates.take(key("甲"), 10, 1_000), Ok(()));
        }
        assert_eq!(rates.take(key("甲"), 10, 1_000), Err(6));
        assert_eq!(rates.take(key("乙"), 10, 1_000), Ok(()), "others are not held up");
        assert_eq!(rates.take(key("甲"), 10, 6_999), Err(1));
        assert_eq!(rates.take(key("甲"), 10, 7_000), Ok(()));
        assert_eq!(rates.take(key("甲"), 10, 7_000), Err(6));
        for _ in 0..10 {
            assert_eq!(rates.take(key("甲"), 10, 200_000), Ok(()));
        }
    }

    #[test]
    fn keys_at_rest_are_forgotten() {
        let mut rates = Rates::default();
        for at in 0..RATES_MAX {
            rates.take(key(&at.to_string()), 600, 1_000).unwrap();
        }
        rates.take(key("甲"), 600, 200_000).unwrap();
        assert_eq!(rates.0.len(), 1);
    }
}
