//! What the web desk bears: reviewers who answer and readers who look, at a country's round.
//!
//! ```text
//! cargo bench -p tests --bench desk
//! cargo bench -p tests --bench desk -- --reviewers 50 --readers 500 --seconds 20
//! ```
//!
//! A round over every region and point of the real manifests is made from a seed (no page is judged),
//! and a server of this process is asked over loopback. First one reviewer alone: the next question by
//! effect, which orders every open verdict anew. Then everybody at once for a bounded time: a reviewer
//! takes a question, answers it, and pauses; a reader looks at one view after the other. Server and
//! clients share the machine, so times are what a machine of its own would beat. Errors are counted and
//! nothing is asserted of a time.

mod ask;
mod times;

use std::error::Error;
use std::io::{Write as _, stdout};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use bluebook::panel::Chosen;
use bluebook::run::Stop;
use bluebook::serve::{ACCOUNTS_FILE, Limits, Options, Served, Server, Unpublished};
use bluebook::store::StoredReviews;
use tests::nation::{self, Nation};

use crate::ask::{alone, everybody};

/// How many of whom, and for how long.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Load {
    pub(crate) reviewers: usize,
    pub(crate) readers: usize,
    pub(crate) seconds: u64,
}

fn load() -> Result<Load, Box<dyn Error>> {
    let mut load = Load { reviewers: 50, readers: 500, seconds: 20 };
    let mut args = std::env::args().skip(1).filter(|arg| arg != "--bench");
    while let Some(name) = args.next() {
        let value = args.next().ok_or_else(|| format!("`{name}` has no value"))?;
        match name.as_str() {
            "--reviewers" => load.reviewers = value.parse()?,
            "--readers" => load.readers = value.parse()?,
            "--seconds" => load.seconds = value.parse()?,
            _ => return Err(format!("`{name}` is no option").into()),
        }
    }
    Ok(load)
}

#[expect(clippy::disallowed_methods, reason = "a server has a clock")]
fn clock() -> SystemTime {
    SystemTime::now()
}

fn main() -> Result<(), Box<dyn Error>> {
    let load = load()?;
    let _ = rustls::crypto::ring::default_provider().install_default();
    let dir = tempfile::tempdir_in(std::path::Path::new(env!("CARGO_TARGET_TMPDIR")))?;
    Nation { seed: 1, is_hostile: false }.write(dir.path(), "2019");
    let served = Served {
        manifests: Arc::new(bluebook::manifest::load(&nation::manifests())?),
        rounds: dir.path().to_owned(),
        names: Vec::new(),
        chosen: Chosen::default(),
        archives: Vec::new(),
    };
    let options = Options {
        listen: SocketAddr::from(([127, 0, 0, 1], 0)),
        tls: None,
        behind_proxy: false,
        hosts: Vec::new(),
        person: None,
        accounts: dir.path().join(ACCOUNTS_FILE),
        limits: Limits::default(),
    };
    let publisher = |_: &str, _: &str, _: &[String]| {
        let text = "nothing is published here".to_owned();
        Err(Unpublished { text, hint: None, said: Vec::new() })
    };
    let stop = Stop::default();
    let time = (stop.clone(), clock as fn() -> SystemTime);
    let server = Server::new(&options, served, time, Box::new(publisher))?;
    let url = server.url();
    let serving = std::thread::spawn(move || server.run());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    writeln!(stdout(), "{}", runtime.block_on(alone(&url))?)?;
    let (told, n_acknowledged) = runtime.block_on(everybody(&url, load))?;
    writeln!(stdout(), "{told}")?;
    drop(runtime);
    stop.wish();
    serving.join().map_err(|_| "the server panicked")?;
    let stored = StoredReviews::read(&dir.path().join("2019"))?;
    let n_events = stored.map_or(0, |stored| stored.events.len());
    writeln!(stdout(), "{n_acknowledged} answers acknowledged, {n_events} on record")?;
    if n_events < n_acknowledged {
        return Err("an acknowledged answer is not on record".into());
    }
    Ok(())
}

/// Between two questions of a reviewer, who is quick.
pub(crate) const REVIEWER_PAUSE: Duration = Duration::from_secs(2);

/// Between two views of a reader.
pub(crate) const READER_PAUSE: Duration = Duration::from_secs(2);
