//! `bluebook probe add` and `update`: a probe is taken, after what it changes has been said.

mod changes;

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::super::args::{AddProbe, Common, Taking, UpdateProbe};
use super::super::{Code, Environment, Failed, Streams, load};
use super::load_failed;
use super::offered::{Offer, points_file};
use crate::manifest::{Manifests, load_edited_files};
use crate::model::Judge;
use crate::report::clean;
use crate::run::{Brought, Lock, Locked, Offered, Trust};
use crate::sandbox::{Limits, ProbeInfo, Sandbox};

pub(crate) fn add(
    common: &Common,
    args: &AddProbe,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let manifests = load(&common.manifests)?;
    let offer = Offer::get(&args.source, args.offline, &manifests, environment)?;
    take(&manifests, &offer, args.taking, environment, streams)
}

pub(crate) fn update(
    common: &Common,
    args: &UpdateProbe,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let manifests = load(&common.manifests)?;
    let lock = read_lock(&manifests)?;
    let mut n_updated = 0;
    for entry in &manifests.probes.probes {
        if args.family.as_ref().is_some_and(|family| *family != entry.family) {
            continue;
        }
        let locked = lock.entry(&entry.file.to_string_lossy());
        let Some(source) = locked.and_then(|locked| locked.source.as_ref()) else { continue };
        n_updated += 1;
        let manifests = load(&common.manifests)?;
        let offer = Offer::get(source, args.offline, &manifests, environment)?;
        take(&manifests, &offer, args.taking, environment, streams)?;
    }
    if n_updated == 0 {
        return Err(Failed::new(Code::NoSuchProbe, "no probe here was taken by `probe add`")
            .hint("`bluebook probe list` 看来源 shows where they are from".to_owned()));
    }
    Ok(())
}

pub(super) fn read_lock(manifests: &Manifests) -> Result<Lock, Failed> {
    Lock::read(&manifests.probes.directory).map_err(Failed::of)
}

/// The lines of `probes.toml` that a pack brings.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lines {
    probe: Vec<ProbeLines>,
}

#[derive(Debug, Deserialize)]
struct ProbeLines {
    family: String,
    file: String,
}

/// The component's file as the lines name it, if they are of this probe and of no place elsewhere.
pub(super) fn checked(brought: &Brought, info: &ProbeInfo) -> Result<String, Failed> {
    let bad = |text: String| Failed::new(Code::PackUnusable, text);
    let lines: Lines = toml::from_str(&brought.probe)
        .map_err(|error| bad(format!("its lines for probes.toml cannot be read: {error}")))?;
    let [ProbeLines { family, file }] = lines.probe.as_slice() else {
        return Err(bad(format!("its lines list {} probes, not one", lines.probe.len())));
    };
    if *family != info.family {
        let (family, own) = (clean(family), clean(&info.family));
        return Err(bad(format!("its lines are of the family `{family}`, it says `{own}`")));
    }
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let is_wasm = Path::new(file).extension().is_some_and(|extension| extension == "wasm");
    if !file.chars().all(plain) || file.starts_with('.') || !is_wasm {
        return Err(bad(format!("`{}` is no plain name of a component's file", clean(file))));
    }
    Ok(file.clone())
}

/// Says what would change, asks, and does it.
fn take(
    manifests: &Manifests,
    offer: &Offer,
    taking: Taking,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let sandbox = Sandbox::new(Limits::default()).map_err(Failed::of)?;
    let probe = sandbox.load_bytes(&offer.source, &offer.bytes, None).map_err(load_failed)?;
    let info = probe.info();
    let brought = Brought::of(&offer.bytes).map_err(Failed::of)?;
    let brought = brought.ok_or_else(|| {
        let text = format!("`{}` brings no lines for manifests", clean(&offer.source));
        Failed::new(Code::PackEmpty, text).hint("`bluebook probe pack` 打包 packs them".to_owned())
    })?;
    let file = checked(&brought, info)?;
    let edit = Edit::of(manifests, &brought, info, file)?;
    let after = load_edited_files(&manifests.root, edit.texts()).map_err(Failed::manifests)?;
    let trusted = trusted(manifests, offer, info, &after, taking)?;
    changes::write((manifests, &after), (offer, info), &trusted, streams)?;
    edit.tell(streams)?;
    if !taking.yes && !agreed(environment, streams)? {
        return Err(Failed::new(Code::NotTaken, "没有加入 not taken"));
    }
    edit.write(&offer.bytes)?;
    let mut lock = read_lock(manifests)?;
    let locked = Locked {
        digest: info.digest,
        source: Some(offer.source.clone()),
        contract: Some(info.contract.clone()),
    };
    lock.add(&edit.file, locked);
    lock.write(&manifests.probes.directory).map_err(Failed::of)?;
    writeln!(streams.out, "已加入 added {} {}", clean(&info.family), clean(&info.version))?;
    Ok(())
}

