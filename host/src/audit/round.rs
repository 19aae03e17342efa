//! The audit of a round: what was planned was answered, and what was answered can be
//! believed. Takes the regions one by one and holds no more than counts.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::drift::Drift;
use super::finding::{AuditFinding, Check, Severity};
use crate::aggregate::{Mismatch, score_region};
use crate::model::{
    Digest, Finding, IndicatorSystem, Point, PointId, Region, RegionBatch, RegionCode, Verdict,
};

/// Regions from which on "always the same" means something: of 20 regions alike by chance,
/// with nine in ten saying so, one in eight points would be; of fewer, far more.
pub const ALIKE_REGIONS_MIN: usize = 20;

/// Points named in one sentence.
const NAMED_MAX: usize = 5;

/// What the caller knows of the round as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoundState {
    /// Whether the run has ended.
    pub is_closed: bool,
    /// Whether manifests, probes and regions are those it was begun with.
    pub is_same_plan: bool,
    /// Whether the pages it was judged from are kept, by the round itself if it was live.
    pub has_evidence: bool,
}

/// Questions of a region or of all: `n_planned = n_judged + the sum of unknown + n_unanswered`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Questions {
    /// Points times regions.
    pub n_planned: usize,
    /// Of these, with a finding.
    pub n_judged: usize,
    /// Of these, unknown, by reason.
    pub unknown: BTreeMap<&'static str, usize>,
    /// Of these, without any verdict.
    pub n_unanswered: usize,
}

impl Questions {
    fn add(&mut self, other: &Self) {
        self.n_planned += other.n_planned;
        self.n_judged += other.n_judged;
        self.n_unanswered += other.n_unanswered;
        for (reason, n) in &other.unknown {
            *self.unknown.entry(reason).or_default() += n;
        }
    }
}

/// What an audit says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Audited {
    /// Over all regions.
    pub questions: Questions,
    /// By region code.
    pub regions: BTreeMap<String, Questions>,
    /// Everything found, what fails first.
    pub findings: Vec<AuditFinding>,
}

impl Audited {
    /// The findings that keep a round from being published.
    pub fn failed(&self) -> impl Iterator<Item = &AuditFinding> {
        self.findings.iter().filter(|finding| finding.severity == Severity::Fails)
    }
}

/// An audit under way.
#[derive(Debug)]
pub struct Audit<'m> {
    system: &'m IndicatorSystem,
    by_id: BTreeMap<&'m PointId, &'m Point>,
    regions: BTreeMap<RegionCode, &'m Region>,
    questions: BTreeMap<String, Questions>,
    findings: Vec<AuditFinding>,
    /// By family and by point.
    families: BTreeMap<String, Asked>,
    points: BTreeMap<PointId, Asked>,
    not_scored: BTreeMap<&'m PointId, NotScored>,
    first_pages: BTreeMap<Digest, BTreeSet<RegionCode>>,
    drift: Drift,
}

/// What came of asking.
#[derive(Debug, Default)]
struct Asked {
    n_times: usize,
    n_known: usize,
    /// The findings, as long as there is only one.
    alike: Vec<Finding>,
}

impl Asked {
    fn add(&mut self, finding: &Finding) {
        self.n_times += 1;
        if finding.unknown_reason().is_none() {
            self.n_known += 1;
            if self.alike.len() < 2 && !self.alike.contains(finding) {
                self.alike.push(finding.clone());
            }
        }
    }
}

/// What the score rule of a point cannot score.
#[derive(Debug, Default)]
struct NotScored {
    n_regions: usize,
    mismatches: BTreeSet<Mismatch>,
}

impl<'m> Audit<'m> {
    /// An audit against the manifests of the round.
    pub fn new(system: &'m IndicatorSystem, regions: &'m [Region]) -> Self {
        Self {
            system,
            by_id: system.points.iter().map(|point| (&point.id, point)).collect(),
            regions: regions.iter().map(|region| (region.code, region)).collect(),
            questions: BTreeMap::new(),
            findings: Vec::new(),
            families: BTreeMap::new(),
            points: BTreeMap::new(),
            not_scored: BTreeMap::new(),
            first_pages: BTreeMap::new(),
            drift: Drift::default(),
        }
    }

