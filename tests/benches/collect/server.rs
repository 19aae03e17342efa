//! The server: a process of its own on a CPU of its own. It has all answers ready, keeps connections
//! open, and counts which pages were asked for, so that no client has to be believed.

use std::borrow::Cow;
use std::error::Error;
use std::io::{self, BufRead as _, BufReader, Write as _, stdin, stdout};
use std::net::Ipv4Addr;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use tokio::net::{TcpListener, TcpStream};

use crate::machine::{Place, stay_on};
use crate::site::{HOST_MARK, N_HOSTS, PAGE_BYTES, ROBOTS, Site, hosts, html, page_at};
use crate::wire::{head_end, read, write};

/// The argument that makes this binary the server.
pub(crate) const ARGUMENT: &str = "server";

/// Bytes of a request; clients send some hundred.
const REQUEST_BYTES_MAX: usize = 16 << 10;

/// Pages that were asked for since the last look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Requests for pages.
    pub(crate) n_requests: usize,
    /// Pages among them.
    pub(crate) n_pages: usize,
}

/// The server process; it ends when this is dropped.
pub(crate) struct Server {
    process: Child,
    asked: ChildStdin,
    answers: BufReader<ChildStdout>,
    pub(crate) site: Site,
}

impl Server {
    /// Starts it with so many pages a host.
    pub(crate) fn start(pages_per_host: usize) -> Result<Self, Box<dyn Error>> {
        let mut process = Command::new(std::env::current_exe()?)
            .args([ARGUMENT, &pages_per_host.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let (Some(asked), Some(answers)) = (process.stdin.take(), process.stdout.take()) else {
            return Err("the server has no pipes".into());
        };
        let site = Site { port: 0, pages_per_host };
        let mut server = Self { process, asked, answers: BufReader::new(answers), site };
        server.site.port = server.line()?.trim().parse()?;
        Ok(server)
    }

    /// What was asked for since the last call.
    pub(crate) fn tally(&mut self) -> Result<Tally, Box<dyn Error>> {
        writeln!(self.asked)?;
        let line = self.line()?;
        let (n_requests, n_pages) = line.trim().split_once(' ').ok_or("a tally of two numbers")?;
        Ok(Tally { n_requests: n_requests.parse()?, n_pages: n_pages.parse()? })
    }

    fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        self.answers.read_line(&mut line)?;
        Ok(line)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It has nothing to save, and a process that cannot be stopped is gone already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// What the server has ready.
#[derive(Debug)]
struct Ready {
    robots: Vec<u8>,
    missing: Vec<u8>,
    pages: Vec<Vec<u8>>,
    /// Times each page was asked for, host by host.
    asked: Vec<AtomicU32>,
}

/// Is the server until the parent closes the pipe: tells the port, then a tally for every line.
pub(crate) fn serve(pages_per_host: usize) -> Result<(), Box<dyn Error>> {
    stay_on(Place::Server)?;
    let pages = (0..pages_per_host).map(|page| {
        let html = html(page, pages_per_host)?;
        debug_assert_eq!(html.len(), PAGE_BYTES, "by its rule");
        Ok(answer("200 OK", "text/html; charset=utf-8", html.as_bytes()))
    });
    let ready = Arc::new(Ready {
        robots: answer("200 OK", "text/plain", ROBOTS.as_bytes()),
        missing: answer("404 Not Found", "text/plain", b"none"),
        pages: pages.collect::<Result<_, std::fmt::Error>>()?,
        asked: (0..pages_per_host * N_HOSTS).map(|_| AtomicU32::new(0)).collect(),
    });
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let mut port = 0;
        for host in hosts() {
            let ip = Ipv4Addr::new(127, 0, 1, u8::try_from(host)?);
            let listener = TcpListener::bind((ip, port)).await?;
            port = listener.local_addr()?.port();
            tokio::spawn(accept(listener, host, Arc::clone(&ready)));
        }
        writeln!(stdout(), "{port}")?;
        Ok(tokio::task::spawn_blocking(move || report(&ready)).await??)
    })
}

fn answer(status: &str, kind: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

fn report(ready: &Ready) -> io::Result<()> {
    for line in stdin().lines() {
        line?;
        let counts: Vec<u32> = ready.asked.iter().map(|n| n.swap(0, Ordering::Relaxed)).collect();
        let n_requests: u32 = counts.iter().sum();
        let n_pages = counts.iter().filter(|n| **n > 0).count();
        writeln!(stdout(), "{n_requests} {n_pages}")?;
    }
    Ok(())
}

async fn accept(listener: TcpListener, host: usize, ready: Arc<Ready>) {
    while let Ok((stream, _)) = listener.accept().await {
        let ready = Arc::clone(&ready);
        // A client that hangs up is done.
        tokio::spawn(async move { connection(&stream, host, &ready).await.unwrap_or_default() });
    }
}

async fn connection(stream: &TcpStream, host: usize, ready: &Ready) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut asked = vec![0; REQUEST_BYTES_MAX];
    let mut n_asked = 0;
    loop {
        let free = asked.get_mut(n_asked..).unwrap_or_default();
        match read(stream, free).await? {
            0 => return Ok(()),
            n_read => n_asked += n_read,
        }
        let Some(end) = head_end(asked.get(..n_asked).unwrap_or_default()) else { continue };
        let head = String::from_utf8_lossy(asked.get(..end).unwrap_or_default());
        let path = head.split(' ').nth(1).unwrap_or_default();
        write(stream, &ready.answer(host, path)).await?;
        asked.copy_within(end..n_asked, 0);
        n_asked -= end;
    }
}

impl Ready {
    fn answer(&self, host: usize, path: &str) -> Cow<'_, [u8]> {
        if path == "/robots.txt" {
            return Cow::Borrowed(&self.robots);
        }
        let Some((page, answer)) = page_at(path).and_then(|n| Some((n, self.pages.get(n)?))) else {
            return Cow::Borrowed(&self.missing);
        };
        if let Some(asked) = self.asked.get((host - 1) * self.pages.len() + page) {
            asked.fetch_add(1, Ordering::Relaxed);
        }
        // A copy a request, on the server's own CPU, instead of two gigabytes of pages.
        let mut own = answer.clone();
        let mark = HOST_MARK.replace("00", &format!("{host:02}"));
        if let Some(at) = own.windows(HOST_MARK.len()).position(|part| part == HOST_MARK.as_bytes())
            && let Some(place) = own.get_mut(at..at + HOST_MARK.len())
        {
            place.copy_from_slice(mark.as_bytes());
        }
        Cow::Owned(own)
    }
}
