//! What a probe is asked of pages outside of a round.

use std::collections::BTreeMap;

use super::super::args::Common;
use super::super::{Code, Failed, load};
use super::opened::{Opened, question};
use crate::model::{Judge, PointId};
use crate::report::clean;
use crate::run::Question;
use crate::sandbox::CriterionInfo;

/// What was named on the command line.
pub(super) struct Named<'a> {
    pub(super) point: Option<&'a str>,
    pub(super) criterion: Option<&'a str>,
    pub(super) role: Option<&'a str>,
    pub(super) params: BTreeMap<String, String>,
}

impl Named<'_> {
    /// The questions: those of the criterion or the point that was named, else of all criteria.
    pub(super) fn questions(
        &self,
        common: &Common,
        opened: &Opened,
    ) -> Result<Vec<Question>, Failed> {
        if let Some(point) = self.point {
            return self.of_point(common, opened, point).map(|question| vec![question]);
        }
        let of = |criterion| question(criterion, self.role, &self.params);
        match self.criterion {
            Some(id) => opened.criterion(id).map(|criterion| vec![of(criterion)]),
            None => Ok(opened.probe.info().criteria.iter().map(of).collect()),
        }
    }

    /// What a round asks of a point: as the manifests have it, else of the criterion written for it.
    fn of_point(&self, common: &Common, opened: &Opened, id: &str) -> Result<Question, Failed> {
        let info = opened.probe.info();
        if common.manifests.is_file() {
            let manifests = load(&common.manifests)?;
            let point = manifests.system.points.iter().find(|point| point.id.0 == id);
            if let Some((point, Judge::Probe { family, criterion })) =
                point.map(|point| (point, &point.judge))
                && *family == info.family
            {
                let criterion = opened.criterion(criterion)?;
                let own = point.params.clone().into_iter().chain(self.params.clone()).collect();
                let role = self.role.or(Some(&point.role));
                return Ok(Question { point: point.id.clone(), ..question(criterion, role, &own) });
            }
        }
        let written_for = |criterion: &&CriterionInfo| criterion.points.iter().any(|own| own == id);
        let criterion = info.criteria.iter().find(written_for).ok_or_else(|| {
            let points: Vec<_> =
                info.criteria.iter().flat_map(|c| &c.points).map(|p| clean(p)).collect();
            let text = format!("探针不判点位 · the probe judges no point `{}`", clean(id));
            Failed::new(Code::NoSuchCriterion, text)
                .hint(format!("它写为 it was written for: {}", points.join(", ")))
        })?;
        let question = question(criterion, self.role, &self.params);
        Ok(Question { point: PointId(id.to_owned()), ..question })
    }
}
