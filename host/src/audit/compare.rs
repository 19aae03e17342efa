//! Two judgings of one region, verdict by verdict and page by page.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::model::{
    Digest, Evidence, Finding, PageRecord, PointId, Provenance, RegionBatch, RegionCode, Verdict,
};

/// Something that is not as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Six digits.
    pub region: String,
    /// The point, if a verdict differs.
    pub point: Option<PointId>,
    /// The page judged by itself, or the page that differs.
    pub page: Option<String>,
    /// What differs.
    pub what: What,
    /// What was recorded.
    pub was: String,
    /// What is now.
    pub is: String,
    /// What would explain it.
    pub why: Vec<Why>,
}

/// What differs. Names are stable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// The region is recorded and cannot be judged again.
    Region,
    /// A page has other bytes, another charset or another place.
    Page,
    /// A page was had and is missing, or the other way round.
    PageMissing,
    /// A question has an answer on one side only.
    Verdict,
    /// Another finding.
    Finding,
    /// The same finding, with other quotes, confidence or remark.
    Evidence,
    /// The same finding and evidence, from another judge or at another cost.
    Provenance,
    /// The bytes differ and everything in them is alike: another order.
    Order,
}

impl What {
    /// The stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Region => "region",
            Self::Page => "page",
            Self::PageMissing => "page-missing",
            Self::Verdict => "verdict",
            Self::Finding => "finding",
            Self::Evidence => "evidence",
            Self::Provenance => "provenance",
            Self::Order => "order",
        }
    }
}

/// Why it may be. Names are stable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// Another probe judged.
    OtherProbe,
    /// It spoke another contract.
    OtherContract,
    /// It was asked by another criterion.
    OtherCriterion,
    /// It was given other parameters.
    OtherParams,
    /// It was given other pages.
    OtherPages,
    /// A page that was had is missing now.
    MissingPage,
    /// The manifests ask something else.
    OtherManifests,
    /// It was asked beside other questions, and the cost is that of the whole call.
    OtherQuestions,
    /// Nothing explains it: same judge, same parameters, same pages. The record was changed,
    /// or the probe is no pure function.
    SameInputs,
}

impl Why {
    /// The stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::OtherProbe => "other-probe",
            Self::OtherContract => "other-contract",
            Self::OtherCriterion => "other-criterion",
            Self::OtherParams => "other-params",
            Self::OtherPages => "other-pages",
            Self::MissingPage => "missing-page",
            Self::OtherManifests => "other-manifests",
            Self::OtherQuestions => "other-questions",
            Self::SameInputs => "same-inputs",
        }
    }
}

/// The digests of the probes that judged, by family.
pub fn judges_of(batch: &RegionBatch, judges: &mut BTreeMap<String, BTreeSet<Digest>>) {
    for Verdict { provenance, .. } in &batch.verdicts {
        if let Some(digest) = provenance.probe {
            judges.entry(provenance.family.clone()).or_default().insert(digest);
        }
    }
}

/// Everything in which `is` is not `was`; both are of one region. Pages first, then verdicts
/// by point.
pub fn compare(was: &RegionBatch, is: &RegionBatch) -> Vec<Difference> {
    let mut differences = pages(was, is);
    let has_lost = differences.iter().any(|one| one.what == What::PageMissing);
    differences.extend(verdicts(was, is, has_lost));
    if differences.is_empty() && was != is {
        differences.push(Difference {
            region: was.region.to_string(),
            point: None,
            page: None,
            what: What::Order,
            was: "recorded order".to_owned(),
            is: "another order".to_owned(),
            why: vec![Why::SameInputs],
        });
    }
    differences
}

