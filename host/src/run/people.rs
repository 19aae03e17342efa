//! Points judged by people: their start pages are collected with the others and stand as evidence
//! on the verdict, which stays unknown until a person has looked.

use crate::model::{
    Evidence, Finding, Form, HumanTask, IndicatorSystem, MissingPage, PageRecord, UnknownReason,
    Verdict,
};
use crate::plan::Job;

/// Pages shown for one point. A person looks at a few; roles such as articles may have dozens.
const SHOWN_MAX: usize = 16;

/// Puts the start pages that were had on the verdicts of points that wait for a person, and says
/// which were not.
pub(super) fn attach(
    system: &IndicatorSystem,
    job: &Job,
    (pages, missing): (&[PageRecord], &[MissingPage]),
    verdicts: &mut [Verdict],
) {
    for (point, task) in job.for_people(system) {
        let Some(verdict) = verdicts.iter_mut().find(|verdict| verdict.point == point.id) else {
            continue;
        };
        verdict.evidence = evidence(task, pages);
        verdict.finding =
            Finding::unknown(UnknownReason::NeedsPerson, not_had(task, pages, missing));
    }
}

fn is_shown(task: &HumanTask, page: &PageRecord) -> bool {
    page.depth == 0 && page.form() == Form::Sent && task.pages.contains(&page.role)
}

/// The pages in the order of the task's roles, each once.
fn evidence(task: &HumanTask, pages: &[PageRecord]) -> Vec<Evidence> {
    let mut evidence: Vec<Evidence> = Vec::new();
    for role in &task.pages {
        for page in pages.iter().filter(|page| is_shown(task, page) && page.role == *role) {
            let PageRecord { url, digest, .. } = page;
            let is_new = !evidence.iter().any(|one| one.page == *digest && one.url == *url);
            if is_new && evidence.len() < SHOWN_MAX {
                let (url, page) = (url.clone(), *digest);
                evidence.push(Evidence { url, page, node: None, quote: String::new() });
            }
        }
    }
    evidence
}

/// Roles without a page: not listed, or what went wrong.
fn not_had(task: &HumanTask, pages: &[PageRecord], missing: &[MissingPage]) -> String {
    let had = |role: &str| pages.iter().any(|page| is_shown(task, page) && page.role == role);
    let lacking = task.pages.iter().filter(|role| !had(role));
    let why = |role: &String| {
        let failed = missing.iter().find(|page| page.role == *role);
        let failure = failed.map_or(UnknownReason::NoAddress.name(), |page| page.failure.as_str());
        format!("{role}: {failure}")
    };
    lacking.map(why).collect::<Vec<_>>().join("; ")
}
