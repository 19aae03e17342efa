//! A request as the work behind a route sees it: read whole, checked by the gate.

use axum::body::Bytes;
use axum::http::{HeaderMap, header};
use serde::de::DeserializeOwned;

use super::gate::Asker;
use super::problem::{self, Problem};
use super::role::Role;
use crate::panel::Sight;
use crate::review::Now;

/// A request.
#[derive(Debug)]
pub(super) struct Call {
    /// What stands in the path, by name.
    pub(super) params: Vec<(String, String)>,
    /// What stands in the query, in order; names may be there several times.
    pub(super) query: Vec<(String, String)>,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
    /// Who asks.
    pub(super) asker: Asker,
    pub(super) now: Now,
    /// The same moment in milliseconds since 1970.
    pub(super) now_ms: u64,
}

impl Call {
    /// A part of the path; empty if the route has none of this name.
    pub(super) fn param(&self, name: &str) -> &str {
        let found = self.params.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    /// The first value of a name in the query that is not empty.
    pub(super) fn query(&self, name: &str) -> Option<&str> {
        self.all(name).find(|value| !value.is_empty())
    }

    /// Every value of a name in the query.
    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        let named = self.query.iter().filter(move |(known, _)| known == name);
        named.map(|(_, value)| value.as_str())
    }

    /// A value of the query that has to be there.
    pub(super) fn needed(&self, name: &str) -> Result<&str, Problem> {
        self.query(name).ok_or_else(|| Problem::bad(format!("`?{name}=` is missing")))
    }

    /// A number of the query; `otherwise` where there is none.
    pub(super) fn number(&self, name: &str, otherwise: usize) -> Result<usize, Problem> {
        let Some(text) = self.query(name) else { return Ok(otherwise) };
        text.parse().map_err(|_| Problem::bad(format!("`?{name}={text}` is no number")))
    }

    /// The body as JSON. Its type has to be said: a form of another site cannot say it.
    pub(super) fn json<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        let said = self.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let kind = said.unwrap_or_default().split(';').next().unwrap_or_default().trim();
        if !kind.eq_ignore_ascii_case("application/json") {
            return Err(Problem::bad("the body is no `application/json`"));
        }
        serde_json::from_slice(&self.body).map_err(|error| Problem::bad(error.to_string()))
    }

    /// The day, `YYYY-MM-DD`.
    pub(super) fn today(&self) -> &str {
        self.now.utc.get(..10).unwrap_or_default()
    }

    /// Who asks, by name: an act is on record with one.
    pub(super) fn person(&self) -> Result<&str, Problem> {
        let nameless = || {
            let hint = "`bluebook serve --as NAME`, or log in by name";
            Problem::new(problem::LOGIN_NEEDED).hint(Some(hint))
        };
        self.asker.person.as_deref().ok_or_else(nameless)
    }

    /// Whether the asker may do what needs a role.
    pub(super) fn may(&self, role: Role) -> bool {
        self.asker.role.is_some_and(|own| own >= role)
    }

    /// Whether the asker may, as a problem if not.
    pub(super) fn must(&self, role: Role) -> Result<(), Problem> {
        if self.may(role) { Ok(()) } else { Err(role_needed(role)) }
    }

    /// What of the record the asker may see.
    pub(super) fn sight(&self) -> Sight<'_> {
        let sees_gold = self.may(Role::Adjudicator);
        Sight { person: self.asker.person.as_deref(), sees_gold }
    }
}

/// Somebody is known and may not.
pub(super) fn role_needed(role: Role) -> Problem {
    Problem::new(problem::ROLE_NEEDED).detail(format!("{} {role}", role.zh()))
}
