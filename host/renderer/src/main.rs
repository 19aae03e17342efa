//! The renderer: a program that renders pages a host orders, in a Chromium without network.
//!
//! It is told what to do on its standard input and answers on its standard output, as
//! [`bluebook_renderer::protocol`] says; it ends when its input does. People read its log on
//! the standard error. Only this file reads the environment.

#[cfg(unix)]
mod browser;
#[cfg(unix)]
mod cdp;
#[cfg(unix)]
mod error;
#[cfg(unix)]
mod page;
#[cfg(unix)]
mod serving;

use std::process::ExitCode;

#[cfg(unix)]
fn main() -> ExitCode {
    use std::env;
    use std::io::{self, Write as _};

    let places = browser::Places {
        named: env::var_os("BLUEBOOK_CHROMIUM").filter(|name| !name.is_empty()),
        path: env::var_os("PATH"),
    };
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            // Nothing is left to be done where even the log cannot be written.
            let _ = writeln!(io::stderr(), "cannot start: {error}");
            return ExitCode::FAILURE;
        }
    };
    let ended = runtime.block_on(serving::serve(&places));
    // The thread that reads the standard input may wait for ever.
    runtime.shutdown_background();
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "{}", error::note_of(&error));
            ExitCode::FAILURE
        }
    }
}

/// Elsewhere a browser cannot be handed its pipes.
#[cfg(not(unix))]
fn main() -> ExitCode {
    ExitCode::FAILURE
}
