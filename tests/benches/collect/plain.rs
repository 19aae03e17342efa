//! reqwest as one writes it down, alone and with the two usual ways to links.

use std::error::Error;

use futures_util::future::try_join_all;
use lol_html::{HtmlRewriter, Settings, element};
use reqwest::Client;
use scraper::{Html, Selector};

use crate::sides::Had;
use crate::site::{Site, hosts};

/// Requests to one host under way at once; one more than ours, so that this side never waits.
const REQUESTS_AT_ONCE: usize = 2;

/// How many links a page has; `None` where nobody looks.
type Links = Result<Option<usize>, Box<dyn Error>>;

/// Has all pages and looks for links in each.
pub(crate) fn collect(site: Site, links: impl Fn(&[u8]) -> Links) -> Result<Had, Box<dyn Error>> {
    // The workspace's reqwest has none of its own. An error says that there is one already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = Client::builder().no_proxy().build()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let lanes = hosts().flat_map(|host| (0..REQUESTS_AT_ONCE).map(move |lane| (host, lane)));
    let lanes = lanes.map(|(host, lane)| {
        let urls = site.urls(host).skip(lane).step_by(REQUESTS_AT_ONCE);
        one_lane(&client, urls, &links)
    });
    Ok(runtime.block_on(try_join_all(lanes))?.into_iter().sum())
}

async fn one_lane(
    client: &Client,
    urls: impl Iterator<Item = String>,
    links: impl Fn(&[u8]) -> Links,
) -> Result<Had, Box<dyn Error>> {
    let mut had = Had::default();
    for url in urls {
        let body = client.get(url).send().await?.error_for_status()?.bytes().await?;
        had.add(body.len(), links(&body)?);
    }
    Ok(had)
}

pub(crate) fn links_by_lol_html(body: &[u8]) -> Links {
    let mut n_links = 0;
    let count = element!("a[href]", |link| {
        n_links += usize::from(link.get_attribute("href").is_some());
        Ok(())
    });
    let settings = Settings::new().append_element_content_handler(count);
    let mut rewriter = HtmlRewriter::new(settings, |_: &[u8]| {});
    rewriter.write(body)?;
    rewriter.end()?;
    Ok(Some(n_links))
}

/// What finds links, made once.
pub(crate) fn link_selector() -> Result<Selector, String> {
    Selector::parse("a[href]").map_err(|error| error.to_string())
}

pub(crate) fn links_by_scraper(body: &[u8], links: &Selector) -> Links {
    let page = Html::parse_document(std::str::from_utf8(body)?);
    Ok(Some(page.select(links).filter(|link| link.value().attr("href").is_some()).count()))
}
