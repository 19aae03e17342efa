//! Who slowed the runs of a round down. Times depend on the network and are no part of the journal:
//! they lie beside it, and nothing is lost with them.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::error::StoreError;
use super::files::{read_json, write_json};

/// Name of the file in the directory of its round.
const HOSTS_FILE: &str = "hosts.json";

/// One host over all runs of a round.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HostTimes {
    /// The host.
    pub host: String,
    /// Requests sent, tries made again and `robots.txt` included.
    pub n_requests: u64,
    /// Of these, second and later tries.
    pub n_retries: u64,
    /// Answers that said it is too much (429, 503).
    pub n_slow_downs: u64,
    /// Time spent waiting for the host's turn and pause, milliseconds.
    pub waited_ms: u64,
    /// Time from the start of requests to the end of their bodies, milliseconds.
    pub answered_ms: u64,
}

impl HostTimes {
    /// Reads what the runs of a round kept; nothing where they kept nothing.
    ///
    /// # Errors
    ///
    /// If the file is there and cannot be read.
    pub fn read(dir: &Path) -> Result<Vec<Self>, StoreError> {
        Ok(read_json(&dir.join(HOSTS_FILE))?.unwrap_or_default())
    }

    /// Adds what a run met to what earlier runs of the round did.
    ///
    /// # Errors
    ///
    /// If the file cannot be read or written.
    pub fn add(dir: &Path, met: impl IntoIterator<Item = Self>) -> Result<(), StoreError> {
        let mut all = Self::read(dir)?;
        for host in met {
            match all.iter_mut().find(|known| known.host == host.host) {
                Some(known) => known.join(&host),
                None => all.push(host),
            }
        }
        all.sort_by(|a, b| a.host.cmp(&b.host));
        if all.is_empty() { Ok(()) } else { write_json(&dir.join(HOSTS_FILE), &all) }
    }

    fn join(&mut self, other: &Self) {
        self.n_requests += other.n_requests;
        self.n_retries += other.n_retries;
        self.n_slow_downs += other.n_slow_downs;
        self.waited_ms += other.waited_ms;
        self.answered_ms += other.answered_ms;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn host(name: &str, n_requests: u64) -> HostTimes {
        HostTimes { host: name.to_owned(), n_requests, ..HostTimes::default() }
    }

    #[test]
    fn runs_of_a_round_add_up() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(HostTimes::read(dir.path()).unwrap(), []);
        HostTimes::add(dir.path(), []).unwrap();
        assert!(!dir.path().join(HOSTS_FILE).exists(), "a run over an archive met nobody");
        HostTimes::add(dir.path(), [host("b", 2), host("a", 1)]).unwrap();
        HostTimes::add(dir.path(), [host("b", 3)]).unwrap();
        assert_eq!(HostTimes::read(dir.path()).unwrap(), [host("a", 1), host("b", 5)]);
    }
}
