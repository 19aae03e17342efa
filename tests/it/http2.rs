//! HTTP/2: pages come the same way, and what goes wrong there has the same names.

use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;

use bluebook::fetch::{
    Ask, BadCertificate, FailureClass, HostRule, LiveLimits, LiveSource, PageSource as _, Policy,
};
use bluebook::model::{Form, RegionCode};
use h2::server::SendResponse;
use h2::{Reason, RecvStream};
use rustls::ServerConfig;
use tests::faults::{Authority, GOOD};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use url::Url;

use super::fetch::{USER_AGENT, limits};

/// TLS that speaks nothing but HTTP/2.
fn tls() -> Arc<ServerConfig> {
    let authority = Authority::new(&[Ipv4Addr::LOCALHOST.into()]).unwrap();
    let (_, _, config) =
        authority.servers().into_iter().find(|(name, ..)| *name == "TLS that holds").unwrap();
    let mut config = ServerConfig::clone(&config);
    config.alpn_protocols = vec![b"h2".to_vec()];
    Arc::new(config)
}

async fn serve(listener: TcpListener) {
    let acceptor = TlsAcceptor::from(tls());
    while let Ok((stream, _)) = listener.accept().await {
        tokio::spawn(connection(acceptor.clone(), stream));
    }
}

/// One connection. A client that does not trust us ends it at once, which is no fault of ours.
async fn connection(acceptor: TlsAcceptor, stream: TcpStream) {
    let Ok(stream) = acceptor.accept(stream).await else { return };
    let Ok(mut connection) = h2::server::handshake(stream).await else { return };
    while let Some(Ok((request, respond))) = connection.accept().await {
        if request.uri().path() == "/goes-away" {
            connection.abrupt_shutdown(Reason::INTERNAL_ERROR);
            continue;
        }
        answer(&request, respond);
    }
}

fn answer(request: &http::Request<RecvStream>, mut respond: SendResponse<bytes::Bytes>) {
    let answer = |status: u16| {
        http::Response::builder()
            .status(status)
            .header("content-type", "text/html")
            .body(())
            .unwrap()
    };
    match request.uri().path() {
        "/resets" => respond.send_reset(Reason::REFUSED_STREAM),
        "/resets-within" => {
            let mut body = respond.send_response(answer(200), false).unwrap();
            body.send_data("<title>half".into(), false).unwrap();
            body.send_reset(Reason::INTERNAL_ERROR);
        }
        "/robots.txt" | "/gone" => drop(respond.send_response(answer(404), true).unwrap()),
        _ => {
            let mut body = respond.send_response(answer(200), false).unwrap();
            body.send_data(GOOD.into(), true).unwrap();
        }
    }
}

/// What comes of a path: `page`, `cut`, or the name of the failure.
async fn outcome(source: &LiveSource, port: u16, path: &str) -> String {
    let url = Url::parse(&format!("https://127.0.0.1:{port}{path}")).unwrap();
    let region = RegionCode::new(440_100).unwrap();
    match source.fetch(Ask { url: &url, region, form: Form::Sent }).await.answer {
        Ok(page) if page.truncated.is_some() => "cut".to_owned(),
        Ok(page) => {
            assert_eq!((page.status, page.body.as_slice()), (200, GOOD.as_bytes()));
            "page".to_owned()
        }
        Err(failure) => failure.class.name().to_owned(),
    }
}

#[test]
fn pages_and_failures_are_those_of_http_1() {
    // The tests' authority is nobody's, which the rule of the host looks past.
    let rule = HostRule {
        host: "127.0.0.1".to_owned(),
        interval_min: Some(Duration::ZERO),
        windows: None,
        bad_certificate: BadCertificate::LookAnyway,
        reason: "a test's certificate".to_owned(),
    };
    let policy = Policy { hosts: vec![rule], ..Policy::default() };
    let limits = LiveLimits { policy, ..limits() };
    let source = LiveSource::new(USER_AGENT, limits, super::fetch::clock).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        tokio::spawn(serve(listener));
        for (path, expected) in [
            ("/", "page"),
            ("/again", "page"),
            ("/gone", "http-status"),
            ("/resets", FailureClass::Disconnect.name()),
            ("/resets-within", FailureClass::Disconnect.name()),
            ("/goes-away", FailureClass::Disconnect.name()),
            ("/after", "page"),
        ] {
            assert_eq!(outcome(&source, port, path).await, expected, "{path}");
        }
    });
}
