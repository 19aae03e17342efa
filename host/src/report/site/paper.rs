//! What `bluebook-pdf` reads: the round's tables as they are exported, and in a member `paper` what a
//! page of paper shows beside them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;

use bluebook_export::{Dataset, ExportError, write_json};
use serde::Serialize;

use super::core::cuts_of;
use super::outline::Outline;
use super::standing::Intervals;
use super::tiles::tiles;
use super::{MapKind, Site};
use crate::aggregate::{RegionScore, rank};
use crate::model::{ClassCut, Point, Region, RegionCode, Text};
use crate::report::clean::clean;
use crate::report::{Compared, Percent, words};

#[derive(Debug, Serialize)]
struct Paper<'a> {
    notices: Vec<Text>,
    watermark: Option<Text>,
    /// From the highest, with the total from which they hold.
    classes: Vec<(Text, f64)>,
    /// Ranks by region, and how often they were drawn.
    intervals: BTreeMap<String, [u32; 2]>,
    n_draws: u32,
    /// Of each region the points that cost it most, with points of the total lost and what a full score takes.
    fixes: BTreeMap<String, Vec<(String, Percent, String)>>,
    /// Of each region the points farthest above, and farthest below, the median of all.
    standings: BTreeMap<String, [Vec<Standing>; 2]>,
    map: Map,
    compared: Option<&'a Compared>,
    contact: String,
    facts: Vec<(Text, String)>,
}

#[derive(Debug, Serialize)]
struct Map {
    columns: usize,
    rows: usize,
    /// Column and row of each region's tile.
    tiles: BTreeMap<String, [usize; 2]>,
    short: BTreeMap<String, String>,
    /// A drawing of the outlines; tiles are shown if there is none.
    outlines: Option<String>,
    approval: Option<String>,
}

/// Writes the tables of `data` with what else paper shows of `site`.
///
/// # Errors
///
/// If `out` fails.
pub fn write_paper(
    out: &mut impl io::Write,
    data: &Dataset,
    site: &Site<'_>,
) -> Result<(), ExportError> {
    let paper = serde_json::to_string(&Paper::of(site)).map_err(ExportError::Json)?;
    let mut tables = Vec::new();
    write_json(&mut tables, data)?;
    // Both are objects: the member goes in behind the opening brace.
    let rest = tables.strip_prefix(b"{").unwrap_or(&tables);
    write!(out, "{{\"paper\":{paper},").map_err(ExportError::Write)?;
    out.write_all(rest).map_err(ExportError::Write)
}

impl<'a> Paper<'a> {
    fn of(site: &Site<'a>) -> Self {
        let header = site.round.header;
        let fact = |zh: &str, en: &str, value: &str| {
            (Text { zh: zh.to_owned(), en: en.to_owned() }, clean(value))
        };
        let codes: Vec<RegionCode> = site.round.scores.iter().map(|score| score.region).collect();
        let intervals = site.uncertain.map(|uncertain| Intervals::of(uncertain, &codes));
        let interval = |(row, code): (usize, &RegionCode)| {
            Some((code.to_string(), intervals.as_ref()?.at(row)?))
        };
        let class = |cut: &ClassCut| {
            let title = Text { zh: clean(&cut.title.zh), en: clean(&cut.title.en) };
            (title, cut.at_least)
        };
        Self {
            notices: site.publication.notices(),
            watermark: site.publication.watermark(),
            classes: cuts_of(site, site.round.scores).iter().map(class).collect(),
            intervals: codes.iter().enumerate().filter_map(interval).collect(),
            n_draws: intervals.as_ref().map_or(0, Intervals::n_draws),
            fixes: codes.iter().map(RegionCode::to_string).zip(fixes(site)).collect(),
            standings: codes.iter().map(RegionCode::to_string).zip(standings(site)).collect(),
            map: Map::of(site, &codes),
            compared: site.earlier.map(|earlier| earlier.compared),
            contact: clean(site.contact),
            facts: vec![
                fact("轮次", "round", &header.name),
                fact("版次", "edition", &header.edition),
                fact("采集日", "collected on", &header.collected_on),
                fact("页面来源", "source of pages", &header.source),
                fact("计划摘要", "digest of the plan", &header.plan.to_string()),
                fact("轮次根", "root of the round", site.round.root),
                fact("程序", "program", concat!("bluebook ", env!("CARGO_PKG_VERSION"))),
            ],
        }
    }
}

/// Points told for a region; a page holds them.
const FIXES_MAX: usize = 6;

/// Points told above, and below, the median.
const STANDINGS_MAX: usize = 5;

/// A point's id, its score and the median of all.
type Standing = (String, Percent, Percent);

