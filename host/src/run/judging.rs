//! One region: its pages are fetched, its probes asked, asked again when pages they
//! wanted have come, and their answers put together.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::pages::{Keeping, Looking, Pages, Wanted, key_of};
use super::verdicts::{self, Asked, Questions};
use super::{Desk, Runner, Step, people};
use crate::evidence::EvidenceError;
use crate::model::{Form, MissingPage, PageRecord, Point, Region, RegionBatch, UnknownReason};
use crate::plan::{Call, Job};
use crate::sandbox::{Answer, Failure, Found, LoadedProbe, Place, Request, Site, Task};

/// Judges a region. What cannot be known is unknown by name.
///
/// # Errors
///
/// Only if its pages could not be kept as evidence.
pub(super) async fn judge_region(
    runner: &Runner,
    job: &Job,
    desk: &Desk,
    evidence: Option<&Keeping>,
) -> Result<RegionBatch, EvidenceError> {
    let Some(region) = runner.regions.get(job.region) else {
        return Ok(RegionBatch::empty(job.code));
    };
    let mut judged = Judged { pages_max: runner.limits.pages_per_region_max, ..Judged::default() };
    // What is sent first: what is left of the region's pages may be rendered.
    for form in [Form::Sent, Form::Rendered] {
        let calls: Vec<&Call> = job.calls.iter().filter(|call| call.form == form).collect();
        // Whoever judges by hand is shown pages as they were sent.
        let for_people =
            if form == Form::Sent { job.roles_for_people(&runner.system) } else { BTreeSet::new() };
        if !calls.is_empty() || !for_people.is_empty() {
            let looking = Looking {
                source: runner.source.as_ref(),
                evidence,
                desk,
                region: region.code,
                form,
            };
            let work = Work { calls: &calls, for_people };
            judge_site(runner, region, &work, &looking, &mut judged).await?;
        }
    }
    let Judged { asked, pages, missing, .. } = judged;
    let mut verdicts = verdicts::assemble(&runner.system, region, job, asked);
    people::attach(&runner.system, job, (&pages, &missing), &mut verdicts);
    Ok(RegionBatch { region: region.code, pages, missing, verdicts })
}

/// What is done over a site of pages of one form.
struct Work<'a> {
    calls: &'a [&'a Call],
    /// Roles of start pages that a person will look at.
    for_people: BTreeSet<&'a str>,
}

/// What came of a region so far.
#[derive(Default)]
struct Judged {
    asked: Vec<Asked>,
    pages: Vec<PageRecord>,
    missing: Vec<MissingPage>,
    /// Pages it may still cost.
    pages_max: usize,
}

/// Judges over a site of pages of one form. Probes see no page of another.
async fn judge_site(
    runner: &Runner,
    region: &Region,
    work: &Work<'_>,
    looking: &Looking<'_>,
    judged: &mut Judged,
) -> Result<(), EvidenceError> {
    let place = Place {
        code: region.code.to_string(),
        name: region.name.zh.clone(),
        short_name: region.short.clone(),
    };
    let pages_max = match looking.form {
        Form::Sent => judged.pages_max,
        Form::Rendered => judged.pages_max.min(runner.limits.rendered_per_region_max),
    };
    let mut pages = Pages::new(place, runner.collected_on.clone(), pages_max);
    pages.get(looking, start_pages(runner, region, work)).await?;
    let mut asked: Vec<Asked> =
        work.calls.iter().filter_map(|call| questions(runner, call, &pages)).collect();
    for _ in 0..runner.limits.rounds_max {
        let site = Arc::new(pages.site.clone());
        let requests = ask(runner, looking.desk, &site, &mut asked).await;
        if asked.iter().all(Asked::is_closed) {
            break;
        }
        let new = wanted(&mut pages, &requests);
        pages.get(looking, new).await?;
        pages.same_pages(&requests);
    }
    for asked in &mut asked {
        asked.close(UnknownReason::PageBudget, "rounds_max", &pages.site.pages);
    }
    judged.pages_max -= pages.n_got();
    let Pages { records, missing, .. } = pages;
    judged.asked.extend(asked);
    judged.pages.extend(records);
    judged.missing.extend(missing);
    Ok(())
}

/// Start pages of the roles that are asked about or shown to people, in the manifest's order,
/// each once.
fn start_pages(runner: &Runner, region: &Region, work: &Work<'_>) -> Vec<Wanted> {
    let points = work.calls.iter().flat_map(|call| &call.points);
    let roles: BTreeSet<&str> = points
        .filter_map(|idx| runner.system.points.get(*idx))
        .map(|point| point.role.as_str())
        .chain(work.for_people.iter().copied())
        .collect();
    let mut start: Vec<Wanted> = Vec::new();
    for page in region.pages.iter().filter(|page| roles.contains(page.role.as_str())) {
        match start.iter_mut().find(|wanted| wanted.url == page.url) {
            Some(wanted) if wanted.roles.contains(&page.role) => {}
            Some(wanted) => wanted.roles.push(page.role.clone()),
            None => start.push(Wanted {
                url: page.url.clone(),
                roles: vec![page.role.clone()],
                depth: 0,
            }),
        }
    }
    start
}