fn pages(was: &RegionBatch, is: &RegionBatch) -> Vec<Difference> {
    let (had, has) = (Known::of(was), Known::of(is));
    let addresses: BTreeSet<_> = had.0.keys().chain(has.0.keys()).copied().collect();
    let mut differences = Vec::new();
    for address in addresses {
        let (before, now) = (had.0.get(&address), has.0.get(&address));
        if before == now {
            continue;
        }
        let is_lost = |page: Option<&Known1<'_>>| page.is_none_or(|page| page.record.is_none());
        let what = if is_lost(before) == is_lost(now) { What::Page } else { What::PageMissing };
        let is_now_missing = !is_lost(before) && is_lost(now);
        let why = if is_now_missing { Why::MissingPage } else { Why::OtherPages };
        let (requested, role) = address;
        differences.push(Difference {
            region: was.region.to_string(),
            point: None,
            page: Some(format!("{requested} ({role})")),
            what,
            was: before.map_or_else(not_asked, Known1::text),
            is: now.map_or_else(not_asked, Known1::text),
            why: vec![why],
        });
    }
    differences
}

fn not_asked() -> String {
    "not asked for".to_owned()
}

/// What is known of every address and role of a region.
struct Known<'b>(BTreeMap<(&'b str, &'b str), Known1<'b>>);

#[derive(PartialEq)]
struct Known1<'b> {
    record: Option<&'b PageRecord>,
    /// Failure and note.
    missing: Option<(&'b str, &'b str)>,
}

impl<'b> Known<'b> {
    fn of(batch: &'b RegionBatch) -> Self {
        let mut known = BTreeMap::new();
        for record in &batch.pages {
            let key = (record.requested.as_str(), record.role.as_str());
            known.entry(key).or_insert(Known1 { record: Some(record), missing: None });
        }
        for missing in &batch.missing {
            let key = (missing.requested.as_str(), missing.role.as_str());
            let failure = Some((missing.failure.as_str(), missing.note.as_str()));
            known.entry(key).or_insert(Known1 { record: None, missing: failure });
        }
        Self(known)
    }
}

impl Known1<'_> {
    fn text(&self) -> String {
        match (self.record, self.missing) {
            (Some(page), _) => format!(
                "{} {} bytes, status {}, {} by {}",
                page.digest, page.n_bytes, page.status, page.encoding, page.encoding_ground
            ),
            (None, Some((failure, note))) => format!("missing: {failure}: {note}"),
            (None, None) => not_asked(),
        }
    }
}

/// Verdicts by point and page.
fn by_question(batch: &RegionBatch) -> BTreeMap<(&PointId, Option<&str>), &Verdict> {
    batch
        .verdicts
        .iter()
        .map(|verdict| ((&verdict.point, verdict.page.as_deref()), verdict))
        .collect()
}

fn verdicts(was: &RegionBatch, is: &RegionBatch, has_lost: bool) -> Vec<Difference> {
    let (before, now) = (by_question(was), by_question(is));
    let [asked_before, asked_now] = [was, is].map(questions_by_family);
    let questions: BTreeSet<_> = before.keys().chain(now.keys()).copied().collect();
    let differing = questions.into_iter().filter_map(|question| {
        let (point, page) = question;
        let (old, new) = (before.get(&question).copied(), now.get(&question).copied());
        let (what, was_text, is_text, why) = match (old, new) {
            (Some(old), Some(new)) if old == new => return None,
            (Some(old), Some(new)) => {
                let (what, was, is) = contrast(old, new);
                let family = new.provenance.family.as_str();
                let is_alone = asked_before.get(family) == asked_now.get(family);
                let mut why = explain(&old.provenance, &new.provenance, has_lost);
                if what == What::Provenance && why == [Why::SameInputs] && !is_alone {
                    why = vec![Why::OtherQuestions];
                }
                (what, was, is, why)
            }
            (Some(old), None) => {
                (What::Verdict, said(&old.finding), "no verdict".to_owned(), one_sided(page))
            }
            (None, Some(new)) => {
                (What::Verdict, "no verdict".to_owned(), said(&new.finding), one_sided(page))
            }
            (None, None) => return None,
        };
        Some(Difference {
            region: was.region.to_string(),
            point: Some(point.clone()),
            page: page.map(str::to_owned),
            what,
            was: was_text,
            is: is_text,
            why,
        })
    });
    differing.collect()
}

