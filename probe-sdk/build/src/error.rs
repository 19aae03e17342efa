//! Why a probe could not be built, and what to do about it.

use std::path::PathBuf;

use super::TARGET;

/// A probe could not be built.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// A tool is not there.
    #[error("cannot run `{tool}`")]
    Tool {
        /// The program.
        tool: String,
        /// Why.
        source: std::io::Error,
    },
    /// The wasm target is missing and rustup could not add it.
    #[error("the Rust target {TARGET} is not installed and could not be added")]
    Target {
        /// What rustup said.
        said: String,
    },
    /// cargo failed; what it said went to stderr.
    #[error("`cargo build` of the probes failed; its messages are above")]
    Cargo,
    /// The build gave nothing to encode.
    #[error("`cargo build {}` gave no .wasm", select.join(" "))]
    NoArtifact {
        /// What was selected.
        select: Vec<String>,
    },
    /// A core module could not be made a component.
    #[error("`{}` cannot be made a component", path.display())]
    Encode {
        /// The core module.
        path: PathBuf,
        /// Why, as a chain.
        said: String,
    },
    /// A folder lacks what its language's probes have.
    #[error("`{}` is no probe that can be built: {lacks}", path.display())]
    Project {
        /// The project's file.
        path: PathBuf,
        /// What is not there or not readable.
        lacks: String,
    },
    /// The componentizer is not there and may not be fetched.
    #[error("{tool} is not in `{}`, and --offline lets nobody fetch it", dir.display())]
    Offline {
        /// What is pinned.
        tool: &'static str,
        /// Where it would be.
        dir: PathBuf,
    },
    /// The componentizer cannot be installed.
    #[error("{tool} cannot be installed into `{}`", dir.display())]
    Install {
        /// What is pinned.
        tool: &'static str,
        /// Where it would be.
        dir: PathBuf,
        /// The installer's last words.
        said: String,
    },
    /// The componentizer did not make a component of the sources.
    #[error("{tool} cannot make a component of `{}`", dir.display())]
    Componentize {
        /// The tool.
        tool: &'static str,
        /// The probe's folder.
        dir: PathBuf,
        /// Its words: the language's own error with file and line.
        said: String,
    },
    /// The schemas of the parameters are no JSON.
    #[error("`{}` is no object of JSON Schemas", path.display())]
    Schemas {
        /// The file.
        path: PathBuf,
        /// Where and why.
        source: serde_json::Error,
    },
    /// A file cannot be read or written.
    #[error("cannot {verb} `{}`", path.display())]
    File {
        /// `read`, `write` or `create`.
        verb: &'static str,
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

impl BuildError {
    /// What to do about it.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Tool { tool, .. } if tool == "rustup" => Some(format!(
                "install the target by the way Rust was installed: with rustup `rustup target add \
                 {TARGET}`; on Debian `apt install libstd-rust-dev-wasm32`; on Fedora `dnf install \
                 rust-std-static-{TARGET}`"
            )),
            Self::Tool { tool, .. } if tool == "python3" => Some(
                "install Python 3.11 or newer with venv: on Debian `apt install python3 python3-venv`, on \
                 Fedora `dnf install python3`"
                    .to_owned(),
            ),
            Self::Tool { tool, .. } if tool == "npm" || tool == "node" => Some(
                "install Node.js 20 or newer, which brings npm: on Debian `apt install nodejs npm`, on \
                 Fedora `dnf install nodejs`"
                    .to_owned(),
            ),
            Self::Offline { .. } => {
                Some("build once without `--offline`; later builds need no network".to_owned())
            }
            Self::Install { said, .. } if said.contains("ensurepip") => Some(
                "Python has no venv: on Debian `apt install python3-venv`".to_owned(),
            ),
            Self::Install { said, .. } => {
                Some(format!("it needs the network once; the installer said: {}", said.trim()))
            }
            Self::Componentize { said, .. } => Some(said.trim().to_owned()),
            Self::Project { .. } => {
                Some("`bluebook probe new NAME --lang js|python` makes one".to_owned())
            }
            Self::Target { said } => {
                Some(format!("run `rustup target add {TARGET}` yourself; it said: {}", said.trim()))
            }
            Self::Encode { .. } => {
                Some("a probe is a cdylib that calls `probe_sdk::export_probe!`".to_owned())
            }
            Self::NoArtifact { .. } => {
                Some("Cargo.toml needs `[lib] crate-type = [\"cdylib\", \"rlib\"]`".to_owned())
            }
            Self::Schemas { .. } => {
                Some("by criterion: {\"title-names-region\": {\"type\": \"object\", …}}".to_owned())
            }
            Self::Tool { .. } | Self::Cargo | Self::File { .. } => None,
        }
    }
}
