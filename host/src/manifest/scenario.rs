//! `scenarios/*.toml`: other choices on the way from points to ranks. No set names them; commands do.

mod raw;

use std::path::Path;
use std::rc::Rc;

use bluebook_index::Mean;
use bluebook_index::describe::Limits;
use bluebook_index::impute::Fill;
use bluebook_index::normalise::Normalisation;
use bluebook_index::treat::Treatment;

pub(super) use raw::RawScenario;

use self::raw::{RawAhp, RawJudge, RawUncertainty, RawVary, RawWeighting};
use super::at::At;
use super::diagnostic::{Diagnostics, Problem, Problems};
use super::parse::{Parsed, parse};
use super::reader::Reader;
use super::source::Source;
use super::{hints, text};
use crate::codes::Code;
use crate::model::{
    DataWeights, IndicatorSystem, Judge, JudgedBy, JudgedWeights, MeasuredJudge, PointId,
    ReweighError, Scenario, Uncertainty, WeightsVary,
};

/// What stands for the total where indicators are named.
const TOTAL: &str = "total";

/// Reads the scenario at `path`, checked against `system`.
///
/// # Errors
///
/// Everything wrong in it, each with its place and what to do.
pub fn load_scenario(path: &Path, system: &IndicatorSystem) -> Result<Scenario, Diagnostics> {
    let mut problems = Problems::default();
    let source = Reader::beside().root(path, &mut problems);
    let file = source.and_then(|source| parse::<RawScenario>(&source, &mut problems));
    let scenario = file.map(|file| {
        let Parsed { source, raw, .. } = &file;
        Check { source, system, problems: &mut problems }.scenario(raw)
    });
    problems.finish(scenario)
}

/// There is no such thing, and it has been said.
struct Reported;

struct Check<'a> {
    source: &'a Rc<Source>,
    system: &'a IndicatorSystem,
    problems: &'a mut Problems,
}

