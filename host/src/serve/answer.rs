//! What a request is answered with.

use axum::body::{Body, Bytes};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::problem::Problem;

/// The policy of our own pages: scripts, styles and data from here and nowhere else.
pub(super) const SHELL_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
     img-src 'self' data:; connect-src 'self'; frame-src 'self'; base-uri 'none'; \
     form-action 'none'; frame-ancestors 'none'";

/// The policy of everything that is no page: a browser that shows it anyhow does nothing with it.
pub(super) const DATA_POLICY: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; \
     frame-ancestors 'none'; sandbox";

/// An answer that went well.
#[derive(Debug)]
pub(super) struct Answer {
    status: StatusCode,
    content_type: &'static str,
    headers: Vec<(HeaderName, HeaderValue)>,
    body: Bytes,
}

impl Answer {
    fn new(content_type: &'static str, body: impl Into<Bytes>) -> Self {
        let (status, headers, body) = (StatusCode::OK, Vec::new(), body.into());
        Self { status, content_type, headers, body }
    }

    /// A value as JSON.
    pub(super) fn json(value: &impl Serialize) -> Result<Self, Problem> {
        Ok(Self::json_bytes(serde_json::to_vec(value)?))
    }

    /// JSON that is written already.
    pub(super) fn json_bytes(bytes: impl Into<Bytes>) -> Self {
        Self::new("application/json", bytes)
    }

    /// The same for something that was put on record.
    pub(super) fn created(value: &impl Serialize) -> Result<Self, Problem> {
        Ok(Self { status: StatusCode::CREATED, ..Self::json(value)? })
    }

    /// A table that is saved under a name.
    pub(super) fn csv(bytes: impl Into<Bytes>) -> Self {
        Self::new("text/csv; charset=utf-8", bytes)
    }

    /// Plain text.
    pub(super) fn text(content_type: &'static str, text: impl Into<Bytes>) -> Self {
        Self::new(content_type, text)
    }

    /// A page with its own policy.
    pub(super) fn page(html: impl Into<Bytes>, policy: &str) -> Self {
        let answer = Self::new("text/html; charset=utf-8", html);
        // A policy is ours and has no character that a header cannot.
        let policy = HeaderValue::from_str(policy);
        match policy {
            Ok(policy) => answer.with(header::CONTENT_SECURITY_POLICY, policy),
            Err(_) => answer,
        }
    }

    /// Foreign bytes, to be saved and never shown. The name is ours: nothing foreign is in a
    /// header.
    pub(super) fn attachment(bytes: impl Into<Bytes>, name: &'static str) -> Self {
        Self::new("application/octet-stream", bytes)
            .with(header::CONTENT_DISPOSITION, HeaderValue::from_static(name))
    }

    /// Nothing to say.
    pub(super) fn nothing() -> Self {
        Self { status: StatusCode::NO_CONTENT, ..Self::new("text/plain", Bytes::new()) }
    }

    /// With one more header.
    pub(super) fn with(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.push((name, value));
        self
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let Self { status, content_type, headers, body } = self;
        let mut response = (status, Body::from(body)).into_response();
        let all = response.headers_mut();
        if status == StatusCode::NO_CONTENT {
            all.remove(header::CONTENT_TYPE);
        } else {
            all.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
        }
        for (name, value) in headers {
            all.insert(name, value);
        }
        response
    }
}
