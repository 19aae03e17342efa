//! The host and its renderer: what the program may do, and what it may not get away with.
//! With a real browser the renderer's own tests are in `host/renderer/tests`.

use std::path::PathBuf;
use std::time::Duration;

use bluebook::evidence::Capture;
use bluebook::fetch::render::{
    Answer, Need, RenderFailure, Rendered, Renderer, RendererConfig, Serve, Serving, SourceServe,
};
use bluebook::fetch::{Ask, FailureClass, FetchFailure, Fetched, Fetching, PageSource};
use bluebook::model::RegionCode;
use url::Url;

/// Answers with the address's query, after the later ones.
struct Echo;

impl Serve for Echo {
    fn serve(&self, need: Need) -> Serving<'_> {
        Box::pin(async move {
            // The first to be asked is the last to be answered.
            for _ in need.request..5 {
                tokio::task::yield_now().await;
            }
            let query = need.url.rsplit('?').next().unwrap_or_default().to_owned();
            if query == "2" {
                return Answer::Refuse { reason: "not-there".to_owned() };
            }
            Answer::Content { status: 200, headers: Vec::new(), body: query.into_bytes() }
        })
    }
}

/// Never answers.
struct Silent;

impl Serve for Silent {
    fn serve(&self, _: Need) -> Serving<'_> {
        Box::pin(std::future::pending())
    }
}

fn fake() -> RendererConfig {
    RendererConfig::new(env!("CARGO_BIN_EXE_fake-renderer"))
}