/// The questions of one call: one a point, or one a page for points judged page by page.
/// Points whose start pages could not be had are answered here.
fn questions(runner: &Runner, call: &Call, pages: &Pages) -> Option<Asked> {
    let probe = runner.probes.loaded.get(&call.family)?;
    let mut asked = Asked::new(probe);
    for point_idx in &call.points {
        let point = runner.system.points.get(*point_idx)?;
        let start = pages.of_role(&point.role);
        if start.is_empty() {
            let (reason, why) = pages.why_none(&point.role);
            let found = Found::unknown(reason, why);
            asked.push(*point_idx, task(point, None), Some(found));
        } else if point.per_page {
            for page in start {
                asked.push(*point_idx, task(point, Some(page)), None);
            }
        } else {
            asked.push(*point_idx, task(point, None), None);
        }
    }
    Some(asked)
}

fn task(point: &Point, page: Option<u32>) -> Task {
    let mut params = point.params.clone();
    params.entry("role".to_owned()).or_insert_with(|| point.role.clone());
    Task {
        point: point.id.clone(),
        criterion: verdicts::criterion_of(point).to_owned(),
        page,
        params: Arc::new(params),
    }
}

/// Asks every probe its open questions, side by side, and takes the answers in order.
async fn ask(runner: &Runner, desk: &Desk, site: &Arc<Site>, asked: &mut [Asked]) -> Vec<Request> {
    let mut calls = Vec::new();
    for (index, asked) in asked.iter().enumerate() {
        for questions in asked.open() {
            let probe = asked.probe();
            calls.push(async move { (index, put(runner, desk, probe, site, questions).await) });
        }
    }
    let answers = futures_util::future::join_all(calls).await;
    let mut requests = Vec::new();
    for (index, answers) in answers {
        let Some(asked) = asked.get_mut(index) else { continue };
        for (positions, answer) in answers {
            match answer {
                Ok(answer) => {
                    log(&asked.probe().info().family, site, &answer.log);
                    asked.take(&positions, answer.found, answer.cost_fuel, &site.pages);
                    requests.extend(answer.requests);
                }
                Err(failure) => asked.fail(&positions, &failure, &site.pages),
            }
        }
    }
    requests
}

fn log(family: &str, site: &Site, said: &str) {
    if !said.is_empty() {
        tracing::info!(probe.family = %family, region.code = %site.place.code, "{}", said.trim_end());
    }
}

/// Puts questions in one call. If that fails, each is put by itself, so that a point which brings its
/// probe down costs no other; not after a call that ran out of time, as they would all wait again.
async fn put(
    runner: &Runner,
    desk: &Desk,
    probe: &LoadedProbe,
    site: &Arc<Site>,
    questions: Questions,
) -> Vec<(Vec<usize>, Result<Answer, Failure>)> {
    let answer = call(runner, desk, probe, Arc::clone(site), Arc::clone(&questions.tasks)).await;
    let is_final = match &answer {
        Ok(_) => true,
        Err(failure) => {
            failure.reason == UnknownReason::OutOfTime || questions.positions.len() == 1
        }
    };
    if is_final {
        return vec![(questions.positions, answer)];
    }
    let mut answers = Vec::new();
    for question in questions.singly() {
        let answer = call(runner, desk, probe, Arc::clone(site), question.tasks).await;
        answers.push((question.positions, answer));
    }
    answers
}

/// One call; a fault of the host itself is a trap like others.
async fn call(
    runner: &Runner,
    desk: &Desk,
    probe: &LoadedProbe,
    site: Arc<Site>,
    tasks: Arc<[Task]>,
) -> Result<Answer, Failure> {
    let (sandbox, probe) = (Arc::clone(&runner.probes.sandbox), probe.clone());
    let costs = Arc::clone(&desk.costs);
    let work = move || {
        let answer = costs.of(Step::Sandbox, || sandbox.attempt(&probe, &site, &tasks));
        answer.map_err(|stopped| {
            // The last words of a probe that was stopped; verdicts hold no log.
            log(&probe.info().family, &site, &stopped.log);
            stopped.failure
        })
    };
    let answer = desk.work(work).await;
    answer.unwrap_or_else(|error| {
        Err(Failure { reason: UnknownReason::Trapped, note: error.to_string() })
    })
}

/// The pages asked for that are not known yet, each once, in the order they were asked for.
///
/// An address of a page that is known or asked for by another address is not asked for.
pub(super) fn wanted(pages: &mut Pages, requests: &[Request]) -> Vec<Wanted> {
    pages.same_pages(requests);
    let mut seen = BTreeSet::new();
    let new = requests.iter().filter(|r| !pages.knows(&r.url) && seen.insert(key_of(&r.url)));
    let depth = |from: u32| {
        pages.site.pages.get(from as usize).map_or(1, |page| page.depth.saturating_add(1))
    };
    new.map(|r| Wanted { url: r.url.clone(), roles: vec![r.role.clone()], depth: depth(r.from) })
        .collect()
}
