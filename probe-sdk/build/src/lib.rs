//! Builds probes to components.
//!
//! Rust: `cargo build --target wasm32-unknown-unknown`, then wit-component: no other tool.
//! JavaScript and Python: the componentizer that their SDK pins, installed where it is missing.
//! Used by `bluebook probe build` and by the tests, and open to third parties.

mod error;
mod language;
mod scripted;

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use wasm_encoder::CustomSection;

pub use error::BuildError;
pub use language::{Language, Script};
pub use scripted::{Scripted, build_scripted};

/// The only target probes are built for: it has no WASI, so a probe cannot import it.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// The file of a crate with the JSON Schemas of its parameters.
const SCHEMAS: &str = "params.json";

/// The section of a component they are put into, where the host looks for them.
const SCHEMAS_SECTION: &str = "bluebook:params";

/// What to build and where to put it.
#[derive(Debug, Clone)]
pub struct Build<'a> {
    /// Cargo.toml of a workspace or package.
    pub manifest: &'a Path,
    /// What to build, as cargo's arguments: `-p rules`, or `-p guests --examples`.
    pub select: &'a [String],
    /// cargo's target directory; not the one of a cargo that waits for this build.
    pub target_dir: &'a Path,
    /// Where the components go.
    pub out_dir: &'a Path,
    /// Whether cargo may use the network.
    pub offline: bool,
}

/// Makes sure the wasm target is there, with rustup's help if need be.
///
/// # Errors
///
/// If it is not there and cannot be added; [`BuildError::hint`] says what to do.
pub fn ensure_target() -> Result<(), BuildError> {
    let rustc = tool("RUSTC", "rustc");
    let sysroot = output(&rustc, &["--print", "sysroot"])?;
    let lib = Path::new(sysroot.trim()).join("lib/rustlib").join(TARGET).join("lib");
    if lib.is_dir() {
        return Ok(());
    }
    let added = Command::new("rustup")
        .args(["target", "add", TARGET])
        .stdin(Stdio::null())
        .output()
        .map_err(|source| BuildError::Tool { tool: "rustup".to_owned(), source })?;
    if added.status.success() && lib.is_dir() {
        return Ok(());
    }
    Err(BuildError::Target { said: String::from_utf8_lossy(&added.stderr).into_owned() })
}

/// Builds the selected crates and encodes each cdylib as a component `<library_name>.wasm`.
///
/// # Errors
///
/// See [`BuildError`].
pub fn build(build: &Build<'_>) -> Result<Vec<PathBuf>, BuildError> {
    ensure_target()?;
    let modules = core_modules(build)?;
    if modules.is_empty() {
        return Err(BuildError::NoArtifact { select: build.select.to_vec() });
    }
    create_dir(build.out_dir)?;
    modules.iter().map(|module| encode_file(module, build.out_dir)).collect()
}

/// Runs cargo and reads from its messages where the modules are, sorted by path.
fn core_modules(build: &Build<'_>) -> Result<Vec<Module>, BuildError> {
    let mut cargo = Command::new(tool("CARGO", "cargo"));
    cargo
        .args(["build", "--release", "--target", TARGET])
        .args(["--message-format", "json-render-diagnostics", "--manifest-path"])
        .arg(build.manifest)
        .arg("--target-dir")
        .arg(build.target_dir)
        .args(build.select)
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        // Settings of an outer cargo are for the machine it builds for, not for wasm.
        .env_remove("RUSTFLAGS")
        // A lint run of the outer cargo would be repeated here, where its warnings stop a build.
        .env_remove("RUSTC_WORKSPACE_WRAPPER")
        .env_remove("CLIPPY_ARGS")
        .env("CARGO_ENCODED_RUSTFLAGS", rustflags(build.manifest).join("\u{1f}"));
    if build.offline {
        cargo.arg("--offline");
    }
    let output =
        cargo.output().map_err(|source| BuildError::Tool { tool: "cargo".to_owned(), source })?;
    if !output.status.success() {
        return Err(BuildError::Cargo);
    }
    let mut modules: Vec<Module> = String::from_utf8_lossy(&output.stdout)
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter(|message| message.get("reason").is_some_and(|r| r == "compiler-artifact"))
        .flat_map(|message| modules_of(&message))
        .collect();
    modules.sort();
    Ok(modules)
}

/// A core module, and the folder of the crate it was built of.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Module {
    file: PathBuf,
    crate_dir: PathBuf,
}

