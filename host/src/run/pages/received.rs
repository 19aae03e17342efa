//! How a page came, by the names the contract gives it.

use std::net::IpAddr;

use crate::evidence::{
    CERTIFICATE_PROBLEM, CERTIFICATE_UNTIL, Capture, FIRST_VIEW_MS, IP_VERSIONS, SCRIPT_ERRORS,
};
use crate::sandbox::Received;

/// What is known of how a page came.
pub(super) fn of(capture: &Capture) -> Received {
    let remark = |name: &str| {
        let mut values = capture.remarks.iter().rev().filter(|(known, _)| known == name);
        values.next().map(|(_, value)| value.clone())
    };
    let media_type = capture
        .header("content-type")
        .map(|kind| kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase());
    let kind = infer::get(&capture.body).map(|kind| kind.mime_type().to_owned());
    let ip_version = capture.ip.map(|ip| match ip {
        IpAddr::V4(_) => "4".to_owned(),
        IpAddr::V6(_) => "6".to_owned(),
    });
    let facts = [
        ("elapsed-ms", capture.elapsed_ms().map(|ms| ms.to_string())),
        ("n-bytes", Some(capture.body.len().to_string())),
        ("media-type", media_type),
        ("body-kind", kind),
        ("ip-version", ip_version),
        ("ip-versions", remark(IP_VERSIONS)),
        ("certificate-until", remark(CERTIFICATE_UNTIL)),
        ("certificate-problem", remark(CERTIFICATE_PROBLEM)),
        ("script-errors", remark(SCRIPT_ERRORS)),
        ("first-view-ms", remark(FIRST_VIEW_MS)),
    ];
    Received {
        hops: capture.hops.iter().map(|hop| hop.url.clone()).collect(),
        facts: facts.into_iter().filter_map(|(name, value)| Some((name, value?))).collect(),
    }
}
