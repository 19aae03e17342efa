//! A renderer without a browser, that does or does not do its part as the address says.

use std::io::{self, BufRead as _, Write as _};
use std::process::ExitCode;

use bluebook_renderer::protocol::{
    Answer, Failed, FailureClass, FromRenderer, Kind, Need, Order, Rendered, ToRenderer, Traffic,
    VERSION, decode, encode,
};

fn main() -> ExitCode {
    match work() {
        Ok(code) => code,
        // The host has gone away, as it should from most of these.
        Err(_) => ExitCode::FAILURE,
    }
}

fn work() -> io::Result<ExitCode> {
    say(&FromRenderer::Ready { version: VERSION })?;
    while let Some(message) = hear()? {
        let ToRenderer::Render(order) = message else { continue };
        let (_, act) = order.url.rsplit_once('/').unwrap_or_default();
        let page = order.page;
        match act {
            "crash" => return Ok(ExitCode::from(3)),
            "crash-asking" => {
                need(&order, 1)?;
                return Ok(ExitCode::from(3));
            }
            "hang" => while hear()?.is_some() {},
            "flood" => (1..).try_for_each(|request| need(&order, request))?,
            "rubbish" => write(b"{\"rendered\":1}\n")?,
            "latin" => write(b"{\"rendered\":\"\xff\"}\n")?,
            "half" => {
                write(b"{\"rendered\"")?;
                return Ok(ExitCode::SUCCESS);
            }
            "endless-line" => loop {
                write(&[b'x'; 1 << 12])?;
            },
            "other-page" => say(&rendered(page + 1, &order.url, ""))?,
            "long-dom" => {
                let dom = "x".repeat(1 << 20);
                say(&rendered(page, &order.url, &dom.repeat(9)))?;
            }
            "post" => say(&FromRenderer::Need(Need {
                page,
                request: 1,
                url: order.url.clone(),
                method: "POST".to_owned(),
                kind: Kind::Data,
            }))?,
            "no-browser" => say(&FromRenderer::Failed(Failed {
                page,
                class: FailureClass::NoBrowser,
                note: "none".to_owned(),
                traffic: Traffic::default(),
            }))?,
            _ if act.starts_with("fill") => fill(&order)?,
            _ => render(&order)?,
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Asks for three things at once, and makes a document of what it gets.
fn render(order: &Order) -> io::Result<()> {
    (1..=3).try_for_each(|request| need(order, request))?;
    let mut parts = [const { String::new() }; 3];
    for _ in 0..3 {
        let Some(ToRenderer::Answer { request, answer, .. }) = hear()? else { break };
        let part = match answer {
            Answer::Content { body, .. } => String::from_utf8_lossy(&body).into_owned(),
            Answer::Refuse { reason } => reason,
        };
        if let Some((_, place)) = (1..).zip(&mut parts).find(|(number, _)| *number == request) {
            *place = part;
        }
    }
    say(&rendered(order.page, &order.url, &parts.join("|")))
}

/// Does what a page's script would: gets the document and `/list`, and puts the one into the other
/// in place of `<!--list-->`.
fn fill(order: &Order) -> io::Result<()> {
    let list = url_of_list(&order.url);
    let document = ask(order, 1, &order.url, Kind::Document)?;
    let list = ask(order, 2, &list, Kind::Data)?;
    match document {
        Some(document) => {
            let dom = document.replace("<!--list-->", &list.unwrap_or_default());
            say(&rendered(order.page, &order.url, &dom))
        }
        None => say(&FromRenderer::Failed(Failed {
            page: order.page,
            class: FailureClass::NoDocument,
            note: "refused".to_owned(),
            traffic: Traffic::default(),
        })),
    }
}

fn url_of_list(page: &str) -> String {
    page.rsplit_once('/').map_or_else(String::new, |(site, _)| format!("{site}/list"))
}

/// Asks for one thing and waits for it; `None` if it is refused.
fn ask(order: &Order, request: u64, url: &str, kind: Kind) -> io::Result<Option<String>> {
    let (url, method) = (url.to_owned(), "GET".to_owned());
    say(&FromRenderer::Need(Need { page: order.page, request, url, method, kind }))?;
    Ok(match hear()? {
        Some(ToRenderer::Answer { answer: Answer::Content { body, .. }, .. }) => {
            Some(String::from_utf8_lossy(&body).into_owned())
        }
        Some(ToRenderer::Answer { answer: Answer::Refuse { .. }, .. } | ToRenderer::Render(_))
        | None => None,
    })
}

fn rendered(page: u64, url: &str, dom: &str) -> FromRenderer {
    FromRenderer::Rendered(Box::new(Rendered {
        page,
        url: url.to_owned(),
        dom: dom.to_owned(),
        screenshot: b"\x89PNG\r\n\x1a\n".to_vec(),
        is_settled: true,
        browser: format!("none, process {}", std::process::id()),
        n_script_errors: 1,
        first_view_ms: Some(400),
        traffic: Traffic::default(),
    }))
}

fn need(order: &Order, request: u64) -> io::Result<()> {
    say(&FromRenderer::Need(Need {
        page: order.page,
        request,
        url: format!("{}?{request}", order.url),
        method: "GET".to_owned(),
        kind: Kind::Data,
    }))
}

fn hear() -> io::Result<Option<ToRenderer>> {
    let mut line = Vec::new();
    io::stdin().lock().read_until(b'\n', &mut line)?;
    if line.is_empty() {
        return Ok(None);
    }
    decode(line.trim_ascii_end()).map(Some).map_err(io::Error::other)
}

fn say(message: &FromRenderer) -> io::Result<()> {
    write(&encode(message).map_err(io::Error::other)?)
}

fn write(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}
