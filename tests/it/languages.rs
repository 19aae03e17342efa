//! Probes in JavaScript and Python: they say what the same probe says in Rust, and what goes wrong in
//! them has a name.

mod alike;
mod built;
mod faults;
mod journey;
mod parameters;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use bluebook::cli::Exit;
use bluebook::sandbox::Cache;

use super::campaign::{Campaign, Said};

/// A language with an interpreter: its name on the command line, and what its probes need to be built.
#[derive(Debug, Clone, Copy)]
struct Scripted {
    lang: &'static str,
    program: &'static str,
    tool: &'static str,
    app: &'static str,
}

const JAVASCRIPT: Scripted =
    Scripted { lang: "js", program: "node", tool: "componentize-qjs", app: "app.js" };
const PYTHON: Scripted =
    Scripted { lang: "python", program: "python3", tool: "componentize-py", app: "app.py" };

/// One build at a time: tests of a language share the folder its probe is built in.
static BUILDING: Mutex<()> = Mutex::new(());

impl Scripted {
    /// Whether its probes can be built here; said on stderr where they cannot.
    fn is_here(self, test: &str) -> bool {
        let tool = tests::root().join("target/tools").join(self.tool);
        if tests::tools::system_tool(test, self.program).is_none() {
            return false;
        }
        let is_installed = tool.join(".installed").is_file();
        if !is_installed {
            eprintln!("skipped {test}: no {} (tests/tools/setup.sh)", tool.display());
        }
        is_installed
    }

    /// The probe of `tests/fixtures/languages`, built of a new probe's files; where it was built of the same
    /// before, that is taken.
    fn component(self) -> PathBuf {
        let _one = BUILDING.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let dir = self.laid_out();
        let out = beside_probes("languages").join("built").join(self.lang);
        let words = ["probe", "build", dir.to_str().unwrap(), "--offline", "--out"];
        let said = Campaign::sample().say(&[&words[..], &[out.to_str().unwrap()]].concat());
        assert_eq!(said.exit, Exit::Done, "{}", said.err);
        PathBuf::from(said.out.trim())
    }

    /// Its files: a new probe, the criteria of the language, and what goes with the one that takes parameters.
    fn laid_out(self) -> PathBuf {
        let dir = self.made("languages");
        let fixtures = tests::root().join("tests/fixtures/languages");
        tests::copy(&fixtures.join(self.lang), &dir);
        for (from, to) in [
            ("params.json", "params.json"),
            ("expected.toml", "expected.toml"),
            ("points.toml", "manifest/points.toml"),
            ("services.html", "fixtures/services.html"),
        ] {
            fs::copy(fixtures.join("services").join(from), dir.join(to)).unwrap();
        }
        dir
    }

    /// A new probe, in the folder where one of the name was built before.
    fn made(self, name: &str) -> PathBuf {
        let dir = beside_probes("languages").join(self.lang).join(name);
        let kept = dir.with_extension("target");
        if dir.join("target").exists() {
            drop(fs::remove_dir_all(&kept));
            fs::rename(dir.join("target"), &kept).unwrap();
        }
        drop(fs::remove_dir_all(&dir));
        let made = self.new_probe(name, &dir);
        assert_eq!(made.exit, Exit::Done, "{}", made.err);
        if kept.exists() {
            fs::rename(&kept, dir.join("target")).unwrap();
        }
        dir
    }

    fn new_probe(self, name: &str, dir: &Path) -> Said {
        let sdk = tests::root().join("probe-sdk");
        let (dir, sdk) = (dir.to_str().unwrap(), sdk.to_str().unwrap());
        let words = ["probe", "new", name, "--lang", self.lang, "--dir", dir, "--sdk", sdk];
        Campaign::sample().say(&words)
    }
}

/// The same in Rust.
fn in_rust() -> PathBuf {
    Path::new(tests::GUESTS_DIR).join("languages").with_extension("wasm")
}

/// Compiled components, kept: those of an interpreter take seconds.
fn cache() -> Cache {
    Cache::new(beside_probes("compiled"))
}

/// A folder beside the probes of this build.
fn beside_probes(name: &str) -> PathBuf {
    Path::new(tests::PROBES_DIR).parent().unwrap().join(name)
}

#[track_caller]
fn holds(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "no `{part}` in:\n{text}");
    }
}
