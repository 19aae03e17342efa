//! Verdicts as JSON lines, for people and other programs.

use std::io::{self, Write};

use super::error::StoreError;
use super::format::Stored as _;
use super::index::VerdictStore;

/// Writes every verdict as one line of JSON, by region code, then point id, then page.
/// The same verdicts give the same bytes. Gives the number of lines.
///
/// # Errors
///
/// If the store or `out` fails.
pub fn export(store: &impl VerdictStore, out: &mut impl Write) -> Result<u64, StoreError> {
    let mut n_lines = 0;
    for verdict in store.verdicts() {
        let form = verdict?.form();
        serde_json::to_writer(&mut *out, &form)
            .map_err(io::Error::from)
            .and_then(|()| out.write_all(b"\n"))
            .map_err(|source| StoreError::Export { source })?;
        n_lines += 1;
    }
    Ok(n_lines)
}
