//! `bluebook probe add` and `update`: a probe is taken, after what it changes has been said.

mod changes;
mod edit;

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use self::edit::Edit;
pub(crate) use self::edit::straight;
use super::super::args::{AddProbe, Common, Taking, UpdateProbe};
use super::super::fitting::names;
use super::super::{Code, Environment, Failed, Streams, cache, it_has, load};
use super::expected::check_shared;
use super::load_failed;
use super::new::POINTS;
use super::offered::Offer;
use crate::manifest::{Held, Manifests, check_points, load_edited_files};
use crate::model::Judge;
use crate::report::clean;
use crate::run::{Brought, Lock, Locked, Offered, Trust, is_plain_file};
use crate::sandbox::{Limits, LoadedProbe, ProbeInfo, Sandbox};

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
    let ProbeLines { family, file } = lines(brought)?;
    if family != info.family {
        let (family, own) = (clean(&family), clean(&info.family));
        let text = format!("its lines are of the family `{family}`, it says `{own}`");
        return Err(Failed::new(Code::PackUnusable, text));
    }
    Ok(file)
}

/// The component's file as the lines name it, if that is of no place elsewhere.
pub(super) fn file_of(brought: &Brought) -> Result<String, Failed> {
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

/// A probe that could be taken, as far as it can be told without manifests.
pub(super) struct Component {
    probe: LoadedProbe,
    brought: Brought,
    /// The file's name as its lines have it.
    file: String,
}

impl Component {
    /// Loads what is offered, and reads the lines it brings.
    pub(super) fn of(offer: &Offer, sandbox: &Sandbox) -> Result<Self, Failed> {
        let probe = sandbox.load_bytes(&offer.source, &offer.bytes, None).map_err(load_failed)?;
        if offer.is_own {
            // Told where its author has them, before what manifests make of them.
            check_shared(Path::new(&offer.source), probe.info())?;
        }
        let brought = Brought::of(&offer.bytes).map_err(Failed::of)?;
        let brought = brought.ok_or_else(|| {
            let text = format!("`{}` brings no lines for manifests", clean(&offer.source));
            Failed::new(Code::PackEmpty, text)
                .hint("`bluebook probe pack` 打包 packs them".to_owned())
        })?;
        let file = checked(&brought, probe.info())?;
        Ok(Self { probe, brought, file })
    }

    /// The family it says it is of.
    pub(super) fn family(&self) -> &str {
        &self.probe.info().family
    }
}

/// A probe and what taking it means here.
pub(super) struct Change<'a> {
    manifests: &'a Manifests,
    offer: &'a Offer,
    info: &'a ProbeInfo,
    after: Manifests,
    edit: Edit,
    trusted: String,
}

impl<'a> Change<'a> {
    /// Looks at everything that could be wrong with taking it; nothing is written.
    pub(super) fn of(
        manifests: &'a Manifests,
        (offer, component): (&'a Offer, &'a Component),
        trust: &Trust,
        taking: Taking,
    ) -> Result<Self, Failed> {
        let Component { probe, brought, file } = component;
        let info = probe.info();
        let edit = Edit::of(manifests, brought, info, file.clone())?;
        let after = load_edited_files(&manifests.root, edit.texts())
            .map_err(|diagnostics| Failed::manifests(diagnostics).hint(origin(offer)))?;
        answered(&after, info)?;
        let has = BTreeMap::from([(info.family.as_str(), names(info))]);
        check_points(&after, edit.texts(), &has, Held::Params)
            .map_err(|diagnostics| Failed::manifests(diagnostics).hint(origin(offer)))?;
        let trusted = trusted(trust, offer, info, &after, taking)?;
        Ok(Self { manifests, offer, info, after, edit, trusted })
    }

    /// Says what would change, and whether anything would.
    pub(super) fn tell(
        &self,
        sandbox: &Sandbox,
        environment: &Environment,
        streams: &mut Streams<'_>,
    ) -> Result<bool, Failed> {
        let Self { manifests, offer, info, after, edit, trusted } = self;
        let here = if edit.is_listed && edit.component.is_file() {
            sandbox.load(&edit.component, cache(environment).as_ref()).ok()
        } else {
            None
        };
        let here = here.as_ref().map(LoadedProbe::info);
        changes::write((manifests, after), (offer, info, here), trusted, streams)?;
        if self.is_done()? {
            writeln!(streams.err, "没有变化 nothing changes")?;
            return Ok(false);
        }
        edit.tell(streams)?;
        Ok(true)
    }

