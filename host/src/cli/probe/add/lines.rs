//! The lines a pack brings for manifests, read before anything of it is compiled.

use serde::Deserialize;

use super::super::super::{Code, Failed};
use super::super::offered::Offer;
use crate::report::clean;
use crate::run::{Brought, is_plain_file};
use crate::sandbox::ProbeInfo;

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

/// As much of a file of points as says whose they are.
#[derive(Debug, Deserialize)]
struct PointLines {
    #[serde(default)]
    point: Vec<PointLine>,
}

#[derive(Debug, Deserialize)]
struct PointLine {
    id: String,
}

/// What a pack says of itself.
#[derive(Debug)]
pub(super) struct Packed {
    pub(super) brought: Brought,
    pub(super) family: String,
    /// The component's file, of no place elsewhere.
    pub(super) file: String,
    /// Ids of its points. None where they cannot be read: manifests cannot read them either, and say where.
    pub(super) points: Vec<String>,
}

impl Packed {
    /// Reads the section of what is offered.
    pub(super) fn of(offer: &Offer) -> Result<Self, Failed> {
        let brought = Brought::of(&offer.bytes).map_err(Failed::of)?;
        let brought = brought.ok_or_else(|| {
            let text = format!("`{}` brings no lines for manifests", clean(&offer.source));
            Failed::new(Code::PackEmpty, text)
                .hint("`bluebook probe pack` 打包 packs them".to_owned())
        })?;
        let ProbeLines { family, file } = lines(&brought)?;
        let points = toml::from_str(&brought.points).map_or_else(
            |_| Vec::new(),
            |PointLines { point }| point.into_iter().map(|point| point.id).collect(),
        );
        Ok(Self { brought, family, file, points })
    }
}

/// The component's file as the lines name it, if they are of this probe and of no place elsewhere.
pub(in super::super) fn checked(brought: &Brought, info: &ProbeInfo) -> Result<String, Failed> {
    let ProbeLines { family, file } = lines(brought)?;
    of_family(&family, info)?;
    Ok(file)
}

/// Whether lines of this family are of the probe they come with.
pub(super) fn of_family(family: &str, info: &ProbeInfo) -> Result<(), Failed> {
    if *family == info.family {
        return Ok(());
    }
    let (family, own) = (clean(family), clean(&info.family));
    let text = format!("its lines are of the family `{family}`, it says `{own}`");
    Err(Failed::new(Code::PackUnusable, text))
}

/// The component's file as the lines name it, if that is of no place elsewhere.
pub(in super::super) fn file_of(brought: &Brought) -> Result<String, Failed> {
    lines(brought).map(|lines| lines.file)
}

fn lines(brought: &Brought) -> Result<ProbeLines, Failed> {
    let bad = |text: String| Failed::new(Code::PackUnusable, text);
    let lines: Lines = toml::from_str(&brought.probe)
        .map_err(|error| bad(format!("its lines for probes.toml cannot be read: {error}")))?;
    let n_probes = lines.probe.len();
    let [lines] = <[ProbeLines; 1]>::try_from(lines.probe)
        .map_err(|_| bad(format!("its lines list {n_probes} probes, not one")))?;
    if !is_plain_file(&lines.file) {
        let file = clean(&lines.file);
        return Err(bad(format!("`{file}` is no plain name of a component's file")));
    }
    Ok(lines)
}
