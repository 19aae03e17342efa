//! A site on this machine that answers as it is told, rightly or wrongly.

use std::io::{self, Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;

/// How a request is answered. Nothing is added: status line and headers are part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// These bytes, then the end.
    Bytes(Vec<u8>),
    /// These bytes, then silence until the client gives up.
    Silence(Vec<u8>),
    /// The first bytes, then the second over and over until the client gives up.
    Endless(Vec<u8>, Vec<u8>),
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

type Script = dyn Fn(&str) -> Answer + Send + Sync;

/// A server on a port the system chose; it ends when it is dropped.
#[derive(Debug)]
pub struct Loopback {
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
        Self::listen(Ipv4Addr::LOCALHOST, true, Arc::new(script))
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
        Self::listen(ip, false, Arc::new(script))
    }

    fn listen(ip: Ipv4Addr, has_robots: bool, script: Arc<Script>) -> io::Result<Self> {
        let listener = TcpListener::bind((ip, 0))?;
        let address = listener.local_addr()?;
        let seen = Arc::new(Seen { has_robots, ..Seen::default() });
        let accepting = std::thread::spawn({
            let seen = Arc::clone(&seen);
            move || accept(&listener, &seen, &script)
        });
        Ok(Self { address, seen, accepting: Some(accepting) })
    }

    /// The address of a path on this server.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
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

fn accept(listener: &TcpListener, seen: &Arc<Seen>, script: &Arc<Script>) {
    for stream in listener.incoming() {
        if seen.is_over.load(Ordering::SeqCst) {
            return;
        }
        let Ok(stream) = stream else { continue };
        let (seen, script) = (Arc::clone(seen), Arc::clone(script));
        // A client that hangs up early is a case under test, not a failure of the server.
        std::thread::spawn(move || serve(stream, &seen, &script).unwrap_or_default());
    }
}

/// What a TLS client sends first (RFC 8446, 5.1). It is told in plain text that this is no
/// TLS, as web servers do.
const TLS_HANDSHAKE: [u8; 1] = [22];

/// Reads one request and answers it.
fn serve(mut stream: TcpStream, seen: &Seen, script: &Arc<Script>) -> io::Result<()> {
    let mut request = Vec::new();
    while !request.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        if stream.read(&mut byte)? == 0 {
            return Ok(());
        }
        if byte == TLS_HANDSHAKE && request.is_empty() {
            return stream.write_all(&head("400 Bad Request", "", 0));
        }
        request.extend_from_slice(&byte);
    }
    let request = String::from_utf8_lossy(&request).into_owned();
    let path = request.split(' ').nth(1).unwrap_or_default().to_owned();
    if path == "/robots.txt" && !seen.has_robots {
        return stream.write_all(&head("404 Not Found", "", 0));
    }
    seen.requests.lock().unwrap_or_else(PoisonError::into_inner).push(request);
    seen.came.notify_all();
    match script(&path) {
        Answer::Bytes(bytes) => stream.write_all(&bytes),
        Answer::Silence(bytes) => {
            stream.write_all(&bytes)?;
            io::copy(&mut stream, &mut io::sink()).map(drop)
        }
        Answer::Endless(first, again) => {
            stream.write_all(&first)?;
            loop {
                stream.write_all(&again)?;
            }
        }
    }
}
