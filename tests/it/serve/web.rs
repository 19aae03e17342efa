//! A server in this process over a small made round, and browsers that ask it.

use std::fmt::Write as _;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, SystemTime};

use bluebook::manifest::{self, Manifests};
use bluebook::model::{RegionBatch, RegionCode, RoundHeader, Verdict};
use bluebook::panel::{self, Chosen};
use bluebook::review::Desk;
use bluebook::run::Stop;
use bluebook::serve::{Accounts, Limits, Options, Role, ServeError, Served, Server, Unpublished};
use bluebook::store::{Reader, Round};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::review::made::Made;

/// What every account of these tests is opened by.
pub(crate) const PASSWORD: &str = "correct horse battery";

/// The name of the round.
pub(crate) const ROUND: &str = "2019";

/// Points of each region.
const WEIGHTS: [f64; 4] = [40.0, 30.0, 20.0, 10.0];

/// A moment of 2019-01-15.
pub(crate) fn clock() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_hours(429_864)
}

/// A folder with a made round, and everything a server wants to know.
pub(crate) struct House {
    dir: TempDir,
    pub(crate) manifests: Arc<Manifests>,
    pub(crate) made: Made,
    pub(crate) options: Options,
    pub(crate) chosen: Chosen,
    pub(crate) clock: fn() -> SystemTime,
}

impl House {
    /// With three regions judged and the round closed; nobody has an account.
    pub(crate) fn new() -> Self {
        let house = Self::empty();
        let mut round = house.begin();
        for (region, verdicts) in &house.made.judged {
            round.record(&batch(*region, verdicts)).unwrap();
        }
        round.close().unwrap();
        house
    }

    /// With no round.
    pub(crate) fn empty() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let made = Made::new(3, &WEIGHTS, |_| 0.2, 1);
        let mut manifests = manifest::load(&tests::nation::manifests()).unwrap();
        manifests.edition = ROUND.to_owned();
        manifests.system = made.system.clone();
        manifests.regions = made.regions.clone();
        let options = Options {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            tls: None,
            behind_proxy: false,
            hosts: Vec::new(),
            person: Some("本机".to_owned()),
            accounts: dir.path().join("users.json"),
            limits: Limits::default(),
        };
        let chosen = Chosen { double_percent: Some(0.0), ..Chosen::default() };
        Self { dir, manifests: Arc::new(manifests), made, options, chosen, clock }
    }

    /// With an account for each role, named as the role.
    pub(crate) fn with_accounts(mut self) -> Self {
        for role in Role::ALL {
            self.account(role.name(), role);
        }
        self.options.person = None;
        self
    }

    /// Adds an account.
    pub(crate) fn account(&self, name: &str, role: Role) {
        self.accounts().add(name, role, PASSWORD).unwrap();
    }

    pub(crate) fn accounts(&self) -> Accounts {
        Accounts::open(&self.options.accounts).unwrap()
    }

    /// Begins the round.
    pub(crate) fn begin(&self) -> Round {
        let header = RoundHeader {
            name: ROUND.to_owned(),
            edition: ROUND.to_owned(),
            collected_on: "2019-01-15".to_owned(),
            plan: self.manifests.digest,
            source: "archive made".to_owned(),
        };
        Round::create_or_resume(&self.round(), &header).unwrap().0
    }

    /// A desk at the round beside the server's.
    pub(crate) fn desk(&self) -> Desk {
        let reader = Reader::open(&self.round()).unwrap();
        let settings = panel::settings(&reader, &self.manifests, &self.chosen).unwrap();
        panel::seat(&self.round(), &reader, &self.manifests, settings).unwrap()
    }

    /// The directory of the round.
    pub(crate) fn round(&self) -> PathBuf {
        self.path().join(ROUND)
    }

    /// The folder of the rounds.
    pub(crate) fn path(&self) -> &Path {
        self.dir.path()
    }

    /// Listens, or says why not.
    pub(crate) fn listen(&self) -> Result<(Server, Stop), ServeError> {
        let served = Served {
            manifests: Arc::clone(&self.manifests),
            rounds: self.path().to_owned(),
            names: Vec::new(),
            chosen: self.chosen,
            archives: Vec::new(),
        };
        let stop = Stop::default();
        let publisher = |round: &str, person: &str, accept: &[String]| {
            let text = format!("{round} {person} {accept:?}");
            Err(Unpublished { text, hint: None, said: vec!["fails".to_owned()] })
        };
        let time = (stop.clone(), self.clock);
        Ok((Server::new(&self.options, served, time, Box::new(publisher))?, stop))
    }

    /// Serves until it is dropped.
    pub(crate) fn open(&self) -> Web {
        let (server, stop) = self.listen().unwrap();
        let url = server.url();
        let host = url.split('/').nth(2).unwrap().to_owned();
        let address = host.parse().unwrap();
        let serving = Some(std::thread::spawn(move || server.run()));
        Web { host, address, stop, serving }
    }
}

