//! A site on this machine that answers as it is told, rightly or wrongly.

use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// How a request is answered. Nothing is added: status line and headers are part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// These bytes, then the end.
    Bytes(Vec<u8>),
    /// These bytes, then silence until the client gives up.
    Silence(Vec<u8>),
    /// The first bytes, then the second over and over until the client gives up.
    Endless(Vec<u8>, Vec<u8>),
    /// Byte by byte with a pause before each, then silence.
    Drip(Vec<u8>),
    /// These bytes, then a reset of the connection.
    Reset(Vec<u8>),
}

/// The pause before each byte of [`Answer::Drip`].
const DRIP_PAUSE: Duration = Duration::from_millis(50);

/// A request as it came.
#[derive(Debug)]
pub struct Request<'a> {
    /// Path and query.
    pub path: &'a str,
    /// Request line and headers.
    pub text: &'a str,
}

/// The whole answer of a page: status 200, headers, length, body.
pub fn page(headers: &str, body: &[u8]) -> Answer {
    let mut bytes = head("200 OK", headers, body.len());
    bytes.extend_from_slice(body);
    Answer::Bytes(bytes)
}

/// An answer without a body, for example `("302 Found", "Location: /next\r\n")`.
pub fn bare(status: &str, headers: &str) -> Answer {
    Answer::Bytes(head(status, headers, 0))
}

/// Status line and headers for a body of `n_bytes`. `headers` are lines with their line ends.
pub fn head(status: &str, headers: &str, n_bytes: usize) -> Vec<u8> {
    format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {n_bytes}\r\nConnection: close\r\n\r\n")
        .into_bytes()
}