fn modules_of(message: &serde_json::Value) -> Vec<Module> {
    let text = |value: &serde_json::Value| value.as_str().map(PathBuf::from);
    let manifest = message.get("manifest_path").and_then(text).unwrap_or_default();
    let crate_dir = manifest.parent().map(Path::to_owned).unwrap_or_default();
    let files = message.get("filenames").and_then(|files| files.as_array()).into_iter().flatten();
    files
        .filter_map(text)
        .filter(|file| file.extension().is_some_and(|extension| extension == "wasm"))
        .map(|file| Module { file, crate_dir: crate_dir.clone() })
        .collect()
}

fn encode_file(module: &Module, out_dir: &Path) -> Result<PathBuf, BuildError> {
    let Module { file: core, crate_dir } = module;
    let schemas = schemas(&crate_dir.join(SCHEMAS))?;
    let module = fs::read(core).map_err(|source| BuildError::File {
        verb: "read",
        path: core.to_owned(),
        source,
    })?;
    let component =
        encode(&module).map_err(|said| BuildError::Encode { path: core.to_owned(), said })?;
    let out = out_dir.join(core.file_name().unwrap_or(core.as_os_str()));
    write_component(component, schemas, &out)?;
    Ok(out)
}

/// Writes a component with the schemas of its parameters.
fn write_component(
    mut component: Vec<u8>,
    schemas: Option<Vec<u8>>,
    out: &Path,
) -> Result<(), BuildError> {
    if let Some(schemas) = schemas {
        let (name, data) = (SCHEMAS_SECTION.into(), schemas.into());
        wasm_encoder::Section::append_to(&CustomSection { name, data }, &mut component);
    }
    let failed = |source| BuildError::File { verb: "write", path: out.to_owned(), source };
    fs::write(out, component).map_err(failed)
}

/// The schemas of a crate's parameters, if it has some: a JSON object, by criterion.
fn schemas(path: &Path) -> Result<Option<Vec<u8>>, BuildError> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(source) => {
            return Err(BuildError::File { verb: "read", path: path.to_owned(), source });
        }
    };
    let failed = |source| BuildError::Schemas { path: path.to_owned(), source };
    // Compact, so that layout does not change the digest.
    let schemas: serde_json::Map<String, serde_json::Value> =
        serde_json::from_slice(&bytes).map_err(failed)?;
    serde_json::to_vec(&schemas).map(Some).map_err(failed)
}

/// Makes a core module built with the SDK a component.
///
/// # Errors
///
/// The encoder's words, causes included, if it is no module of the contract.
pub fn encode(module: &[u8]) -> Result<Vec<u8>, String> {
    wit_component::ComponentEncoder::default()
        .module(module)
        .and_then(|encoder| encoder.validate(true).encode())
        .map_err(|error| format!("{error:#}"))
}

/// Paths of this machine must not end up in a probe: equal sources, equal digests.
fn rustflags(manifest: &Path) -> Vec<String> {
    let mut flags = Vec::new();
    let mut remap = |path: Option<PathBuf>, to: &str| {
        if let Some(path) = path {
            flags.push(format!("--remap-path-prefix={}={to}", path.display()));
        }
    };
    remap(std::env::home_dir().map(|home| home.join(".cargo/registry/src")), "/registry");
    remap(
        std::env::var_os("CARGO_HOME").map(|home| PathBuf::from(home).join("registry/src")),
        "/registry",
    );
    remap(workspace_of(manifest), "/src");
    flags
}

/// The folder of the workspace a package is in, its own if it is in none. It is the same for all
/// members, and so are the flags: what they share is built once.
fn workspace_of(manifest: &Path) -> Option<PathBuf> {
    let asked = ["locate-project", "--workspace", "--message-format", "plain", "--manifest-path"];
    let located = Command::new(tool("CARGO", "cargo")).args(asked).arg(manifest).output().ok();
    let located = located.filter(|output| output.status.success());
    let root = located.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    let root = root.map_or_else(|| manifest.to_owned(), PathBuf::from);
    root.canonicalize().ok()?.parent().map(Path::to_owned)
}

fn create_dir(path: &Path) -> Result<(), BuildError> {
    fs::create_dir_all(path).map_err(|source| BuildError::File {
        verb: "create",
        path: path.to_owned(),
        source,
    })
}

/// The program cargo names in the environment of build scripts, else the one on the path.
fn tool(variable: &str, name: &str) -> OsString {
    std::env::var_os(variable).unwrap_or_else(|| name.into())
}

fn output(program: &OsString, args: &[&str]) -> Result<String, BuildError> {
    let tool = || program.to_string_lossy().into_owned();
    let output = Command::new(program)
        .args(args)
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .map_err(|source| BuildError::Tool { tool: tool(), source })?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
