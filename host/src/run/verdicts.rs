//! Puts answers together into verdicts with their provenance.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{
    Confidence, Digest, Evidence, Finding, IndicatorSystem, Judge, Point, Provenance, Region,
    UnknownReason, Verdict,
};
use crate::plan::Job;
use crate::sandbox::{CONTRACT, Failure, Found, LoadedProbe, SitePage, Task};

/// The criterion that judges a point; empty where nobody does.
pub(super) fn criterion_of(point: &Point) -> &str {
    match &point.judge {
        Judge::Probe { criterion, .. } => criterion,
        Judge::Person | Judge::Nobody => "",
    }
}

/// One question and what came of it.
struct Question {
    point: usize,
    task: Task,
    answer: Option<Answered>,
}

/// A finding with its evidence resolved to addresses and digests.
struct Answered {
    finding: Finding,
    evidence: Vec<Evidence>,
    confidence: Confidence,
    note: Option<String>,
    /// Address of the one page judged.
    page: Option<String>,
    /// How many pages the probe was given, and the digest over them.
    given: (u32, Digest),
    cost_fuel: u64,
}

/// Questions put in one call.
pub(super) struct Questions {
    /// Their places among all questions to the probe.
    pub(super) positions: Vec<usize>,
    pub(super) tasks: Arc<[Task]>,
}

impl Questions {
    /// The same questions, each in a call of its own.
    pub(super) fn singly(&self) -> impl Iterator<Item = Self> {
        let each = self.positions.iter().zip(self.tasks.iter());
        each.map(|(position, task)| Self {
            positions: vec![*position],
            tasks: Arc::new([task.clone()]),
        })
    }
}

/// The questions put to one probe in one region.
pub(super) struct Asked {
    probe: LoadedProbe,
    questions: Vec<Question>,
}

impl Asked {
    pub(super) fn new(probe: &LoadedProbe) -> Self {
        Self { probe: probe.clone(), questions: Vec::new() }
    }

    pub(super) fn probe(&self) -> &LoadedProbe {
        &self.probe
    }

    pub(super) fn push(&mut self, point: usize, task: Task, found: Option<Found>) {
        let answer = found.map(|found| Answered::new(found, None, &[], 0));
        self.questions.push(Question { point, task, answer });
    }

    pub(super) fn is_closed(&self) -> bool {
        self.questions.iter().all(|question| question.answer.is_some())
    }

    /// The questions without an answer, by the call they are put in: one for each page judged by
    /// itself, one for all that may look at the whole site.
    ///
    /// A call's limits are made for the points of a page; a family asked about twenty pages in one
    /// call would use them up.
    pub(super) fn open(&self) -> Vec<Questions> {
        let mut calls: BTreeMap<Option<u32>, Vec<usize>> = BTreeMap::new();
        for (position, question) in self.questions.iter().enumerate() {
            if question.answer.is_none() {
                calls.entry(question.task.page).or_default().push(position);
            }
        }
        calls.into_values().map(|positions| self.at(positions)).collect()
    }

    fn at(&self, positions: Vec<usize>) -> Questions {
        let tasks = positions.iter().filter_map(|position| self.questions.get(*position));
        let tasks = tasks.map(|question| question.task.clone()).collect();
        Questions { positions, tasks }
    }

    /// Takes the answers to the questions at `positions`.
    pub(super) fn take(
        &mut self,
        positions: &[usize],
        found: Vec<Option<Found>>,
        cost_fuel: u64,
        pages: &[SitePage],
    ) {
        for (position, found) in positions.iter().zip(found) {
            if let (Some(question), Some(found)) = (self.questions.get_mut(*position), found) {
                let page = question.task.page;
                question.answer = Some(Answered::new(found, page, pages, cost_fuel));
            }
        }
    }

    /// Answers the questions at `positions` with the reason their call failed.
    pub(super) fn fail(&mut self, positions: &[usize], failure: &Failure, pages: &[SitePage]) {
        for position in positions {
            if let Some(question) = self.questions.get_mut(*position) {
                let found = Found::unknown(failure.reason, failure.note.clone());
                let page = question.task.page;
                question.answer = Some(Answered::new(found, page, pages, 0));
            }
        }
    }

