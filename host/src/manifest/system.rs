//! From checked indicators and files of points to the indicator system.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::at::At;
use super::diagnostic::{Problem, Problems};
use super::index::Index;
use super::parse::Parsed;
use super::points::{RawHuman, RawJudge, RawPoint, RawPoints, Siblings};
use super::source::{Place, Source};
use super::weights::{self, Member};
use super::{hints, json, rules, text};
use crate::codes::Code;
use crate::model::{Collect, HumanTask, Judge, Point, PointId, WeightPercent};

/// What points may name. `None` where the file that lists it is wrong itself:
/// judging against it would report errors that nobody made.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known<'a> {
    pub(super) index: Option<&'a Index>,
    pub(super) families: Option<&'a BTreeSet<String>>,
}

/// A file of points and the position of its indicator.
struct Group<'a> {
    indicator: usize,
    file: &'a Parsed<RawPoints>,
}

/// Checks all files of points; gives the points by indicator. An indicator may have
/// no points yet: it is unknown, and coverage says so.
///
/// `all_read` is false if a file could not be read; sums are then not judged.
pub(super) fn points(
    files: &[Parsed<RawPoints>],
    known: Known<'_>,
    all_read: bool,
    problems: &mut Problems,
) -> Vec<Point> {
    unique(files, problems);
    let mut groups = Vec::new();
    let mut by_file = Vec::new();
    for file in files {
        let indicator = indicator(file, known.index, problems);
        let points: Vec<Point> =
            file.raw.point.iter().map(|raw| point(file, raw, known, problems)).collect();
        if let Some(indicator) = indicator {
            groups.push(Group { indicator, file });
            by_file.push(points);
        }
    }
    if let Some(index) = known.index.filter(|_| all_read) {
        sums(index, &groups, problems);
    }
    ordered(&groups, by_file)
}

/// The first file with an id has it; the others are told so.
fn unique(files: &[Parsed<RawPoints>], problems: &mut Problems) {
    let mut first: BTreeMap<&str, Place> = BTreeMap::new();
    for Parsed { source, raw, .. } in files {
        for RawPoint { id, .. } in &raw.point {
            let name = id.get().as_str();
            if let Some(place) = first.get(name) {
                let message =
                    text(format!("点位 `{name}` 重复"), format!("point `{name}` is there twice"));
                let here = text("第一次在这里", "the first is here");
                problems.push(
                    id.problem(Code::ManifestTwice, source, message).related(here, place.clone()),
                );
            } else {
                first.insert(name, id.place(source));
            }
        }
    }
}

fn indicator(
    file: &Parsed<RawPoints>,
    index: Option<&Index>,
    problems: &mut Problems,
) -> Option<usize> {
    let index = index?;
    let id = &file.raw.indicator;
    let leaves = index.leaves();
    let position = index.position(id.get());
    if leaves.contains(&id.get().as_str()) {
        return position;
    }
    let shown = hints::clip(id.get());
    let (code, problem) = if position.is_some() {
        let zh = format!("指标 `{shown}` 之下还有指标，不能有点位");
        let en = format!("indicator `{shown}` has indicators below it and takes no points");
        (Code::ManifestTree, text(zh, en))
    } else {
        let en = format!("there is no indicator `{shown}`");
        (Code::ManifestUnknownName, text(format!("没有指标 `{shown}`"), en))
    };
    let problem = id.problem(code, &file.source, problem);
    problems.push(hints::suggest(problem, id.get(), &leaves));
    None
}