    /// Takes a region, with what an earlier round recorded of it.
    pub fn take(&mut self, batch: &RegionBatch, earlier: Option<&RegionBatch>) {
        let by_point = by_point(batch);
        self.count(batch, &by_point);
        self.unplanned(batch, &by_point);
        self.evidence(batch);
        self.asked(batch);
        self.first_page(batch);
        let score = score_region(self.system, batch.region, &batch.verdicts);
        for (point, scored) in self.system.points.iter().zip(&score.points) {
            if !scored.mismatches.is_empty() {
                let not_scored = self.not_scored.entry(&point.id).or_default();
                not_scored.n_regions += 1;
                not_scored.mismatches.extend(scored.mismatches.iter().cloned());
            }
        }
        if score.total.score.is_none() {
            let code = batch.region.to_string();
            let zh = format!("地区 {code} 没有任何已知的判定");
            let en = format!("nothing is known of region {code}");
            self.findings.push(AuditFinding::new(Check::RegionUncovered, code, zh, en));
        }
        if let Some(earlier) = earlier {
            self.drift.add(&self.by_id, batch, earlier);
        }
    }

    fn count(&mut self, batch: &RegionBatch, by_point: &BTreeMap<&PointId, Vec<&Verdict>>) {
        let mut questions = Questions::default();
        let mut unanswered = Vec::new();
        for point in &self.system.points {
            questions.n_planned += 1;
            let verdicts = by_point.get(&point.id).map(Vec::as_slice).unwrap_or_default();
            let mut reasons = verdicts.iter().map(|verdict| verdict.finding.unknown_reason());
            // A point judged page by page is judged if it is on one page.
            if reasons.clone().any(|reason| reason.is_none()) {
                questions.n_judged += 1;
            } else if let Some(reason) = reasons.next().flatten() {
                *questions.unknown.entry(reason.name()).or_default() += 1;
            } else {
                questions.n_unanswered += 1;
                unanswered.push(point.id.to_string());
            }
        }
        let code = batch.region.to_string();
        if !unanswered.is_empty() {
            let (n, named) = (unanswered.len(), named(&unanswered));
            let zh = format!("地区 {code} 有 {n} 个点位没有判定：{named}");
            let en = format!("region {code} has no verdict on {n} points: {named}");
            self.findings.push(AuditFinding::new(Check::Unanswered, &code, zh, en));
        }
        self.questions.insert(code, questions);
    }

    fn unplanned(&mut self, batch: &RegionBatch, by_point: &BTreeMap<&PointId, Vec<&Verdict>>) {
        let code = batch.region.to_string();
        if !self.regions.contains_key(&batch.region) {
            let zh = format!("清单没有地区 {code}");
            let en = format!("the manifests have no region {code}");
            self.findings.push(AuditFinding::new(Check::Unplanned, &code, zh, en));
        }
        let strange = by_point.keys().filter(|id| !self.by_id.contains_key(**id));
        let strange: Vec<String> = strange.map(ToString::to_string).collect();
        if !strange.is_empty() {
            let named = named(&strange);
            let zh = format!("地区 {code} 有清单之外的点位的判定：{named}");
            let en = format!("region {code} has verdicts on points the manifests lack: {named}");
            self.findings.push(AuditFinding::new(Check::Unplanned, &code, zh, en));
        }
        let is_once = |id: &PointId| self.by_id.get(id).is_some_and(|point| !point.per_page);
        let twice = by_point.iter().filter(|(id, verdicts)| is_once(id) && verdicts.len() > 1);
        let twice: Vec<String> = twice.map(|(id, _)| id.to_string()).collect();
        if !twice.is_empty() {
            let named = named(&twice);
            let zh = format!("地区 {code} 只问一次的点位有多个判定：{named}");
            let en = format!("region {code} has several verdicts on points asked once: {named}");
            self.findings.push(AuditFinding::new(Check::AnsweredTwice, &code, zh, en));
        }
    }

    fn evidence(&mut self, batch: &RegionBatch) {
        let held: BTreeSet<Digest> = batch.pages.iter().map(|page| page.digest).collect();
        let is_held = |verdict: &&Verdict| verdict.evidence.iter().all(|e| held.contains(&e.page));
        let lacking = batch.verdicts.iter().filter(|verdict| !is_held(verdict));
        let lacking: BTreeSet<String> = lacking.map(|verdict| verdict.point.to_string()).collect();
        if !lacking.is_empty() {
            let lacking: Vec<String> = lacking.into_iter().collect();
            let (code, named) = (batch.region.to_string(), named(&lacking));
            let zh = format!("地区 {code} 的证据不在它的页面之中：{named}");
            let en = format!("region {code} has evidence that is on none of its pages: {named}");
            self.findings.push(AuditFinding::new(Check::EvidenceNotHeld, code, zh, en));
        }
    }

    /// Only questions that came to a probe with pages: a page that could not be had is no
    /// fault of the probe.
    fn asked(&mut self, batch: &RegionBatch) {
        let put = |verdict: &&Verdict| {
            verdict.provenance.probe.is_some() && verdict.provenance.n_pages > 0
        };
        for verdict in batch.verdicts.iter().filter(put) {
            let family = verdict.provenance.family.clone();
            self.families.entry(family).or_default().add(&verdict.finding);
            self.points.entry(verdict.point.clone()).or_default().add(&verdict.finding);
        }
    }

