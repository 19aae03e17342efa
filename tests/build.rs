//! Builds the probes and the misbehaving guests to components, so that the tests run the
//! real thing. Installs the wasm target where rustup can.

use std::env;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use probe_build::{Build, BuildError};

#[expect(
    clippy::disallowed_methods,
    reason = "cargo tells a build script what it needs by environment"
)]
fn main() -> Result<(), Box<dyn Error>> {
    let out_dir = PathBuf::from(env::var("OUT_DIR")?);
    let here = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let root = here.parent().ok_or("tests/ has no parent")?.to_owned();
    let sources = ["probes", "probe-sdk", "tests/guests", "tests/browser", "host/index/src"];
    let engine = ["host/index/tests/it/everything.rs", "Cargo.toml", "Cargo.lock"];
    for watched in sources.into_iter().chain(engine) {
        println!("cargo::rerun-if-changed={}", root.join(watched).display());
    }
    let probes = crates_in(&root.join("probes"))?;
    let select: Vec<String> =
        probes.iter().flat_map(|name| ["-p".to_owned(), name.clone()]).collect();
    let guests = ["-p", "guests", "--examples"].map(str::to_owned);
    let mut artifacts = String::new();
    for (name, select) in [("PROBES", select.as_slice()), ("GUESTS", guests.as_slice())] {
        let out_dir = out_dir.join(name.to_lowercase());
        let built = build(&root, select, &out_dir)?;
        writeln!(artifacts, "/// Directory of the {name} built for this test run.")?;
        writeln!(artifacts, "pub const {name}_DIR: &str = {:?};", out_dir.display().to_string())?;
        let names: Vec<_> = built.iter().filter_map(|path| path.file_stem()?.to_str()).collect();
        writeln!(artifacts, "/// Names of the {name}, sorted.")?;
        writeln!(artifacts, "pub const {name}: &[&str] = &{names:?};")?;
    }
    let engine = index_engine(&root, &out_dir)?.display().to_string();
    writeln!(artifacts, "/// The index engine in WebAssembly, built for this test run.")?;
    writeln!(artifacts, "pub const INDEX_ENGINE: &str = {engine:?};")?;
    fs::write(out_dir.join("artifacts.rs"), artifacts)?;
    Ok(())
}

/// The index engine as a browser has it: a core module, for it is no probe.
fn index_engine(root: &Path, out_dir: &Path) -> Result<PathBuf, Box<dyn Error>> {
    let target_dir = root.join("target/wasm");
    let package = ["-p", "index-in-browser"];
    let built = Command::new(env!("CARGO"))
        .args(["build", "--release", "--target", probe_build::TARGET])
        .args(package)
        .arg("--manifest-path")
        .arg(root.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(&target_dir)
        // Flags for this machine are none for the other.
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .env_remove("RUSTFLAGS")
        .status()?;
    if !built.success() {
        return Err("cargo could not build the index engine; its messages are above".into());
    }
    let module = target_dir.join(probe_build::TARGET).join("release/index_in_browser.wasm");
    let kept = out_dir.join("index-engine.wasm");
    fs::copy(&module, &kept)
        .map_err(|error| format!("cannot copy {}: {error}", module.display()))?;
    Ok(kept)
}

fn build(root: &Path, select: &[String], out_dir: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let build = Build {
        manifest: &root.join("Cargo.toml"),
        select,
        // Not the outer target directory: the cargo that runs this script holds its lock.
        target_dir: &root.join("target/wasm"),
        out_dir,
        offline: false,
    };
    probe_build::build(&build).map_err(|error: BuildError| {
        let hint = error.hint().map(|hint| format!("\nhint: {hint}")).unwrap_or_default();
        format!("{error}{hint}").into()
    })
}

/// Names of the crates below `dir`; a folder is named as its crate.
fn crates_in(dir: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.join("Cargo.toml").is_file() {
            names.extend(path.file_name().and_then(|name| name.to_str()).map(str::to_owned));
        }
    }
    names.sort();
    Ok(names)
}
