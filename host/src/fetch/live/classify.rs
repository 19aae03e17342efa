//! From the HTTP client's errors to named failures.

use std::error::Error;
use std::io;

use url::Url;

use super::super::archive::note_of;
use super::super::{FailureClass, FetchFailure};

/// The words of hyper for a connection that ended before the answer; it has no type for it
/// that reqwest lets through. A test asks a server that hangs up.
const HUNG_UP: &str = "connection closed before message completed";

/// The words of h2 for a stream, or a connection, that the server ended; what the client itself
/// finds wrong is said in others. A test asks a server that does both.
const HUNG_UP_OF_HTTP_2: [&str; 2] = ["stream error received: ", "connection error received: "];

/// The words of hyper for headers beyond its limit (some 400 KiB, or 100 lines).
const HEAD_TOO_LARGE: &str = "message head is too large";

/// Names a request that failed before its answer.
pub(super) fn failure_of(url: &Url, error: reqwest::Error) -> FetchFailure {
    let class = class_of(&error);
    let error = error.without_url();
    FetchFailure::new(class, format!("`{url}`: {}", note_of(&error)))
}

fn class_of(error: &reqwest::Error) -> FailureClass {
    let mut cause: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(error) = cause {
        if let Some(class) = class_of_cause(error) {
            return class;
        }
        cause = error.source();
    }
    match (error.is_connect(), error.is_timeout()) {
        (true, true) => FailureClass::ConnectTimeout,
        (true, false) => FailureClass::Connect,
        (false, true) => FailureClass::FirstByteTimeout,
        (false, false) => FailureClass::Protocol,
    }
}

/// The class one link of the chain of causes gives away.
fn class_of_cause(error: &(dyn Error + 'static)) -> Option<FailureClass> {
    if let Some(error) = error.downcast_ref::<rustls::Error>() {
        return Some(class_of_tls(error));
    }
    match error.to_string().as_str() {
        HUNG_UP => return Some(FailureClass::Disconnect),
        HEAD_TOO_LARGE => return Some(FailureClass::HeaderTooLarge),
        text if HUNG_UP_OF_HTTP_2.iter().any(|start| text.starts_with(start)) => {
            return Some(FailureClass::Disconnect);
        }
        _ => {}
    }
    let error = error.downcast_ref::<io::Error>()?;
    // An I/O error does not count the error it wraps among its causes; TLS errors come in two.
    if let Some(class) = error.get_ref().and_then(|wrapped| class_of_cause(wrapped)) {
        return Some(class);
    }
    let is_hung_up = matches!(
        error.kind(),
        io::ErrorKind::ConnectionReset
            | io::ErrorKind::ConnectionAborted
            | io::ErrorKind::BrokenPipe
            | io::ErrorKind::UnexpectedEof
    );
    is_hung_up.then_some(FailureClass::Disconnect)
}

/// The class of a handshake that failed: what is wrong with the certificate, or an old protocol.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "rustls' enums grow, and what has no name of its own here is `tls`"
)]
fn class_of_tls(error: &rustls::Error) -> FailureClass {
    use rustls::{AlertDescription, CertificateError, Error};
    match error {
        Error::InvalidCertificate(what) => match what {
            CertificateError::Expired
            | CertificateError::ExpiredContext { .. }
            | CertificateError::NotValidYet
            | CertificateError::NotValidYetContext { .. } => FailureClass::TlsExpired,
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
                FailureClass::TlsWrongHost
            }
            CertificateError::UnknownIssuer | CertificateError::BadSignature => {
                FailureClass::TlsUntrusted
            }
            CertificateError::Revoked => FailureClass::TlsRevoked,
            _ => FailureClass::Tls,
        },
        Error::PeerIncompatible(_)
        | Error::AlertReceived(
            AlertDescription::ProtocolVersion
            | AlertDescription::HandshakeFailure
            | AlertDescription::InsufficientSecurity,
        ) => FailureClass::TlsOldProtocol,
        _ => FailureClass::Tls,
    }
}
