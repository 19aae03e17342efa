//! The files of a new probe: those that every language has, and each language's own.

use probe_build::{Language, Script};

pub(in super::super) use crate::manifest::{POINT_LINES as POINTS, PROBE_LINES as PROBES};

/// A path in the folder, and what is written there before it is filled in.
pub(super) type File = (&'static str, &'static str);

const RUST: &[File] = &[
    ("Cargo.toml", include_str!("Cargo.toml.in")),
    (".gitignore", include_str!("gitignore")),
    ("README.md", include_str!("README.md")),
    ("src/lib.rs", include_str!("lib.rs")),
    ("src/title_names_region.rs", include_str!("title_names_region.rs")),
];

const JAVASCRIPT: &[File] = &[
    ("package.json", include_str!("js/package.json.in")),
    (".gitignore", include_str!("js/gitignore")),
    ("README.md", include_str!("js/README.md")),
    ("app.js", include_str!("js/app.js")),
    ("title-names-region.js", include_str!("js/title-names-region.js")),
];

const PYTHON: &[File] = &[
    ("pyproject.toml", include_str!("python/pyproject.toml.in")),
    (".gitignore", include_str!("python/gitignore")),
    ("README.md", include_str!("python/README.md")),
    ("app.py", include_str!("python/app.py")),
    ("title_names_region.py", include_str!("python/title_names_region.py")),
];

/// What a probe is judged by is the same, whatever it is written in.
pub(super) const SHARED: &[File] = &[
    ("fixtures/home.html", include_str!("home.html")),
    ("fixtures/other.html", include_str!("other.html")),
    ("fixtures/untitled.html", include_str!("untitled.html")),
    ("params.json", include_str!("params.json")),
    ("expected.toml", include_str!("expected.toml")),
    (PROBES, include_str!("probes.toml")),
    (POINTS, include_str!("points.toml")),
];

/// All files of a new probe.
pub(super) fn files(language: Language) -> impl Iterator<Item = &'static File> {
    let own = match language {
        Language::Rust => RUST,
        Language::Script(Script::JavaScript) => JAVASCRIPT,
        Language::Script(Script::Python) => PYTHON,
    };
    own.iter().chain(SHARED)
}