fn point(
    file: &Parsed<RawPoints>,
    raw: &RawPoint,
    known: Known<'_>,
    problems: &mut Problems,
) -> Point {
    let source = &file.source;
    let mut params = params(source, raw, problems);
    let judge = judge(source, raw, known.families, problems);
    if raw.rules().first().is_some() {
        let rules = raw.rules().check(source, &raw.score, problems);
        params.insert(rules::PARAM.to_owned(), rules);
    }
    Point {
        id: PointId(raw.id.get().clone()),
        // Set by `ordered`, as are weights that shrink.
        indicator: 0,
        title: text(&raw.zh, &raw.en),
        weight: *raw.weight.get(),
        collect: raw.collect,
        role: raw.role.clone(),
        per_page: raw.per.is_some(),
        judge,
        score: raw.score.get().check(source, problems),
        params,
        evidence: raw.evidence.clone(),
        source: raw.source.clone(),
        basis: file.raw.basis.of(&raw.basis),
        human: raw.human.as_ref().map(|RawHuman { zh, en, pages }| HumanTask {
            instructions: text(zh, en),
            pages: pages.clone(),
        }),
    }
}

fn params(
    source: &Rc<Source>,
    raw: &RawPoint,
    problems: &mut Problems,
) -> BTreeMap<String, String> {
    let mut params = BTreeMap::new();
    for (name, value) in &raw.params {
        if name.get_ref() == rules::PARAM {
            let message =
                text("参数 `rules` 由规则表生成", "the parameter `rules` is made from rule tables");
            let hint =
                text("请改用 [[point.keyword]] 等表", "use tables such as [[point.keyword]]");
            problems.push(value.problem(Code::ManifestParams, source, message).hint(hint));
        }
        if let Some(value) = json::param(value.get()) {
            params.insert(name.get_ref().clone(), value);
        } else {
            let message = text("参数里的数须是有限的", "numbers in parameters must be finite");
            problems.push(value.problem(Code::ManifestParams, source, message));
        }
    }
    params
}

fn judge(
    source: &Rc<Source>,
    raw: &RawPoint,
    families: Option<&BTreeSet<String>>,
    problems: &mut Problems,
) -> Judge {
    match (&raw.judge, raw.rules().first()) {
        (Some(judge), first) => {
            if let Some(rule) = first {
                let message =
                    text("`judge` 与规则表只能有一样", "takes either `judge` or rule tables");
                let here = text("规则表在这里", "a rule table is here");
                let place = Place { source: Rc::clone(source), span: rule };
                problems
                    .push(judge.problem(Code::ManifestJudge, source, message).related(here, place));
            }
            let RawJudge { probe, criterion } = judge.get();
            check_family(source, probe, families, problems);
            Judge::Probe { family: probe.get().clone(), criterion: criterion.get().clone() }
        }
        (None, Some(rule)) => {
            if families.is_some_and(|families| !families.contains(rules::FAMILY)) {
                let family = rules::FAMILY;
                let message = text(
                    format!("规则表要由探针 `{family}` 判断，probes.toml 里没有它"),
                    format!(
                        "rule tables are judged by the probe `{family}`, which probes.toml does not list"
                    ),
                );
                problems.push(Problem::new(Code::ManifestJudge, source, rule, message));
            }
            Judge::Probe {
                family: rules::FAMILY.to_owned(),
                criterion: rules::CRITERION.to_owned(),
            }
        }
        (None, None) if raw.human.is_some() => Judge::Person,
        (None, None) => {
            without_judge(source, raw, problems);
            Judge::Nobody
        }
    }
}

/// Reports a point that only a person can judge and that does not tell the person how.
fn without_judge(source: &Rc<Source>, raw: &RawPoint, problems: &mut Problems) {
    match raw.collect {
        Collect::Human | Collect::Hybrid | Collect::Login => {
            let id = raw.id.get();
            let message = text(
                format!("点位 `{id}` 由人判断，缺少 [point.human]"),
                format!("a person judges point `{id}`, which has no [point.human]"),
            );
            let hint = text(
                "写明步骤和要看的页面：zh、en、pages",
                "say what to do and which pages to look at: zh, en, pages",
            );
            problems.push(raw.id.problem(Code::ManifestJudge, source, message).hint(hint));
        }
        Collect::Http | Collect::Json | Collect::Render | Collect::Social | Collect::Store => {}
    }
}

