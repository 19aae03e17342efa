//! `[[topic]]` of `index.toml`: points across indicators, by what holds them.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Deserialize;

use super::at::At;
use super::diagnostic::Problems;
use super::format::{FILLED, NAME};
use super::index::RawIndex;
use super::parse::Parsed;
use super::{hints, text};
use crate::codes::Code;
use crate::model::{Basis, Indicator, Point, Topic};

/// 一个专题：跨指标的一组点位。
/// A topic: points across indicators.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawTopic {
    /// 编号，如 `new-media`。
    /// For example `new-media`.
    #[schemars(regex(pattern = NAME))]
    id: At<String>,
    /// 中文名称。
    /// Name in Chinese.
    #[schemars(regex(pattern = FILLED))]
    zh: String,
    /// 英文名称。
    /// Name in English.
    #[schemars(regex(pattern = FILLED))]
    en: String,
    /// 所含的指标（其下全部点位）和点位的编号。
    /// Ids of the indicators, with all points below them, and of the points it holds.
    #[serde(default)]
    holds: Vec<At<String>>,
    /// 从这些角色的页面判断的点位也在其中，如 `new_media`。
    /// Points judged from pages of these roles belong to it too, for example `new_media`.
    #[serde(default)]
    roles: Vec<At<String>>,
    /// 点位的选取是谁的：`book`、`inferred`、`standard`、`ours`。
    /// Whose the choice of points is: `book`, `inferred`, `standard`, `ours`.
    #[schemars(with = "String", extend("enum" = ["book", "inferred", "standard", "ours"]))]
    basis: Basis,
}

/// What topics name: a checked system and the file that lists them.
pub(super) struct Check<'a> {
    pub(super) file: &'a Parsed<RawIndex>,
    pub(super) indicators: &'a [Indicator],
    pub(super) points: &'a [Point],
    /// False if a file of points could not be read: what a topic names may be in it.
    pub(super) all_read: bool,
    pub(super) problems: &'a mut Problems,
}

impl Check<'_> {
    /// The topics, in the order of the file.
    pub(super) fn topics(&mut self) -> Vec<Topic> {
        let mut first: BTreeMap<&str, &At<String>> = BTreeMap::new();
        let mut topics = Vec::new();
        let file = self.file;
        for raw in &file.raw.topic {
            let id = raw.id.get().as_str();
            if let Some(before) = first.get(id) {
                let message =
                    text(format!("专题 `{id}` 重复"), format!("topic `{id}` is there twice"));
                let here = text("第一次在这里", "the first is here");
                let problem = raw.id.problem(Code::ManifestTwice, &file.source, message);
                self.problems.push(problem.related(here, before.place(&file.source)));
                continue;
            }
            first.insert(id, &raw.id);
            let n_before = self.problems.count();
            let held = self.held(raw);
            if held.is_empty() && self.all_read && self.problems.count() == n_before {
                let zh = format!("专题 `{id}` 没有点位");
                let message = text(zh, format!("topic `{id}` holds no points"));
                let hint = text("写 holds 或 roles", "say what it holds: holds or roles");
                self.problems
                    .push(raw.id.problem(Code::ManifestTopic, &file.source, message).hint(hint));
            }
            let title = text(&raw.zh, &raw.en);
            let points = held.into_iter().collect();
            topics.push(Topic { id: id.to_owned(), title, basis: raw.basis, points });
        }
        topics
    }

    /// Positions of the points a topic holds.
    fn held(&mut self, raw: &RawTopic) -> BTreeSet<usize> {
        let mut held = BTreeSet::new();
        for id in &raw.holds {
            held.extend(self.named(id));
        }
        for role in &raw.roles {
            held.extend(self.of_role(role));
        }
        held
    }

    /// The points below an indicator, or a point.
    fn named(&mut self, id: &At<String>) -> Vec<usize> {
        let indicator = self.indicators.iter().position(|one| one.id.0 == *id.get());
        if let Some(top) = indicator {
            let points = self.points.iter().enumerate();
            let below = points.filter(|(_, point)| self.is_below(point.indicator, top));
            return below.map(|(at, _)| at).collect();
        }
        let point = self.points.iter().position(|one| one.id.0 == *id.get());
        if point.is_none() && self.all_read {
            let name = hints::clip(id.get());
            let zh = format!("没有指标或点位 `{name}`");
            let message = text(zh, format!("there is no indicator or point `{name}`"));
            let ids = self.indicators.iter().map(|one| one.id.0.as_str());
            let ids: Vec<&str> =
                ids.chain(self.points.iter().map(|one| one.id.0.as_str())).collect();
            let problem = id.problem(Code::ManifestUnknownName, &self.file.source, message);
            self.problems.push(hints::suggest(problem, id.get(), &ids));
        }
        point.into_iter().collect()
    }

    fn is_below(&self, mut at: usize, top: usize) -> bool {
        while at != top {
            match self.indicators.get(at).and_then(|one| one.parent) {
                Some(parent) => at = parent,
                None => return false,
            }
        }
        true
    }

    fn of_role(&mut self, role: &At<String>) -> Vec<usize> {
        let points = self.points.iter().enumerate();
        let found = points.filter(|(_, point)| point.role == *role.get());
        let found: Vec<usize> = found.map(|(at, _)| at).collect();
        if found.is_empty() && self.all_read {
            let name = hints::clip(role.get());
            let zh = format!("没有点位从 `{name}` 页面判断");
            let message = text(zh, format!("no point is judged from pages of role `{name}`"));
            let roles: BTreeSet<&str> = self.points.iter().map(|one| one.role.as_str()).collect();
            let roles: Vec<&str> = roles.into_iter().collect();
            let problem = role.problem(Code::ManifestUnknownName, &self.file.source, message);
            self.problems.push(hints::suggest(problem, role.get(), &roles));
        }
        found
    }
}
