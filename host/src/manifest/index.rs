//! `index.toml`: indicators of any depth with their weights, and the classes.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use schemars::JsonSchema;
use serde::Deserialize;

use super::at::At;
use super::classes::RawClassRule;
use super::diagnostic::Problems;
use super::format::{FILLED, ID};
use super::parse::Parsed;
use super::part::RawPart;
use super::source::Source;
use super::topics::RawTopic;
use super::weights::{self, Member};
use super::{hints, text};
use crate::codes::Code;
use crate::model::{Basis, ClassCut, ClassRule, Indicator, IndicatorId, Part, Text, WeightPercent};

/// Levels of indicators. The Blue Book has three; the limit ends a chain made by mistake.
const LEVELS_MAX: u8 = 16;

/// 指标体系：各级指标、权重和类别。
/// The indicator system: indicators, weights and classes.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "index")]
pub(super) struct RawIndex {
    /// 清单格式的版本，目前是 1。
    /// Version of the format, 1.
    #[schemars(extend("const" = 1))]
    #[expect(dead_code, reason = "checked by the schema")]
    schema: Option<u32>,
    /// 指标体系的名称。
    /// Name of the system.
    title: RawText,
    /// 本文件的权重和分数线是谁的，除非另写。
    /// Whose the weights and cuts of this file are, unless one says otherwise.
    basis: RawIndexBasis,
    /// 指标，任意层级；同级权重之和为 100。
    /// Indicators of any depth; weights of siblings sum to 100.
    #[schemars(length(min = 1))]
    indicator: Vec<RawIndicator>,
    /// 类别，由高到低。
    /// Classes, best first.
    #[schemars(length(min = 1))]
    class: Vec<RawClass>,
    /// 分数线怎样定，只选一种；不写为 `fixed`：各类的 `at_least`。
    /// Where the cuts come from, exactly one kind; `fixed` if left out: `at_least` of each class.
    classes: Option<At<RawClassRule>>,
    /// 专题：跨指标的一组点位。
    /// Topics: points across indicators.
    #[serde(default)]
    pub(super) topic: Vec<RawTopic>,
}

/// 权重和分数线的依据。
/// Whose weights and cuts are.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawIndexBasis {
    /// 权重的依据：`book` 原书，`inferred` 推定，`standard` 公开的标准，`ours` 自拟。
    /// Of weights: `book` printed there, `inferred` from it, `standard` a published one, `ours`.
    #[schemars(with = "String", extend("enum" = ["book", "inferred", "standard", "ours"]))]
    weight: Basis,
    /// 分数线的依据：`book` 原书，`inferred` 推定，`standard` 公开的标准，`ours` 自拟。
    /// Of cuts: `book` printed there, `inferred` from it, `standard` a published one, `ours`.
    #[schemars(with = "String", extend("enum" = ["book", "inferred", "standard", "ours"]))]
    cut: Basis,
}

/// 中英文名称。
/// A name in both languages.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawText {
    /// 中文名称。
    /// Chinese.
    #[schemars(regex(pattern = FILLED))]
    pub(super) zh: String,
    /// 英文名称。
    /// English.
    #[schemars(regex(pattern = FILLED))]
    pub(super) en: String,
}

/// 一个指标。
/// An indicator.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawIndicator {
    /// 编号，如 `A3.1`。
    /// For example `A3.1`.
    #[schemars(regex(pattern = ID))]
    id: At<String>,
    /// 上级指标的编号；一级指标没有。
    /// Id of the indicator above; none at level 1.
    parent: Option<At<String>>,
    /// 中文名称。
    /// Name in Chinese.
    #[schemars(regex(pattern = FILLED))]
    zh: String,
    /// 英文名称。
    /// Name in English.
    #[schemars(regex(pattern = FILLED))]
    en: String,
    /// 占上级指标的百分比，0 至 100；同级之和为 100。
    /// Share of the indicator above, in per cent; siblings sum to 100.
    #[schemars(with = "f64", range(min = 0, max = 100))]
    weight: At<WeightPercent>,
    /// 依据不同于文件开头所写时写：`book`、`inferred`、`standard`、`ours`。
    /// Where it differs from the head of the file: `book`, `inferred`, `standard`, `ours`.
    #[schemars(with = "Option<String>", extend("enum" = ["book", "inferred", "standard", "ours"]))]
    basis: Option<Basis>,
    /// 不参与加权的一级指标写，`weight` 为 0：`part.veto = {}` 单项否决、`bonus` 加分、`deduction` 扣分、`multiplier` 系数、`cap` 封顶。
    /// For indicators of level 1 that do not weigh, with `weight` 0: `veto`, `bonus`, `deduction`, `multiplier`, `cap`.
    part: Option<RawPart>,
}

