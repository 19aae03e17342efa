//! Why a region has its score: total, indicators, points, findings, quotes,
//! pages and judges, as one value that text and JSON are written from.

mod csv;
mod parts;
mod peers;
mod text;

use std::collections::BTreeMap;
use std::io;

pub use self::parts::{
    Explanation, IndicatorPart, JudgePart, NodePart, PointPart, QuotePart, ReasonPart, VerdictPart,
};
pub use self::peers::{PeersPart, StandingPart};
pub use self::text::judge_words;
use super::clean::write_json;
use super::{Percent, Points};
use super::{veto_ids, words};
use crate::aggregate::{NodeScore, RegionScore, Scored, score_point};
use crate::model::{
    Evidence, Finding, IndicatorId, IndicatorSystem, Point, PointId, Provenance, Region,
    ReviewMark, Unknown, UnknownReason, Verdict,
};

/// How much of a region to explain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part<'a> {
    /// Every indicator.
    Whole,
    /// One indicator, what is below it, and the way up to the total.
    Indicator(&'a IndicatorId),
    /// One point, and the way up to the total.
    Point(&'a PointId),
}

/// What is to be explained is not in the system.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("没有指标或点位 · the indicator system `{edition}` has no indicator or point `{id}`")]
pub struct NoSuchPart {
    /// What was asked for.
    pub id: String,
    /// The system's edition.
    pub edition: String,
    /// The id that was probably meant, else the ids of indicators.
    pub hint: String,
}

impl NoSuchPart {
    fn new(system: &IndicatorSystem, id: &str) -> Self {
        let indicators: Vec<&str> = system.indicators.iter().map(|one| one.id.0.as_str()).collect();
        let points = system.points.iter().map(|one| one.id.0.as_str());
        let distance = |known: &&str| strsim::osa_distance(known, id);
        let near = indicators.iter().copied().chain(points).min_by_key(distance);
        // As manifests suggest names: at most a third of the characters differ.
        let near = near.filter(|near| distance(near) <= (near.chars().count() / 3).max(1));
        let hint = match near {
            Some(near) => format!("是不是 did you mean `{near}`？"),
            None => format!("指标有 indicators are: {}", indicators.join(", ")),
        };
        Self { id: id.to_owned(), edition: system.edition.clone(), hint }
    }
}

/// Explains `score`, which was made from `verdicts` with `system`.
///
/// # Errors
///
/// If the indicator or point asked for is not in the system.
pub fn explain(
    system: &IndicatorSystem,
    region: &Region,
    score: &RegionScore,
    verdicts: &[Verdict],
    part: Part<'_>,
) -> Result<Explanation, NoSuchPart> {
    let wanted = wanted(system, part)?;
    let mut by_point: BTreeMap<_, Vec<&Verdict>> = BTreeMap::new();
    for verdict in verdicts.iter().filter(|verdict| verdict.region == score.region) {
        by_point.entry(&verdict.point).or_default().push(verdict);
    }
    let mut points: BTreeMap<usize, Vec<PointPart>> = BTreeMap::new();
    for (point, point_score) in system.points.iter().zip(&score.points) {
        if matches!(part, Part::Point(only) if *only != point.id) {
            continue;
        }
        let verdicts = by_point.get(&point.id).map_or(&[][..], Vec::as_slice);
        let part = point_part(point, &point_score.node, verdicts);
        points.entry(point.indicator).or_default().push(part);
    }
    let indicators = system.indicators.iter().zip(&score.indicators).enumerate();
    let indicators = indicators.zip(wanted).filter_map(|((i, (indicator, node)), want)| {
        Some(IndicatorPart {
            points: match want {
                Want::Nothing => return None,
                Want::Heading => Vec::new(),
                Want::Everything => points.remove(&i).unwrap_or_default(),
            },
            id: indicator.id.to_string(),
            level: indicator.level,
            title: indicator.title.clone(),
            weight: Percent::of(indicator.weight.percent() / 100.0),
            weight_basis: indicator.basis,
            adds: adds(score, i),
            node: node_part(node),
        })
    });
    Ok(Explanation {
        edition: system.edition.clone(),
        code: score.region.to_string(),
        region: region.name.clone(),
        total: node_part(&score.total),
        vetoes: veto_ids(system, score),
        peers: None,
        indicators: indicators.collect(),
    })
}

impl Explanation {
    /// With what people had to say of the region's verdicts.
    #[must_use]
    pub fn with_reviews(mut self, marks: &[ReviewMark]) -> Self {
        let points = self.indicators.iter_mut().flat_map(|indicator| &mut indicator.points);
        for point in points {
            for verdict in &mut point.verdicts {
                let is_its = |mark: &&ReviewMark| {
                    mark.target.point.0 == point.id && mark.target.page == verdict.page
                };
                verdict.review = marks.iter().find(is_its).cloned();
            }
        }
        self
    }

    /// Writes indented text. Words of pages are cleaned and cut; JSON has them whole.
    ///
    /// # Errors
    ///
    /// If `out` fails.
    pub fn write_text(&self, out: &mut impl io::Write) -> io::Result<()> {
        text::write(out, self)
    }

    /// Writes RFC 4180, one line a point.
    ///
    /// # Errors
    ///
    /// If `out` fails.
    pub fn write_csv(&self, out: &mut impl io::Write) -> io::Result<()> {
        csv::write(out, self)
    }

    /// Writes everything as JSON.
    ///
    /// # Errors
    ///
    /// If `out` fails.
    pub fn write_json(&self, out: &mut impl io::Write) -> io::Result<()> {
        write_json(out, self)
    }
}

/// What to show of an indicator.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Want {
    Nothing,
    Heading,
    Everything,
}

