//! # What it asks
//! How many of the six identity marks the page carries: responsible unit, identity code, ICP filing,
//! police filing, mark of the organ, fault reporting.
//!
//! # Why it counts
//! Together they let a visitor check who runs the site, and turn to them.
//!
//! # How it is judged
//! The share of the six; each as in the criterion of its name, the responsible unit (主办单位) by
//! its label in the visible text. The identity code must begin as the region's own does.
//!
//! # When it is unknown
//! The page is an empty shell that only a browser fills.
//!
//! # Source
//! 《政府网站发展指引》(国办发〔2017〕47号); 《政府网站与政务新媒体检查指标》(国办秘函〔2019〕19号), 网站标识.

use probe_sdk::criteria::mentions::in_text;
use probe_sdk::criteria::surroundings::Surroundings;
use probe_sdk::criteria::words::{after, compact};
use probe_sdk::{Criterion, Finding, Judged, Page, Step, Task};

use crate::marks::not_seen;
use crate::{beian, conac, error_report, id_code};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "identity-elements",
    title: "网站标识要素完整率",
    roles: &["home"],
    points: &["A2.1-6"],
    judge,
};

/// How the responsible unit is announced: `主办：某市人民政府`, `主办单位 某市人民政府`.
const UNIT: [&str; 3] = ["主办单位", "主办:", "主管单位"];

/// A mark and how it is seen.
type Mark = (&'static str, fn(Page) -> Option<Judged>);

const N_MARKS: usize = 6;

const MARKS: [Mark; N_MARKS - 1] = [
    ("主办单位", unit),
    ("ICP备案", beian::icp),
    ("公安备案", beian::police),
    ("党政机关标识", conac::seen),
    ("网站找错", error_report::seen),
];

fn judge(task: &Task) -> Step<Judged> {
    let page = task.start()?;
    let mut marks: Vec<(&str, Option<Judged>)> =
        MARKS.iter().map(|(name, seen)| (*name, seen(page))).collect();
    marks.push(("网站标识码", id_code::seen_of(page, &task.place().code)));
    let present: Vec<&Judged> = marks.iter().filter_map(|(_, seen)| seen.as_ref()).collect();
    if present.is_empty() {
        let nothing = not_seen(page);
        if matches!(nothing.finding(), Finding::Unknown(_)) {
            return Ok(nothing);
        }
    }
    let absent: Vec<&str> =
        marks.iter().filter(|(_, seen)| seen.is_none()).map(|(name, _)| *name).collect();
    let judged = Judged::share(present.len(), N_MARKS)
        .seen(present.into_iter().flat_map(|judged| judged.evidence().to_vec()));
    Ok(if absent.is_empty() {
        judged
    } else {
        judged.note(format!("缺：{}", absent.join("、")))
    })
}

fn unit(page: Page) -> Option<Judged> {
    let text = compact(&page.text());
    after(&text, &UNIT).next()?;
    let hits = in_text(page, &["主办", "主管单位"]);
    let hit = hits.into_iter().find(|hit| !Surroundings::of(hit).in_article())?;
    Some(Judged::truth(true).seen([hit]))
}