impl Check<'_> {
    fn scenario(&mut self, raw: &RawScenario) -> Scenario {
        let missing = &raw.missing;
        let outliers = raw.outliers.as_ref();
        let percent = |percent: Option<f64>| percent.unwrap_or(0.0) / 100.0;
        Scenario {
            title: text(&raw.title.zh, &raw.title.en),
            weights: self.weights(raw),
            judged_weights: raw.ahp.iter().filter_map(|one| self.ahp(one)).collect(),
            data_weights: raw.weighting.as_ref().map(|one| self.weighting(one)),
            fill: missing.fill.map_or(Fill::None, Into::into),
            peers: missing.peers.map_or_else(Default::default, Into::into),
            known_min: percent(missing.known_min),
            coverage_min: percent(missing.coverage_min),
            treatment: outliers.map(|one| Treatment {
                limits: Limits {
                    skewness: one.skewness,
                    kurtosis: one.kurtosis,
                    ..Limits::default()
                },
                winsorised_max: one.winsorised_max,
            }),
            normalisation: raw.normalise.map_or(Normalisation::None, Into::into),
            means: raw.means.iter().copied().map(Mean::from).collect(),
            class_rule: raw.classes.as_ref().map(|at| self.class_rule(at)),
            uncertainty: self.uncertainty(&raw.uncertainty),
        }
    }

    fn class_rule(&mut self, at: &At<super::classes::RawClassRule>) -> crate::model::ClassRule {
        let (rule, n) = (at.get().rule(), self.system.classes.len());
        if !rule.fits(n) {
            self.problems.push(at.problem(
                Code::ManifestClasses,
                self.source,
                super::classes::RawClassRule::misfit(n),
            ));
        }
        rule
    }

    fn weights(&mut self, raw: &RawScenario) -> Vec<(String, f64)> {
        let weights: Vec<(String, f64)> =
            raw.weights.iter().map(|(id, percent)| (id.clone(), percent.get().0)).collect();
        // Sums are of all together, so one at a time would find them wrong too often.
        if let Err(error) = self.system.with_weights(&weights) {
            let place = raw.weights.get(error.id());
            let span = place.map_or(0..0, At::span);
            let problem =
                Problem::new(Code::ManifestWeights, self.source, span, reweigh_words(&error));
            self.problems.push(match &error {
                ReweighError::NoSuchNode { id, known } => {
                    let known: Vec<&str> = known.iter().map(String::as_str).collect();
                    hints::suggest(problem, id, &known)
                }
                ReweighError::NotWeighted { .. }
                | ReweighError::Percent { .. }
                | ReweighError::Sum { .. } => problem,
            });
        }
        weights
    }

    /// Position of an indicator; `None` for the total.
    fn above(&mut self, id: &At<String>) -> Result<Option<usize>, Reported> {
        if id.get() == TOTAL {
            return Ok(None);
        }
        let position = self.system.indicators.iter().position(|one| one.id.0 == *id.get());
        if position.is_none() {
            let name = hints::clip(id.get());
            let zh = format!("没有指标 `{name}`");
            let message = text(zh, format!("there is no indicator `{name}`"));
            let ids = self.system.indicators.iter().map(|one| one.id.0.as_str());
            let ids: Vec<&str> = [TOTAL].into_iter().chain(ids).collect();
            let problem = id.problem(Code::ManifestUnknownName, self.source, message);
            self.problems.push(hints::suggest(problem, id.get(), &ids));
        }
        position.map(Some).ok_or(Reported)
    }

    fn ahp(&mut self, raw: &RawAhp) -> Option<JudgedWeights> {
        let below = self.above(&raw.below).ok()?;
        let indicators = self.system.indicators.iter().filter(|one| one.parent == below);
        let points = self.system.points.iter().filter(|one| Some(one.indicator) == below);
        let n = indicators.count() + points.count();
        let wanted = n * n.saturating_sub(1) / 2;
        if raw.judgements.get().len() != wanted {
            let found = raw.judgements.get().len();
            let message = text(
                format!("{n} 项两两比较须有 {wanted} 个判断，这里有 {found} 个"),
                format!("{n} things compared pair by pair take {wanted} judgements, not {found}"),
            );
            self.problems.push(raw.judgements.problem(
                Code::ManifestScenario,
                self.source,
                message,
            ));
        }
        Some(JudgedWeights { below, judgements: raw.judgements.get().clone() })
    }

    fn weighting(&mut self, raw: &RawWeighting) -> DataWeights {
        let all = || [None].into_iter().chain((0..self.system.indicators.len()).map(Some));
        let below = match &raw.below {
            None => all().collect(),
            Some(named) => named.iter().filter_map(|id| self.above(id).ok()).collect(),
        };
        DataWeights { method: raw.method.into(), below }
    }

    fn uncertainty(&mut self, raw: &RawUncertainty) -> Uncertainty {
        let default = Uncertainty::default();
        let weights = match &raw.weights {
            None => default.weights,
            Some(RawVary::Fixed {}) => WeightsVary::Fixed,
            Some(RawVary::Noise { percent }) => {
                WeightsVary::Noise(percent.iter().map(|one| one / 100.0).collect())
            }
            Some(RawVary::Dirichlet { concentration }) => WeightsVary::Dirichlet(*concentration),
        };
        let means = |means: &Vec<raw::RawMean>| means.iter().copied().map(Mean::from).collect();
        Uncertainty {
            n_draws: raw.draws.unwrap_or(default.n_draws),
            seed: raw.seed.unwrap_or(default.seed),
            n_rows: raw.rows.unwrap_or(default.n_rows),
            n_again: raw.again.unwrap_or(default.n_again),
            weights,
            normalisations: raw.normalise.iter().copied().map(Into::into).collect(),
            fills: raw.fill.iter().copied().map(Into::into).collect(),
            means: raw.means.iter().map(means).collect(),
            judges: raw.judge.iter().filter_map(|one| self.judge(one)).collect(),
        }
    }

    fn judge(&mut self, at: &At<RawJudge>) -> Option<MeasuredJudge> {
        let raw = at.get();
        let of = match (&raw.probe, &raw.criterion, &raw.point) {
            (Some(probe), None, None) => JudgedBy::Family(probe.clone()),
            (Some(probe), Some(criterion), None) => {
                JudgedBy::Criterion(probe.clone(), criterion.clone())
            }
            (None, None, Some(point)) => JudgedBy::Point(PointId(point.clone())),
            (None, None, None) | (None, Some(_), _) | (Some(_), _, Some(_)) => {
                let message = text(
                    "写 `probe`（可加 `criterion`）或 `point`，只选一种",
                    "takes `probe`, perhaps with `criterion`, or `point`",
                );
                self.problems.push(at.problem(Code::ManifestScenario, self.source, message));
                return None;
            }
        };
        if !self.system.points.iter().any(|point| of.holds(point)) {
            let message = text("没有这样的点位", "there is no such point");
            let families: std::collections::BTreeSet<&str> =
                self.system.points.iter().filter_map(|point| family(&point.judge)).collect();
            let families: Vec<&str> = families.into_iter().collect();
            let problem = at.problem(Code::ManifestUnknownName, self.source, message);
            self.problems.push(match &raw.probe {
                Some(probe) => hints::suggest(problem, probe, &families),
                None => problem,
            });
        }
        let (precision, recall) = (raw.precision / 100.0, raw.recall / 100.0);
        Some(MeasuredJudge { of, precision, recall })
    }
}

fn family(judge: &Judge) -> Option<&str> {
    match judge {
        Judge::Probe { family, .. } => Some(family),
        Judge::Person | Judge::Nobody => None,
    }
}

fn reweigh_words(error: &ReweighError) -> crate::model::Text {
    let id = hints::clip(error.id());
    let zh = match error {
        ReweighError::NoSuchNode { .. } => format!("没有指标或点位 `{id}`"),
        ReweighError::NotWeighted { .. } => format!("`{id}` 不参与加权"),
        ReweighError::Percent { .. } => format!("`{id}` 的权重应在 0 至 100 之间"),
        ReweighError::Sum { .. } => format!("写了 `{id}` 之后，同级权重之和不是 100"),
    };
    text(zh, error.to_string())
}
