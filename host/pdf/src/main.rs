//! `bluebook-pdf DATA.json OUT.pdf`: sets an exported round as a PDF.
//!
//! `DATA.json` is `round.json` of `bluebook export`; `-` reads it from standard input. The words in
//! it are data to the template and are never read as markup.

mod data;
mod set;
mod world;

use std::env;
use std::error::Error;
use std::fs;
use std::io::{self, Read as _};
use std::path::Path;
use std::process::ExitCode;

/// A mistake in the command line, as in `bluebook` itself.
const EXIT_USAGE: u8 = 2;

/// The input or the output could not be had.
const EXIT_FILE: u8 = 6;

const USAGE: &str = "用法 usage: bluebook-pdf DATA.json OUT.pdf\n\
    DATA.json: round.json of `bluebook export ROUND DIR --format json`, or `-`\n";

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    let [data, out] = args.as_slice() else {
        eprint!("{USAGE}");
        return ExitCode::from(EXIT_USAGE);
    };
    match run(data, Path::new(out)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failed) => {
            eprint!("错误 error: {failed}");
            let mut cause = failed.source();
            while let Some(error) = cause {
                eprint!(": {error}");
                cause = error.source();
            }
            eprintln!();
            if let Some(hint) = failed.hint() {
                eprintln!("提示 hint: {hint}");
            }
            ExitCode::from(EXIT_FILE)
        }
    }
}

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
enum Failed {
    #[error("cannot read `{path}`")]
    Read { path: String, source: io::Error },
    #[error("`{path}` is no exported round")]
    Data { path: String, source: data::DataError },
    #[error("cannot set the pages")]
    Set(#[source] set::SetError),
    #[error("cannot write `{path}`")]
    Write { path: String, source: io::Error },
}

impl Failed {
    fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Data { .. } => Some("`bluebook export ROUND DIR --format json` writes it"),
            Self::Set(error) => error.hint(),
            Self::Read { .. } | Self::Write { .. } => None,
        }
    }
}

fn run(path: &str, out: &Path) -> Result<(), Failed> {
    let failed = |source| Failed::Read { path: path.to_owned(), source };
    let bytes = if path == "-" {
        let mut bytes = Vec::new();
        io::stdin().read_to_end(&mut bytes).map_err(failed)?;
        bytes
    } else {
        fs::read(path).map_err(failed)?
    };
    data::check(&bytes).map_err(|source| Failed::Data { path: path.to_owned(), source })?;
    let pdf = set::set(bytes).map_err(Failed::Set)?;
    let failed = |source| Failed::Write { path: out.display().to_string(), source };
    fs::write(out, pdf).map_err(failed)
}
