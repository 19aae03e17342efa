//! Switches of country, province and region, laid over one another.
//!
//! What a nearer level says of a probe or a point replaces what a farther one says of it. A point
//! is off if it or its probe is; a point that is switched on is asked about although its probe is
//! off, until a still nearer level switches the probe off again.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::raw::RawSwitch;
use crate::codes::Code;
use crate::manifest::at::At;
use crate::manifest::diagnostic::{Problem, Problems};
use crate::manifest::source::{Place, Source};
use crate::manifest::system::check_family;
use crate::manifest::{hints, text};
use crate::model::{PointId, Switch, Switched, Text};

/// What switches may name. `None` where the file that lists it is wrong itself.
#[derive(Debug, Clone, Copy)]
pub(in crate::manifest) struct Named<'a> {
    pub(in crate::manifest) families: Option<&'a BTreeSet<String>>,
    /// Ids of points with the family that judges, where a probe does.
    pub(in crate::manifest) points: Option<&'a BTreeMap<String, Option<String>>>,
    /// Whether every level above could be read; else nothing is said of what has nothing to undo.
    pub(in crate::manifest) knows_above: bool,
}

impl Named<'_> {
    fn family_of(&self, point: &PointId) -> Option<&str> {
        self.points?.get(&point.0)?.as_deref()
    }
}

/// The switches of one level.
#[derive(Debug, Clone, Copy)]
pub(super) struct Level<'a> {
    pub(super) source: &'a Rc<Source>,
    pub(super) disable: &'a [At<RawSwitch>],
    pub(super) enable: &'a [At<RawSwitch>],
}

/// Why something is as it is, and where that is written.
#[derive(Debug, Clone)]
pub(super) struct Said {
    pub(super) reason: String,
    pub(super) place: Place,
}

/// What is off and on at a level, all levels above it counted.
#[derive(Debug, Clone, Default)]
pub(super) struct Switches {
    off: BTreeMap<Switched, Said>,
    /// What is on although it would be off.
    on: BTreeMap<Switched, Said>,
}

impl Switches {
    /// What holds below `level`; reports what is wrong with its entries.
    pub(super) fn under(
        &self,
        level: Level<'_>,
        named: Named<'_>,
        problems: &mut Problems,
    ) -> Self {
        let off = entries(level.source, level.disable, named, problems);
        let mut on = entries(level.source, level.enable, named, problems);
        on.retain(|what, said| {
            let Some(other) = off.get(what) else { return true };
            let message = text(
                format!("{} 在同一处既停用又恢复", shown(what).zh),
                format!("{} is switched off and on in one place", shown(what).en),
            );
            let here = text("停用在这里", "switched off here");
            let problem = problem(Code::ManifestSwitch, said, message);
            problems.push(problem.related(here, other.place.clone()));
            false
        });
        let mut below = self.clone();
        for (what, said) in off {
            below.switch_off(what, said, named);
        }
        for (what, said) in on {
            if !below.switch_on(&what, &said, named) {
                let message = text(
                    format!("{} 本来就没有停用", shown(&what).zh),
                    format!("{} is not switched off above", shown(&what).en),
                );
                let hint = text("删去这一项", "leave this entry out");
                problems.push(problem(Code::ManifestSwitch, &said, message).hint(hint));
            }
        }
        below
    }

    fn switch_off(&mut self, what: Switched, said: Said, named: Named<'_>) {
        self.on.remove(&what);
        if let Switched::Probe(family) = &what {
            self.on.retain(|what, _| match what {
                Switched::Point(point) => named.family_of(point) != Some(family.as_str()),
                Switched::Probe(_) => true,
            });
        }
        self.off.insert(what, said);
    }

    /// False if there is nothing to undo.
    fn switch_on(&mut self, what: &Switched, said: &Said, named: Named<'_>) -> bool {
        let was_off = self.off.remove(what).is_some();
        let is_probe_off = match what {
            Switched::Probe(_) => false,
            Switched::Point(point) => named
                .family_of(point)
                .is_some_and(|family| self.off.contains_key(&Switched::Probe(family.to_owned()))),
        };
        if was_off || is_probe_off {
            self.on.insert(what.clone(), said.clone());
        }
        // Against a broken list nothing is judged.
        let is_known = match what {
            Switched::Probe(_) => named.families.is_some(),
            Switched::Point(point) => {
                named.points.is_some_and(|points| points.contains_key(&point.0))
            }
        };
        was_off || is_probe_off || !is_known || !named.knows_above
    }

