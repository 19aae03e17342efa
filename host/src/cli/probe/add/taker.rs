//! A probe is looked at in an order: whose it is, what its lines change, what it says once compiled.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::super::super::args::Taking;
use super::super::super::fitting::names;
use super::super::super::{Code, Environment, Failed, Streams, cache, it_has};
use super::super::expected::check_shared;
use super::super::load_failed;
use super::super::new::POINTS;
use super::super::offered::Offer;
use super::edit::{Edit, claimed};
use super::lines::{Packed, of_family};
use super::vouched::Vouched;
use super::{changes, read_lock};
use crate::manifest::{Held, Manifests, check_points, load_edited_files};
use crate::model::Judge;
use crate::report::clean;
use crate::run::{Locked, Trust};
use crate::sandbox::{Cache, Limits, LoadedProbe, ProbeInfo, Sandbox};

/// Files as they would be.
pub(in super::super) type Texts = [(PathBuf, String)];

/// What probes are looked at with.
#[derive(Debug)]
pub(in super::super) struct Taker<'t> {
    trust: &'t Trust,
    taking: Taking,
    sandbox: Sandbox,
    cache: Option<Cache>,
}

impl<'t> Taker<'t> {
    /// By whose word, and how.
    pub(in super::super) fn new(
        trust: &'t Trust,
        taking: Taking,
        environment: &Environment,
    ) -> Result<Self, Failed> {
        let sandbox = Sandbox::new(Limits::default()).map_err(Failed::of)?;
        Ok(Self { trust, taking, sandbox, cache: cache(environment) })
    }

    /// Looks at everything that could be wrong with taking it, on top of the files `edited` for probes
    /// before it; nothing is written. What nobody may publish is not compiled.
    pub(in super::super) fn change<'a>(
        &self,
        before: &Rc<Manifests>,
        edited: &Texts,
        offer: &'a Offer,
    ) -> Result<Change<'a>, Failed> {
        let vouched = Vouched::of(self.trust, offer, before, self.taking.unsigned)?;
        let packed = Packed::of(offer)?;
        vouched.may_family(offer, &packed.family)?;
        vouched.may_points(offer, &packed.points)?;
        // What does not agree in a folder of one's own is told there, before what manifests make of it.
        let own = offer.is_own.then(|| self.load(offer, &packed)).transpose()?;
        claimed(before, &packed.family, &packed.points)?;
        let edit = Edit::of(before, &packed, edited)?;
        let texts = on_top(edit.texts(), edited);
        let after = load_edited_files(&before.root, texts.clone())
            .map_err(|diagnostics| Failed::manifests(diagnostics).hint(origin(offer)))?;
        let asked = changes::points_of(&after, &packed.family).map(|point| &point.id.0);
        vouched.may_points(offer, asked)?;
        let probe = own.map_or_else(|| self.load(offer, &packed), Ok)?;
        let criteria = probe.info().criteria.iter();
        let claims: Vec<String> = criteria.flat_map(|one| one.points.clone()).collect();
        vouched.may_points(offer, &claims)?;
        claimed(before, &packed.family, &claims)?;
        answered(&after, probe.info())?;
        let has = BTreeMap::from([(probe.info().family.as_str(), names(probe.info()))]);
        check_points(&after, texts.clone(), &has, Held::Params)
            .map_err(|diagnostics| Failed::manifests(diagnostics).hint(origin(offer)))?;
        let (before, after) = (Rc::clone(before), Rc::new(after));
        Ok(Change { offer, before, after, edit, texts, probe, trusted: vouched.words() })
    }

    /// Compiled code is kept even where the answer is then no: it is this host's own, made of these very
    /// bytes, and nothing runs it that was not agreed to (`probes.lock`).
    fn load(&self, offer: &Offer, packed: &Packed) -> Result<LoadedProbe, Failed> {
        let probe = self.sandbox.load_bytes(&offer.source, &offer.bytes, self.cache.as_ref());
        let probe = probe.map_err(load_failed)?;
        if offer.is_own {
            check_shared(Path::new(&offer.source), probe.info())?;
        }
        of_family(&packed.family, probe.info())?;
        Ok(probe)
    }
}

/// A probe and what taking it means here.
#[derive(Debug)]
pub(in super::super) struct Change<'a> {
    offer: &'a Offer,
    before: Rc<Manifests>,
    /// The manifests with it.
    pub(in super::super) after: Rc<Manifests>,
    edit: Edit,
    /// The files that are edited with it, those for probes before it included.
    pub(in super::super) texts: Vec<(PathBuf, String)>,
    probe: LoadedProbe,
    trusted: String,
}

impl Change<'_> {
    /// The family it is of.
    pub(in super::super) fn family(&self) -> &str {
        &self.probe.info().family
    }

    /// Says what would change, and whether anything would.
    pub(in super::super) fn tell(
        &self,
        taker: &Taker<'_>,
        streams: &mut Streams<'_>,
    ) -> Result<bool, Failed> {
        let Self { offer, before, after, edit, probe, trusted, .. } = self;
        let here = if edit.is_listed && edit.component.is_file() {
            taker.sandbox.load(&edit.component, taker.cache.as_ref()).ok()
        } else {
            None
        };
        let here = here.as_ref().map(LoadedProbe::info);
        changes::write((before, after), (offer, probe.info(), here), trusted, streams)?;
        if self.is_done()? {
            writeln!(streams.err, "没有变化 nothing changes")?;
            return Ok(false);
        }
        edit.tell(streams)?;
        Ok(true)
    }

    /// Whether everything is here already.
    pub(in super::super) fn is_done(&self) -> Result<bool, Failed> {
        let Self { before, offer, edit, .. } = self;
        let lock = read_lock(before)?;
        let locked = self.locked();
        let is_locked = lock.entry(&edit.file).is_some_and(|there| *there == locked);
        Ok(is_locked && edit.is_written(offer))
    }

    /// Does it.
    pub(in super::super) fn write(&self, streams: &mut Streams<'_>) -> Result<(), Failed> {
        let Self { before, offer, edit, .. } = self;
        edit.write(offer)?;
        let mut lock = read_lock(before)?;
        lock.add(&edit.file, self.locked());
        lock.write(&before.probes.directory).map_err(Failed::of)?;
        let info = self.probe.info();
        writeln!(streams.out, "已加入 added {} {}", clean(&info.family), clean(&info.version))?;
        Ok(())
    }

    /// What the lock has of it.
    fn locked(&self) -> Locked {
        let info = self.probe.info();
        Locked {
            digest: info.digest,
            source: Some(self.offer.source.clone()),
            resolved: self.offer.resolved.clone(),
            contract: Some(info.contract.clone()),
        }
    }
}

/// Files as they would be after two edits; of one that both write the later counts.
fn on_top(own: Vec<(PathBuf, String)>, edited: &Texts) -> Vec<(PathBuf, String)> {
    let is_own = |path: &PathBuf| own.iter().any(|(written, _)| written == path);
    let others = edited.iter().filter(|(path, _)| !is_own(path)).cloned().collect();
    [own, others].concat()
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