    /// Whether everything is here already.
    fn is_done(&self) -> Result<bool, Failed> {
        let Self { manifests, offer, info, edit, .. } = self;
        let lock = read_lock(manifests)?;
        let is_locked =
            lock.entry(&edit.file).is_some_and(|locked| *locked == locked_as(offer, info));
        Ok(is_locked && edit.is_written(offer))
    }

    /// Does it.
    pub(super) fn write(&self, streams: &mut Streams<'_>) -> Result<(), Failed> {
        let Self { manifests, offer, info, edit, .. } = self;
        edit.write(offer)?;
        let mut lock = read_lock(manifests)?;
        lock.add(&edit.file, locked_as(offer, info));
        lock.write(&manifests.probes.directory).map_err(Failed::of)?;
        writeln!(streams.out, "已加入 added {} {}", clean(&info.family), clean(&info.version))?;
        Ok(())
    }
}

/// Where lines that would be written come from: a problem is told at the place they would have here.
fn origin(offer: &Offer) -> Option<String> {
    let own = Path::new(&offer.source).join(POINTS);
    offer
        .is_own
        .then(|| format!("加入的点位取自 points that are added come from `{}`", own.display()))
}

/// Whether every point that names the probe names a criterion it has: one that does not would only show as
/// an unknown.
fn answered(after: &Manifests, info: &ProbeInfo) -> Result<(), Failed> {
    let has = |wanted: &String| info.criteria.iter().any(|criterion| criterion.id == *wanted);
    let points = changes::points_of(after, &info.family);
    let lost: Vec<String> = points
        .filter_map(|point| match &point.judge {
            Judge::Probe { criterion, .. } if !has(criterion) => {
                Some(format!("`{}` ({})", clean(criterion), clean(&point.id.0)))
            }
            Judge::Probe { .. } | Judge::Person | Judge::Nobody => None,
        })
        .collect();
    if lost.is_empty() {
        return Ok(());
    }
    let text = format!("点位的判据，探针没有 · the probe has no criterion {}", lost.join(", "));
    let has = it_has(info.criteria.iter().map(|one| &one.id));
    Err(Failed::new(Code::NoSuchCriterion, text).hint(has))
}

/// What the lock has of it.
fn locked_as(offer: &Offer, info: &ProbeInfo) -> Locked {
    Locked {
        digest: info.digest,
        source: Some(offer.source.clone()),
        resolved: offer.resolved.clone(),
        contract: Some(info.contract.clone()),
    }
}

/// Says what would change, asks, and does it.
fn take(
    manifests: &Manifests,
    offer: &Offer,
    taking: Taking,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let sandbox = new_sandbox()?;
    let component = Component::of(offer, &sandbox)?;
    let trust = read_trust(manifests)?;
    let change = Change::of(manifests, (offer, &component), &trust, taking)?;
    if !change.tell(&sandbox, environment, streams)? {
        return Ok(());
    }
    if !taking.yes && !agreed("照此做 do it?", environment, streams)? {
        return Err(Failed::new(Code::NotTaken, "没有加入 not taken"));
    }
    change.write(streams)
}

pub(super) fn new_sandbox() -> Result<Sandbox, Failed> {
    Sandbox::new(Limits::default()).map_err(Failed::of)
}

/// Where the policy of these manifests lies.
pub(super) fn trust_folder(manifests: &Manifests) -> &Path {
    manifests.probes.file.parent().unwrap_or(Path::new(""))
}

pub(super) fn read_trust(manifests: &Manifests) -> Result<Trust, Failed> {
    Trust::read(trust_folder(manifests)).map_err(Failed::of)
}

/// Who vouches for it, in words; an own crate needs nobody.
fn trusted(
    trust: &Trust,
    offer: &Offer,
    info: &ProbeInfo,
    after: &Manifests,
    taking: Taking,
) -> Result<String, Failed> {
    if offer.is_own {
        return Ok("自己构建的 built here".to_owned());
    }
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

pub(super) fn agreed(
    question: &str,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<bool, Failed> {
    write!(streams.err, "{question} [y/N] ")?;
    streams.err.flush()?;
    let mut line = String::new();
    (environment.input)()
        .read_line(&mut line)
        .map_err(|error| Failed::new(Code::FileUnreadable, error))?;
    Ok(matches!(line.trim(), "y" | "Y" | "yes" | "是"))
}
