//! Pages: the shell of our own, what it loads, and the report.

use axum::http::{HeaderValue, header};

use super::answer::{Answer, SHELL_POLICY};
use super::app::App;
use super::call::Call;
use super::problem::{self, Problem};
use super::report;
use super::web;
use crate::report::site_policy;

/// The contract, as programs read it.
const OPENAPI: &str = include_str!("openapi.json");

/// The page that shows every view; which one, it reads from its address.
#[expect(clippy::unnecessary_wraps, reason = "handlers have one type")]
pub(super) fn shell(_app: &App, _call: &Call) -> Result<Answer, Problem> {
    Ok(Answer::page(web::INDEX, SHELL_POLICY))
}

/// A script or style of ours.
pub(super) fn asset(_app: &App, call: &Call) -> Result<Answer, Problem> {
    let found = web::asset(call.param("path"));
    let (kind, text) = found.ok_or_else(|| Problem::new(problem::NOT_FOUND))?;
    // They are small and change with the program: a browser asks, and is never behind.
    let ask = HeaderValue::from_static("no-cache");
    Ok(Answer::text(kind, text).with(header::CACHE_CONTROL, ask))
}

/// The contract.
#[expect(clippy::unnecessary_wraps, reason = "handlers have one type")]
pub(super) fn openapi(_app: &App, _call: &Call) -> Result<Answer, Problem> {
    Ok(Answer::json_bytes(OPENAPI))
}

/// The report of a round.
pub(super) fn report(app: &App, call: &Call) -> Result<Answer, Problem> {
    let room = app.room(call.param("round"))?;
    let html = room.report(call.now.seconds, || report::write(app, &room, call.now.seconds))?;
    Ok(Answer::page(html, &format!("{}; frame-ancestors 'none'", site_policy())))
}
