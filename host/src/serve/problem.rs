//! What went wrong with a request, as RFC 9457 has it, Chinese first.

use std::error::Error;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::aggregate::UncertaintyError;
use crate::report::Chain;
use crate::review::{DeskError, Refused};
use crate::store::StoreError;

/// A sort of problem: stable name, status, title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kind {
    name: &'static str,
    status: StatusCode,
    title: &'static str,
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $name:literal, $status:ident, $title:literal;)*) => {
        $($(#[$doc])* pub(super) const $kind: Kind =
            Kind { name: $name, status: StatusCode::$status, title: $title };)*

        /// Every sort there is.
        #[cfg(test)]
        const ALL: &[Kind] = &[$($kind),*];
    };
}

kinds! {
    LOGIN_NEEDED = "login-needed", UNAUTHORIZED, "请先登录 log in first";
    ROLE_NEEDED = "role-needed", FORBIDDEN, "角色不够 another role is needed";
    FOREIGN_HOST = "foreign-host", MISDIRECTED_REQUEST, "不是本站的地址 not the address of this server";
    FOREIGN_ORIGIN = "foreign-origin", FORBIDDEN, "请求来自别的网站 the request comes from another site";
    CSRF_TOKEN = "csrf-token", FORBIDDEN, "缺少或不符的令牌 the token is missing or not the session's";
    TOO_MANY = "too-many", TOO_MANY_REQUESTS, "请求太多，稍后再试 too many requests, try later";
    BUSY = "busy", SERVICE_UNAVAILABLE, "正忙，稍后再试 busy, try later";
    BAD_REQUEST = "bad-request", BAD_REQUEST, "请求有误 the request is not understood";
    TOO_LARGE = "body-too-large", PAYLOAD_TOO_LARGE, "正文太大 the body is too large";
    TOO_SLOW = "too-slow", REQUEST_TIMEOUT, "正文太慢 the body comes too slowly";
    NOT_FOUND = "not-found", NOT_FOUND, "没有这个地址 there is nothing here";
    NO_ROUND = "no-round", NOT_FOUND, "没有这一轮 no such round";
    METHOD = "method", METHOD_NOT_ALLOWED, "此地址不用这个方法 not by this method";
    QUESTION_GONE = "question-gone", CONFLICT, "此题不再打开，请取下一题 the question is not open any more, take the next";
    STALE = "stale", CONFLICT, "页面或规则已变，请重看 page or rule changed, look again";
    PUBLISHED = "published", CONFLICT, "轮次已发布，不再改动 the round is published and takes no more";
    EDITION = "edition", CONFLICT, "轮次属于别的版次 the round is of another edition";
    REFUSED = "refused", UNPROCESSABLE_ENTITY, "未记录 not recorded";
    STORE = "store", INTERNAL_SERVER_ERROR, "轮次读写失败 the round cannot be read or written";
    INSIDE = "inside", INTERNAL_SERVER_ERROR, "程序自身的错误 a fault of the program";
}

/// What went wrong. Boxed, because every result has room for one.
#[derive(Debug)]
pub(super) struct Problem(Box<Told>);

#[derive(Debug)]
struct Told {
    kind: Kind,
    detail: Option<String>,
    hint: Option<String>,
    /// Seconds to wait, where waiting helps.
    retry_after: Option<u64>,
    /// Lines of a command that did not get done.
    said: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Body<'p> {
    r#type: String,
    title: &'static str,
    status: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<&'p str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<&'p str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    said: &'p [String],
}

impl Problem {
    pub(super) fn new(kind: Kind) -> Self {
        let (detail, hint, retry_after, said) = (None, None, None, Vec::new());
        Self(Box::new(Told { kind, detail, hint, retry_after, said }))
    }

    pub(super) fn detail(mut self, detail: impl Into<String>) -> Self {
        self.0.detail = Some(detail.into());
        self
    }

    pub(super) fn hint(mut self, hint: Option<impl Into<String>>) -> Self {
        self.0.hint = hint.map(Into::into);
        self
    }

