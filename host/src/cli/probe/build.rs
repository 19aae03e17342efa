//! `bluebook probe build` and `lock`: sources to components, and the digests an operator agrees to.

use std::fs;
use std::path::{Path, PathBuf};

use probe_build::{Build, BuildError, Language, Scripted};

use super::super::args::{Build as BuildArgs, Common};
use super::super::{Chain, Code, Environment, Failed, Streams, cache, load};
use super::add::straight;
use crate::codes::Coded as _;
use crate::manifest::ProbesManifest;
use crate::model::Digest;
use crate::run::Lock;
use crate::sandbox::{Limits, Sandbox};

pub(crate) fn build(
    common: &Common,
    args: &BuildArgs,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    if let Some(out) = &args.out {
        for path in build_crates(&args.path, out, args.offline)? {
            writeln!(streams.out, "{}", path.display())?;
        }
        return Ok(());
    }
    if !common.manifests.is_file() {
        let text = format!("no manifests at `{}`", common.manifests.display());
        return Err(Failed::new(Code::ManifestUnreadable, text).hint(
            "在本项目的副本里运行，或用 `--manifests` 指出，或用 `--out DIR` 只构建 · run it in a clone of the project, \
             name them, or only build with `--out DIR`"
                .to_owned(),
        ));
    }
    let manifests = load(&common.manifests)?;
    let ProbesManifest { directory, probes, .. } = &manifests.probes;
    let built = build_crates(&args.path, directory, args.offline)?;
    agree(directory, &built, Some(&args.path))?;
    for path in &built {
        writeln!(streams.out, "{}", straight(path).display())?;
    }
    writeln!(
        streams.err,
        "已构建并确认 {} 个探针 / built and agreed to {} probes",
        built.len(),
        built.len()
    )?;
    for path in &built {
        let name = path.strip_prefix(directory).unwrap_or(path);
        if !probes.iter().any(|entry| entry.file == name) {
            writeln!(
                streams.err,
                "注意 note: 清单没有列入 the manifests do not list {}：见 see {}",
                name.display(),
                args.path.join(super::new::PROBES).display()
            )?;
        }
    }
    Ok(())
}

/// Builds the probe in `path`, or every probe in a directory below it.
pub(crate) fn build_crates(
    path: &Path,
    out_dir: &Path,
    offline: bool,
) -> Result<Vec<PathBuf>, Failed> {
    let mut built = Vec::new();
    for (dir, language) in probe_dirs(path)? {
        let made = match language {
            Language::Rust => crate_of(&dir, out_dir, offline),
            Language::Script(language) => {
                let target_dir = &dir.join("target");
                let scripted = Scripted { dir: &dir, language, target_dir, out_dir, offline };
                probe_build::build_scripted(&scripted).map(|component| vec![component])
            }
        };
        built.extend(made.map_err(|error| {
            let hint = error.hint();
            Failed::of(error).hint(hint)
        })?);
    }
    Ok(built)
}

fn crate_of(dir: &Path, out_dir: &Path, offline: bool) -> Result<Vec<PathBuf>, BuildError> {
    let manifest = dir.join("Cargo.toml");
    // What an author tries and what an operator builds of it is compiled once.
    let target_dir = if is_alone(&manifest) { dir.join("target") } else { out_dir.join("build") };
    probe_build::build(&Build {
        manifest: &manifest,
        select: &[],
        target_dir: &target_dir,
        out_dir,
        offline,
    })
}

/// Whether a crate is a workspace of its own.
fn is_alone(manifest: &Path) -> bool {
    let text = fs::read(manifest).unwrap_or_default();
    String::from_utf8_lossy(&text).lines().any(|line| line.trim() == "[workspace]")
}

/// The folder itself if it is a probe's, else every probe's in it, by name.
fn probe_dirs(path: &Path) -> Result<Vec<(PathBuf, Language)>, Failed> {
    if let Some(language) = Language::of(path) {
        return Ok(vec![(path.to_owned(), language)]);
    }
    let unreadable = |source: std::io::Error| {
        Failed::new(Code::FileUnreadable, format!("cannot read `{}`: {source}", path.display()))
    };
    let mut found = Vec::new();
    for entry in fs::read_dir(path).map_err(unreadable)? {
        let dir = entry.map_err(unreadable)?.path();
        found.extend(Language::of(&dir).map(|language| (dir, language)));
    }
    found.sort_by(|(a, _), (b, _)| a.cmp(b));
    if found.is_empty() {
        let text = format!("no probe in `{}`", path.display());
        return Err(Failed::new(Code::NoSuchProbe, text).hint(Some(
            "name a folder with a Cargo.toml, or with package.json and app.js, or with pyproject.toml and \
             app.py, or a folder of such"
                .to_owned(),
        )));
    }
    Ok(found)
}

/// Writes the digests of `files`, which lie in `directory`, into its lock; `built_of` is where their sources
/// are, if they were just built.
pub(crate) fn agree(
    directory: &Path,
    files: &[PathBuf],
    built_of: Option<&Path>,
) -> Result<(), Failed> {
    let locked = Failed::of;
    let mut lock = Lock::read(directory).map_err(locked)?;
    // As `probe add` writes sources.
    let built_of = built_of.and_then(|folder| fs::canonicalize(folder).ok());
    for file in files {
        let bytes = fs::read(file).map_err(|source| {
            Failed::new(
                Code::ProbeUnreadable,
                format!("cannot read probe `{}`: {source}", file.display()),
            )
        })?;
        let name = file.strip_prefix(directory).unwrap_or(file);
        lock.set(&name.to_string_lossy(), Digest::of(&bytes), built_of.as_deref());
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
    let sandbox = Sandbox::new(Limits::default()).map_err(Failed::of)?;
    let mut agreed = Vec::new();
    for entry in probes {
        let file = directory.join(&entry.file);
        match sandbox.load(&file, cache(environment).as_ref()) {
            Ok(probe) => {
                writeln!(streams.out, "{} {}", probe.info().digest, entry.file.display())?;
                agreed.push(file);
            }
            // What cannot be loaded is not agreed to; the others are.
            Err(error) => {
                writeln!(streams.err, "警告 warning[{}]: {}", error.code(), Chain(&error))?;
            }
        }
    }
    agree(directory, &agreed, None)
}
