//! Stored rounds: nothing acknowledged is lost, nothing damaged is believed.

mod format;
mod index;
mod journal;
mod reader;
mod round;
mod sample;

use std::error::Error as _;

use bluebook::store::StoreError;

/// An error as people see it: itself, its causes, the hint.
fn shown(error: &StoreError) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text = format!("{text}: {cause}");
        source = cause.source();
    }
    match error.hint() {
        Some(hint) => format!("{text} | {hint}"),
        None => text,
    }
}