    pub(super) fn retry_after(mut self, seconds: u64) -> Self {
        self.0.retry_after = Some(seconds);
        self
    }

    pub(super) fn said(mut self, said: Vec<String>) -> Self {
        self.0.said = said;
        self
    }

    /// What a person sent and should not have.
    pub(super) fn bad(detail: impl Into<String>) -> Self {
        Self::new(BAD_REQUEST).detail(detail)
    }

    /// A fault below, which is logged whole and shown in one line.
    pub(super) fn of(kind: Kind, error: &dyn Error) -> Self {
        let line = Chain(error).to_string();
        tracing::warn!("{}: {line}", kind.name);
        Self::new(kind).detail(line)
    }

    pub(super) fn is_inside(&self) -> bool {
        self.0.kind.status.is_server_error()
    }
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        let kind = match &refused {
            Refused::Stale(_) => STALE,
            Refused::NoVerdict(_) => NOT_FOUND,
            Refused::Person { .. }
            | Refused::TooLong { .. }
            | Refused::NotFinite
            | Refused::NothingShown
            | Refused::NoReason(_)
            | Refused::NothingToConfirm(_)
            | Refused::NotThird { .. }
            | Refused::NotDisputed(_)
            | Refused::NoSuchEvent { .. }
            | Refused::UndoneBefore(_)
            | Refused::NotOwn { .. }
            | Refused::NoObjections(_)
            | Refused::EmptyObjection
            | Refused::RuledBefore(_)
            | Refused::OtherTarget(_)
            | Refused::NotATime(_)
            | Refused::ObjectionsOpen(_)
            | Refused::ObjectionsRunning(_) => REFUSED,
        };
        Self::new(kind).detail(refused.to_string()).hint(refused.hint())
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        let kind = if matches!(error, StoreError::Published { .. }) { PUBLISHED } else { STORE };
        let hint = error.hint();
        Self::of(kind, &error).hint(hint)
    }
}

impl From<DeskError> for Problem {
    fn from(error: DeskError) -> Self {
        match error {
            DeskError::Refused(refused) => refused.into(),
            DeskError::Store(error) => error.into(),
        }
    }
}

impl From<std::io::Error> for Problem {
    /// Of writing an answer into memory, which does not fail.
    fn from(error: std::io::Error) -> Self {
        Self::of(INSIDE, &error)
    }
}

impl From<UncertaintyError> for Problem {
    /// Of drawing by the usual scenario, which fits every system.
    fn from(error: UncertaintyError) -> Self {
        Self::of(INSIDE, &error)
    }
}

impl From<serde_json::Error> for Problem {
    /// Of writing an answer; what was sent is read by `Call::json`.
    fn from(error: serde_json::Error) -> Self {
        Self::of(INSIDE, &error)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let Told { kind, detail, hint, retry_after, said } = &*self.0;
        let body = Body {
            r#type: format!("urn:bluebook:problem:{}", kind.name),
            title: kind.title,
            status: kind.status.as_u16(),
            detail: detail.as_deref(),
            hint: hint.as_deref(),
            said,
        };
        let bytes = serde_json::to_vec(&body).unwrap_or_default();
        let mut response = (kind.status, bytes).into_response();
        let headers = response.headers_mut();
        let json = HeaderValue::from_static("application/problem+json");
        headers.insert(header::CONTENT_TYPE, json);
        if let Some(seconds) = retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(*seconds));
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn names_are_distinct_and_titles_begin_in_chinese() {
        let names: BTreeSet<_> = ALL.iter().map(|kind| kind.name).collect();
        assert_eq!(names.len(), ALL.len());
        for kind in ALL {
            let first = kind.title.chars().next().unwrap();
            assert!(!first.is_ascii() && kind.title.contains(' '), "{}", kind.title);
            assert!(kind.status.is_client_error() || kind.status.is_server_error());
        }
    }
}
