//! The renderer's work: orders in, renderings out, one page at a time, one browser for many.

use std::io::{self, Write as _};

use bluebook_renderer::protocol::{
    Duplex, Failed, FromRenderer, LINE_BYTES_MAX, Order, Rendered, ToRenderer, Traffic, VERSION,
    WireError, decode, encode,
};
use tokio::io::{Stdin, Stdout, stdin, stdout};

use crate::browser::{Browser, Places};
use crate::error::{RenderError, note_of};
use crate::page::Page;

/// Characters of a failure's note; it may hold words of a browser.
const NOTE_CHARS_MAX: usize = 500;

/// The conversation with the host.
pub(crate) type Host = Duplex<Stdin, Stdout>;

/// Takes orders until there are none.
pub(crate) async fn serve(places: &Places) -> Result<(), RenderError> {
    if rustix::process::geteuid().is_root() {
        let _ = writeln!(io::stderr(), "runs as root: Chromium is started without its sandbox");
    }
    let mut host = Duplex::new(stdin(), stdout(), b'\n', LINE_BYTES_MAX);
    let mut browser = None;
    let ended = take_orders(places, &mut host, &mut browser).await;
    if let Some(browser) = browser {
        browser.end().await;
    }
    ended
}

async fn take_orders(
    places: &Places,
    host: &mut Host,
    browser: &mut Option<Browser>,
) -> Result<(), RenderError> {
    say(host, &FromRenderer::Ready { version: VERSION })?;
    while let Some(message) = hear(host).await? {
        // An answer that comes now is for a page that is over.
        let ToRenderer::Render(order) = message else { continue };
        let mut traffic = Traffic::default();
        let said = match render(places, host, browser, &order, &mut traffic).await {
            Ok(rendered) => encode(&FromRenderer::Rendered(Box::new(rendered)))
                .map_err(|_| RenderError::MessageTooLarge),
            Err(error) if error.is_of_host() => return Err(error),
            Err(error) => Err(error),
        };
        match said {
            Ok(line) => host.send(&line),
            Err(error) => {
                // Whatever state it is in, the next page gets another.
                if let Some(browser) = browser.take() {
                    browser.end().await;
                }
                let note = note_of(&error).chars().take(NOTE_CHARS_MAX).collect();
                let failed = Failed { page: order.page, class: error.class(), note, traffic };
                say(host, &FromRenderer::Failed(failed))?;
            }
        }
    }
    host.flush().await.map_err(|source| RenderError::Host { source })
}

/// Renders a page in the browser there is, or in a new one.
async fn render(
    places: &Places,
    host: &mut Host,
    browser: &mut Option<Browser>,
    order: &Order,
    traffic: &mut Traffic,
) -> Result<Rendered, RenderError> {
    if !order.limits.has_viewport() {
        return Err(RenderError::Order { why: "its viewport is empty or too large" });
    }
    if let Some(mut old) = browser.take() {
        if old.is_fit().await {
            *browser = Some(old);
        } else {
            old.end().await;
        }
    }
    let browser = match browser {
        Some(browser) => browser,
        None => browser.insert(Browser::start(places).await?),
    };
    browser.n_pages += 1;
    let mut page = Page::open(browser, host, order).await?;
    let rendered = page.render().await;
    *traffic = page.take_traffic();
    let mut rendered = rendered?;
    rendered.first_view_ms = page.first_view().await?;
    page.close().await?;
    rendered.traffic = std::mem::take(traffic);
    Ok(rendered)
}

async fn hear(host: &mut Host) -> Result<Option<ToRenderer>, RenderError> {
    let line = host.hear().await.map_err(|source| RenderError::Host { source })?;
    line.map(|line| understand(&line)).transpose()
}

/// The message of a host's line.
pub(crate) fn understand(line: &[u8]) -> Result<ToRenderer, RenderError> {
    decode(line).map_err(|source| RenderError::Host { source })
}

/// Queues a message to the host.
pub(crate) fn say(host: &mut Host, message: &FromRenderer) -> Result<(), RenderError> {
    let line = encode(message).map_err(|source: WireError| RenderError::Host { source })?;
    host.send(&line);
    Ok(())
}
