//! What the report needs at once: the system, the regions, the cells, and where regions stand.
//!
//! Field names are those of the data in the page; `web/data.js` reads them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::cells::Cells;
use super::earlier::EarlierPart;
use super::outline::Outline;
use super::standing::{Intervals, TopicPart};
use super::tiles::{Tiles, tiles};
use super::{Judged, MapKind, Site};
use crate::aggregate::{RegionScore, cuts};
use crate::model::{
    Basis, ClassCut, Collect, HumanTask, Indicator, Judge, Part, Point, Region, RegionCode, Text,
};
use crate::report::clean::{clean, clean_lines};
use crate::report::publication::PublicationPart;
use crate::report::words;

#[derive(Debug, Serialize)]
pub(super) struct Core {
    program: &'static str,
    round: RoundPart,
    publication: PublicationPart,
    earlier: Option<EarlierPart>,
    title: Text,
    edition: String,
    contact: String,
    coverage_min: f64,
    indicators: Vec<IndicatorPart>,
    points: Vec<PointPart>,
    classes: Vec<ClassPart>,
    regions: Vec<RegionPart>,
    cells: Cells,
    intervals: Option<Intervals>,
    topics: Vec<TopicPart>,
    map: Map,
}

#[derive(Debug, Serialize)]
pub(super) struct RoundPart {
    name: String,
    collected_on: String,
    plan: String,
    source: String,
    root: String,
}

#[derive(Debug, Serialize)]
struct IndicatorPart {
    id: String,
    parent: Option<usize>,
    level: u8,
    title: Text,
    weight: f64,
    basis: &'static str,
    part: Part,
}

#[derive(Debug, Serialize)]
struct PointPart {
    id: String,
    indicator: usize,
    title: Text,
    weight: f64,
    collect: Collect,
    per_page: bool,
    /// `family/criterion`, `person`, or empty for nobody.
    judge: String,
    rule: Text,
    evidence: String,
    source: String,
    weight_basis: &'static str,
    rule_basis: &'static str,
    human: Option<HumanTask>,
}

#[derive(Debug, Serialize)]
struct ClassPart {
    title: Text,
    at_least: f64,
    basis: &'static str,
}

#[derive(Debug, Serialize)]
struct RegionPart {
    code: String,
    name: Text,
    short: String,
    province: String,
    area: &'static str,
}

#[derive(Debug, Serialize)]
struct Map {
    tiles: Tiles,
    outline: Option<Outline>,
    approval: Option<String>,
}

impl Core {
    pub(super) fn of(site: &Site<'_>, cells: Cells) -> Self {
        let system = site.system;
        let known: BTreeMap<RegionCode, &Region> =
            site.regions.iter().map(|region| (region.code, region)).collect();
        let scores = site.round.scores;
        let codes: Vec<RegionCode> = scores.iter().map(|score| score.region).collect();
        let judged: Vec<Option<&Region>> =
            codes.iter().map(|code| known.get(code).copied()).collect();
        let n_points = system.points.len();
        Self {
            program: env!("CARGO_PKG_VERSION"),
            round: RoundPart::of(&site.round),
            publication: site.publication.part(),
            earlier: site.earlier.map(|earlier| EarlierPart::of(&earlier, &codes, n_points)),
            title: text(&system.title),
            edition: clean(&system.edition),
            contact: clean(site.contact),
            coverage_min: site.coverage_min,
            indicators: system.indicators.iter().map(indicator).collect(),
            points: system.points.iter().map(point).collect(),
            classes: cuts_of(site, scores).iter().map(class).collect(),
            regions: codes
                .iter()
                .zip(&judged)
                .map(|(code, region)| region_part(*code, *region))
                .collect(),
            cells,
            intervals: site.uncertain.map(|uncertain| Intervals::of(uncertain, &codes)),
            topics: TopicPart::all(site),
            map: Map {
                tiles: tiles(&judged),
                outline: (site.map == MapKind::Outlines).then(|| Outline::of(&codes)),
                approval: site.map_approval.map(clean),
            },
        }
    }
}

impl RoundPart {
    pub(super) fn of(judged: &Judged<'_>) -> Self {
        let header = judged.header;
        Self {
            name: clean(&header.name),
            collected_on: clean(&header.collected_on),
            plan: header.plan.to_string(),
            source: clean(&header.source),
            root: judged.root.to_owned(),
        }
    }
}

/// The cuts by the system's rule over the round.
pub(super) fn cuts_of(site: &Site<'_>, scores: &[RegionScore]) -> Vec<ClassCut> {
    cuts(&site.system.classes, &site.system.class_rule, scores, site.coverage_min)
}

fn indicator(one: &Indicator) -> IndicatorPart {
    IndicatorPart {
        id: one.id.to_string(),
        parent: one.parent,
        level: one.level,
        title: text(&one.title),
        weight: one.weight.percent(),
        basis: basis(one.basis),
        part: one.part,
    }
}

fn point(one: &Point) -> PointPart {
    PointPart {
        id: one.id.to_string(),
        indicator: one.indicator,
        title: text(&one.title),
        weight: one.weight.percent(),
        collect: one.collect,
        per_page: one.per_page,
        judge: match &one.judge {
            Judge::Probe { family, criterion } => format!("{family}/{criterion}"),
            Judge::Person => "person".to_owned(),
            Judge::Nobody => String::new(),
        },
        rule: words::rule(&one.score),
        evidence: clean_lines(&one.evidence),
        source: clean(&one.source),
        weight_basis: basis(one.basis.weight),
        rule_basis: basis(one.basis.score),
        human: one.human.as_ref().map(|task| HumanTask {
            instructions: Text {
                zh: clean_lines(&task.instructions.zh),
                en: clean_lines(&task.instructions.en),
            },
            pages: task.pages.iter().map(|role| clean(role)).collect(),
        }),
    }
}

fn class(one: &ClassCut) -> ClassPart {
    ClassPart { title: text(&one.title), at_least: one.at_least, basis: basis(one.basis) }
}

fn region_part(code: RegionCode, region: Option<&Region>) -> RegionPart {
    let code = code.to_string();
    let Some(region) = region else {
        let name = Text { zh: code.clone(), en: code.clone() };
        let (short, province) = (code.clone(), String::new());
        return RegionPart { code, name, short, province, area: "" };
    };
    RegionPart {
        code,
        name: text(&region.name),
        short: clean(&region.short),
        province: clean(&region.province_name),
        area: region.area.name(),
    }
}

fn basis(basis: Basis) -> &'static str {
    basis.name()
}

fn text(text: &Text) -> Text {
    Text { zh: clean(&text.zh), en: clean(&text.en) }
}
