//! Who is logged in. A session is a random number that the browser keeps; here only its digest is
//! known, so that nothing in the memory or a dump of the server lets anybody in.

use std::collections::BTreeMap;

use data_encoding::HEXLOWER;
use ring::rand::{SecureRandom as _, SystemRandom};

use super::limits::{Limits, SESSIONS_MAX};
use crate::model::Digest;

/// Bits that nobody guesses: 256.
const SECRET_BYTES: usize = 32;

/// Characters of a secret as it is written.
const SECRET_CHARS: usize = 2 * SECRET_BYTES;

/// The system gives no random numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the system gives no random numbers")]
pub(super) struct NoRandom;

/// A random number as the browser keeps it. Its `Debug` says nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Secret(String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Secret {
    /// A new one.
    pub(super) fn new() -> Result<Self, NoRandom> {
        let mut bytes = [0; SECRET_BYTES];
        SystemRandom::new().fill(&mut bytes).map_err(|_| NoRandom)?;
        Ok(Self(HEXLOWER.encode(&bytes)))
    }

    /// One that a browser sent; `None` if it is none.
    pub(super) fn sent(text: &str) -> Option<Self> {
        let is_one = text.len() == SECRET_CHARS && text.bytes().all(|b| b.is_ascii_hexdigit());
        is_one.then(|| Self(text.to_owned()))
    }

    /// What the browser keeps.
    pub(super) fn text(&self) -> &str {
        &self.0
    }

    /// What is kept here.
    pub(super) fn digest(&self) -> Digest {
        Digest::of_parts([b"session".as_slice(), self.0.as_bytes()])
    }

    /// What scripts of our own pages send with requests that change something. It follows from
    /// the secret, so nothing more has to be kept.
    pub(super) fn token(&self) -> String {
        Digest::of_parts([b"token".as_slice(), self.0.as_bytes()]).hex()
    }
}

/// One session.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Session {
    person: String,
    /// Of the account as it was at the beginning.
    mark: Digest,
    begun: u64,
    used: u64,
}

/// All sessions; times are seconds since 1970.
#[derive(Debug)]
pub(super) struct Sessions {
    idle_seconds: u64,
    session_seconds: u64,
    by_digest: BTreeMap<Digest, Session>,
}

impl Sessions {
    pub(super) fn new(limits: &Limits) -> Self {
        let Limits { idle_seconds, session_seconds, .. } = *limits;
        Self { idle_seconds, session_seconds, by_digest: BTreeMap::new() }
    }

    /// Begins a session of a person with a secret that was never used.
    pub(super) fn begin(&mut self, secret: &Secret, person: &str, mark: Digest, now: u64) {
        self.by_digest
            .retain(|_, session| session.is_alive(self.idle_seconds, self.session_seconds, now));
        if self.by_digest.len() >= SESSIONS_MAX {
            let unused = self.by_digest.iter().min_by_key(|(_, session)| session.used);
            if let Some(digest) = unused.map(|(digest, _)| *digest) {
                self.by_digest.remove(&digest);
            }
        }
        let session = Session { person: person.to_owned(), mark, begun: now, used: now };
        self.by_digest.insert(secret.digest(), session);
    }

    /// The person of a session and the mark of the account it was begun with; `None` if it is
    /// over or never was. Using it keeps it from falling idle.
    pub(super) fn find(&mut self, secret: &Secret, now: u64) -> Option<(String, Digest)> {
        let digest = secret.digest();
        let session = self.by_digest.get_mut(&digest)?;
        if !session.is_alive(self.idle_seconds, self.session_seconds, now) {
            self.by_digest.remove(&digest);
            return None;
        }
        session.used = now;
        Some((session.person.clone(), session.mark))
    }

    /// Ends a session.
    pub(super) fn end(&mut self, secret: &Secret) {
        self.by_digest.remove(&secret.digest());
    }

    /// How many there are, those that nobody came back to included.
    pub(super) fn n(&self) -> usize {
        self.by_digest.len()
    }
}

impl Session {
    fn is_alive(&self, idle_seconds: u64, session_seconds: u64, now: u64) -> bool {
        now.saturating_sub(self.used) < idle_seconds
            && now.saturating_sub(self.begun) < session_seconds
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEGUN: u64 = 1_000_000;

    fn begun() -> (Sessions, Secret) {
        let mut sessions = Sessions::new(&Limits::default());
        let secret = Secret::new().unwrap();
        sessions.begin(&secret, "李雷", Digest::of(b"mark"), BEGUN);
        (sessions, secret)
    }

    #[track_caller]
    fn check(uses: &[u64], is_alive: bool) {
        let (mut sessions, secret) = begun();
        let (last, before) = uses.split_last().unwrap();
        for after in before {
            assert!(sessions.find(&secret, BEGUN + after).is_some(), "at {after}");
        }
        assert_eq!(sessions.find(&secret, BEGUN + last).is_some(), is_alive, "{uses:?}");
    }

    #[test]
    fn a_session_ends_idle_and_in_the_end() {
        let Limits { idle_seconds, session_seconds, .. } = Limits::default();
        check(&[0], true);
        check(&[idle_seconds - 1], true);
        check(&[idle_seconds], false);
        check(&[idle_seconds - 1, 2 * idle_seconds - 2], true);
        let used: Vec<u64> = (0..session_seconds).step_by(3_600).collect();
        check(&[used.as_slice(), &[session_seconds - 1]].concat(), true);
        check(&[used.as_slice(), &[session_seconds]].concat(), false);
    }

    #[test]
    fn only_its_own_secret_opens_a_session() {
        let (mut sessions, secret) = begun();
        assert!(sessions.find(&Secret::new().unwrap(), BEGUN).is_none());
        assert!(Secret::sent("").is_none() && Secret::sent(&"x".repeat(64)).is_none());
        assert_eq!(Secret::sent(secret.text()), Some(secret.clone()));
        assert_ne!(secret.token(), secret.text());
        assert!(!format!("{sessions:?} {secret:?}").contains(secret.text()));
        sessions.end(&secret);
        assert!(sessions.find(&secret, BEGUN).is_none());
    }

    #[test]
    fn sessions_do_not_grow_without_end() {
        let (mut sessions, first) = begun();
        for at in 0..SESSIONS_MAX as u64 {
            sessions.begin(&Secret::new().unwrap(), "甲", Digest::of(b"mark"), BEGUN + 1 + at % 2);
        }
        assert_eq!(sessions.n(), SESSIONS_MAX);
        assert!(sessions.find(&first, BEGUN + 2).is_none(), "the one unused longest went");
    }
}