/// 一个类别。
/// A class.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawClass {
    /// 中文名称。
    /// Name in Chinese.
    #[schemars(regex(pattern = FILLED))]
    zh: String,
    /// 英文名称。
    /// Name in English.
    #[schemars(regex(pattern = FILLED))]
    en: String,
    /// 最低总分，0 至 100；最后一类为 0。
    /// Least total, 0 to 100; 0 for the last class.
    #[schemars(range(min = 0, max = 100))]
    at_least: At<f64>,
    /// 依据不同于文件开头所写时写：`book`、`inferred`、`standard`、`ours`。
    /// Where it differs from the head of the file: `book`, `inferred`, `standard`, `ours`.
    #[schemars(with = "Option<String>", extend("enum" = ["book", "inferred", "standard", "ours"]))]
    basis: Option<Basis>,
}

/// A checked `index.toml`.
#[derive(Debug)]
pub(super) struct Index {
    pub(super) title: Text,
    /// Pre-order.
    pub(super) indicators: Vec<Indicator>,
    pub(super) classes: Vec<ClassCut>,
    pub(super) class_rule: ClassRule,
}

impl Index {
    /// Position of an indicator.
    pub(super) fn position(&self, id: &str) -> Option<usize> {
        self.indicators.iter().position(|indicator| indicator.id.0 == id)
    }

    /// Ids of the indicators that have none below, which are those that take points.
    pub(super) fn leaves(&self) -> Vec<&str> {
        let above: BTreeSet<usize> =
            self.indicators.iter().filter_map(|indicator| indicator.parent).collect();
        let leaves = self.indicators.iter().enumerate().filter(|(i, _)| !above.contains(i));
        leaves.map(|(_, indicator)| indicator.id.0.as_str()).collect()
    }
}

/// Checks what a schema cannot say. `None` if the tree itself is wrong, because
/// whatever refers to it would only repeat that.
pub(super) fn check(file: &Parsed<RawIndex>, problems: &mut Problems) -> Option<Index> {
    let Parsed { source, raw, is_whole } = file;
    classes_fall(source, &raw.class, problems);
    let class_rule = class_rule(source, raw, problems);
    if !is_whole {
        return None;
    }
    let n_before = problems.count();
    let parents = parents(source, &raw.indicator, problems);
    circles(source, &raw.indicator, &parents, problems);
    if problems.count() > n_before {
        return None;
    }
    let mut children = Children::new();
    for (i, parent) in parents.iter().enumerate() {
        children.entry(*parent).or_default().push(i);
    }
    sums(source, &raw.indicator, &children, problems);
    parts(source, &raw.indicator, problems);
    let class = |class: &RawClass| ClassCut {
        title: text(&class.zh, &class.en),
        at_least: *class.at_least.get(),
        basis: class.basis.unwrap_or(raw.basis.cut),
    };
    Some(Index {
        title: text(&raw.title.zh, &raw.title.en),
        indicators: pre_order(source, raw, &children, problems)?,
        classes: raw.class.iter().map(class).collect(),
        class_rule,
    })
}

fn class_rule(source: &Rc<Source>, raw: &RawIndex, problems: &mut Problems) -> ClassRule {
    let Some(at) = &raw.classes else { return ClassRule::Fixed };
    let rule = at.get().rule();
    if !rule.fits(raw.class.len()) {
        problems.push(at.problem(
            Code::ManifestClasses,
            source,
            RawClassRule::misfit(raw.class.len()),
        ));
    }
    rule
}

fn classes_fall(source: &Rc<Source>, classes: &[RawClass], problems: &mut Problems) {
    for pair in classes.windows(2) {
        let [above, below] = pair else { continue };
        if below.at_least.get() >= above.at_least.get() {
            let message = text("类别的最低分须逐类递减", "the least totals of classes must fall");
            let here = text("上一类在这里", "the class above is here");
            let problem = below.at_least.problem(Code::ManifestClasses, source, message);
            problems.push(problem.related(here, above.at_least.place(source)));
        }
    }
    if let Some(last) = classes.last().filter(|last| *last.at_least.get() > 0.0) {
        let message = text("最后一类的最低分须为 0", "the least total of the last class must be 0");
        let hint = text("否则低分地区不属于任何类", "regions below it would be in no class");
        problems.push(last.at_least.problem(Code::ManifestClasses, source, message).hint(hint));
    }
}