    /// Answers whatever is still open.
    pub(super) fn close(&mut self, reason: UnknownReason, note: &str, pages: &[SitePage]) {
        for question in &mut self.questions {
            let page = question.task.page;
            question
                .answer
                .get_or_insert_with(|| Answered::new(Found::unknown(reason, note), page, pages, 0));
        }
    }
}

impl Answered {
    fn new(found: Found, page: Option<u32>, pages: &[SitePage], cost_fuel: u64) -> Self {
        let at = |index: u32| pages.get(index as usize);
        let place = |(index, node, quote): (u32, Option<u32>, String)| {
            let page = at(index)?;
            Some(Evidence { url: page.page.url().to_owned(), page: page.digest, node, quote })
        };
        Self {
            finding: found.finding,
            evidence: found.evidence.into_iter().filter_map(place).collect(),
            confidence: found.confidence,
            note: found.note,
            page: page.and_then(at).map(|page| page.page.url().to_owned()),
            given: given(pages),
            cost_fuel,
        }
    }
}

fn given(pages: &[SitePage]) -> (u32, Digest) {
    let digests: Vec<Digest> = pages.iter().map(|page| page.digest).collect();
    // The page budget keeps the number far below the limit of the type.
    (u32::try_from(pages.len()).unwrap_or(u32::MAX), Provenance::digest_of_pages(&digests))
}

/// The verdicts of a region, ordered by point, then by page as asked.
pub(super) fn assemble(
    system: &IndicatorSystem,
    region: &Region,
    job: &Job,
    asked: Vec<Asked>,
) -> Vec<Verdict> {
    let mut verdicts: Vec<(usize, Verdict)> = Vec::new();
    for unasked in &job.unasked {
        if let Some(point) = system.points.get(unasked.point) {
            verdicts.push((unasked.point, unknown(region, point, unasked.reason, &unasked.note)));
        }
    }
    for Asked { probe, questions } in asked {
        let info = probe.info();
        for Question { point, task, answer } in questions {
            let (Some(model), Some(answer)) = (system.points.get(point), answer) else { continue };
            let provenance = Provenance {
                family: info.family.clone(),
                version: info.version.clone(),
                probe: Some(info.digest),
                contract: info.contract.clone(),
                criterion: task.criterion.clone(),
                params: params_digest(&task.criterion, &task),
                n_pages: answer.given.0,
                pages: answer.given.1,
                cost_fuel: answer.cost_fuel,
            };
            let verdict = Verdict {
                region: region.code,
                point: model.id.clone(),
                page: answer.page,
                finding: answer.finding,
                evidence: answer.evidence,
                confidence: answer.confidence,
                note: answer.note,
                provenance,
            };
            verdicts.push((point, verdict));
        }
    }
    // Stable: verdicts of one point stay in the order of their pages.
    verdicts.sort_by_key(|(point, _)| *point);
    verdicts.into_iter().map(|(_, verdict)| verdict).collect()
}

fn params_digest(criterion: &str, task: &Task) -> Digest {
    let pairs = task.params.iter().flat_map(|(key, value)| [key.as_bytes(), value.as_bytes()]);
    Digest::of_parts(std::iter::once(criterion.as_bytes()).chain(pairs))
}

/// A verdict nobody was asked for.
fn unknown(region: &Region, point: &Point, reason: UnknownReason, note: &str) -> Verdict {
    let family = match &point.judge {
        Judge::Probe { family, .. } => family.clone(),
        Judge::Person | Judge::Nobody => String::new(),
    };
    Verdict {
        region: region.code,
        point: point.id.clone(),
        page: None,
        finding: Finding::unknown(reason, note),
        evidence: Vec::new(),
        confidence: Confidence::FULL,
        note: None,
        provenance: Provenance {
            family,
            version: String::new(),
            probe: None,
            contract: CONTRACT.to_owned(),
            criterion: criterion_of(point).to_owned(),
            params: Digest::of_parts([]),
            n_pages: 0,
            pages: given(&[]).1,
            cost_fuel: 0,
        },
    }
}