/// Point, page judged by itself, parameters.
type Asked<'b> = (&'b PointId, Option<&'b str>, Digest);

/// What each family was asked, with what parameters.
fn questions_by_family(batch: &RegionBatch) -> BTreeMap<&str, Vec<Asked<'_>>> {
    let mut asked: BTreeMap<&str, Vec<Asked<'_>>> = BTreeMap::new();
    for Verdict { point, page, provenance, .. } in &batch.verdicts {
        let question = (point, page.as_deref(), provenance.params);
        asked.entry(&provenance.family).or_default().push(question);
    }
    asked
}

/// A page judged by itself is gone or new; a point is not in the manifests.
fn one_sided(page: Option<&str>) -> Vec<Why> {
    vec![if page.is_some() { Why::OtherPages } else { Why::OtherManifests }]
}

/// What differs between two verdicts that do, and both sides of it.
fn contrast(old: &Verdict, new: &Verdict) -> (What, String, String) {
    if old.finding != new.finding {
        return (What::Finding, said(&old.finding), said(&new.finding));
    }
    let seen = |verdict: &Verdict| {
        let quotes: Vec<String> = verdict.evidence.iter().map(quoted).collect();
        let note = verdict.note.as_deref().unwrap_or_default();
        format!("{}‰ [{}] {note}", verdict.confidence.per_mille(), quotes.join("; "))
    };
    let (was, is) = (seen(old), seen(new));
    if was != is || old.evidence != new.evidence {
        return (What::Evidence, was, is);
    }
    (What::Provenance, judge(&old.provenance), judge(&new.provenance))
}

fn quoted(evidence: &Evidence) -> String {
    format!("“{}” {} {}", evidence.quote, evidence.url, evidence.page.short())
}

fn judge(provenance: &Provenance) -> String {
    let probe = provenance.probe.map_or_else(|| "nobody".to_owned(), |digest| digest.short());
    format!(
        "{} {} {probe} contract {} criterion {} params {} pages {} {} fuel {}",
        provenance.family,
        provenance.version,
        provenance.contract,
        provenance.criterion,
        provenance.params.short(),
        provenance.n_pages,
        provenance.pages.short(),
        provenance.cost_fuel
    )
}

/// A finding in few words.
fn said(finding: &Finding) -> String {
    match finding {
        Finding::Truth(true) => "yes".to_owned(),
        Finding::Truth(false) => "no".to_owned(),
        Finding::Number(measure) => format!("{} {}", measure.value, measure.unit),
        Finding::Grade(grade) => format!("grade {grade}"),
        Finding::Text(text) => format!("text {text}"),
        Finding::Unknown(unknown) => format!("unknown: {}: {}", unknown.reason, unknown.note),
    }
}

fn explain(old: &Provenance, new: &Provenance, has_lost: bool) -> Vec<Why> {
    let pages = (old.n_pages, old.pages) != (new.n_pages, new.pages);
    let reasons = [
        (old.probe != new.probe, Why::OtherProbe),
        (old.contract != new.contract, Why::OtherContract),
        (old.criterion != new.criterion, Why::OtherCriterion),
        (old.params != new.params, Why::OtherParams),
        (pages, Why::OtherPages),
        (pages && has_lost, Why::MissingPage),
    ];
    let mut why: Vec<Why> = reasons.iter().filter(|(is, _)| *is).map(|(_, why)| *why).collect();
    if why.is_empty() {
        // A region that was had before may lack the one page a question is about.
        why.push(if has_lost { Why::MissingPage } else { Why::SameInputs });
    }
    why
}

/// The difference of a region that is recorded and not in the manifests.
impl Difference {
    /// A region that the manifests do not have any more.
    pub fn region_gone(region: RegionCode) -> Self {
        Self {
            region: region.to_string(),
            point: None,
            page: None,
            what: What::Region,
            was: "judged".to_owned(),
            is: "not in the manifests".to_owned(),
            why: vec![Why::OtherManifests],
        }
    }
}

#[cfg(test)]
mod tests;
