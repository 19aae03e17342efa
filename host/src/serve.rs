//! `bluebook serve`: rounds in the browser. Views that follow a run, the desk of the reviewers, and
//! the same as an API (`serve/openapi.json`).
//!
//! A request passes the [`gate`]: its host, its origin, how often it comes, whose session it is,
//! what role the route needs. The [`routes`] are one table. Behind each is work over a [`room`],
//! one for each round: the round's files are the truth, and whatever is shown is made from their
//! state and kept for it. People's answers go through one [`Desk`](crate::review::Desk), which
//! acknowledges what is on the medium.
//!
//! The runtime is one thread that only moves bytes; work is done on threads of its own. This module
//! listens and never asks: what goes out to other hosts is `fetch` alone.

mod accounts;
mod answer;
mod api;
mod app;
mod call;
mod codes;
mod counters;
mod events;
mod evidence;
mod gate;
mod headers;
mod limits;
mod listen;
mod metrics;
mod news;
mod pages;
mod problem;
mod rates;
mod report;
mod role;
mod room;
mod router;
mod routes;
mod seat;
mod session;
mod sessions;
mod shelf;
mod sitting;
mod stall;
mod stamp;
mod tally;
mod tls;
mod views;
mod web;

use std::fmt;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};
use tokio_rustls::TlsAcceptor;

pub use self::accounts::{ACCOUNTS_FILE, Account, Accounts, AccountsError};
use self::app::App;
pub use self::app::{Publisher, Served, Unpublished};
use self::gate::{Gate, Mode};
pub use self::limits::Limits;
use self::limits::WORKERS_MAX;
pub use self::role::{NoSuchRole, Role};
pub use self::routes::{Method, Route, table as routes};
pub use self::tls::TlsError;
use crate::run::Stop;

/// How a server is reached.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where it listens; port 0 is one that the system chooses.
    pub listen: SocketAddr,
    /// Files of its certificate and key, if it speaks TLS itself.
    pub tls: Option<(PathBuf, PathBuf)>,
    /// Whether a proxy of ours stands before it, speaks TLS, and says whom it asks for.
    pub behind_proxy: bool,
    /// Names it is asked by, besides the address it listens at; any if there are accounts and none
    /// are given.
    pub hosts: Vec<String>,
    /// Who sits at this machine, where nobody has to log in.
    pub person: Option<String>,
    /// Who may log in.
    pub accounts: PathBuf,
    /// What it bears.
    pub limits: Limits,
}

/// Why nothing is served.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Everybody who reaches the address could do everything.
    #[error("`{0}` can be reached from other machines, and nobody has an account")]
    Public(SocketAddr),
    /// The accounts cannot be used.
    #[error("the accounts cannot be used")]
    Accounts(#[from] AccountsError),
    /// The address is taken, or not one of this machine.
    #[error("cannot listen at `{address}`")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why.
        source: io::Error,
    },
    /// The certificate cannot be used.
    #[error("cannot speak TLS")]
    Tls(#[from] TlsError),
    /// The system gives no threads or no timers.
    #[error("cannot start")]
    Start {
        /// Why.
        source: io::Error,
    },
    /// The system gives no random numbers.
    #[error("the system gives no random numbers")]
    Random,
}

impl ServeError {
    /// What to do about it, if there is something to say.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Public(_) => Some(
                "`bluebook user add NAME --role operator` first, or listen at 127.0.0.1".to_owned(),
            ),
            Self::Accounts(error) => error.hint(),
            Self::Listen { .. } => {
                Some("`--listen 127.0.0.1:0` takes a port that is free".to_owned())
            }
            Self::Tls(_) => Some("`--tls-cert` and `--tls-key` name PEM files".to_owned()),
            Self::Start { .. } | Self::Random => None,
        }
    }
}

/// A server that listens and does not answer yet.
pub struct Server {
    runtime: Runtime,
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
    address: SocketAddr,
    app: Arc<App>,
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server").field("address", &self.address).finish_non_exhaustive()
    }
}

impl Server {
    /// Listens.
    ///
    /// # Errors
    ///
    /// If the address can be reached from other machines and nobody has an account, if accounts or
    /// certificate cannot be used, or if the address is taken.
    pub fn new(
        options: &Options,
        served: Served,
        (stop, clock): (Stop, fn() -> SystemTime),
        publisher: Box<Publisher>,
    ) -> Result<Self, ServeError> {
        let Options { listen, tls, behind_proxy, limits, .. } = options;
        let has_accounts = !Accounts::open(&options.accounts)?.is_empty();
        // Behind a proxy this machine's own address is as good as public.
        if !has_accounts && (!listen.ip().is_loopback() || *behind_proxy) {
            return Err(ServeError::Public(*listen));
        }
        let tls = tls.as_ref().map(|(cert, key)| tls::acceptor(cert, key)).transpose()?;
        let runtime = Builder::new_current_thread()
            .enable_io()
            .enable_time()
            .max_blocking_threads(WORKERS_MAX)
            .build()
            .map_err(|source| ServeError::Start { source })?;
        let failed = |source| ServeError::Listen { address: *listen, source };
        let listener = runtime.block_on(TcpListener::bind(listen)).map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let mode = if has_accounts {
            Mode::Accounts(options.accounts.clone())
        } else {
            Mode::Local { person: options.person.clone() }
        };
        let mut gate = Gate::new(mode, limits).map_err(|_| ServeError::Random)?;
        gate.hosts = hosts(&options.hosts, address, has_accounts);
        gate.is_secure = tls.is_some() || *behind_proxy;
        gate.behind_proxy = *behind_proxy;
        let app = Arc::new(App::new(gate, limits.clone(), served, (stop, clock), publisher));
        Ok(Self { runtime, listener, tls, address, app })
    }

    /// Where it is reached.
    pub fn url(&self) -> String {
        let scheme = if self.tls.is_some() { "https" } else { "http" };
        format!("{scheme}://{}/", self.address)
    }

    /// Answers until somebody wishes to stop.
    pub fn run(self) {
        let Self { runtime, listener, tls, app, .. } = self;
        let router = router::router(&app);
        runtime.block_on(listen::accept(listener, router, tls, app));
        // Work that still goes on is for requests that were cut; what is acknowledged is kept.
        runtime.shutdown_background();
    }
}

/// The hosts that requests may name. Without accounts these are the ways to this machine from
/// itself and no other, because a page elsewhere can have its own name lead here.
fn hosts(named: &[String], address: SocketAddr, has_accounts: bool) -> Vec<String> {
    let mut hosts = named.to_vec();
    if !has_accounts || !named.is_empty() {
        let port = address.port();
        hosts.push(address.to_string());
        if address.ip().is_loopback() {
            hosts.push(format!("localhost:{port}"));
            hosts.push(SocketAddr::new(IpAddr::from([127, 0, 0, 1]), port).to_string());
        }
    }
    hosts
}
