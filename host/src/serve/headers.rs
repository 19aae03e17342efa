//! What every answer says to browsers, whatever gave it.

use axum::http::{HeaderValue, header};
use axum::response::Response;

use super::answer::DATA_POLICY;

/// Said where an answer does not say otherwise itself.
const ALWAYS: &[(&str, &str)] = &[
    ("content-security-policy", DATA_POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    // Verdicts before publication do not stay in a cache that somebody else reads.
    ("cache-control", "no-store"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
];

/// A year, and no preloading: a name may be used for something else again.
const ONLY_TLS: &str = "max-age=31536000";

/// Says what is always said.
pub(super) fn harden(mut response: Response, is_secure: bool) -> Response {
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.entry(*name).or_insert(HeaderValue::from_static(value));
    }
    if is_secure {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(ONLY_TLS));
    }
    response
}