/// In the order of the scores.
fn standings(site: &Site<'_>) -> Vec<[Vec<Standing>; 2]> {
    let scores = site.round.scores;
    let middle = |at: usize| {
        let known = scores.iter().filter_map(|score| score.points.get(at)?.node.score);
        let known: Vec<f64> = known.collect();
        bluebook_index::number::median(&known)
    };
    let middles: Vec<Option<f64>> = (0..site.system.points.len()).map(middle).collect();
    let told = |score: &RegionScore| {
        let points = site.system.points.iter().zip(&score.points).zip(&middles);
        let known =
            points.filter_map(|((point, own), middle)| Some((point, own.node.score?, (*middle)?)));
        let mut known: Vec<(&Point, f64, f64)> = known.collect();
        known.sort_by(|(_, a, b), (_, c, d)| (c - d).total_cmp(&(a - b)));
        let part = |(point, score, middle): &(&Point, f64, f64)| {
            (point.id.to_string(), Percent::of(*score), Percent::of(*middle))
        };
        let above = known.iter().filter(|(_, score, middle)| score > middle);
        let below = known.iter().rev().filter(|(_, score, middle)| score < middle);
        [
            above.take(STANDINGS_MAX).map(part).collect(),
            below.take(STANDINGS_MAX).map(part).collect(),
        ]
    };
    scores.iter().map(told).collect()
}

/// Share of the total below which a loss is rounding.
const LOST_MIN: f64 = 1e-9;

/// In the order of the scores.
fn fixes(site: &Site<'_>) -> impl Iterator<Item = Vec<(String, Percent, String)>> {
    site.round.scores.iter().map(|score| {
        let mut lost: Vec<(f64, &Point)> = site
            .system
            .points
            .iter()
            .zip(&score.points)
            .filter_map(|(point, own)| Some((own.node.weight * (1.0 - own.node.score?), point)))
            .filter(|(lost, _)| *lost > LOST_MIN)
            .collect();
        lost.sort_by(|(a, _), (b, _)| b.total_cmp(a));
        let told = lost.into_iter().take(FIXES_MAX);
        told.map(|(lost, point)| {
            (point.id.to_string(), Percent::of(lost), words::rule(&point.score).zh)
        })
        .collect()
    })
}

impl Map {
    fn of(site: &Site<'_>, codes: &[RegionCode]) -> Self {
        let known: BTreeMap<RegionCode, &Region> =
            site.regions.iter().map(|region| (region.code, region)).collect();
        let regions: Vec<Option<&Region>> =
            codes.iter().map(|code| known.get(code).copied()).collect();
        let tiles = tiles(&regions);
        let short = |(code, region): (&RegionCode, Option<&Region>)| {
            let short = region.map_or_else(|| code.to_string(), |region| clean(&region.short));
            (code.to_string(), short)
        };
        Self {
            columns: tiles.columns,
            rows: tiles.rows,
            tiles: codes.iter().map(RegionCode::to_string).zip(tiles.at).collect(),
            short: codes.iter().zip(regions.iter().copied()).map(short).collect(),
            outlines: (site.map == MapKind::Outlines).then(|| drawing(site, codes)),
            approval: site.map_approval.map(clean),
        }
    }
}

/// Colours of the classes from the highest; the template's, told apart in grey.
const COLOURS: [&str; 4] = ["#0b3d63", "#2f77a8", "#7fb3d3", "#d3e3ee"];

/// Of what has no class or is not evaluated.
const NO_COLOUR: &str = "#eceff2";

/// The regions' outlines in the colours of their classes, as SVG.
fn drawing(site: &Site<'_>, codes: &[RegionCode]) -> String {
    let outline = Outline::of(codes);
    let cuts = cuts_of(site, site.round.scores);
    let mut fills = vec![NO_COLOUR; codes.len()];
    for place in rank(site.round.scores, &cuts, site.coverage_min) {
        let colour = place.class.and_then(|class| COLOURS.get(class.min(COLOURS.len() - 1)));
        if let (Some(slot), Some(colour)) = (fills.get_mut(place.position), colour) {
            *slot = colour;
        }
    }
    let [width, height] = outline.size();
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" fill=\"none\" \
         stroke-linejoin=\"round\">"
    );
    let mut path = |d: &str, looks: &str| {
        // Writing to a string does not fail.
        let _ = write!(svg, "<path d=\"{d}\" {looks}/>");
    };
    for d in outline.rest() {
        path(d, &format!("fill=\"{NO_COLOUR}\" stroke=\"#ffffff\" stroke-width=\"2\""));
    }
    for (d, fill) in outline.regions().iter().zip(fills) {
        if let Some(d) = d {
            path(d, &format!("fill=\"{fill}\" stroke=\"#ffffff\" stroke-width=\"2\""));
        }
    }
    let [provinces, boundary, islands] = outline.lines();
    path(provinces, "stroke=\"#5b6675\" stroke-width=\"4\"");
    path(boundary, "stroke=\"#1a2433\" stroke-width=\"6\"");
    path(islands, "stroke=\"#1a2433\" stroke-width=\"7\" stroke-linecap=\"round\"");
    svg.push_str("</svg>");
    svg
}
