//! A single file had from a source of pages, for commands that need no round.

use super::RunError;
use crate::evidence::Capture;
use crate::fetch::{Ask, FetchFailure, PageSource};
use crate::model::{Form, RegionCode};
use url::Url;

/// What an address gives, for no region in particular.
///
/// # Errors
///
/// The outer one if the machine cannot run the collector; the inner one is why there is no answer.
pub fn download(
    source: &dyn PageSource,
    url: &Url,
    region: RegionCode,
) -> Result<Result<Capture, FetchFailure>, RunError> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|source| RunError::Start { source })?;
    Ok(runtime.block_on(async {
        let fetched = source.fetch(Ask { url, region, form: Form::Sent }).await;
        source.close().await;
        fetched.answer
    }))
}
