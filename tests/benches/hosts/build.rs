//! Builds the two guests to WebAssembly.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

#[expect(
    clippy::disallowed_methods,
    reason = "cargo tells a build script what it needs by environment"
)]
fn main() -> Result<(), Box<dyn Error>> {
    let here = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let out_dir = PathBuf::from(env::var("OUT_DIR")?);
    println!("cargo::rerun-if-changed={}", here.join("guests").display());
    let points = "../../guests/examples/bench_points/points.rs";
    println!("cargo::rerun-if-changed={}", here.join(points).display());
    // Not the outer target directory: the cargo that runs this script holds its lock.
    let target_dir = out_dir.join("guests");
    let built = Command::new(env!("CARGO"))
        .args(["build", "--release", "--target", "wasm32-unknown-unknown"])
        .args(["--ignore-rust-version", "-p", "guest-extism", "-p", "guest-wapc"])
        .arg("--manifest-path")
        .arg(here.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(&target_dir)
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .env_remove("RUSTFLAGS")
        // Clippy puts itself before the compiler for the code it looks at, and means not the guests.
        .env_remove("RUSTC_WORKSPACE_WRAPPER")
        .status()?;
    if !built.success() {
        return Err("cargo could not build the guests; its messages are above".into());
    }
    for name in ["guest_extism.wasm", "guest_wapc.wasm"] {
        let from = target_dir.join("wasm32-unknown-unknown/release").join(name);
        fs::copy(&from, Path::new(&out_dir).join(name))?;
    }
    Ok(())
}
