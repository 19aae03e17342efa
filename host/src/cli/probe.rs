//! `bluebook probe`: inspect a component, build probe crates, agree to their digests.

use std::fs;
use std::path::{Path, PathBuf};

use probe_build::Build;
use serde_json::json;

use super::args::{Build as BuildArgs, Common, Inspect, TextOrJson};
use super::{Chain, Environment, Exit, Failed, Streams, cache, load};
use crate::manifest::ProbesManifest;
use crate::model::Digest;
use crate::report::clean;
use crate::run::{Lock, LockError};
use crate::sandbox::{Limits, LoadError, ProbeInfo, Sandbox};

pub(crate) fn inspect(
    args: &Inspect,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let sandbox =
        Sandbox::new(Limits::default()).map_err(|error| Failed::new(Exit::Probe, error))?;
    let probe = sandbox.load(&args.file, cache(environment).as_ref()).map_err(load_failed)?;
    match args.format {
        TextOrJson::Text => write_text(probe.info(), streams),
        TextOrJson::Json => write_json(probe.info(), streams),
    }
}

fn load_failed(error: LoadError) -> Failed {
    let hint = error.hint();
    Failed::new(Exit::Probe, error).hint(hint)
}

fn write_text(info: &ProbeInfo, streams: &mut Streams<'_>) -> Result<(), Failed> {
    let out = &mut *streams.out;
    writeln!(out, "{} {} — {}", clean(&info.family), clean(&info.version), clean(&info.title))?;
    writeln!(out, "合约 contract  {}", info.contract)?;
    writeln!(out, "大小 size      {} 字节 bytes", info.n_bytes)?;
    writeln!(out, "摘要 digest    {}", info.digest)?;
    writeln!(out, "导入 imports   {}", info.imports.join(" "))?;
    writeln!(
        out,
        "               无文件、网络、时钟、随机数 no files, network, clock, randomness"
    )?;
    writeln!(out, "判据 criteria  {}", info.criteria.len())?;
    for criterion in &info.criteria {
        writeln!(out, "  {}  {}", clean(&criterion.id), clean(&criterion.title))?;
        writeln!(
            out,
            "    起始 from {}  点位 points {}",
            clean(&criterion.roles.join(" ")),
            clean(&criterion.points.join(" "))
        )?;
    }
    Ok(())
}

fn write_json(info: &ProbeInfo, streams: &mut Streams<'_>) -> Result<(), Failed> {
    let criteria: Vec<_> = info
        .criteria
        .iter()
        .map(|c| json!({"id": c.id, "title": c.title, "roles": c.roles, "points": c.points}))
        .collect();
    let value = json!({
        "family": info.family,
        "version": info.version,
        "title": info.title,
        "contract": info.contract,
        "bytes": info.n_bytes,
        "digest": info.digest.to_string(),
        "imports": info.imports,
        "criteria": criteria,
    });
    writeln!(streams.out, "{value:#}")?;
    Ok(())
}

pub(crate) fn build(
    common: &Common,
    args: &BuildArgs,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let manifests = load(&common.manifests)?;
    let built = build_crates(&args.path, &manifests.probes.directory, args.offline)?;
    agree(&manifests.probes.directory, &built)?;
    for path in &built {
        writeln!(streams.out, "{}", path.display())?;
    }
    writeln!(
        streams.err,
        "已构建并确认 {} 个探针 / built and agreed to {} probes",
        built.len(),
        built.len()
    )?;
    Ok(())
}

/// Builds the crate in `path`, or every crate in a directory below it.
pub(crate) fn build_crates(
    path: &Path,
    out_dir: &Path,
    offline: bool,
) -> Result<Vec<PathBuf>, Failed> {
    let manifests = cargo_manifests(path)?;
    let mut built = Vec::new();
    for manifest in manifests {
        let build = Build {
            manifest: &manifest,
            select: &[],
            target_dir: &out_dir.join("build"),
            out_dir,
            offline,
        };
        built.extend(probe_build::build(&build).map_err(|error| {
            let hint = error.hint();
            Failed::new(Exit::Probe, error).hint(hint)
        })?);
    }
    Ok(built)
}

fn cargo_manifests(path: &Path) -> Result<Vec<PathBuf>, Failed> {
    let own = path.join("Cargo.toml");
    if own.is_file() {
        return Ok(vec![own]);
    }
    let unreadable = |source: std::io::Error| {
        Failed::new(Exit::Usage, format!("cannot read `{}`: {source}", path.display()))
    };
    let mut found = Vec::new();
    for entry in fs::read_dir(path).map_err(unreadable)? {
        let manifest = entry.map_err(unreadable)?.path().join("Cargo.toml");
        if manifest.is_file() {
            found.push(manifest);
        }
    }
    found.sort();
    if found.is_empty() {
        let text = format!("no probe crate in `{}`", path.display());
        return Err(Failed::new(Exit::Usage, text)
            .hint(Some("name a folder with a Cargo.toml, or a folder of such".to_owned())));
    }
    Ok(found)
}

/// Writes the digests of `files`, which lie in `directory`, into its lock.
pub(crate) fn agree(directory: &Path, files: &[PathBuf]) -> Result<(), Failed> {
    let locked = |error: LockError| Failed::new(Exit::Probe, error);
    let mut lock = Lock::read(directory).map_err(locked)?;
    for file in files {
        let bytes = fs::read(file).map_err(|source| {
            Failed::new(Exit::Probe, format!("cannot read probe `{}`: {source}", file.display()))
        })?;
        let name = file.strip_prefix(directory).unwrap_or(file);
        lock.set(&name.to_string_lossy(), Digest::of(&bytes));
    }
    lock.write(directory).map_err(locked)
}

pub(crate) fn lock(
    common: &Common,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let manifests = load(&common.manifests)?;
    let ProbesManifest { directory, probes, .. } = &manifests.probes;
    let sandbox =
        Sandbox::new(Limits::default()).map_err(|error| Failed::new(Exit::Probe, error))?;
    let mut agreed = Vec::new();
    for entry in probes {
        let file = directory.join(&entry.file);
        match sandbox.load(&file, cache(environment).as_ref()) {
            Ok(probe) => {
                writeln!(streams.out, "{} {}", probe.info().digest, entry.file.display())?;
                agreed.push(file);
            }
            // What cannot be loaded is not agreed to; the others are.
            Err(error) => writeln!(streams.err, "警告 warning: {}", Chain(&error))?,
        }
    }
    agree(directory, &agreed)
}
