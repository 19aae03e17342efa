//! spider over the benchmark's site: `spider-peer PORT HOSTS nothing|css`. It is given the start pages and
//! finds the rest by itself; every page is handed over, as its documentation shows, and with `css` parsed
//! and asked for its links there, as a page is that somebody wants to judge. Writes one line: pages that
//! arrived, their bytes, links or `-`, CPU seconds before the work, seconds of the work.

use std::error::Error;
use std::time::Instant;

use scraper::{Html, Selector};
use spider::tokio;
use spider::website::Website;
use tokio::sync::broadcast::error::RecvError;
use tokio::task::JoinSet;

/// Pages of one host that may wait to be taken. With fewer some are lost; with more all stay in memory.
const PAGES_WAITING_MAX: usize = 64;

/// What had arrived of one host, or of all.
#[derive(Default)]
struct Had {
    pages: usize,
    bytes: usize,
    links: usize,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let port: u16 = args.next().ok_or("no port")?.parse()?;
    let n_hosts: u8 = args.next().ok_or("no number of hosts")?.parse()?;
    let by_css = args.next().as_deref() == Some("css");
    let start = Instant::now();
    let mut hosts = JoinSet::new();
    for host in 1..=n_hosts {
        hosts.spawn(crawl(format!("http://127.0.1.{host}:{port}/"), by_css));
    }
    let mut had = Had::default();
    while let Some(done) = hosts.join_next().await {
        let Had { pages, bytes, links } = done??;
        had.pages += pages;
        had.bytes += bytes;
        had.links += links;
    }
    let links = if by_css { had.links.to_string() } else { "-".to_owned() };
    println!("{} {} {links} 0 {}", had.pages, had.bytes, start.elapsed().as_secs_f64());
    Ok(())
}

async fn crawl(url: String, by_css: bool) -> Result<Had, tokio::task::JoinError> {
    let mut website = Website::new(&url);
    website.with_delay(0).with_respect_robots_txt(false).with_user_agent(Some("bench"));
    let mut arriving = website.subscribe(PAGES_WAITING_MAX);
    let links = by_css.then(|| Selector::parse("a[href]").expect("a selector"));
    let counting = tokio::spawn(async move {
        let mut had = Had::default();
        loop {
            match arriving.recv().await {
                Ok(page) => {
                    let body = page.get_html_bytes_u8();
                    had.pages += 1;
                    had.bytes += body.len();
                    had.links += links.as_ref().map_or(0, |links| count(body, links));
                }
                Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return had,
            }
        }
    });
    website.crawl().await;
    website.unsubscribe();
    drop(website);
    counting.await
}

fn count(body: &[u8], links: &Selector) -> usize {
    Html::parse_document(&String::from_utf8_lossy(body)).select(links).count()
}