    fn first_page(&mut self, batch: &RegionBatch) {
        let first = self.regions.get(&batch.region).and_then(|region| region.pages.first());
        let page = first.and_then(|first| batch.pages.iter().find(|p| p.requested == first.url));
        if let Some(page) = page {
            self.first_pages.entry(page.digest).or_default().insert(batch.region);
        }
    }

    /// Ends the audit.
    pub fn finish(mut self, state: RoundState) -> Audited {
        if !state.is_closed {
            let (zh, en) = ("轮次尚未结束".to_owned(), "the run has not ended".to_owned());
            self.findings.push(AuditFinding::new(Check::RoundOpen, "", zh, en));
        }
        if !state.is_same_plan {
            let zh = "清单、探针或地区与轮次开始时不同".to_owned();
            let en = "manifests, probes or regions are not those the round was begun with";
            self.findings.push(AuditFinding::new(Check::OtherPlan, "", zh, en.to_owned()));
        }
        if !state.has_evidence {
            let zh = "轮次目录里没有它的页面".to_owned();
            let en = "the round's directory has none of its pages".to_owned();
            self.findings.push(AuditFinding::new(Check::EvidenceMissing, "", zh, en));
        }
        self.silent();
        self.not_scored();
        for (digest, regions) in self.first_pages.iter().filter(|(_, regions)| regions.len() > 1) {
            let codes: Vec<String> = regions.iter().map(ToString::to_string).collect();
            let (named, digest) = (named(&codes), digest.short());
            let zh = format!("首个起始页内容相同（{digest}）：{named}");
            let en = format!("the first start pages are the same page ({digest}): {named}");
            let subject = codes.first().cloned().unwrap_or_default();
            self.findings.push(AuditFinding::new(Check::SharedPage, subject, zh, en));
        }
        let drift = std::mem::take(&mut self.drift);
        self.findings.extend(drift.findings());
        let order = |name: &str| Check::ALL.iter().position(|check| check.name() == name);
        self.findings.sort_by_key(|one| (one.severity, order(one.name), one.subject.clone()));
        let mut questions = Questions::default();
        self.questions.values().for_each(|one| questions.add(one));
        Audited { questions, regions: self.questions, findings: self.findings }
    }

    fn not_scored(&mut self) {
        for (point, NotScored { n_regions, mismatches }) in &self.not_scored {
            let why = mismatches.first().map(ToString::to_string).unwrap_or_default();
            let zh = format!("点位 {point} 的评分规则不能给 {n_regions} 个地区的结论计分（{why}）");
            let en = format!(
                "the score rule of point {point} cannot score findings of {n_regions} regions: {why}"
            );
            self.findings.push(AuditFinding::new(Check::NotScored, &point.0, zh, en));
        }
    }

    fn silent(&mut self) {
        for (family, Asked { n_times, n_known, .. }) in &self.families {
            if *n_known == 0 {
                let zh = format!("探针 `{family}` 被问 {n_times} 次，从未得出结论");
                let en = format!("probe `{family}` was asked {n_times} times and never knew");
                self.findings.push(AuditFinding::new(Check::SilentProbe, family, zh, en));
            }
        }
        for (point, Asked { n_times, n_known, alike }) in &self.points {
            if *n_known == 0 && *n_times >= ALIKE_REGIONS_MIN {
                let zh = format!("点位 {point} 被问 {n_times} 次，从未得出结论");
                let en = format!("point {point} was asked {n_times} times and never known");
                self.findings.push(AuditFinding::new(Check::SilentPoint, &point.0, zh, en));
            }
            if alike.len() == 1 && *n_known >= ALIKE_REGIONS_MIN {
                let zh = format!("点位 {point} 的 {n_known} 个结论完全相同");
                let en = format!("point {point} found the same all {n_known} times");
                self.findings.push(AuditFinding::new(Check::ConstantPoint, &point.0, zh, en));
            }
        }
    }
}

fn by_point(batch: &RegionBatch) -> BTreeMap<&PointId, Vec<&Verdict>> {
    let mut by_point: BTreeMap<&PointId, Vec<&Verdict>> = BTreeMap::new();
    for verdict in &batch.verdicts {
        by_point.entry(&verdict.point).or_default().push(verdict);
    }
    by_point
}

/// The first few, and how many more.
fn named(names: &[String]) -> String {
    let shown: Vec<&str> = names.iter().take(NAMED_MAX).map(String::as_str).collect();
    match names.len().checked_sub(NAMED_MAX) {
        Some(n_more @ 1..) => format!("{} … +{n_more}", shown.join(" ")),
        Some(0) | None => shown.join(" "),
    }
}

#[cfg(test)]
mod tests;
