//! # What it asks
//! How far a person gets with a matter online: information, guide, form, application, query of its
//! progress; or other steps that the family or the point names.
//!
//! # Why it counts
//! Each step online is a visit to the counter less, and only if the one before it is there too.
//!
//! # How it is judged
//! The page of the matter is the one behind an entry with one of the `keywords`, on the service
//! portal, on the home page or behind a topic page (`follow`), that names the matter and says
//! something about it; a guide that it links to is looked at too. The grade is the last step of an
//! unbroken row: a query without an application before it earns what stands before the gap. A
//! `guide` states four elements; a `form` is a file that can be had, or is filled in online where the
//! matter is applied for; `apply` and `query` are buttons that lead to a form, a login or results.
//! `none` where there is no such page, `info` where it is and has none of the steps. `steps` names
//! the steps in order, `guide`, `form`, `apply`, `query` and the like set other words for a step.
//! What every page of the site carries is no step. Of several pages of the matter the furthest counts.
//!
//! # When it is unknown
//! The page of the matter, or one that decides about the next step, could not be had or is a shell
//! that only a browser fills. A step that only a script opens counts, and a person should look.
//!
//! # Source
//! 《中国地方政府互联网服务能力发展报告(2019)》, 服务贯通能力; steps as the point's `evidence` has them.

use super::arrival::Arrivals;
use super::blocks::Reading;
use super::furniture::Furniture;
use super::guide::{fits, keywords, linked};
use super::phrases::{LABEL_CHARS_MAX, Phrases};
use super::steps::{APPLY, ORDINARY, Offers, StepRule};
use super::ways::Ways;
use crate::judge::{Judged, Step, Stop, Wanted};
use crate::page::{Link, Page};
use crate::task::Task;
use crate::{Criterion, Evidence};

/// The criterion, for families to take.
pub const CRITERION: Criterion = Criterion {
    id: "depth-grade",
    title: "服务贯通度",
    roles: &["service_portal", "home"],
    points: &[],
    judge,
};

/// Characters a page must say besides its menus to inform about the matter.
const INFO_CHARS_MIN: usize = 8;

/// Confidence of a grade below the last: a step that was not found may be there by another name.
const GRADE_CONFIDENCE: f32 = 0.8;

/// How far one page of the matter leads.
struct Reach {
    link: Link,
    page: Page,
    /// Steps passed; 0 is information alone.
    n_steps: usize,
    seen: Vec<Evidence>,
    confidence: f32,
}

/// Judges a point with the steps of an ordinary matter, or those of them that `steps` names.
///
/// # Errors
///
/// As [`grade`].
pub fn judge(task: &Task) -> Step<Judged> {
    let named = task.words("steps");
    if named.is_empty() {
        return grade(task, &ORDINARY);
    }
    let rule = |name: &String| {
        let known = ORDINARY.iter().find(|rule| rule.name == name).copied();
        known.ok_or_else(|| Stop::Fault(format!("`steps` names `{name}`, which is no step")))
    };
    let rules = named.iter().map(rule).collect::<Step<Vec<StepRule>>>()?;
    grade(task, &rules)
}

