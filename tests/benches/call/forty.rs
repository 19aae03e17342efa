//! Forty probes that are each another file: the project's own, some of them twice, with a section that says
//! which copy it is. A section changes the digest and nothing that runs, so each has a place in the cache.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use bluebook::manifest::{ProbeEntry, ProbesManifest, SandboxLimits};
use bluebook::model::Digest;
use bluebook::run::Lock;

/// What the issue asks for; the project has about half as many.
pub(crate) const N_PROBES: usize = 40;

/// A section of this name is for nobody.
const SECTION: &str = "bench:copy";

/// Forty components in a folder, agreed to in its lock.
pub(crate) struct Forty {
    /// The list of them.
    pub(crate) manifest: ProbesManifest,
    /// Their files.
    pub(crate) files: Vec<PathBuf>,
}

impl Forty {
    /// Writes them into `dir`.
    pub(crate) fn write(dir: &Path) -> Result<Self, Box<dyn Error>> {
        let (mut lock, mut probes, mut files) = (Lock::default(), Vec::new(), Vec::new());
        for n in 0..N_PROBES {
            let name = tests::PROBES.get(n % tests::PROBES.len()).ok_or("no probes are built")?;
            let mut bytes = fs::read(Path::new(tests::PROBES_DIR).join(format!("{name}.wasm")))?;
            // A family is called as its crate, and cargo writes a crate's hyphens as underscores.
            let family = name.replace('_', "-");
            bytes.extend(section(n));
            let file = PathBuf::from(format!("{n:02}-{name}.wasm"));
            lock.set(&file.to_string_lossy(), Digest::of(&bytes), None);
            fs::write(dir.join(&file), &bytes)?;
            files.push(dir.join(&file));
            probes.push(ProbeEntry { family, file, enabled: true, limits: limits() });
        }
        lock.write(dir)?;
        let manifest = ProbesManifest {
            file: dir.join("probes.toml"),
            directory: dir.to_owned(),
            probes,
            limits: limits(),
            review_below: 0.5,
        };
        Ok(Self { manifest, files })
    }
}

/// A custom section of a component: its id, lengths below 128, its name and what it holds.
fn section(n: usize) -> Vec<u8> {
    let content = format!("copy {n:02}");
    let (name, whole) = (SECTION.len(), SECTION.len() + content.len() + 1);
    let lengths = [whole, name].map(|length| u8::try_from(length).unwrap_or_default());
    let [whole, name] = lengths;
    [&[0, whole, name], SECTION.as_bytes(), content.as_bytes()].concat()
}

/// The limits of the shipped manifests.
fn limits() -> SandboxLimits {
    SandboxLimits {
        fuel_per_call: 50_000_000,
        memory_mib: 32,
        deadline_ms: 2_000,
        output_bytes_max: 1 << 20,
        log_bytes_max: 64 << 10,
    }
}
