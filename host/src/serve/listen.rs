//! Connections: accepted up to a number, over TLS or not, each cut when it dawdles.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use axum::Router;
use axum::body::Body;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt as _;

use super::app::App;
use super::limits::{ACCEPT_PAUSE, DRAIN, HEAD_BYTES_MAX, HEAD_FIELDS_MAX};
use super::router::Peer;
use super::stall::Stalling;

/// What every connection is served with.
#[derive(Clone)]
struct Serving {
    app: Arc<App>,
    router: Router,
    tls: Option<TlsAcceptor>,
}

/// Serves until somebody wishes to stop; then what is under way gets a while to end.
pub(super) async fn accept(
    listener: TcpListener,
    router: Router,
    tls: Option<TlsAcceptor>,
    app: Arc<App>,
) {
    let places = Arc::new(Semaphore::new(app.limits.connections_max));
    let graceful = GracefulShutdown::new();
    let serving = Serving { app: Arc::clone(&app), router, tls };
    loop {
        let accepted = tokio::select! {
            () = app.stop.wished() => break,
            accepted = next(&listener, &places) => accepted,
        };
        let Some((place, stream, peer)) = accepted else { continue };
        let (serving, watcher) = (serving.clone(), graceful.watcher());
        tokio::spawn(async move {
            serving.app.counters.n_connections.fetch_add(1, Ordering::Relaxed);
            serving.connection(stream, peer.ip(), watcher).await;
            serving.app.counters.n_connections.fetch_sub(1, Ordering::Relaxed);
            drop(place);
        });
    }
    drop(listener);
    if timeout(DRAIN, graceful.shutdown()).await.is_err() {
        tracing::warn!("requests under way were cut");
    }
}

/// The next connection once there is a place for it. The system refuses one when files run out, or
/// when it went away meanwhile; neither ends the server.
async fn next(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> Option<(tokio::sync::OwnedSemaphorePermit, TcpStream, SocketAddr)> {
    let place = Arc::clone(places).acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, peer)) => Some((place, stream, peer)),
        Err(error) => {
            tracing::warn!("a connection was not accepted: {error}");
            sleep(ACCEPT_PAUSE).await;
            None
        }
    }
}

impl Serving {
    async fn connection(&self, stream: TcpStream, peer: IpAddr, watcher: Watcher) {
        // Answers are written whole; waiting for more would only delay them.
        let _ = stream.set_nodelay(true);
        let limits = &self.app.limits;
        let stream = Stalling::new(stream, limits.stall);
        match &self.tls {
            None => self.http(stream, peer, watcher).await,
            Some(tls) => match timeout(limits.head, tls.accept(stream)).await {
                Ok(Ok(stream)) => self.http(stream, peer, watcher).await,
                Ok(Err(error)) => tracing::debug!("{peer}: no TLS: {error}"),
                Err(_) => tracing::debug!("{peer}: TLS took too long"),
            },
        }
    }

    async fn http<S>(&self, stream: S, peer: IpAddr, watcher: Watcher)
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let service = hyper::service::service_fn(|request: hyper::Request<Incoming>| {
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(Peer(peer));
            self.router.clone().oneshot(request)
        });
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new())
            .header_read_timeout(self.app.limits.head)
            .max_buf_size(HEAD_BYTES_MAX)
            .max_headers(HEAD_FIELDS_MAX);
        let connection = http.serve_connection(TokioIo::new(stream), service);
        if let Err(error) = watcher.watch(connection).await {
            tracing::debug!("{peer}: {error}");
        }
    }
}