/// Who vouches for it, in words; an own crate needs nobody.
fn trusted(
    manifests: &Manifests,
    offer: &Offer,
    info: &ProbeInfo,
    after: &Manifests,
    taking: Taking,
) -> Result<String, Failed> {
    if offer.is_own {
        return Ok("自己构建的 built here".to_owned());
    }
    let folder = manifests.probes.file.parent().unwrap_or(Path::new(""));
    let trust = Trust::read(folder).map_err(Failed::of)?;
    let points: Vec<String> = changes::points_of(after, &info.family)
        .map(|point| point.id.0.clone())
        .chain(info.criteria.iter().flat_map(|criterion| criterion.points.clone()))
        .collect();
    let offered = Offered {
        bytes: &offer.bytes,
        family: &info.family,
        points: &points,
        signature: offer.signature.as_ref(),
    };
    match trust.judge(offered) {
        Ok(publisher) => Ok(format!("{} 签名 signed", clean(publisher))),
        Err(crate::run::Distrusted::Unsigned) if taking.unsigned => {
            Ok("没有可信的签名 not signed by anybody the policy names".to_owned())
        }
        Err(error) => {
            let hint = error.hint();
            Err(Failed::of(error).hint(hint))
        }
    }
}

pub(super) fn agreed(environment: &Environment, streams: &mut Streams<'_>) -> Result<bool, Failed> {
    write!(streams.err, "照此做 do it? [y/N] ")?;
    streams.err.flush()?;
    let mut line = String::new();
    (environment.input)()
        .read_line(&mut line)
        .map_err(|error| Failed::new(Code::FileUnreadable, error))?;
    Ok(matches!(line.trim(), "y" | "Y" | "yes" | "是"))
}

/// What is written where.
struct Edit {
    /// Name of the component's file.
    file: String,
    component: PathBuf,
    /// `probes.toml` with the probe's lines, where it does not have them yet.
    probes: Option<(PathBuf, String)>,
    points: Option<(PathBuf, String)>,
}

impl Edit {
    fn of(
        manifests: &Manifests,
        brought: &Brought,
        info: &ProbeInfo,
        file: String,
    ) -> Result<Self, Failed> {
        let probes = &manifests.probes;
        let listed = probes.probes.iter().find(|entry| entry.family == info.family);
        // Whoever runs the manifests may have named the file otherwise, or given it limits.
        let file = listed.map_or(file, |entry| entry.file.to_string_lossy().into_owned());
        if let Some(other) = probes
            .probes
            .iter()
            .find(|entry| entry.file.to_string_lossy() == file && entry.family != info.family)
        {
            let text = format!("`{file}` is the probe of the family `{}`", other.family);
            return Err(Failed::new(Code::ProbeOtherFamily, text));
        }
        claimed(manifests, info)?;
        let lines = if listed.is_some() {
            None
        } else {
            let bytes = super::offered::read(&probes.file, 1 << 20)?;
            let text = String::from_utf8_lossy(&bytes).trim_end().to_owned();
            Some((probes.file.clone(), format!("{text}\n\n{}\n", brought.probe.trim())))
        };
        let points = if brought.points.trim().is_empty() {
            None
        } else {
            let text = format!("{}\n", brought.points.trim_end());
            Some((points_file(manifests, &info.family)?, text))
        };
        let component = probes.directory.join(&file);
        Ok(Self { file, component, probes: lines, points })
    }

    fn texts(&self) -> Vec<(PathBuf, String)> {
        self.probes.iter().chain(&self.points).cloned().collect()
    }

    fn tell(&self, streams: &mut Streams<'_>) -> Result<(), Failed> {
        let paths = [Some(&self.component)].into_iter().chain([
            self.probes.as_ref().map(|(path, _)| path),
            self.points.as_ref().map(|(path, _)| path),
        ]);
        for path in paths.flatten() {
            writeln!(streams.err, "写入 writes     {}", path.display())?;
        }
        Ok(())
    }

    fn write(&self, bytes: &[u8]) -> Result<(), Failed> {
        let failed = |path: &Path, error: std::io::Error| {
            Failed::new(Code::FileUnwritable, format!("cannot write `{}`: {error}", path.display()))
        };
        let folder = self.component.parent().unwrap_or(Path::new(""));
        fs::create_dir_all(folder).map_err(|error| failed(folder, error))?;
        fs::write(&self.component, bytes).map_err(|error| failed(&self.component, error))?;
        for (path, text) in self.texts() {
            fs::write(&path, text).map_err(|error| failed(&path, error))?;
        }
        Ok(())
    }
}

/// A point has one judge: what another family judges here is not taken over by being claimed.
fn claimed(manifests: &Manifests, info: &ProbeInfo) -> Result<(), Failed> {
    let mut conflicts = Vec::new();
    for point in &manifests.system.points {
        let Judge::Probe { family, .. } = &point.judge else { continue };
        let claims = info.criteria.iter().any(|c| c.points.contains(&point.id.0));
        if claims && *family != info.family {
            conflicts.push(format!("{} ({family})", point.id.0));
        }
    }
    if conflicts.is_empty() {
        return Ok(());
    }
    let text = format!(
        "`{}` 与别的探针都认领点位 claims points that another probe judges: {}",
        clean(&info.family),
        conflicts.join(", ")
    );
    Err(Failed::new(Code::ProbePointTaken, text)
        .hint("改用自己的点位代码 give its points ids of their own".to_owned()))
}
