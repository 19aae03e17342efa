//! What a probe is written in, by its files.

use std::path::Path;

/// A language with an SDK.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// A crate: `Cargo.toml`.
    Rust,
    /// A package of Node: `package.json` and `app.js`.
    JavaScript,
    /// A project of Python: `pyproject.toml` and `app.py`.
    Python,
}

impl Language {
    /// The language of the probe in a folder; `None` where there is no probe. A crate that also has
    /// files of another language is a crate.
    pub fn of(dir: &Path) -> Option<Self> {
        let has = |name: &str| dir.join(name).is_file();
        [Self::Rust, Self::JavaScript, Self::Python]
            .into_iter()
            .find(|language| has(language.project()) && language.app().is_none_or(has))
    }

    /// The file that says what the probe is called and depends on.
    pub fn project(self) -> &'static str {
        match self {
            Self::Rust => "Cargo.toml",
            Self::JavaScript => "package.json",
            Self::Python => "pyproject.toml",
        }
    }

    /// The file that registers the probe, where its name is fixed.
    pub fn app(self) -> Option<&'static str> {
        match self {
            Self::Rust => None,
            Self::JavaScript => Some("app.js"),
            Self::Python => Some("app.py"),
        }
    }

    /// The folder of its SDK in a clone, below `probe-sdk`; empty for Rust, whose SDK that is.
    pub fn sdk(self) -> &'static str {
        match self {
            Self::Rust => "",
            Self::JavaScript => "js",
            Self::Python => "python",
        }
    }
}