/// Grades a matter by steps in order: `none`, `info`, or the name of the last step of an unbroken
/// row.
///
/// # Errors
///
/// [`Stop::Ask`] and [`Stop::Unknown`] as [`Ways::search`]; [`Stop::Fault`] without `keywords`.
pub fn grade(task: &Task, rules: &[StepRule]) -> Step<Judged> {
    let matter = keywords(task)?;
    let ways = Ways::of(task)?;
    let apply = Phrases::of_or(task, APPLY.name, APPLY.words);
    let found = ways.search(&matter, |link, page| {
        if !informs(page, &matter, ways.furniture()) {
            return if page.is_shell() { Err(page.absent("nothing said")) } else { Ok(None) };
        }
        let mut offers =
            Offers { pages: vec![page], matter: &matter, ways: &ways, apply: apply.clone() };
        let mut wanted = asked(task, &offers, rules);
        let guides = match linked(page, ways.furniture()) {
            Err(Stop::Ask(more)) => {
                wanted.extend(more);
                Arrivals::default()
            }
            other => other?,
        };
        offers.pages.extend(guides.here.into_iter().map(|(_, guide)| guide));
        wanted.extend(asked(task, &offers, rules));
        if !wanted.is_empty() {
            wanted.dedup();
            return Err(Stop::Ask(wanted));
        }
        reach(task, link, &offers, rules, guides.unknown).map(Some)
    });
    let found = match found {
        Err(Stop::Absent(page, note)) => {
            return Ok(Judged::grade("none").seen([page]).sure(GRADE_CONFIDENCE).note(note));
        }
        other => other?,
    };
    let furthest = found.into_iter().rev().max_by_key(|reach| reach.n_steps);
    let Some(Reach { link, page, n_steps, seen, confidence }) = furthest else {
        return Err(Stop::Fault("no page of the matter was found".to_owned()));
    };
    let name = n_steps.checked_sub(1).and_then(|at| rules.get(at)).map_or("info", |rule| rule.name);
    let judged = Judged::grade(name).seen([&link]).seen([page]).seen(seen).sure(confidence);
    Ok(match rules.get(n_steps) {
        Some(next) => judged.note(format!("缺：{}", next.name)),
        None => judged,
    })
}

/// The pages that all the steps need, asked for together: one after the other they would take more
/// rounds than there are.
fn asked(task: &Task, offers: &Offers<'_>, rules: &[StepRule]) -> Vec<Wanted> {
    let asks = rules.iter().filter_map(|rule| {
        match offers.step(rule.proof, &Phrases::of_or(task, rule.name, rule.words)) {
            Err(Stop::Ask(wanted)) => Some(wanted),
            Ok(_) | Err(Stop::Unknown(..) | Stop::Absent(..) | Stop::Fault(_)) => None,
        }
    });
    asks.flatten().collect()
}

/// Takes the steps one after the other until one is not there.
fn reach(
    task: &Task,
    link: &Link,
    offers: &Offers<'_>,
    rules: &[StepRule],
    unknown: Option<Stop>,
) -> Step<Reach> {
    let page = offers.pages.first().copied().ok_or_else(|| Stop::Fault("no page".to_owned()))?;
    let mut reach =
        Reach { link: link.clone(), page, n_steps: 0, seen: Vec::new(), confidence: 1.0 };
    for rule in rules {
        let words = Phrases::of_or(task, rule.name, rule.words);
        let Some(served) = offers.step(rule.proof, &words)? else {
            // A guide that could not be had may be what is missing.
            if let Some(stop) = unknown {
                return Err(stop);
            }
            reach.confidence = reach.confidence.min(GRADE_CONFIDENCE);
            break;
        };
        reach.n_steps += 1;
        reach.seen.extend(served.seen.into_iter().take(2));
        reach.confidence = reach.confidence.min(served.confidence);
    }
    Ok(reach)
}

/// Whether a page is about the matter and says something, besides its heading and the menus.
pub fn informs(page: Page, matter: &Phrases, furniture: &Furniture) -> bool {
    if page.info().encoding == "binary" {
        return true;
    }
    if !fits(page, matter) || page.is_blank() {
        return false;
    }
    let own = furniture.own_links(page).into_iter().map(|link| link.text.chars().count());
    let own: usize = own.sum();
    let said = Reading::of(page).blocks().into_iter().filter(|hit| !is_heading(page, hit.node));
    let on_start = |text: &str| {
        furniture
            .pages()
            .iter()
            .any(|start| *start != page && start.find("body", &[text]).is_some())
    };
    // A heading in a plain element, or the way here: the name without a sentence.
    let is_name = |text: &str| {
        matter.hold(text)
            && !text.contains(['。', '，', '；', '：', ',', ';', ':'])
            && text.chars().count() <= LABEL_CHARS_MAX
    };
    let said = said.filter(|hit| !is_name(&hit.text));
    let said: usize =
        said.filter(|hit| !on_start(&hit.text)).map(|hit| hit.text.chars().count()).sum();
    said >= INFO_CHARS_MIN || own >= INFO_CHARS_MIN
}

fn is_heading(page: Page, node: u32) -> bool {
    matches!(page.tag_of(node).as_str(), "h1" | "h2" | "h3" | "title" | "header" | "footer")
}
