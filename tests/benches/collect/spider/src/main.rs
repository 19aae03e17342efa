//! spider over the benchmark's site: `spider-peer PORT HOSTS`. It is given the start pages and finds the
//! rest by itself; every page is handed over, as its documentation shows. Writes one line: pages that
//! arrived, their bytes, `-` for links, CPU seconds before the work, seconds of the work.

use std::error::Error;
use std::time::Instant;

use spider::tokio;
use spider::website::Website;
use tokio::sync::broadcast::error::RecvError;
use tokio::task::JoinSet;

/// Pages of one host that may wait to be taken. With fewer some are lost; with more all stay in memory.
const PAGES_WAITING_MAX: usize = 64;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let port: u16 = args.next().ok_or("no port")?.parse()?;
    let n_hosts: u8 = args.next().ok_or("no number of hosts")?.parse()?;
    let start = Instant::now();
    let mut hosts = JoinSet::new();
    for host in 1..=n_hosts {
        hosts.spawn(crawl(format!("http://127.0.1.{host}:{port}/")));
    }
    let (mut n_pages, mut n_bytes) = (0, 0);
    while let Some(done) = hosts.join_next().await {
        let (pages, bytes) = done??;
        n_pages += pages;
        n_bytes += bytes;
    }
    println!("{n_pages} {n_bytes} - 0 {}", start.elapsed().as_secs_f64());
    Ok(())
}

/// Pages of one host and their bytes.
async fn crawl(url: String) -> Result<(usize, usize), tokio::task::JoinError> {
    let mut website = Website::new(&url);
    website.with_delay(0).with_respect_robots_txt(false).with_user_agent(Some("bench"));
    let mut arriving = website.subscribe(PAGES_WAITING_MAX);
    let counting = tokio::spawn(async move {
        let (mut n_pages, mut n_bytes) = (0, 0);
        loop {
            match arriving.recv().await {
                Ok(page) => {
                    n_pages += 1;
                    n_bytes += page.get_html_bytes_u8().len();
                }
                Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return (n_pages, n_bytes),
            }
        }
    });
    website.crawl().await;
    website.unsubscribe();
    drop(website);
    counting.await
}
