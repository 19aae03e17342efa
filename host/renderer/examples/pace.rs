//! How many pages a second a renderer makes: `pace PROGRAM [PAGES]`. The page is a list that a
//! script fills; it comes from memory. The first page, which starts the browser, is told apart.

use std::error::Error;
use std::io::{self, Write as _};
use std::process::Stdio;

use bluebook_renderer::protocol::{
    Answer, Duplex, FromRenderer, LINE_BYTES_MAX, Limits, Need, Order, ToRenderer, decode, encode,
};
use tokio::process::{ChildStdin, ChildStdout, Command};
use tokio::time::Instant;

const PAGE: &str = "<!DOCTYPE html><meta charset=utf-8><ul id=list></ul><script>
    fetch('/list.json').then(answer => answer.json()).then(items => {
        for (const item of items) list.append(Object.assign(document.createElement('li'), { textContent: item }));
    })</script>";

type Wire = Duplex<ChildStdout, ChildStdin>;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let program = arguments.next().ok_or("usage: pace PROGRAM [PAGES]")?;
    let n_pages = arguments.next().map_or(Ok(50), |number| number.parse())?;
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(measure(&program, n_pages))
}

async fn measure(program: &str, n_pages: u32) -> Result<(), Box<dyn Error>> {
    let mut command = Command::new(program);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let pipes = child.stdout.take().zip(child.stdin.take()).ok_or("no pipes")?;
    let mut wire = Duplex::new(pipes.0, pipes.1, b'\n', LINE_BYTES_MAX);
    let start = Instant::now();
    render(&mut wire, 0).await?;
    let first = start.elapsed();
    let start = Instant::now();
    for page in 1..=n_pages {
        render(&mut wire, page.into()).await?;
    }
    let pages_per_second = f64::from(n_pages) / start.elapsed().as_secs_f64();
    drop(wire);
    child.wait().await?;
    writeln!(io::stdout(), "first page {first:.2?}, then {pages_per_second:.2} pages/s")?;
    Ok(())
}

async fn render(wire: &mut Wire, page: u64) -> Result<(), Box<dyn Error>> {
    let order = Order { page, url: "http://a.gov.cn/".to_owned(), limits: Limits::default() };
    wire.send(&encode(&ToRenderer::Render(order))?);
    loop {
        match decode(&wire.hear().await?.ok_or("the renderer ended")?)? {
            FromRenderer::Ready { .. } => {}
            FromRenderer::Need(Need { page, request, url, .. }) => {
                let (kind, body) = if url == "http://a.gov.cn/" {
                    ("text/html", PAGE)
                } else {
                    ("application/json", r#"["办事指南","政策文件","信息公开"]"#)
                };
                let headers = vec![("Content-Type".to_owned(), kind.to_owned())];
                let answer = Answer::Content { status: 200, headers, body: body.into() };
                wire.send(&encode(&ToRenderer::Answer { page, request, answer })?);
            }
            FromRenderer::Rendered(_) => return Ok(()),
            FromRenderer::Failed(failed) => return Err(failed.note.into()),
        }
    }
}
