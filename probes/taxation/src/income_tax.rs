//! # What it asks
//! 个人所得税办理响应度: what a person finds on income tax: information, a guide, a query or declaration, and
//! answered questions of others.
//!
//! # Why it counts
//! The Blue Book names this very point: the reform of 2019 made everybody ask, and an answer that
//! others can read is given once.
//!
//! # How it is judged
//! By the furthest of what is found; here nothing has to come before it. `info`: a page about the
//! matter behind an entry with one of the `keywords`. `guide`: four elements of a guide with values
//! there. `query`: a form, a login or a button (查询, 申报 …) that leads to one. `qa`: a public question
//! with one of the `keywords` on a page of mailbox or consultations, or behind 常见问题 on the page of the
//! matter, with an answer that says something
//! and whose date lies within the 180 days before collection.
//!
//! # When it is unknown
//! A page that could change the grade could not be had or is a shell that only a browser fills.
//!
//! # Source
//! 《中国地方政府互联网服务能力发展报告(2019)》, 点名的评价点位.

mod answers;

use probe_sdk::criteria::service::arrival::Arrivals;
use probe_sdk::criteria::service::column::today;
use probe_sdk::criteria::service::depth::informs;
use probe_sdk::criteria::service::entry::{Served, served};
use probe_sdk::criteria::service::guide::{keywords, linked};
use probe_sdk::criteria::service::phrases::Phrases;
use probe_sdk::criteria::service::steps::{GUIDE, Offers, Proof};
use probe_sdk::criteria::service::ways::Ways;
use probe_sdk::{Criterion, Evidence, Judged, Link, Page, Step, Stop, Task};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "income-tax-response",
    title: "个人所得税办理响应度",
    roles: &["service_portal", "home"],
    points: &["A3.8-2"],
    judge,
};

/// Grades in their order.
const GRADES: [&str; 5] = ["none", "info", "guide", "query", "qa"];

/// Positions in [`GRADES`].
const INFO: usize = 1;
const GUIDED: usize = 2;
const QUERY: usize = 3;
const ANSWERED: usize = 4;

/// Words of buttons that look up or declare.
const ACTIONS: [&str; 9] =
    ["查询", "申报", "办税", "纳税记录", "完税证明", "在线办理", "网上办理", "立即办理", "填报"];

/// Confidence of a grade below the last.
const GRADE_CONFIDENCE: f32 = 0.8;

/// How far what was found goes, and where.
struct Found {
    at: usize,
    seen: Vec<Evidence>,
    confidence: f32,
}

fn judge(task: &Task) -> Step<Judged> {
    let subject = keywords(task)?;
    let ways = Ways::of(task)?;
    let service = service(task, &ways, &subject);
    let answered = answers::answered(task, &subject);
    // Both ways ask for their pages at once.
    match (service, answered) {
        (Err(Stop::Ask(mut wanted)), Err(Stop::Ask(more))) => {
            wanted.extend(more);
            Err(Stop::Ask(wanted))
        }
        (Err(Stop::Ask(wanted)), _) | (_, Err(Stop::Ask(wanted))) => Err(Stop::Ask(wanted)),
        (_, Ok(Some(seen))) => Ok(Judged::grade(name(ANSWERED)).seen(seen)),
        (Err(stop), _) | (_, Err(stop)) => Err(stop),
        (Ok(Found { at, seen, confidence }), Ok(None)) => {
            Ok(Judged::grade(name(at)).seen(seen).sure(confidence))
        }
    }
}

fn name(at: usize) -> &'static str {
    GRADES.get(at).copied().unwrap_or("none")
}

/// How far the pages of the matter go.
fn service(task: &Task, ways: &Ways, subject: &Phrases) -> Step<Found> {
    let found = ways.search(subject, |link, page| on_page(task, ways, subject, (link, page)));
    match found {
        Ok(found) => {
            let furthest = found.into_iter().rev().max_by_key(|found| found.at);
            furthest.ok_or_else(|| Stop::Fault("no page of the matter was found".to_owned()))
        }
        Err(Stop::Absent(page, _)) => {
            Ok(Found { at: 0, seen: vec![Evidence::from(page)], confidence: GRADE_CONFIDENCE })
        }
        Err(stop) => Err(stop),
    }
}

fn on_page(
    task: &Task,
    ways: &Ways,
    subject: &Phrases,
    (link, page): (&Link, Page),
) -> Step<Option<Found>> {
    let entry = vec![Evidence::from(link), Evidence::from(page)];
    let of = |at: usize, served: Served| Found {
        at,
        seen: entry.iter().cloned().chain(served.seen.into_iter().take(2)).collect(),
        confidence: served.confidence,
    };
    if let Some(seen) = answers::beside(page, ways, subject, today(task)?)? {
        let seen = entry.into_iter().chain(seen).collect();
        return Ok(Some(Found { at: ANSWERED, seen, confidence: 1.0 }));
    }
    let Arrivals { here, unknown, .. } = linked(page, ways.furniture())?;
    let pages: Vec<Page> =
        std::iter::once(page).chain(here.into_iter().map(|(_, guide)| guide)).collect();
    let offers = Offers { pages, matter: subject, ways, apply: Phrases::new(&ACTIONS) };
    let words = Phrases::of_or(task, "query", &ACTIONS);
    let by_button = offers.step(Proof::Action, &words)?;
    let query = match by_button {
        Some(found) => Some(found),
        None => served(page, ways)?,
    };
    if let Some(found) = query {
        return Ok(Some(of(QUERY, found)));
    }
    if let Some(found) = offers.step(GUIDE.proof, &Phrases::new(GUIDE.words))? {
        return Ok(Some(of(GUIDED, Served { confidence: GRADE_CONFIDENCE, ..found })));
    }
    if let Some(stop) = unknown {
        return Err(stop);
    }
    let informs = informs(page, subject, ways.furniture());
    Ok(informs.then(|| Found { at: INFO, seen: entry.clone(), confidence: GRADE_CONFIDENCE }))
}
