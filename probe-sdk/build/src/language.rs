//! What a probe is written in, by its files.

use std::path::Path;

/// A language with an SDK.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// A crate: `Cargo.toml`. Built by cargo.
    Rust,
    /// A language whose interpreter becomes part of the component.
    Script(Script),
}

/// A language with an interpreter; see [`crate::build_scripted`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
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
        let is_script = |script: &Script| has(script.project()) && has(script.app());
        if has("Cargo.toml") {
            return Some(Self::Rust);
        }
        [Script::JavaScript, Script::Python].into_iter().find(is_script).map(Self::Script)
    }

    /// The folder of its SDK in a clone, below `probe-sdk`; empty for Rust, whose SDK that is.
    pub fn sdk(self) -> &'static str {
        match self {
            Self::Rust => "",
            Self::Script(Script::JavaScript) => "js",
            Self::Script(Script::Python) => "python",
        }
    }
}

impl Script {
    /// The file that says what the probe is called and depends on.
    pub fn project(self) -> &'static str {
        match self {
            Self::JavaScript => "package.json",
            Self::Python => "pyproject.toml",
        }
    }

    /// The file that registers the probe.
    pub fn app(self) -> &'static str {
        match self {
            Self::JavaScript => "app.js",
            Self::Python => "app.py",
        }
    }
}
