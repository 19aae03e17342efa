//! What a registry answers, read to its limits.

use std::time::Duration;

use reqwest::Response;
use serde::Deserialize;
use tokio::time::timeout;
use url::Url;

use super::RegistryError;

/// Longest time for a whole component to come or go: 32 MiB at half a megabit a second.
pub(super) const EXCHANGE_MAX: Duration = Duration::from_mins(10);

/// Bytes of a refusal that are looked at for what it says.
const SAID_BYTES_MAX: usize = 4 << 10;

/// Characters of that which are shown.
const SAID_CHARS_MAX: usize = 200;

/// The beginning of an answer.
pub(super) async fn answered(
    asking: impl Future<Output = Result<Response, reqwest::Error>>,
    url: &Url,
    longest: Duration,
) -> Result<Response, RegistryError> {
    let slow = |_| RegistryError::Slow { host: host(url), secs: longest.as_secs() };
    let answer = timeout(longest, asking).await.map_err(slow)?;
    answer.map_err(|error| unreached(url, error))
}

/// All of an answer, unless it has more than `bytes_max` bytes or takes too long.
pub(super) async fn body(
    mut answer: Response,
    what: &str,
    bytes_max: usize,
) -> Result<Vec<u8>, RegistryError> {
    let too_large = || RegistryError::TooLarge { what: what.to_owned(), bytes_max };
    let url = answer.url().clone();
    let reading = async {
        let mut bytes = Vec::new();
        while let Some(more) = answer.chunk().await.map_err(|error| unreached(&url, error))? {
            if bytes.len() + more.len() > bytes_max {
                return Err(too_large());
            }
            bytes.extend_from_slice(&more);
        }
        Ok(bytes)
    };
    let secs = EXCHANGE_MAX.as_secs();
    let read = timeout(EXCHANGE_MAX, reading).await;
    read.unwrap_or_else(|_| Err(RegistryError::Slow { host: host(&url), secs }))
}

/// What a refusal says, with a colon before it; nothing where it says nothing that can be shown.
pub(super) async fn said(answer: Response) -> String {
    #[derive(Debug, Default, Deserialize)]
    #[serde(default)]
    struct Said {
        errors: Vec<One>,
        details: String,
    }
    #[derive(Debug, Default, Deserialize)]
    #[serde(default)]
    struct One {
        code: String,
        message: String,
    }
    let bytes = body(answer, "the refusal", SAID_BYTES_MAX).await.unwrap_or_default();
    let said: Said = serde_json::from_slice(&bytes).unwrap_or_default();
    let one = said.errors.first().map(|One { code, message }| format!("{code} {message}"));
    // Somebody else's words: they steer no terminal.
    let plain = |c: &char| c.is_ascii_graphic() || *c == ' ';
    let text: String =
        one.unwrap_or(said.details).chars().filter(plain).take(SAID_CHARS_MAX).collect();
    if text.trim().is_empty() { String::new() } else { format!(": {}", text.trim()) }
}

fn unreached(url: &Url, error: reqwest::Error) -> RegistryError {
    RegistryError::Network { host: host(url), source: error.without_url() }
}

/// Host and port, for people.
pub(super) fn host(url: &Url) -> String {
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    format!("{}{port}", url.host_str().unwrap_or_default())
}

/// An address without its query, in which storages put their secrets.
pub(super) fn shown(url: &Url) -> String {
    let mut url = url.clone();
    url.set_query(None);
    url.into()
}
