//! Every route there is, with the role it needs: the router is made from this table, and so are the
//! test of every route by every role and the comparison with `openapi.json`.

use super::answer::Answer;
use super::app::App;
use super::call::Call;
use super::limits::BODY_BYTES_MAX;
use super::problem::Problem;
use super::role::Role;
use super::views::{self, Form, View};
use super::{api, evidence, metrics, pages, session};
use crate::store::KEPT_BYTES_MAX;

/// How a route is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Method {
    /// Changes nothing.
    Get,
    /// Changes something.
    Post,
    /// Ends something.
    Delete,
}

impl Method {
    /// As HTTP writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Delete => "DELETE",
        }
    }

    pub(super) fn changes(self) -> bool {
        self != Self::Get
    }
}

/// What is done for a request.
#[derive(Debug, Clone, Copy)]
pub(super) enum Work {
    /// On a thread of its own, with the whole request.
    Whole(fn(&App, &Call) -> Result<Answer, Problem>),
    /// A view of a round in one of its forms.
    View(&'static View, Form),
    /// A stream of events.
    Events,
}

/// One route.
#[derive(Debug, Clone)]
pub struct Route {
    /// How it is asked.
    pub method: Method,
    /// Its path; parts in braces stand for one segment, with `*` for all that follow.
    pub path: String,
    /// What a person needs at least; `None` if nobody has to log in.
    pub role: Option<Role>,
    /// Whether the token of the session is sent along.
    pub needs_token: bool,
    /// Whether name and password may be sent with the request itself.
    pub takes_basic: bool,
    pub(super) body_bytes_max: usize,
    pub(super) work: Work,
}

type Handler = fn(&App, &Call) -> Result<Answer, Problem>;

fn route(method: Method, path: &str, role: Option<Role>, work: Handler) -> Route {
    Route {
        method,
        path: path.to_owned(),
        role,
        needs_token: method.changes(),
        takes_basic: false,
        body_bytes_max: if method == Method::Get { 0 } else { BODY_BYTES_MAX },
        work: Work::Whole(work),
    }
}

fn get(path: &str, role: Option<Role>, work: Handler) -> Route {
    route(Method::Get, path, role, work)
}

fn post(path: &str, role: Role, work: Handler) -> Route {
    route(Method::Post, path, Some(role), work)
}

/// Views that a page of ours shows and that have no data of their own.
const SHELLS: &[&str] =
    &["/", "/login", "/rounds", "/rounds/{round}/desk", "/rounds/{round}/question"];

/// Every route.
pub fn table() -> Vec<Route> {
    let (anyone, viewer) = (None, Some(Role::Viewer));
    let mut table: Vec<Route> = SHELLS.iter().map(|path| get(path, anyone, pages::shell)).collect();
    for view in views::ALL {
        let path = format!("/rounds/{{round}}/{}", view.name);
        table.push(get(&path, anyone, pages::shell));
        for form in [Form::Json, Form::Csv] {
            let path = format!("{path}.{}", form.name());
            let work = Work::View(view, form);
            table.push(Route { work, ..get(&path, viewer, pages::shell) });
        }
    }
    table.extend([
        get("/assets/{*path}", anyone, pages::asset),
        get("/api/openapi.json", anyone, pages::openapi),
        Route { takes_basic: true, ..get("/metrics", Some(Role::Operator), metrics::metrics) },
        get("/rounds.json", viewer, views::rounds_json),
        get("/rounds.csv", viewer, views::rounds_csv),
        get("/rounds/{round}/report", viewer, pages::report),
        get("/rounds/{round}/evidence/page", viewer, evidence::page),
        get("/rounds/{round}/evidence/source.json", viewer, evidence::source),
        get("/rounds/{round}/evidence/bytes", viewer, evidence::bytes),
        get("/rounds/{round}/files/{digest}", viewer, evidence::file),
    ]);
    table.extend(of_api());
    table
}

fn of_api() -> Vec<Route> {
    use Role::{Adjudicator, Operator, Reviewer, Viewer};
    let at = |path: &str| format!("/api/rounds/{{round}}/{path}");
    let login =
        Route { role: None, needs_token: false, ..post("/api/session", Viewer, session::log_in) };
    let events = Route { work: Work::Events, ..get(&at("events"), Some(Viewer), pages::shell) };
    let files = usize::try_from(KEPT_BYTES_MAX).unwrap_or(usize::MAX);
    vec![
        get("/api/session", None, session::who),
        login,
        route(Method::Delete, "/api/session", Some(Viewer), session::log_out),
        events,
        post(&at("next"), Reviewer, api::desk::next),
        post(&at("question"), Reviewer, api::desk::question),
        post(&at("answers"), Reviewer, api::desk::answer),
        post(&at("skip"), Reviewer, api::desk::skip),
        post(&at("undo"), Reviewer, api::undo::undo),
        Route { body_bytes_max: files, ..post(&at("files"), Reviewer, api::panel::keep) },
        get(&at("queue"), Some(Reviewer), api::queue::queue),
        post(&at("gold"), Adjudicator, api::panel::gold),
        post(&at("quarantine"), Operator, api::panel::quarantine),
        post(&at("objections"), Reviewer, api::objections::file),
        post(&at("objections/{objection}/ruling"), Adjudicator, api::objections::rule),
        post(&at("phase"), Operator, api::panel::phase),
        post(&at("publish"), Operator, api::panel::publish),
    ]
}
