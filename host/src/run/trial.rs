//! A probe asked over a few pages as a round asks it, for its author: the same pages, calls and rounds of
//! asking, one criterion at a time, and nothing is recorded.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::judging::wanted;
use super::pages::{Looking, Pages, Wanted};
use super::{Desk, RunError};
use crate::evidence::EvidenceError;
use crate::fetch::PageSource;
use crate::model::{Form, MissingPage, PageRecord, PointId, RegionCode, UnknownReason};
use crate::sandbox::{Answer, Found, LoadedProbe, Place, Sandbox, Site, Stopped, Task};

/// A page known from the beginning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start {
    /// What it is to the probe.
    pub role: String,
    /// Its address.
    pub url: String,
}

/// How far a trial goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TrialLimits {
    /// Pages of one question, start pages included.
    pub pages_max: usize,
    /// Times the probe is called for one question.
    pub rounds_max: usize,
}

impl Default for TrialLimits {
    /// Those of the manifests of the project; no criterion of theirs needs more than six rounds.
    fn default() -> Self {
        Self { pages_max: 200, rounds_max: 8 }
    }
}

/// A probe, and what it is asked over.
#[derive(Debug)]
pub struct Trial<'a> {
    /// Where it runs.
    pub sandbox: &'a Sandbox,
    /// The probe.
    pub probe: &'a LoadedProbe,
    /// Where pages come from.
    pub source: &'a dyn PageSource,
    /// The region pages are asked for on behalf of.
    pub region: RegionCode,
    /// The region as the probe sees it.
    pub place: Place,
    /// The day freshness is judged against, `YYYY-MM-DD`.
    pub collected_on: String,
    /// The region's start pages; those of the roles of a question are got.
    pub start: Vec<Start>,
    /// How far it goes.
    pub limits: TrialLimits,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The point the probe is told.
    pub point: PointId,
    /// The criterion.
    pub criterion: String,
    /// Role of the pages it starts from.
    pub role: String,
    /// Roles whose start pages are known besides.
    pub also: Vec<String>,
    /// Parameters: texts as they are, everything else as JSON.
    pub params: BTreeMap<String, String>,
}

/// What came of a question.
#[derive(Debug)]
pub struct Tried {
    /// The finding; what goes wrong in a call is the named unknown it is in a round.
    pub found: Found,
    /// The pages of the last call; evidence names them by position.
    pub site: Arc<Site>,
    /// The question of each call.
    pub tasks: Arc<[Task]>,
    /// The pages got, start pages first.
    pub pages: Vec<PageRecord>,
    /// Those that could not be had.
    pub missing: Vec<MissingPage>,
    /// Calls of the probe.
    pub n_calls: usize,
    /// Fuel of all calls, of one that was stopped until then.
    pub cost_fuel: u64,
    /// The largest linear memory of a call.
    pub memory_bytes: usize,
    /// What the probe logged in the last call.
    pub log: String,
    /// The functions it trapped in, as [`Stopped::trace`] has them.
    pub trace: Vec<String>,
}

impl Tried {
    /// Takes what a call cost; gives the finding if it gave one.
    fn take(&mut self, answer: &mut Answer) -> Option<Found> {
        self.cost_fuel = self.cost_fuel.saturating_add(answer.cost_fuel);
        self.memory_bytes = self.memory_bytes.max(answer.memory_bytes);
        self.log = std::mem::take(&mut answer.log);
        answer.found.first_mut().and_then(Option::take)
    }

    /// Takes what is left of a call that was stopped.
    fn stop(&mut self, stopped: Stopped) {
        let Stopped { failure, cost_fuel, memory_bytes, log, trace } = stopped;
        self.found = Found::unknown(failure.reason, failure.note);
        self.cost_fuel = self.cost_fuel.saturating_add(cost_fuel);
        self.memory_bytes = self.memory_bytes.max(memory_bytes);
        (self.log, self.trace) = (log, trace);
    }
}

impl Trial<'_> {
    /// Asks the questions one by one, each over pages of its own.
    ///
    /// # Errors
    ///
    /// If the machine cannot run the collector.
    pub fn ask(&self, questions: &[Question]) -> Result<Vec<Tried>, RunError> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|source| RunError::Start { source })?;
        let desk = Desk::default();
        runtime.block_on(async {
            let mut tried = Vec::new();
            for question in questions {
                let answer = self.answer(&desk, question).await;
                tried
                    .push(answer.map_err(|source| RunError::Keep { region: self.region, source })?);
            }
            self.source.close().await;
            Ok(tried)
        })
    }

    async fn answer(&self, desk: &Desk, question: &Question) -> Result<Tried, EvidenceError> {
        let looking = Looking {
            source: self.source,
            // Whoever wants what was received wraps the source.
            evidence: None,
            desk,
            region: self.region,
            form: Form::Sent,
        };
        let pages_max = self.limits.pages_max;
        let mut pages = Pages::new(self.place.clone(), self.collected_on.clone(), pages_max);
        pages.get(&looking, self.start_pages(question)).await?;
        let mut tried = Tried {
            found: Found::unknown(UnknownReason::PageBudget, "rounds_max"),
            site: Arc::new(Site::empty()),
            tasks: Arc::new([question.task()]),
            pages: Vec::new(),
            missing: Vec::new(),
            n_calls: 0,
            cost_fuel: 0,
            memory_bytes: 0,
            log: String::new(),
            trace: Vec::new(),
        };
        if pages.of_role(&question.role).is_empty() {
            let (reason, why) = pages.why_none(&question.role);
            tried.found = Found::unknown(reason, why);
        } else {
            self.call(&looking, &mut pages, &mut tried).await?;
        }
        tried.site = Arc::new(pages.site);
        tried.pages = pages.records;
        tried.missing = pages.missing;
        Ok(tried)
    }

    /// Calls until there is a finding or no round is left.
    async fn call(
        &self,
        looking: &Looking<'_>,
        pages: &mut Pages,
        tried: &mut Tried,
    ) -> Result<(), EvidenceError> {
        for _ in 0..self.limits.rounds_max {
            let site = Arc::new(pages.site.clone());
            tried.n_calls += 1;
            let mut answer = match self.sandbox.attempt(self.probe, &site, &tried.tasks) {
                Ok(answer) => answer,
                Err(stopped) => {
                    tried.stop(*stopped);
                    return Ok(());
                }
            };
            if let Some(found) = tried.take(&mut answer) {
                tried.found = found;
                return Ok(());
            }
            let new = wanted(pages, &answer.requests);
            pages.get(looking, new).await?;
            pages.same_pages(&answer.requests);
        }
        Ok(())
    }

    fn start_pages(&self, question: &Question) -> Vec<Wanted> {
        let is_asked =
            |start: &&Start| start.role == question.role || question.also.contains(&start.role);
        let mut wanted: Vec<Wanted> = Vec::new();
        for Start { role, url } in self.start.iter().filter(is_asked) {
            match wanted.iter_mut().find(|wanted| wanted.url == *url) {
                Some(wanted) if wanted.roles.contains(role) => {}
                Some(wanted) => wanted.roles.push(role.clone()),
                None => {
                    wanted.push(Wanted { url: url.clone(), roles: vec![role.clone()], depth: 0 });
                }
            }
        }
        wanted
    }
}

impl Question {
    fn task(&self) -> Task {
        let mut params = self.params.clone();
        params.entry("role".to_owned()).or_insert_with(|| self.role.clone());
        Task {
            point: self.point.clone(),
            criterion: self.criterion.clone(),
            page: None,
            params: Arc::new(params),
        }
    }
}