/// Position of the parent of each indicator; `None` for level 1.
fn parents(
    source: &Rc<Source>,
    raw: &[RawIndicator],
    problems: &mut Problems,
) -> Vec<Option<usize>> {
    let mut by_id: BTreeMap<&str, (usize, &At<String>)> = BTreeMap::new();
    for (i, RawIndicator { id, .. }) in raw.iter().enumerate() {
        if let Some((_, first)) = by_id.get(id.get().as_str()) {
            let message = text(
                format!("指标 `{0}` 重复", id.get()),
                format!("`{}` is there twice", id.get()),
            );
            let here = text("第一次在这里", "the first is here");
            problems.push(
                id.problem(Code::ManifestTwice, source, message).related(here, first.place(source)),
            );
        } else {
            by_id.insert(id.get(), (i, id));
        }
    }
    let mut position = |parent: &At<String>| {
        if let Some((i, _)) = by_id.get(parent.get().as_str()) {
            return Some(*i);
        }
        let id = hints::clip(parent.get());
        let message = text(format!("没有指标 `{id}`"), format!("there is no indicator `{id}`"));
        let ids: Vec<&str> = by_id.keys().copied().collect();
        problems.push(hints::suggest(
            parent.problem(Code::ManifestUnknownName, source, message),
            parent.get(),
            &ids,
        ));
        None
    };
    raw.iter().map(|indicator| indicator.parent.as_ref().and_then(&mut position)).collect()
}

/// Reports indicators that are above themselves, each circle once.
fn circles(
    source: &Rc<Source>,
    raw: &[RawIndicator],
    parents: &[Option<usize>],
    problems: &mut Problems,
) {
    let above = |i: usize| parents.get(i).copied().flatten();
    for (i, indicator) in raw.iter().enumerate() {
        let mut path = vec![i];
        let mut at = above(i);
        while let Some(parent) = at.filter(|parent| *parent != i && path.len() <= raw.len()) {
            path.push(parent);
            at = above(parent);
        }
        if at != Some(i) || path.iter().min() != Some(&i) {
            continue;
        }
        let ids = path.iter().chain([&i]).filter_map(|i| raw.get(*i));
        let ids = ids.map(|indicator| indicator.id.get().as_str()).collect::<Vec<_>>().join(" → ");
        let zh = format!("上级指标成环：{ids}");
        let message = text(zh, format!("the indicators above form a circle: {ids}"));
        let place = indicator.parent.as_ref().unwrap_or(&indicator.id);
        problems.push(place.problem(Code::ManifestTree, source, message));
    }
}

/// Children of each indicator in the order of the file; `None` holds level 1.
type Children = BTreeMap<Option<usize>, Vec<usize>>;

fn sums(source: &Rc<Source>, raw: &[RawIndicator], children: &Children, problems: &mut Problems) {
    for (parent, members) in children {
        let parent = parent.and_then(|i| raw.get(i)).map(|parent| parent.id.get().as_str());
        let members: Vec<Member<'_>> = members
            .iter()
            .filter_map(|i| raw.get(*i))
            .map(|RawIndicator { id, weight, .. }| Member { source, id: id.get(), weight })
            .collect();
        weights::check_sum(parent, &members, problems);
    }
}

/// What does not weigh is of level 1 and has no weight.
fn parts(source: &Rc<Source>, raw: &[RawIndicator], problems: &mut Problems) {
    for RawIndicator { id, parent, weight, .. } in raw.iter().filter(|one| one.part.is_some()) {
        if let Some(parent) = parent {
            let message = text(
                format!("`{}` 不是一级指标，不能写 `part`", id.get()),
                format!("`{}` is not of level 1 and cannot have `part`", id.get()),
            );
            problems.push(parent.problem(Code::ManifestTree, source, message));
        }
        if weight.get().percent() > 0.0 {
            let message =
                text("写了 `part` 的指标不加权", "an indicator with `part` does not weigh");
            let hint = text("改为 weight = 0", "write weight = 0");
            problems.push(weight.problem(Code::ManifestTree, source, message).hint(hint));
        }
    }
}

/// Walks from level 1 down, children in the order of the file.
fn pre_order(
    source: &Rc<Source>,
    file: &RawIndex,
    children: &Children,
    problems: &mut Problems,
) -> Option<Vec<Indicator>> {
    let raw = &file.indicator;
    let none = Vec::new();
    let below = |parent: Option<usize>| children.get(&parent).unwrap_or(&none).iter().rev();
    let mut ordered = Vec::with_capacity(raw.len());
    let mut open: Vec<(usize, Option<usize>, u8)> = below(None).map(|i| (*i, None, 1)).collect();
    while let Some((i, parent, level)) = open.pop() {
        let Some(RawIndicator { id, zh, en, weight, basis, part, .. }) = raw.get(i) else {
            continue;
        };
        if level > LEVELS_MAX {
            let zh = format!("指标层级超过 {LEVELS_MAX} 级");
            let message = text(zh, format!("indicators are more than {LEVELS_MAX} levels deep"));
            problems.push(id.problem(Code::ManifestTree, source, message));
            return None;
        }
        let at = ordered.len();
        let id = IndicatorId(id.get().clone());
        let (title, weight) = (text(zh, en), *weight.get());
        let basis = basis.unwrap_or(file.basis.weight);
        let part = part.map_or(Part::Weighted, Part::from);
        ordered.push(Indicator { id, parent, level, title, weight, basis, part });
        open.extend(below(Some(i)).map(|child| (*child, Some(at), level + 1)));
    }
    Some(ordered)
}
