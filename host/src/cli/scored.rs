//! A round as a command wants it scored: by which scenario, of which regions, of what.

use super::args::{AreaName, By, Common, Of, Within};
use super::round::{self, open};
use super::{Code, Failed, Streams};
use crate::aggregate::{Focus, Group, Outcome, RegionScore, ScenarioError, score_by};
use crate::manifest::{Manifests, load_scenario};
use crate::model::{ClassRule, IndicatorSystem, ReviewMark, ReweighError, Scenario};
use crate::report::View;

/// Consistency ratio above which judgements contradict each other: Saaty (1980).
const CONSISTENCY_MAX: f64 = 0.1;

/// A round scored as the manifests say and as the command does.
pub(crate) struct Chosen {
    pub(crate) manifests: Manifests,
    /// As the manifests say.
    pub(crate) before: Vec<RegionScore>,
    /// What people had a say in, of all regions.
    pub(crate) marks: Vec<ReviewMark>,
    pub(crate) scenario: Scenario,
    /// As the scenario says.
    pub(crate) outcome: Outcome,
    pub(crate) group: Group,
}

/// Opens the round and scores it, with the scenario changed by `change` before.
pub(crate) fn choose(
    common: &Common,
    (by, within): (&By, &Within),
    streams: &mut Streams<'_>,
    change: impl FnOnce(&mut Scenario),
) -> Result<Chosen, Failed> {
    let round::Scored { manifests, scores: before, marks, .. } = open(common, streams)?;
    let system = &manifests.system;
    let mut scenario = match &by.scenario {
        Some(path) => load_scenario(path, system).map_err(Failed::manifests)?,
        None => Scenario::default(),
    };
    if let Some(rule) = &by.classes {
        scenario.class_rule = Some(fitting(rule, system)?);
    }
    change(&mut scenario);
    let group = group(&manifests, within)?;
    let outcome =
        score_by(&scenario, system, &manifests.regions, &before).map_err(scenario_failed)?;
    for (below, ratio) in outcome.consistency.iter().filter(|(_, ratio)| *ratio > CONSISTENCY_MAX) {
        let zh = "判断互相矛盾，宜重新比较";
        writeln!(
            streams.err,
            "警告 warning: {below}: {zh} judgements contradict each other: consistency ratio {ratio:.3} is above {CONSISTENCY_MAX}"
        )?;
    }
    for id in &outcome.unweighed {
        let zh = "数据定不出权重，仍用原权重";
        writeln!(
            streams.err,
            "注意 note: {id}: {zh} the scores give no weights, its own are kept"
        )?;
    }
    Ok(Chosen { manifests, before, marks, scenario, outcome, group })
}

impl Chosen {
    /// What a table shows of the outcome.
    pub(crate) fn view(&self, focus: Focus, coverage_min: f64) -> View<'_> {
        View {
            focus,
            group: &self.group,
            class_rule: self.scenario.class_rule.as_ref(),
            coverage_min: coverage_min.max(self.scenario.coverage_min),
        }
    }
}

fn fitting(rule: &ClassRule, system: &IndicatorSystem) -> Result<ClassRule, Failed> {
    if rule.fits(system.classes.len()) {
        return Ok(rule.clone());
    }
    let n = system.classes.len().saturating_sub(1);
    let hint = format!(
        "{n} numbers for {} classes, rising for `quantile`, falling for `deviation`",
        n + 1
    );
    let text = format!("the cuts do not fit: {}", rule.name());
    Err(Failed::new(Code::ClassesUnfit, text).hint(hint))
}

pub(crate) fn scenario_failed(error: ScenarioError) -> Failed {
    let hint = match &error {
        ScenarioError::Weights(ReweighError::NoSuchNode { id, known }) => {
            let nearest = known.iter().min_by_key(|known| strsim::osa_distance(known, id));
            nearest.map(|near| format!("是不是 did you mean: {near}"))
        }
        ScenarioError::Weights(_) => {
            Some("a weight is per cent of the node above; siblings sum to 100".to_owned())
        }
        ScenarioError::Judgements { .. } => None,
        ScenarioError::Components { below, node, .. } => {
            let what = node.as_ref().map_or_else(String::new, |node| format!("（{node}）"));
            Some(format!(
                "`below` 只写有第一主成分的指标，不写 {below}{what} name in `below` what has a first component, without {below}"
            ))
        }
    };
    Failed::of(error).hint(hint)
}

/// What a command is about.
pub(crate) fn focus(system: &IndicatorSystem, of: &Of) -> Result<Focus, Failed> {
    if let Some(id) = &of.node {
        return Focus::of_node(system, id).ok_or_else(|| {
            let nearest = system.ids().min_by_key(|known| strsim::osa_distance(known, id));
            let hint = nearest.map(|near| format!("是不是 did you mean: {near}"));
            Failed::new(Code::NoSuchNode, format!("no indicator or point `{id}`")).hint(hint)
        });
    }
    let Some(name) = &of.topic else { return Ok(Focus::Total) };
    Focus::of_topic(system, name).ok_or_else(|| {
        let known: Vec<_> =
            system.topics.iter().map(|one| format!("{} {}", one.id, one.title.zh)).collect();
        let hint = (!known.is_empty()).then(|| format!("one of {}", known.join(", ")));
        Failed::new(Code::NoSuchTopic, format!("no topic `{name}`")).hint(hint)
    })
}

/// The regions a command is about.
pub(crate) fn group(manifests: &Manifests, within: &Within) -> Result<Group, Failed> {
    let province = match &within.province {
        None => None,
        Some(name) => Some(super::regions::province(manifests, name).ok_or_else(|| {
            let provinces = manifests.region_files.provinces.iter();
            let known: Vec<_> =
                provinces.map(|(code, one)| format!("{code} {}", one.name)).collect();
            Failed::new(Code::NoSuchGroup, format!("no province `{name}`"))
                .hint(format!("one of {}", known.join(", ")))
        })?),
    };
    if let Some(tag) = &within.tag {
        let tags: std::collections::BTreeSet<&str> = manifests
            .regions
            .iter()
            .flat_map(|region| region.tags.iter().map(String::as_str))
            .collect();
        if !tags.contains(tag.as_str()) {
            let known: Vec<&str> = tags.into_iter().collect();
            let hint = (!known.is_empty()).then(|| format!("one of {}", known.join(", ")));
            return Err(
                Failed::new(Code::NoSuchGroup, format!("no region has the tag `{tag}`")).hint(hint)
            );
        }
    }
    Ok(Group { area: within.area.map(AreaName::area), province, tag: within.tag.clone() })
}