    /// What is off, probes first, each with its place.
    pub(super) fn off(&self) -> impl Iterator<Item = (Switch, &Place)> {
        self.off.iter().map(|(what, said)| (switch(what, said), &said.place))
    }

    /// What is on although it would be off, probes first.
    pub(super) fn on(&self) -> impl Iterator<Item = (Switch, &Place)> {
        self.on.iter().map(|(what, said)| (switch(what, said), &said.place))
    }

    /// Points that are on although their probe is off.
    pub(super) fn spared(&self, named: Named<'_>) -> Vec<PointId> {
        let is_probe_off = |point: &&PointId| {
            named
                .family_of(point)
                .is_some_and(|family| self.off.contains_key(&Switched::Probe(family.to_owned())))
        };
        let points = self.on.keys().filter_map(|what| match what {
            Switched::Point(point) => Some(point),
            Switched::Probe(_) => None,
        });
        points.filter(is_probe_off).cloned().collect()
    }
}

fn switch(what: &Switched, said: &Said) -> Switch {
    Switch { what: what.clone(), reason: said.reason.clone() }
}

/// The entries of one list by what they are about, the first of each.
fn entries(
    source: &Rc<Source>,
    raw: &[At<RawSwitch>],
    named: Named<'_>,
    problems: &mut Problems,
) -> BTreeMap<Switched, Said> {
    let mut entries: BTreeMap<Switched, Said> = BTreeMap::new();
    for at in raw {
        let RawSwitch { probe, point, reason } = at.get();
        let what = match (probe, point) {
            (Some(probe), None) => {
                check_family(source, probe, named.families, problems);
                Switched::Probe(probe.get().clone())
            }
            (None, Some(point)) => {
                check_point(source, point, named.points, problems);
                Switched::Point(PointId(point.get().clone()))
            }
            (Some(_), Some(_)) | (None, None) => {
                let message =
                    text("`probe` 与 `point` 须写且只写一个", "takes either `probe` or `point`");
                problems.push(at.problem(Code::ManifestSwitch, source, message));
                continue;
            }
        };
        let said = Said { reason: reason.clone(), place: at.place(source) };
        if let Some(first) = entries.get(&what) {
            let message = text(
                format!("{} 重复", shown(&what).zh),
                format!("{} is there twice", shown(&what).en),
            );
            let here = text("第一次在这里", "the first is here");
            problems.push(
                problem(Code::ManifestTwice, &said, message).related(here, first.place.clone()),
            );
        } else {
            entries.insert(what, said);
        }
    }
    entries
}

fn problem(code: Code, said: &Said, message: Text) -> Problem {
    let Place { source, span } = &said.place;
    Problem::new(code, source, span.clone(), message)
}

fn check_point(
    source: &Rc<Source>,
    point: &At<String>,
    points: Option<&BTreeMap<String, Option<String>>>,
    problems: &mut Problems,
) {
    let Some(points) = points.filter(|points| !points.contains_key(point.get())) else { return };
    let name = hints::clip(point.get());
    let message = text(format!("没有点位 `{name}`"), format!("there is no point `{name}`"));
    let ids: Vec<&str> = points.keys().map(String::as_str).collect();
    problems.push(hints::suggest(
        point.problem(Code::ManifestUnknownName, source, message),
        point.get(),
        &ids,
    ));
}

/// What a switch is about, in words.
fn shown(what: &Switched) -> Text {
    match what {
        Switched::Probe(family) => {
            let family = hints::clip(family);
            text(format!("探针 `{family}`"), format!("probe `{family}`"))
        }
        Switched::Point(point) => {
            let point = hints::clip(&point.0);
            text(format!("点位 `{point}`"), format!("point `{point}`"))
        }
    }
}