fn wanted(system: &IndicatorSystem, part: Part<'_>) -> Result<Vec<Want>, NoSuchPart> {
    let (start, id) = match part {
        Part::Whole => return Ok(vec![Want::Everything; system.indicators.len()]),
        Part::Indicator(id) => (system.indicators.iter().position(|one| one.id == *id), &id.0),
        Part::Point(id) => {
            let point = system.points.iter().find(|point| point.id == *id);
            (point.map(|point| point.indicator), &id.0)
        }
    };
    let start = start.ok_or_else(|| NoSuchPart::new(system, id))?;
    // Pre-order: parents come first, so one pass down reaches everything below.
    let mut wanted = vec![Want::Nothing; system.indicators.len()];
    for (i, indicator) in system.indicators.iter().enumerate() {
        let above = indicator.parent.and_then(|parent| wanted.get(parent).copied());
        if let Some(slot) = wanted.get_mut(i)
            && (i == start || above == Some(Want::Everything))
        {
            *slot = Want::Everything;
        }
    }
    let parent_of = |i: usize| system.indicators.get(i).and_then(|one| one.parent);
    let mut above = parent_of(start);
    while let Some(i) = above {
        if let Some(slot) = wanted.get_mut(i) {
            *slot = Want::Heading;
        }
        above = parent_of(i).filter(|parent| *parent < i);
    }
    Ok(wanted)
}

/// What an indicator added to the total without weighing.
fn adds(score: &RegionScore, indicator: usize) -> Option<Points> {
    let effect = score.effects.iter().find(|effect| effect.indicator == indicator);
    effect.map(|effect| Points::of(effect.adds))
}

fn node_part(node: &NodeScore) -> NodePart {
    NodePart {
        score: node.score.map(Percent::of),
        coverage: Percent::of(node.coverage),
        lower: Percent::of(node.lower),
        upper: Percent::of(node.upper),
        full_weight: Percent::of(node.full_weight),
        effective_weight: Percent::of(node.weight),
        contribution: node.contribution().map(|points| Percent::of(points / 100.0)),
    }
}

fn point_part(point: &Point, node: &NodeScore, verdicts: &[&Verdict]) -> PointPart {
    PointPart {
        id: point.id.to_string(),
        title: point.title.clone(),
        weight: Percent::of(point.weight.percent() / 100.0),
        weight_basis: point.basis.weight,
        node: node_part(node),
        rule: words::rule(&point.score),
        rule_basis: point.basis.score,
        source: point.source.clone(),
        human: point.human.clone(),
        verdicts: verdicts.iter().map(|verdict| verdict_part(point, verdict)).collect(),
    }
}

fn verdict_part(point: &Point, verdict: &Verdict) -> VerdictPart {
    let reason =
        |reason: UnknownReason, note| ReasonPart { name: reason.name(), zh: reason.zh(), note };
    let (score, unknown) = match (score_point(&point.score, &verdict.finding), &verdict.finding) {
        (Ok(Scored::Known(score)), _) => (Some(Percent::of(score)), None),
        (Ok(Scored::Unknown(why)), Finding::Unknown(Unknown { note, .. })) => {
            (None, Some(reason(why, words::text(note, note))))
        }
        (Ok(Scored::Unknown(why)), _) => (None, Some(reason(why, words::text("", "")))),
        (Err(mismatch), _) => {
            (None, Some(reason(UnknownReason::BadAnswer, words::mismatch(&mismatch))))
        }
    };
    VerdictPart {
        page: verdict.page.clone(),
        finding: verdict.finding.clone(),
        words: words::finding(&verdict.finding),
        score,
        unknown,
        confidence_per_mille: verdict.confidence.per_mille(),
        note: verdict.note.clone(),
        evidence: verdict.evidence.iter().map(quote_part).collect(),
        judge: judge_part(&verdict.provenance),
        review: None,
    }
}

fn quote_part(evidence: &Evidence) -> QuotePart {
    let Evidence { url, page, node, quote } = evidence.clone();
    QuotePart { quote, url, page: page.to_string(), node }
}

fn judge_part(provenance: &Provenance) -> JudgePart {
    let Provenance {
        family,
        version,
        probe,
        contract,
        criterion,
        params,
        n_pages,
        pages,
        cost_fuel,
    } = provenance.clone();
    JudgePart {
        family,
        version,
        probe: probe.map(|digest| digest.to_string()),
        contract,
        criterion,
        params: params.to_string(),
        n_pages,
        pages: pages.to_string(),
        cost_fuel,
    }
}
