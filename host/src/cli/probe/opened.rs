//! A probe with its author's saved pages: built where it is a folder, loaded, its expectations read.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use probe_build::Language;

use super::super::args::{CallLimits, ProbeFile};
use super::super::{Code, Environment, Failed, cache, it_has};
use super::build::build_crates;
use super::fixtures::Fixtures;
use super::load_failed;
use crate::manifest::{Expectation, Expected, ExpectedPlace, ExpectedSite};
use crate::model::{PointId, RegionCode};
use crate::report::clean;
use crate::run::{Question, Trial, TrialLimits, Tried};
use crate::sandbox::{CriterionInfo, Limits, LoadedProbe, Place, Sandbox};

/// Code of no region: that of the project's synthetic country.
const NO_REGION: u32 = 990_100;

/// Milliseconds a call may take: fuel is what ends it, and an author's machine may be slow.
const DEADLINE_MS: u64 = 20_000;

/// A probe in its sandbox.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) sandbox: Sandbox,
    pub(super) probe: LoadedProbe,
    /// Its component.
    pub(super) component: PathBuf,
}

impl Opened {
    /// Builds the probe where a crate is named, and loads it.
    pub(super) fn open(args: &ProbeFile, environment: &Environment) -> Result<Self, Failed> {
        let component = component(args)?;
        Self::load(component, &args.limits, environment)
    }

    /// Loads a component.
    pub(super) fn load(
        component: PathBuf,
        limits: &CallLimits,
        environment: &Environment,
    ) -> Result<Self, Failed> {
        let sandbox = sandbox(limits)?;
        let probe = sandbox.load(&component, cache(environment).as_ref()).map_err(load_failed)?;
        Ok(Self { sandbox, probe, component })
    }

    /// Asks everything that is expected of a site.
    pub(super) fn ask(
        &self,
        site: &ExpectedSite,
        fixtures: &Fixtures,
        questions: &[Question],
    ) -> Result<Vec<Tried>, Failed> {
        let trial = Trial {
            sandbox: &self.sandbox,
            probe: &self.probe,
            source: fixtures,
            region: region(&site.place.code)?,
            place: place(&site.place),
            collected_on: site.collected_on.clone(),
            start: fixtures.start(),
            limits: TrialLimits::default(),
        };
        trial.ask(questions).map_err(Failed::of)
    }

    /// The criterion of this name.
    pub(super) fn criterion(&self, id: &str) -> Result<&CriterionInfo, Failed> {
        self.find(id).ok_or_else(|| {
            let text = format!("探针没有判据 · the probe has no criterion `{}`", clean(id));
            Failed::new(Code::NoSuchCriterion, text).hint(self.criteria_listed())
        })
    }

    /// What an expectation asks.
    pub(super) fn question(&self, one: &Expectation) -> Result<Question, Failed> {
        let criterion = self.criterion(one.criterion.get_ref())?;
        Ok(question(criterion, one.role.as_deref(), &one.params))
    }

    fn find(&self, id: &str) -> Option<&CriterionInfo> {
        self.probe.info().criteria.iter().find(|criterion| criterion.id == id)
    }

    fn criteria_listed(&self) -> String {
        it_has(self.probe.info().criteria.iter().map(|criterion| &criterion.id))
    }
}

/// The region of saved pages as probes see it.
fn place(of: &ExpectedPlace) -> Place {
    let ExpectedPlace { code, name, short_name } = of.clone();
    Place { code, name, short_name }
}

/// What is asked of a criterion; from its first role where no other is named.
pub(super) fn question(
    criterion: &CriterionInfo,
    role: Option<&str>,
    params: &BTreeMap<String, String>,
) -> Question {
    let first = criterion.roles.first().map_or("home", String::as_str);
    let point = criterion.points.first().map_or("saved", String::as_str);
    Question {
        point: PointId(point.to_owned()),
        criterion: criterion.id.clone(),
        role: role.unwrap_or(first).to_owned(),
        also: criterion.roles.clone(),
        params: params.clone(),
    }
}

/// The pages of a site of expectations.
pub(super) fn fixtures(expected: &Expected, site: &ExpectedSite) -> Result<Fixtures, Failed> {
    Fixtures::of(site, expected.path.parent().unwrap_or(Path::new("")))
}

fn sandbox(args: &CallLimits) -> Result<Sandbox, Failed> {
    let memory_bytes_max = (args.memory as usize).saturating_mul(1 << 20);
    let limits =
        Limits { fuel: args.fuel, memory_bytes_max, deadline_ms: DEADLINE_MS, ..Limits::default() };
    Sandbox::tracing(limits).map_err(Failed::of)
}

pub(super) fn region(code: &str) -> Result<RegionCode, Failed> {
    let number = if code.is_empty() { Some(NO_REGION) } else { code.parse().ok() };
    number.and_then(RegionCode::new).ok_or_else(|| {
        Failed::new(
            Code::NoSuchRegion,
            format!("`{}` is no code of a region: six digits", clean(code)),
        )
    })
}

/// The component named, or that of the probe, built into its own target directory.
pub(super) fn component(args: &ProbeFile) -> Result<PathBuf, Failed> {
    let path = &args.path;
    if path.is_file() {
        return Ok(path.clone());
    }
    if Language::of(path).is_none() {
        let text = format!("`{}` is no component and no probe's folder", path.display());
        return Err(Failed::new(Code::NoSuchProbe, text)
            .hint("`bluebook probe new NAME` 新建一个 makes one".to_owned()));
    }
    let built = build_crates(path, &path.join("target/probe"), args.offline)?;
    let only = built.first().cloned().filter(|_| built.len() == 1);
    only.ok_or_else(|| {
        let text = format!("`{}` builds {} components, not one", path.display(), built.len());
        Failed::new(Code::NoSuchProbe, text).hint("name the folder of one probe".to_owned())
    })
}
