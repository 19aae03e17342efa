//! Findings that flipped since an earlier round, by point and by family.

use std::collections::BTreeMap;

use super::finding::{AuditFinding, Check};
use crate::aggregate::{Scored, score_point};
use crate::model::{Finding, Point, PointId, RegionBatch, Verdict};

/// A finding flipped if it is worth this much more or less: half of a point.
const FLIP_MIN: f64 = 0.5;

/// Regions compared from which on a share says something of a point.
pub(super) const COMPARED_MIN: usize = 10;

/// Share of a point's findings flipped above which somebody should look. In a year every
/// third site may well be rebuilt; more than that is rarely the sites.
pub(super) const POINT_FLIPPED_MAX: f64 = 0.35;

/// The same over all points of a probe, which average out.
pub(super) const FAMILY_FLIPPED_MAX: f64 = 0.20;

/// Findings compared, and those that flipped.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) n_compared: usize,
    pub(super) n_flipped: usize,
}

impl Tally {
    fn add(&mut self, is_flipped: bool) {
        self.n_compared += 1;
        self.n_flipped += usize::from(is_flipped);
    }

    /// Whether enough were compared and more than `share` flipped.
    fn exceeds(self, share: f64) -> bool {
        #[expect(clippy::cast_precision_loss, reason = "counts of verdicts")]
        let (flipped, compared) = (self.n_flipped as f64, self.n_compared as f64);
        self.n_compared >= COMPARED_MIN && flipped > share * compared
    }
}

/// Two rounds compared.
#[derive(Debug, Default)]
pub(super) struct Drift {
    points: BTreeMap<PointId, Tally>,
    families: BTreeMap<String, Tally>,
}

impl Drift {
    pub(super) fn add(
        &mut self,
        points: &BTreeMap<&PointId, &Point>,
        now: &RegionBatch,
        earlier: &RegionBatch,
    ) {
        let before = means(points, earlier);
        for (id, (score, family)) in means(points, now) {
            if let Some((old, _)) = before.get(id) {
                let is_flipped = (score - old).abs() >= FLIP_MIN;
                self.points.entry(id.clone()).or_default().add(is_flipped);
                self.families.entry(family.to_owned()).or_default().add(is_flipped);
            }
        }
    }

    pub(super) fn findings(self) -> Vec<AuditFinding> {
        let mut findings = Vec::new();
        for (point, tally) in self.points {
            if tally.exceeds(POINT_FLIPPED_MAX) {
                let Tally { n_compared, n_flipped } = tally;
                let zh = format!("点位 {point} 的 {n_compared} 个结论中 {n_flipped} 个翻转");
                let en = format!("point {point}: {n_flipped} of {n_compared} findings flipped");
                findings.push(AuditFinding::new(Check::DriftPoint, point.0, zh, en));
            }
        }
        for (family, tally) in self.families {
            if tally.exceeds(FAMILY_FLIPPED_MAX) {
                let Tally { n_compared, n_flipped } = tally;
                let zh = format!("探针 `{family}` 的 {n_compared} 个结论中 {n_flipped} 个翻转");
                let en = format!("probe `{family}`: {n_flipped} of {n_compared} findings flipped");
                findings.push(AuditFinding::new(Check::DriftFamily, family, zh, en));
            }
        }
        findings
    }
}

/// The mean score and the family of every point that is known.
fn means<'b>(
    points: &BTreeMap<&PointId, &Point>,
    batch: &'b RegionBatch,
) -> BTreeMap<&'b PointId, (f64, &'b str)> {
    let mut sums: BTreeMap<&PointId, (f64, f64, &str)> = BTreeMap::new();
    for Verdict { point: id, finding, provenance, .. } in &batch.verdicts {
        let Some(point) = points.get(id) else { continue };
        if let Some(score) = known(point, finding) {
            let sum = sums.entry(id).or_insert((0.0, 0.0, provenance.family.as_str()));
            sum.0 += score;
            sum.1 += 1.0;
        }
    }
    sums.into_iter().map(|(id, (sum, n, family))| (id, (sum / n, family))).collect()
}

fn known(point: &Point, finding: &Finding) -> Option<f64> {
    match score_point(&point.score, finding) {
        Ok(Scored::Known(score)) => Some(score),
        Ok(Scored::Unknown(_)) | Err(_) => None,
    }
}
