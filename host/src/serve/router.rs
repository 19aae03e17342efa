//! From a request to its answer: the table made into a router, and what is done for every request.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes, HttpBody as _, to_bytes};
use axum::extract::{RawPathParams, Request};
use axum::middleware::map_response;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{MethodFilter, MethodRouter};
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use super::answer::Answer;
use super::app::App;
use super::call::Call;
use super::headers::harden;
use super::limits::QUERY_BYTES_MAX;
use super::problem::{self, Problem};
use super::routes::{Method, Route, Work, table};
use super::{events, views};

/// Where a connection comes from; put there by whoever accepted it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Peer(pub(super) IpAddr);

/// The router of a server.
pub(super) fn router(app: &Arc<App>) -> Router {
    let mut router = Router::new();
    let mut table = table();
    table.sort_by(|a, b| a.path.cmp(&b.path));
    for routes in table.chunk_by(|a, b| a.path == b.path) {
        let mut methods = MethodRouter::new();
        for route in routes {
            let filter = match route.method {
                Method::Get => MethodFilter::GET,
                Method::Post => MethodFilter::POST,
                Method::Delete => MethodFilter::DELETE,
            };
            let (app, route) = (Arc::clone(app), Arc::new(route.clone()));
            methods = methods.on(filter, move |params: RawPathParams, request: Request| {
                answer(Arc::clone(&app), Arc::clone(&route), params, request)
            });
        }
        let other = || async { Problem::new(problem::METHOD) };
        if let Some(route) = routes.first() {
            router = router.route(&route.path, methods.fallback(other));
        }
    }
    let is_secure = app.gate.is_secure;
    router
        .fallback(|| async { Problem::new(problem::NOT_FOUND) })
        .layer(map_response(move |response: Response| async move { harden(response, is_secure) }))
}

async fn answer(
    app: Arc<App>,
    route: Arc<Route>,
    params: RawPathParams,
    request: Request,
) -> Response {
    let started = app.now_ms();
    let response = match try_answer(&app, &route, &params, request).await {
        Ok(response) => response,
        Err(problem) => {
            if problem.is_inside() {
                tracing::error!("{} {}: {problem:?}", route.method.name(), route.path);
            }
            problem.into_response()
        }
    };
    let took_ms = app.now_ms().saturating_sub(started);
    app.counters.answered(&route.path, response.status(), took_ms);
    response
}

async fn try_answer(
    app: &Arc<App>,
    route: &Arc<Route>,
    params: &RawPathParams,
    request: Request,
) -> Result<Response, Problem> {
    let (parts, body) = request.into_parts();
    let peer = parts.extensions.get::<Peer>().map_or(Ipv4Addr::LOCALHOST.into(), |peer| peer.0);
    let (now, now_ms) = (app.now(), app.now_ms());
    let query = query_of(parts.uri.query().unwrap_or_default())?;
    let (gate, passing, head) = (Arc::clone(app), Arc::clone(route), parts.clone());
    // Passing may read a file and hash a password.
    let passed = spawn_blocking(move || gate.gate.pass(&passing, &head, peer, now_ms)).await;
    let asker = passed.map_err(|error| Problem::of(problem::INSIDE, &error))??;
    let body = read(body, route.body_bytes_max, app).await?;
    let params = params.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let call = Call { params, query, headers: parts.headers, body, asker, now, now_ms };
    let work = route.work;
    if let Work::Events = work {
        return events::events(app, &call);
    }
    let app = Arc::clone(app);
    let done = spawn_blocking(move || match work {
        Work::Whole(work) => work(&app, &call),
        Work::View(view, form) => views::view(&app, &call, view, form),
        Work::Events => Err(Problem::new(problem::INSIDE)),
    });
    // A panic in the work of a request ends that request.
    let answer: Answer = done.await.map_err(|error| Problem::of(problem::INSIDE, &error))??;
    Ok(answer.into_response())
}

/// The body, whole, within its limits of bytes and time.
async fn read(body: Body, bytes_max: usize, app: &App) -> Result<Bytes, Problem> {
    let too_large = || Problem::new(problem::TOO_LARGE).detail(format!("≤ {bytes_max} bytes"));
    if body.size_hint().lower() > bytes_max as u64 {
        return Err(too_large());
    }
    match timeout(app.limits.body, to_bytes(body, bytes_max)).await {
        Ok(Ok(bytes)) => Ok(bytes),
        // Either too many bytes, or a connection that ended and hears nothing of this.
        Ok(Err(_)) => Err(too_large()),
        Err(_) => Err(Problem::new(problem::TOO_SLOW)),
    }
}

fn query_of(query: &str) -> Result<Vec<(String, String)>, Problem> {
    if query.len() > QUERY_BYTES_MAX {
        return Err(Problem::bad(format!("a query has at most {QUERY_BYTES_MAX} bytes")));
    }
    let pairs = url::form_urlencoded::parse(query.as_bytes());
    Ok(pairs.map(|(name, value)| (name.into_owned(), value.into_owned())).collect())
}
