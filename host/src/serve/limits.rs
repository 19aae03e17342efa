//! Every limit of the server, with its reason. A server that is left alone meets none of them; they
//! are for clients that are broken or mean.

use std::time::Duration;

/// Limits that tests lower; [`Limits::default`] is what a server runs with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Connections at once; more wait in the system's queue.
    pub connections_max: usize,
    /// Streams of events at once; a stream holds a connection for as long as somebody looks.
    pub streams_max: usize,
    /// Time for a TLS handshake, for the head of a request, and between two requests of a
    /// connection.
    pub head: Duration,
    /// Time for the body of a request.
    pub body: Duration,
    /// Time without any progress in writing an answer.
    pub stall: Duration,
    /// How often the files of a round are looked at while somebody follows it.
    pub follow: Duration,
    /// After this a session that nobody used is over, in seconds.
    pub idle_seconds: u64,
    /// After this a session is over, used or not, in seconds.
    pub session_seconds: u64,
    /// Logins that may be tried for a name, and from an address, in a minute.
    pub logins_per_minute: u32,
    /// Requests of a session, or of an address without one, in a minute.
    pub requests_per_minute: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            // 50 reviewers and 500 readers with a stream each, twice over; each costs some 20 KB.
            connections_max: 2_000,
            streams_max: 1_000,
            // A head is one packet; 10 s is a lost packet sent again three times.
            head: Duration::from_secs(10),
            // 32 MiB at 4 Mbit/s.
            body: Duration::from_secs(70),
            // A phone in a tunnel comes back sooner or asks again.
            stall: Duration::from_secs(30),
            // Twice a second is live for people and nothing for a disk: two calls of `stat`.
            follow: Duration::from_millis(500),
            // A meeting; a question is given to others after 15 minutes as it is.
            idle_seconds: 2 * 3_600,
            // A working day.
            session_seconds: 12 * 3_600,
            // Nobody mistypes more often; guessing takes a year for 5 million tries.
            logins_per_minute: 10,
            // Ten a second: a page asks for five things, a quick reviewer for three a question.
            requests_per_minute: 600,
        }
    }
}

/// Bytes of a request's head; browsers send 1 to 2 KB.
pub(super) const HEAD_BYTES_MAX: usize = 16 << 10;

/// Fields of a request's head; browsers send 15 to 25.
pub(super) const HEAD_FIELDS_MAX: usize = 64;

/// Bytes of a JSON body: 32 exhibits with quotes of 10,000 bytes do not come at once.
pub(super) const BODY_BYTES_MAX: usize = 256 << 10;

/// Bytes of a query: an address of 2,000 bytes with 20 quotes, percent-encoded.
pub(super) const QUERY_BYTES_MAX: usize = 12 << 10;

/// Time that requests under way are given when the server stops.
pub(super) const DRAIN: Duration = Duration::from_secs(5);

/// A pause after the system refused a connection, which happens when files run out.
pub(super) const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// Threads for the work of requests: reviewers may wait for the disk one behind the other while
/// readers go on.
pub(super) const WORKERS_MAX: usize = 128;

/// A comment this often keeps a quiet stream from being cut by what lies between.
pub(super) const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// News that a slow reader of a stream may be behind; then it is sent the state anew.
pub(super) const NEWS_MAX: usize = 256;

/// While a round grows its scores are made anew this often at most, in seconds: it takes about
/// one for a country.
pub(super) const REBUILD_SECONDS: u64 = 10;

/// Bytes of answers kept ready in all for one state of a round.
pub(super) const SHELF_BYTES_MAX: usize = 64 << 20;

/// Rows of a list in one answer of JSON; CSV has all.
pub(super) const ROWS_MAX: usize = 1_000;

/// Rows of a list where none are asked for.
pub(super) const ROWS: usize = 100;

/// Questions a person may have open at once: browser tabs.
pub(super) const QUESTIONS_MAX: usize = 32;

/// Answers of a sitting that can be taken back one after the other without their numbers.
pub(super) const UNDO_MAX: usize = 1_000;

/// Sessions at once; beyond them the one unused longest goes.
pub(super) const SESSIONS_MAX: usize = 10_000;

/// Names and addresses whose rates are counted; beyond them those at rest are forgotten.
pub(super) const RATES_MAX: usize = 20_000;

/// Passwords checked at once; each takes 19 MiB and some 20 ms of a core.
pub(super) const LOGINS_AT_ONCE_MAX: usize = 2;

/// Bytes of a page's source in one answer: what a person looks through around a quote.
pub(super) const SOURCE_BYTES_MAX: usize = 64 << 10;