/// Ids of all points, each with the family that judges it, where a probe does.
pub(super) fn judged(files: &[Parsed<RawPoints>]) -> BTreeMap<String, Option<String>> {
    let family = |raw: &RawPoint| match &raw.judge {
        Some(judge) => Some(judge.get().probe.get().clone()),
        None => raw.rules().first().map(|_| rules::FAMILY.to_owned()),
    };
    let points = files.iter().flat_map(|file| &file.raw.point);
    points.map(|raw| (raw.id.get().clone(), family(raw))).collect()
}

/// Reports a probe that probes.toml does not list.
pub(super) fn check_family(
    source: &Rc<Source>,
    family: &At<String>,
    families: Option<&BTreeSet<String>>,
    problems: &mut Problems,
) {
    let Some(families) = families.filter(|families| !families.contains(family.get())) else {
        return;
    };
    let name = hints::clip(family.get());
    let message = text(
        format!("probes.toml 里没有探针 `{name}`"),
        format!("probes.toml lists no probe `{name}`"),
    );
    let families: Vec<&str> = families.iter().map(String::as_str).collect();
    problems.push(hints::suggest(
        family.problem(Code::ManifestUnknownName, source, message),
        family.get(),
        &families,
    ));
}

/// Weights of files that scale their siblings, and of the others, for one indicator.
fn split<'a>(groups: &'a [Group<'_>], indicator: usize) -> [Vec<Member<'a>>; 2] {
    let members = |scales: bool| {
        let files = groups.iter().filter(move |group| group.indicator == indicator);
        let files = files.filter(move |group| is_scaling(group) == scales);
        let members = files.flat_map(|Group { file: Parsed { source, raw, .. }, .. }| {
            raw.point.iter().map(move |RawPoint { id, weight, .. }| Member {
                source,
                id: id.get(),
                weight,
            })
        });
        members.collect()
    };
    [members(true), members(false)]
}

fn is_scaling(group: &Group<'_>) -> bool {
    group.file.raw.siblings == Some(Siblings::Scale)
}

fn sums(index: &Index, groups: &[Group<'_>], problems: &mut Problems) {
    for (i, indicator) in index.indicators.iter().enumerate() {
        let [added, others] = split(groups, i);
        let id = indicator.id.0.as_str();
        if others.is_empty() {
            weights::check_sum(Some(id), &added, problems);
            continue;
        }
        weights::check_sum(Some(id), &others, problems);
        let taken = taken(&added);
        if let Some(last) = added.last().filter(|_| taken >= 100.0) {
            let taken = weights::shown(taken);
            let message = text(
                format!("加入 `{id}` 的点位共占 {taken}，没有给原有点位留下权重"),
                format!("points added to `{id}` take {taken} and leave nothing to the others"),
            );
            problems.push(last.weight.problem(Code::ManifestWeights, last.source, message));
        }
    }
}

fn taken(added: &[Member<'_>]) -> f64 {
    added.iter().map(|member| member.weight.get().percent()).sum()
}

/// Points by indicator; within one, files that add points come last, and files
/// stand in the order of their first ids, so that names of files mean nothing.
fn ordered(groups: &[Group<'_>], by_file: Vec<Vec<Point>>) -> Vec<Point> {
    let mut files: Vec<(&Group<'_>, Vec<Point>)> = groups.iter().zip(by_file).collect();
    let first = |points: &[Point]| points.first().map(|point| point.id.clone());
    files.sort_by_key(|(group, points)| (group.indicator, is_scaling(group), first(points)));
    let mut all = Vec::new();
    for (group, points) in files {
        let [added, others] = split(groups, group.indicator);
        let shrinks = !is_scaling(group) && !others.is_empty();
        let share = if shrinks { (100.0 - taken(&added)) / 100.0 } else { 1.0 };
        all.extend(points.into_iter().map(|point| Point {
            indicator: group.indicator,
            weight: WeightPercent::new(point.weight.percent() * share).unwrap_or(point.weight),
            ..point
        }));
    }
    all
}
