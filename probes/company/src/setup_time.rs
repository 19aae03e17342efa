//! # What it asks
//! 企业注册开办流程是否按规定简化: in how many working days the whole start-up of a company is promised.
//!
//! # Why it counts
//! The Blue Book names this very point. The national target of 2018 and 2019 was 8.5 working days for
//! the whole, from registration to seal, invoices and social security.
//!
//! # How it is judged
//! The page behind an entry with one of the `keywords` that is about the start-up as a whole, and the
//! guides and flows it links to. The promise is the value of 承诺时限, 办理时限 and the like on such a
//! page, else the last time in the first sentence about the whole: `企业开办时间由20个工作日压缩至三个工作日` is three.
//! Times of single steps, of other matters, of the law, of the past, of the fastest case, and what is
//! hidden, crossed out or a headline do not count. Numbers may be Chinese; days, hours and 半日 are
//! understood. The grade is the first of `limits` (grade and days) that the promise keeps.
//!
//! # When it is unknown
//! The page, or one on the way, could not be had or is a shell that only a browser fills. A page
//! without a promise, or no such page, is `over_or_unknown`. Several different promises: a person
//! should look.
//!
//! # Source
//! 《中国地方政府互联网服务能力发展报告(2019)》, 点名的评价点位; 国办发〔2018〕32号 (8.5 个工作日).

mod promise;
mod spans;

use probe_sdk::criteria::service::blocks::{Reading, is_link};
use probe_sdk::{Criterion, Evidence, Judged, Page, Step, Stop, Task};

use crate::startup::{self, Startup};
use promise::{Promise, promises};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "setup-time",
    title: "企业注册开办流程是否按规定简化",
    roles: &["service_portal", "home"],
    points: &["A3.7-1"],
    judge,
};

/// Grades and the days they allow, where the point sets none.
const LIMITS: [(&str, f64); 4] =
    [("le_3_days", 3.0), ("le_5_days", 5.0), ("le_8_5_days", 8.5), ("le_20_days", 20.0)];

/// The grade of a promise beyond all limits, and of none.
const OVER: &str = "over_or_unknown";

/// Confidence of a promise read from a sentence and not from a label.
const SENTENCE_CONFIDENCE: f32 = 0.8;

/// Confidence where a page promises several times: below the usual line, so that a person looks.
const SEVERAL_CONFIDENCE: f32 = 0.5;

fn judge(task: &Task) -> Step<Judged> {
    let limits = limits(task)?;
    let found = match startup::found(task) {
        Err(Stop::Absent(page, note)) => {
            return Ok(Judged::grade(OVER).seen([page]).sure(0.8).note(note));
        }
        other => other?,
    };
    let all: Vec<Promise> = found.iter().flat_map(promised).collect();
    let Some(best) = all.iter().find(|one| one.is_labelled).or_else(|| all.first()) else {
        return none(found);
    };
    let alike: Vec<&Promise> =
        all.iter().filter(|one| one.is_labelled == best.is_labelled).collect();
    let several = alike.iter().any(|one| (one.n_days - best.n_days).abs() > f64::EPSILON);
    let grade = limits.iter().find(|(_, days)| best.n_days <= *days);
    let links = found.iter().map(|startup| Evidence::from(&startup.link)).take(1);
    let judged = Judged::grade(grade.map_or(OVER, |(name, _)| name.as_str()));
    let judged = judged.seen(links).seen(alike.iter().map(|one| Evidence::from(&one.hit)).take(3));
    let note = format!("承诺 {} 个工作日", best.n_days);
    Ok(match (several, best.is_labelled) {
        (true, _) => judged.sure(SEVERAL_CONFIDENCE).note(format!("{note}；页面上不止一个时限")),
        (false, true) => judged.note(note),
        (false, false) => judged.sure(SENTENCE_CONFIDENCE).note(note),
    })
}

/// What it means that no page promises a time: unknown if one of them could not be had.
fn none(found: Vec<Startup>) -> Step<Judged> {
    let pages: Vec<Evidence> = found.iter().map(|startup| Evidence::from(startup.page)).collect();
    match found.into_iter().find_map(|startup| startup.unknown) {
        Some(stop) => Err(stop),
        None => Ok(Judged::grade(OVER).seen(pages).sure(0.8).note("没有写明企业开办的承诺时限")),
    }
}

fn promised(startup: &Startup) -> Vec<Promise> {
    let read = |page: &Page| promises(&Reading::of(*page).blocks(), is_link);
    startup.pages.iter().flat_map(read).collect()
}

/// The grades of the point with their days, the strictest first.
fn limits(task: &Task) -> Step<Vec<(String, f64)>> {
    let given = task.groups("limits");
    if given.is_empty() {
        return Ok(LIMITS.iter().map(|(name, days)| ((*name).to_owned(), *days)).collect());
    }
    let pair = |group: &Vec<String>| match group.as_slice() {
        [name, days] => days.parse().ok().map(|days: f64| (name.clone(), days)),
        _ => None,
    };
    let mut limits = given.iter().map(pair).collect::<Option<Vec<_>>>().ok_or_else(|| {
        Stop::Fault("`limits` wants pairs of a grade and days, both as text".to_owned())
    })?;
    limits.sort_by(|one, other| one.1.total_cmp(&other.1));
    Ok(limits)
}