fn url(act: &str) -> Url {
    Url::parse(&format!("http://a.gov.cn/{act}")).unwrap()
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

fn told(done: Result<Rendered, RenderFailure>) -> String {
    match done {
        Ok(rendered) => rendered.dom,
        Err(failure) => failure.to_string(),
    }
}

/// A page, how it ends, and that the one after it is rendered.
#[track_caller]
fn check(act: &str, expected: &str) {
    block_on(async {
        let renderer = Renderer::new(fake());
        assert_eq!(told(renderer.render(&url(act), &Echo).await), expected);
        assert_eq!(told(renderer.render(&url("well"), &Echo).await), "1|not-there|3");
        renderer.close().await;
    });
}

#[test]
fn a_page_gets_what_it_asks_for() {
    check("well", "1|not-there|3");
}

#[test]
fn a_failing_renderer_is_named_and_started_again() {
    check("crash", "browser-crashed: the renderer ended");
    check("crash-asking", "browser-crashed: the renderer ended");
    check(
        "half",
        "browser-crashed: renderer: the other side ended within a message of 11 bytes so far",
    );
    check("flood", "protocol: it asks for more than 200");
    check(
        "rubbish",
        "protocol: renderer: a message that is not of the protocol: invalid type: integer `1`, expected struct Rendered at line 1 column 13",
    );
    check(
        "latin",
        "protocol: renderer: a message that is no UTF-8: invalid utf-8 sequence of 1 bytes from index 13",
    );
    check("endless-line", "protocol: renderer: a message of more than 67108864 bytes");
    check("other-page", "protocol: it speaks of another page");
    check("long-dom", "protocol: its rendering is no PNG or beyond the limits");
    check("post", "protocol: it asks for what may not be asked for");
    check("no-browser", "no-browser: none");
}

#[test]
fn a_renderer_that_hangs_is_given_up() {
    block_on(async {
        let page_max = Duration::from_millis(300);
        let renderer = Renderer::new(RendererConfig { page_max, ..fake() });
        let hung = told(renderer.render(&url("hang"), &Echo).await);
        assert_eq!(hung, "render-timeout: `http://a.gov.cn/hang` was not rendered in 300ms");
        let unanswered = told(renderer.render(&url("well"), &Silent).await);
        assert_eq!(unanswered, "render-timeout: `http://a.gov.cn/well` was not rendered in 300ms");
    });
}

#[test]
fn a_renderer_is_kept_until_it_fails() {
    block_on(async {
        let renderer = Renderer::new(fake());
        let process = async |act| renderer.render(&url(act), &Echo).await.map(|it| it.browser);
        let first = process("well").await.unwrap();
        assert_eq!(process("well").await.unwrap(), first);
        assert!(process("no-browser").await.unwrap_err().is_without_browser());
        assert_eq!(process("well").await.unwrap(), first);
        process("crash").await.unwrap_err();
        let second = process("well").await.unwrap();
        assert_ne!(second, first);
        // One that is given up in the middle is not used again.
        let hang = url("hang");
        let given_up = tokio::time::timeout(Duration::ZERO, renderer.render(&hang, &Echo));
        assert!(given_up.await.is_err());
        assert_ne!(process("well").await.unwrap(), second);
    });
}

#[test]
fn a_program_that_is_no_renderer_is_named() {
    #[track_caller]
    fn check(program: &str, start_max: Duration, expected: &str) {
        let config = RendererConfig { program: PathBuf::from(program), start_max, ..fake() };
        let done = block_on(async { Renderer::new(config).render(&url("well"), &Echo).await });
        assert_eq!(told(done).replace(program, "it"), expected);
    }
    let long = Duration::from_mins(1);
    check(
        "/nowhere/bluebook-renderer",
        long,
        "no-browser: cannot start `it`: No such file or directory (os error 2)",
    );
    if cfg!(unix) {
        check("/bin/true", long, "browser-crashed: the renderer ended");
        check("/bin/cat", Duration::from_millis(100), "no-browser: `it` said nothing in 100ms");
        let dir = tempfile::tempdir().unwrap();
        let old = script(dir.path(), "echo '{\"ready\":{\"version\":0}}'; exec cat");
        check(&old, long, "protocol: `it` talks version 0, this host 2");
        let rude = script(
            dir.path(),
            "echo '{\"need\":{\"page\":1,\"request\":1,\"url\":\"\",\"method\":\"GET\",\"kind\":\"data\"}}'",
        );
        check(&rude, long, "protocol: `it` does not begin with `ready`");
    }
}

/// A site of one page that a script fills, as a round would fetch it.
#[derive(Debug)]
struct Site;

fn new(answer: Result<Capture, FetchFailure>) -> Fetched {
    Fetched { is_new: true, ..Fetched::known(answer) }
}

impl PageSource for Site {
    fn fetch<'a>(&'a self, Ask { url, .. }: Ask<'a>) -> Fetching<'a> {
        let (url, kind, body) = match url.path() {
            "/" | "/index.html" => (
                "http://a.gov.cn/index.html",
                "text/html",
                "<!DOCTYPE html><ul></ul><script src=fill.js></script>",
            ),
            "/fill.js" => (
                "http://a.gov.cn/fill.js",
                "text/javascript",
                "document.querySelector('ul').innerHTML = '<li>' + document.URL",
            ),
            _ => {
                let failure = FetchFailure::new(FailureClass::NotInArchive, "not kept");
                return Box::pin(async move { new(Err(failure)) });
            }
        };
        let headers = vec![("Content-Type".to_owned(), kind.to_owned())];
        let capture = Capture { headers, ..super::recognise::capture(url, body.into()) };
        Box::pin(async move { new(Ok(capture)) })
    }

    fn identity(&self) -> String {
        "test".to_owned()
    }
}

/// The host's part and the browser's together, where both are at hand: the program is built
/// beside this one when the whole workspace is tested.
#[test]
fn a_page_is_rendered_out_of_a_source() {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_fake-renderer"))
        .with_file_name(format!("bluebook-renderer{}", std::env::consts::EXE_SUFFIX));
    block_on(async {
        let renderer = Renderer::new(RendererConfig::new(program));
        let serve =
            SourceServe::new(&Site, RegionCode::new(440_100).unwrap(), &SourceServe::FOR_TEXT);
        let rendered = match renderer.render(&url(""), &serve).await {
            Err(failure) if failure.is_without_browser() => {
                println!("skipped, no browser: a_page_is_rendered_out_of_a_source: {failure}");
                return;
            }
            done => done.unwrap(),
        };
        assert!(rendered.dom.contains("<li>http://a.gov.cn/index.html</li>"), "{}", rendered.dom);
        let captures = serve.into_captures();
        let kept: Vec<_> = captures.iter().map(|capture| capture.url.as_str()).collect();
        assert_eq!(kept, ["http://a.gov.cn/fill.js", "http://a.gov.cn/index.html"]);
        renderer.close().await;
    });
}

#[test]
fn only_pages_are_rendered() {
    let url = Url::parse("file:///etc/passwd").unwrap();
    let done = block_on(async { Renderer::new(fake()).render(&url, &Echo).await });
    assert_eq!(told(done), "no-document: `file:///etc/passwd` is neither http nor https");
}

/// A program that is a few words of shell.
#[cfg(unix)]
fn script(dir: &std::path::Path, words: &str) -> String {
    use std::os::unix::fs::PermissionsExt as _;
    let path = dir.join(format!("{}.sh", words.len()));
    std::fs::write(&path, format!("#!/bin/sh\n{words}\n")).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    path.to_str().unwrap().to_owned()
}

#[cfg(not(unix))]
fn script(_: &std::path::Path, _: &str) -> String {
    String::new()
}
