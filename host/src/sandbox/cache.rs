//! Compiled probes on disk, so that a start costs a memory map and not a compilation.
//!
//! Only this host writes here, and only what it compiled itself: loading compiled
//! code means trusting it.

use std::fs;
use std::hash::{Hash, Hasher};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use sha2::{Digest as _, Sha256};
use wasmtime::Engine;
use wasmtime::component::Component;

use crate::model::Digest;

/// Writers of this process so far, to tell their unfinished files apart.
static WRITERS: AtomicU64 = AtomicU64::new(0);

/// A directory of compiled probes, named by the probe's digest and the engine's.
#[derive(Debug, Clone)]
pub struct Cache {
    dir: PathBuf,
    on_compile: fn(&str, u64),
}

/// Feeds whatever the engine hashes into SHA-256, whose result is stable between runs.
#[derive(Default)]
struct Sha256Hasher(Sha256);

impl Hasher for Sha256Hasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self) -> u64 {
        let hash = self.0.clone().finalize();
        hash.iter().take(8).fold(0, |n, byte| n << 8 | u64::from(*byte))
    }
}

impl Cache {
    /// A cache in `dir`, which is made when something is first kept.
    pub fn new(dir: impl Into<PathBuf>) -> Self {
        Self { dir: dir.into(), on_compile: |_, _| {} }
    }

    /// The same, which tells a component's name and bytes before it is compiled: people wait for that.
    #[must_use]
    pub fn telling(self, on_compile: fn(&str, u64)) -> Self {
        Self { on_compile, ..self }
    }

    /// Tells that a component is not here and is compiled now.
    pub(super) fn tell(&self, name: &str, n_bytes: u64) {
        (self.on_compile)(name, n_bytes);
    }

    fn path(&self, engine: &Engine, digest: &Digest) -> PathBuf {
        let mut hasher = Sha256Hasher::default();
        engine.precompile_compatibility_hash().hash(&mut hasher);
        self.dir.join(format!("{}-{:016x}.cwasm", digest.hex(), hasher.finish()))
    }

    /// The compiled component, if it is there and this engine can run it.
    pub(super) fn get(&self, engine: &Engine, digest: &Digest) -> Option<Component> {
        let path = self.path(engine, digest);
        if !is_ours(&self.dir) || !is_ours(&path) {
            return None;
        }
        // SAFETY: the file lies in a directory that only this user can write to, under a
        // name made of what was compiled and by which engine, and was put there by `keep`
        // in one rename; so it is this host's own, complete output.
        #[expect(unsafe_code, reason = "the only way to load precompiled code")]
        let loaded = unsafe { Component::deserialize_file(engine, &path) };
        loaded
            .map_err(
                |error| tracing::warn!(path = %path.display(), %error, "cached probe not usable"),
            )
            .ok()
    }

    /// Keeps a compiled component. A cache that cannot be written only costs time, so
    /// failures are logged and no more.
    pub(super) fn keep(&self, engine: &Engine, digest: &Digest, component: &Component) {
        let path = self.path(engine, digest);
        let kept = component
            .serialize()
            .map_err(std::io::Error::other)
            .and_then(|bytes| write_by_rename(&self.dir, &path, &bytes));
        if let Err(error) = kept {
            tracing::warn!(path = %path.display(), %error, "compiled probe not cached");
        }
    }
}

/// Whether nobody but this user can have written the file or directory.
#[cfg(unix)]
fn is_ours(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let Ok(meta) = fs::symlink_metadata(path) else { return false };
    let others_may_write = meta.mode() & 0o022 != 0;
    !meta.file_type().is_symlink() && !others_may_write && meta.uid() == own_uid()
}

#[cfg(unix)]
fn own_uid() -> u32 {
    use std::os::unix::fs::MetadataExt as _;
    // The standard library has no getuid; a process owns its own /proc entry. Where there
    // is none the answer fits no file and the cache is not read.
    fs::metadata("/proc/self").map_or(u32::MAX, |meta| meta.uid())
}

#[cfg(not(unix))]
fn is_ours(path: &Path) -> bool {
    path.exists()
}

fn write_by_rename(dir: &Path, path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    make_private(dir)?;
    // Several runs and several threads may compile the same probe at once; each renames its own.
    let writer = WRITERS.fetch_add(1, Ordering::Relaxed);
    let half = path.with_extension(format!("{}-{writer}.tmp", std::process::id()));
    let mut file = fs::File::create(&half)?;
    file.write_all(bytes)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        file.set_permissions(fs::Permissions::from_mode(0o600))?;
    }
    file.sync_all()?;
    fs::rename(&half, path)
}

fn make_private(dir: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(dir)
}
