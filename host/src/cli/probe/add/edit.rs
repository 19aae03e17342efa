//! What taking a probe writes: its component, its line in the list of probes, its points.

use std::fs;
use std::path::{Component, Path, PathBuf};

use super::super::super::{Code, Failed, Streams};
use super::super::offered::{Offer, points_file, read};
use super::super::pack::{beside, signature_text};
use super::lines::Packed;
use super::taker::Texts;
use crate::manifest::Manifests;
use crate::model::Judge;
use crate::report::clean;

/// Bytes of the list of probes; an entry has some 300.
const LIST_BYTES_MAX: usize = 1 << 20;

/// What is written where.
#[derive(Debug)]
pub(super) struct Edit {
    /// Name of the component's file.
    pub(super) file: String,
    pub(super) component: PathBuf,
    /// Whether the manifests list the family already.
    pub(super) is_listed: bool,
    /// `probes.toml` with the probe's lines, where it does not have them yet.
    probes: Option<(PathBuf, String)>,
    points: Option<(PathBuf, String)>,
}

impl Edit {
    /// On top of files `edited` before.
    pub(super) fn of(
        manifests: &Manifests,
        packed: &Packed,
        edited: &Texts,
    ) -> Result<Self, Failed> {
        let Packed { brought, family, file, .. } = packed;
        let probes = &manifests.probes;
        let listed = probes.probes.iter().find(|entry| entry.family == *family);
        let is_listed = listed.is_some();
        // Whoever runs the manifests may have named the file otherwise, or given it limits.
        let file =
            listed.map_or_else(|| file.clone(), |entry| entry.file.to_string_lossy().into_owned());
        if let Some(other) = probes
            .probes
            .iter()
            .find(|entry| entry.file.to_string_lossy() == file && entry.family != *family)
        {
            let text = format!("`{file}` is the probe of the family `{}`", other.family);
            return Err(Failed::new(Code::ProbeOtherFamily, text));
        }
        let lines = if is_listed {
            None
        } else {
            let text = list(&probes.file, edited)?;
            let text = format!("{}\n\n{}\n", text.trim_end(), brought.probe.trim());
            Some((probes.file.clone(), text))
        };
        let points = if brought.points.trim().is_empty() {
            None
        } else {
            let text = format!("{}\n", brought.points.trim_end());
            Some((points_file(manifests, family)?, text))
        };
        let component = probes.directory.join(&file);
        Ok(Self { file, component, is_listed, probes: lines, points })
    }

    pub(super) fn texts(&self) -> Vec<(PathBuf, String)> {
        self.probes.iter().chain(&self.points).cloned().collect()
    }

    pub(super) fn tell(&self, streams: &mut Streams<'_>) -> Result<(), Failed> {
        let paths = [Some(&self.component)].into_iter().chain([
            self.probes.as_ref().map(|(path, _)| path),
            self.points.as_ref().map(|(path, _)| path),
        ]);
        for path in paths.flatten() {
            writeln!(streams.err, "写入 writes     {}", straight(path).display())?;
        }
        Ok(())
    }

    /// Whether every file has what it would get.
    pub(super) fn is_written(&self, offer: &Offer) -> bool {
        let has = |path: &Path, bytes: &[u8]| fs::read(path).is_ok_and(|there| there == bytes);
        let signature =
            offer.signature.as_ref().map(signature_text).transpose().unwrap_or_default();
        let beside = beside(&self.component);
        let is_signed = match signature {
            Some(text) => has(&beside, &text),
            None => !beside.exists(),
        };
        let texts = self.texts();
        is_signed
            && has(&self.component, &offer.bytes)
            && texts.iter().all(|(path, text)| has(path, text.as_bytes()))
    }

    /// Component, signature and lines, each in its place.
    pub(super) fn write(&self, offer: &Offer) -> Result<(), Failed> {
        let folder = self.component.parent().unwrap_or(Path::new(""));
        fs::create_dir_all(folder).map_err(|error| not_written(folder, &error))?;
        let put = |path: &Path, bytes: &[u8]| {
            fs::write(path, bytes).map_err(|error| not_written(path, &error))
        };
        put(&self.component, &offer.bytes)?;
        let beside = beside(&self.component);
        match &offer.signature {
            // So that it can be saved for other machines.
            Some(signature) => put(&beside, &signature_text(signature)?)?,
            // Of another component, if there is one.
            None => drop(fs::remove_file(&beside)),
        }
        for (path, text) in self.texts() {
            put(&path, text.as_bytes())?;
        }
        Ok(())
    }
}

fn not_written(path: &Path, error: &std::io::Error) -> Failed {
    Failed::new(Code::FileUnwritable, format!("cannot write `{}`: {error}", path.display()))
}

/// The path without `..` where that names the same place, for people.
pub(crate) fn straight(path: &Path) -> PathBuf {
    let mut folded = PathBuf::new();
    for part in path.components() {
        let is_named = matches!(folded.components().next_back(), Some(Component::Normal(_)));
        match part {
            Component::ParentDir if is_named => drop(folded.pop()),
            Component::CurDir => {}
            Component::ParentDir
            | Component::Normal(_)
            | Component::RootDir
            | Component::Prefix(_) => folded.push(part),
        }
    }
    // A link on the way makes `..` another place.
    let place = |path: &Path| {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        fs::canonicalize(folder.unwrap_or(Path::new("."))).ok()
    };
    if place(path) == place(&folded) { folded } else { path.to_owned() }
}

/// The list of probes as it would be, else as it is.
fn list(path: &Path, edited: &Texts) -> Result<String, Failed> {
    match edited.iter().find(|(own, _)| own == path) {
        Some((_, text)) => Ok(text.clone()),
        None => Ok(String::from_utf8_lossy(&read(path, LIST_BYTES_MAX)?).into_owned()),
    }
}

/// A point has one judge: what another family judges here is not taken over by being claimed.
pub(super) fn claimed(
    manifests: &Manifests,
    family: &str,
    points: &[String],
) -> Result<(), Failed> {
    let mut conflicts = Vec::new();
    for point in &manifests.system.points {
        let Judge::Probe { family: judge, .. } = &point.judge else { continue };
        if points.contains(&point.id.0) && judge != family {
            conflicts.push(format!("{} ({judge})", point.id.0));
        }
    }
    if conflicts.is_empty() {
        return Ok(());
    }
    let text = format!(
        "`{}` 与别的探针都认领点位 claims points that another probe judges: {}",
        clean(family),
        conflicts.join(", ")
    );
    Err(Failed::new(Code::ProbePointTaken, text)
        .hint("改用自己的点位代码 give its points ids of their own".to_owned()))
}