/// What is recorded of a region.
pub(crate) fn batch(region: RegionCode, verdicts: &[Verdict]) -> RegionBatch {
    RegionBatch { verdicts: verdicts.to_vec(), ..RegionBatch::empty(region) }
}

/// A server that runs.
pub(crate) struct Web {
    pub(crate) host: String,
    pub(crate) address: SocketAddr,
    stop: Stop,
    serving: Option<JoinHandle<()>>,
}

impl Drop for Web {
    fn drop(&mut self) {
        self.stop.wish();
        if let Some(serving) = self.serving.take() {
            serving.join().unwrap();
        }
    }
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    /// Names in lower case.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    pub(crate) fn read(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("a head");
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
        let mut lines = head.lines();
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let header = |line: &str| {
            let (name, value) = line.split_once(':').unwrap();
            (name.to_ascii_lowercase(), value.trim().to_owned())
        };
        Self { status, headers: lines.map(header).collect(), body: bytes[end + 4..].to_vec() }
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("{}", self.text()))
    }

    /// The name of a problem.
    pub(crate) fn problem(&self) -> String {
        assert_eq!(self.header("content-type"), "application/problem+json");
        let json = self.json();
        assert_eq!(json["status"], self.status);
        json["type"].as_str().unwrap().trim_start_matches("urn:bluebook:problem:").to_owned()
    }
}

impl Web {
    /// Sends bytes and reads until the server ends the connection.
    pub(crate) fn send(&self, bytes: &[u8]) -> Vec<u8> {
        let mut stream = TcpStream::connect(self.address).unwrap();
        // A server that refuses what it reads may have ended the connection meanwhile.
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        answer
    }

    /// Asks with these headers and no others but the host.
    pub(crate) fn ask(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Reply {
        let mut head = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
        // Writing to a string does not fail.
        if !headers.iter().any(|(name, _)| *name == "Host") {
            let _ = write!(head, "Host: {}\r\n", self.host);
        }
        for (name, value) in headers {
            let _ = write!(head, "{name}: {value}\r\n");
        }
        if !body.is_empty() {
            let _ = write!(head, "Content-Length: {}\r\n", body.len());
        }
        Reply::read(&self.send(&[head.as_bytes(), b"\r\n", body].concat()))
    }

    pub(crate) fn origin(&self) -> String {
        format!("http://{}", self.host)
    }

    /// A browser that nobody has logged in from.
    pub(crate) fn browser(&self) -> Browser<'_> {
        Browser { web: self, cookie: String::new(), token: String::new() }
    }

    /// A browser of somebody with an account, or of a name where there are none.
    pub(crate) fn log_in(&self, name: &str) -> Browser<'_> {
        let mut browser = self.browser();
        let reply = browser.post("/api/session", &json!({"name": name, "password": PASSWORD}));
        assert_eq!(reply.status, 200, "{}", reply.text());
        browser.keep(&reply);
        browser
    }
}

/// A browser with its cookie.
pub(crate) struct Browser<'w> {
    web: &'w Web,
    pub(crate) cookie: String,
    pub(crate) token: String,
}

impl Browser<'_> {
    /// Keeps the cookie and the token of a session.
    pub(crate) fn keep(&mut self, reply: &Reply) {
        reply.header("set-cookie").split(';').next().unwrap().clone_into(&mut self.cookie);
        reply.json()["csrf"].as_str().unwrap().clone_into(&mut self.token);
    }

    pub(crate) fn ask(&self, method: &str, path: &str, kind: &str, body: &[u8]) -> Reply {
        let origin = self.web.origin();
        let mut headers = vec![("Content-Type", kind), ("Origin", origin.as_str())];
        let (cookie, token) =
            (("Cookie", self.cookie.as_str()), ("X-Bluebook-Token", self.token.as_str()));
        headers.extend([cookie, token].into_iter().filter(|(_, value)| !value.is_empty()));
        self.web.ask(method, path, &headers, body)
    }

    pub(crate) fn get(&self, path: &str) -> Reply {
        self.ask("GET", path, "text/plain", b"")
    }

    pub(crate) fn post(&self, path: &str, body: &Value) -> Reply {
        self.ask("POST", path, "application/json", body.to_string().as_bytes())
    }

    /// Asks for a view that has to be there.
    #[track_caller]
    pub(crate) fn json(&self, path: &str) -> Value {
        let reply = self.get(path);
        assert_eq!(reply.status, 200, "{path}: {}", reply.text());
        reply.json()
    }

    /// Does something in the round that has to succeed.
    #[track_caller]
    pub(crate) fn act(&self, what: &str, body: &Value) -> Value {
        let reply = self.post(&format!("/api/rounds/{ROUND}/{what}"), body);
        assert!(matches!(reply.status, 200 | 201), "{what}: {} {}", reply.status, reply.text());
        reply.json()
    }

    /// Does something in the round that is refused; gives the name of the problem.
    #[track_caller]
    pub(crate) fn refused(&self, what: &str, body: &Value) -> String {
        self.post(&format!("/api/rounds/{ROUND}/{what}"), body).problem()
    }
}