/// Says how a request is answered.
pub type Script = dyn Fn(&Request<'_>) -> Answer + Send + Sync;

/// A server on a port the system chose; it ends when it is dropped.
#[derive(Debug)]
pub struct Loopback {
    scheme: &'static str,
    address: SocketAddr,
    seen: Arc<Seen>,
    accepting: Option<JoinHandle<()>>,
}

/// What the server saw.
#[derive(Debug, Default)]
struct Seen {
    is_over: AtomicBool,
    /// Whether the script is asked for `robots.txt` too.
    has_robots: bool,
    requests: Mutex<Vec<String>>,
    came: Condvar,
}

impl Loopback {
    /// A server that answers a path, such as `/index.html?x`, with what `script` says.
    ///
    /// # Errors
    ///
    /// If no port can be had.
    pub fn start(script: impl Fn(&str) -> Answer + Send + Sync + 'static) -> io::Result<Self> {
        Self::start_at(Ipv4Addr::LOCALHOST, script)
    }

    /// The same; here the script answers for `/robots.txt` as well. Elsewhere there is none,
    /// and that it was asked for is not counted.
    ///
    /// # Errors
    ///
    /// If no port can be had.
    pub fn with_robots(
        script: impl Fn(&str) -> Answer + Send + Sync + 'static,
    ) -> io::Result<Self> {
        let script = move |request: &Request<'_>| script(request.path);
        Self::listen((Ipv4Addr::LOCALHOST, 0).into(), true, None, Arc::new(script))
    }

    /// The same on another address of this machine, 127.0.0.2 for example.
    ///
    /// # Errors
    ///
    /// If no port can be had there.
    pub fn start_at(
        ip: Ipv4Addr,
        script: impl Fn(&str) -> Answer + Send + Sync + 'static,
    ) -> io::Result<Self> {
        let script = move |request: &Request<'_>| script(request.path);
        Self::listen((ip, 0).into(), false, None, Arc::new(script))
    }

    /// The same at `address`, over TLS if there is a configuration for it; with `has_robots` the
    /// script answers for `/robots.txt` too.
    ///
    /// # Errors
    ///
    /// If the port cannot be had.
    pub fn listen(
        address: SocketAddr,
        has_robots: bool,
        tls: Option<Arc<ServerConfig>>,
        script: Arc<Script>,
    ) -> io::Result<Self> {
        let listener = TcpListener::bind(address)?;
        let address = listener.local_addr()?;
        let seen = Arc::new(Seen { has_robots, ..Seen::default() });
        let scheme = if tls.is_some() { "https" } else { "http" };
        let accepting = std::thread::spawn({
            let seen = Arc::clone(&seen);
            move || accept(&listener, &seen, tls.as_ref(), &script)
        });
        Ok(Self { scheme, address, seen, accepting: Some(accepting) })
    }

    /// The address of a path on this server.
    pub fn url(&self, path: &str) -> String {
        format!("{}://{}{path}", self.scheme, self.address)
    }

    /// The port the system chose.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// The requests so far as they came, head lines and all.
    pub fn requests(&self) -> Vec<String> {
        self.seen.requests.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Waits until so many requests have come.
    pub fn wait_for(&self, n_requests: usize) {
        let requests = self.seen.requests.lock().unwrap_or_else(PoisonError::into_inner);
        let are_missing = |requests: &mut Vec<String>| requests.len() < n_requests;
        drop(self.seen.came.wait_while(requests, are_missing));
    }
}

impl Drop for Loopback {
    fn drop(&mut self) {
        self.seen.is_over.store(true, Ordering::SeqCst);
        // Wakes the thread that waits for a connection.
        let _ = TcpStream::connect(self.address);
        if let Some(accepting) = self.accepting.take() {
            let _ = accepting.join();
        }
    }
}

fn accept(
    listener: &TcpListener,
    seen: &Arc<Seen>,
    tls: Option<&Arc<ServerConfig>>,
    script: &Arc<Script>,
) {
    for stream in listener.incoming() {
        if seen.is_over.load(Ordering::SeqCst) {
            return;
        }
        let Ok(stream) = stream else { continue };
        let (seen, tls, script) = (Arc::clone(seen), tls.cloned(), Arc::clone(script));
        // A client that hangs up early is a case under test, not a failure of the server.
        std::thread::spawn(move || serve(&stream, &seen, tls, &*script).unwrap_or_default());
    }
}

/// What a TLS client sends first (RFC 8446, 5.1). It is told in plain text that this is no
/// TLS, as web servers do.
const TLS_HANDSHAKE: [u8; 1] = [22];

fn serve(
    stream: &TcpStream,
    seen: &Seen,
    tls: Option<Arc<ServerConfig>>,
    script: &Script,
) -> io::Result<()> {
    let Some(tls) = tls else {
        let answer = answer_of(&mut &*stream, seen, script)?;
        return send(stream, &mut &*stream, answer);
    };
    let connection = ServerConnection::new(tls).map_err(io::Error::other)?;
    let mut over_tls = StreamOwned::new(connection, stream.try_clone()?);
    let answer = answer_of(&mut over_tls, seen, script)?;
    send(stream, &mut over_tls, answer)?;
    over_tls.conn.send_close_notify();
    over_tls.flush()
}

/// Reads one request and asks the script.
fn answer_of(stream: &mut dyn Read, seen: &Seen, script: &Script) -> io::Result<Answer> {
    let mut request = Vec::new();
    while !request.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        if stream.read(&mut byte)? == 0 {
            return Ok(Answer::Bytes(Vec::new()));
        }
        if byte == TLS_HANDSHAKE && request.is_empty() {
            return Ok(bare("400 Bad Request", ""));
        }
        request.extend_from_slice(&byte);
    }
    let text = String::from_utf8_lossy(&request).into_owned();
    let path = text.split(' ').nth(1).unwrap_or_default();
    if path == "/robots.txt" && !seen.has_robots {
        return Ok(bare("404 Not Found", ""));
    }
    let answer = |text: &str| script(&Request { path, text });
    seen.requests.lock().unwrap_or_else(PoisonError::into_inner).push(text.clone());
    seen.came.notify_all();
    Ok(answer(&text))
}

/// Sends an answer over `stream`, which goes through `tcp`.
fn send(tcp: &TcpStream, stream: &mut (impl Read + Write), answer: Answer) -> io::Result<()> {
    match answer {
        Answer::Bytes(bytes) => stream.write_all(&bytes),
        Answer::Silence(bytes) => {
            stream.write_all(&bytes)?;
            io::copy(stream, &mut io::sink()).map(drop)
        }
        Answer::Endless(first, again) => {
            stream.write_all(&first)?;
            loop {
                stream.write_all(&again)?;
            }
        }
        Answer::Drip(bytes) => {
            // Nobody sends: a pause that needs no banned sleep. The slowness is the case.
            let (_never, pause) = std::sync::mpsc::channel::<()>();
            for byte in bytes {
                let _ = pause.recv_timeout(DRIP_PAUSE);
                stream.write_all(&[byte])?;
                stream.flush()?;
            }
            io::copy(stream, &mut io::sink()).map(drop)
        }
        Answer::Reset(bytes) => {
            stream.write_all(&bytes)?;
            stream.flush()?;
            // Closing a socket that lingers for no time resets the connection.
            rustix::net::sockopt::set_socket_linger(tcp, Some(Duration::ZERO))?;
            tcp.shutdown(std::net::Shutdown::Read)
        }
    }
}
