use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use crate::evidence::tests::capture as captured;
use crate::fetch::{FailureClass, Fetching, page_or_failure};

/// A site of three addresses; counts what is asked of it.
#[derive(Debug, Default)]
struct Site {
    n_fetched: AtomicUsize,
}

impl PageSource for Site {
    fn fetch<'a>(&'a self, Ask { url, .. }: Ask<'a>) -> Fetching<'a> {
        self.n_fetched.fetch_add(1, Ordering::Relaxed);
        Box::pin(async move {
            let answer = match url.path() {
                "/" => Ok(capture(url, "http://a.gov.cn/index.html", 200)),
                "/index.html" => Ok(capture(url, url.as_str(), 200)),
                "/gone" => page_or_failure(capture(url, url.as_str(), 404)),
                _ => Err(FetchFailure::new(FailureClass::Dns, "no such name")),
            };
            Fetched { is_new: true, ..Fetched::known(answer) }
        })
    }

    fn identity(&self) -> String {
        "test".to_owned()
    }
}

fn capture(requested: &Url, url: &str, status: u16) -> Capture {
    Capture { requested: requested.to_string(), ..captured(url, status, "<p>") }
}

/// What a page gets that asks for `urls` one after the other, and what was kept of it.
fn served(urls: &[&str], kind: Kind) -> (Vec<String>, usize, Vec<String>) {
    let site = Site::default();
    let region = RegionCode::new(440_100).unwrap();
    let serve = SourceServe::new(&site, region, &SourceServe::FOR_TEXT);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let answers = urls.iter().map(|url| {
        let url = (*url).to_owned();
        let need = Need { page: 1, request: 1, url, method: "GET".to_owned(), kind };
        match runtime.block_on(serve.serve(need)) {
            Answer::Content { status: 302, headers, .. } => format!("to {}", headers[0].1),
            Answer::Content { status, body, .. } => format!("{status} {}", body.len()),
            Answer::Refuse { reason } => reason,
        }
    });
    let answers = answers.collect();
    let kept = serve.into_captures().into_iter().map(|capture| capture.requested).collect();
    (answers, site.n_fetched.into_inner(), kept)
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

#[track_caller]
fn check(urls: &[&str], kind: Kind, answers: &[&str], n_fetched: usize, kept: &[&str]) {
    let (found, n_found, found_kept) = served(urls, kind);
    assert_eq!((found, n_found), (owned(answers), n_fetched));
    assert_eq!(found_kept, owned(kept));
}

#[test]
fn a_source_answers_a_page() {
    const HOME: &str = "http://a.gov.cn/";
    const INDEX: &str = "http://a.gov.cn/index.html";
    check(&[INDEX], Kind::Document, &["200 3"], 1, &[INDEX]);
    // The browser is led to where the redirects ended, and that is fetched once.
    let led = format!("to {INDEX}");
    check(&[HOME, INDEX], Kind::Document, &[led.as_str(), "200 3"], 1, &[HOME]);
    check(&[INDEX, INDEX, INDEX], Kind::Data, &["200 3"; 3], 1, &[INDEX]);
    // As Chromium writes it, as the URL standard does.
    check(&["http://A.gov.cn/index.html"], Kind::Data, &["200 3"], 1, &[INDEX]);
    let gone = "http://a.gov.cn/gone";
    check(&[gone, gone], Kind::Script, &["404 3"; 2], 1, &[gone]);
    check(&["http://a.gov.cn/none"], Kind::Script, &["dns"], 1, &[]);
    check(&[INDEX], Kind::Image, &["kind-left-out"], 0, &[]);
}
