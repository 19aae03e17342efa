//! # What it asks
//! How far a person gets with the service online: information, guide, form, application, query of
//! its progress.
//!
//! # Why it counts
//! Each step online is a visit to the counter less.
//!
//! # How it is judged
//! The page of the service is the one behind a link with one of the `keywords`, on the start page
//! or behind `follow`; a guide that it links to is looked at too. The grade is the furthest step
//! that these pages offer: `none`, `info` (the page is there), `guide` (four elements of a guide, or
//! a guide linked), `form` (forms to fetch), `apply` (application online), `query` (progress online).
//! The parameters `guide`, `form`, `apply`, `query` set other words for a step.
//!
//! # When it is unknown
//! The page of the service could not be had, or a page is a shell that only a browser fills.
//!
//! # Source
//! 《中国地方政府互联网服务能力发展报告(2019)》, 服务贯通能力; steps as the point's `evidence` has them.

use probe_sdk::criteria::mentions::mentions;
use probe_sdk::criteria::surroundings::Surroundings;
use probe_sdk::criteria::words::length;
use probe_sdk::criteria::{labels, reach, reach::as_strs};
use probe_sdk::{Criterion, Evidence, Judged, Page, Step, Stop, Task};

use crate::guide_elements::elements;

pub(crate) const CRITERION: Criterion = Criterion {
    id: "depth-grade",
    title: "服务贯通度",
    roles: &["service_portal"],
    points: &["A3.1-3"],
    judge,
};

/// Elements that make a page a guide; a page that lacks more fails the national check.
const ELEMENTS_MIN: usize = 4;

/// Characters of the longest label of a step.
const LABEL_CHARS_MAX: usize = 16;

/// Links to files looked at.
const FILES_MAX: u32 = 100;

/// Confidence of a grade: the steps are taken from labels, and not tried.
const GRADE_CONFIDENCE: f32 = 0.7;

const GUIDE: (&str, &[&str]) = ("guide", &["办事指南", "办理指南", "服务指南"]);

/// The steps beyond a guide, furthest first, with the words that offer them.
const STEPS: [(&str, &[&str]); 3] = [
    ("query", &["进度查询", "办件查询", "结果查询", "状态查询", "办理进度"]),
    (
        "apply",
        &["在线办理", "网上办理", "在线申请", "网上申请", "立即办理", "我要办理", "网上申报"],
    ),
    ("form", &["表格下载", "申请表", "登记表", "样表", "材料下载"]),
];

/// Links to forms that are files.
const FILES: &str = "a[href$=\".doc\" i], a[href$=\".docx\" i], a[href$=\".xls\" i], \
                     a[href$=\".xlsx\" i], a[href$=\".wps\" i]";

fn judge(task: &Task) -> Step<Judged> {
    let keywords = task.words("keywords");
    if keywords.is_empty() {
        return Err(Stop::Fault("`keywords` is missing".to_owned()));
    }
    let role = reach::page_role(task);
    let link = match reach::link(task, &as_strs(&keywords)) {
        Err(Stop::Absent(page, note)) => {
            return Ok(Judged::grade("none").seen([page]).sure(GRADE_CONFIDENCE).note(note));
        }
        other => other?,
    };
    let page = reach::answering(&link, &role)?;
    let words = words_of(task, GUIDE);
    let guide = match page.link(&as_strs(&words)) {
        Some(link) => Some(link.open(&role)?),
        None => labels_of_guide(page).then_some(page),
    };
    let pages: Vec<Page> =
        [Some(page), guide.filter(|guide| *guide != page)].into_iter().flatten().collect();
    let (grade, place) = furthest(task, &pages)
        .or_else(|| guide.map(|guide| ("guide", Evidence::from(guide))))
        .unwrap_or_else(|| ("info", Evidence::from(page)));
    Ok(Judged::grade(grade).seen([&link]).seen([place]).sure(GRADE_CONFIDENCE))
}

fn furthest(task: &Task, pages: &[Page]) -> Option<(&'static str, Evidence)> {
    STEPS.into_iter().find_map(|step| {
        let words = words_of(task, step);
        let place = pages.iter().find_map(|page| offers(*page, step.0, &as_strs(&words)))?;
        Some((step.0, place))
    })
}

/// Where the page offers a step: a link or button with one of its words, or a file.
fn offers(page: Page, step: &str, words: &[&str]) -> Option<Evidence> {
    let labelled = mentions(page, words).into_iter().find(|hit| {
        let around = Surroundings::of(hit);
        length(&hit.text) <= LABEL_CHARS_MAX && around.in_link() && !around.is_hidden()
    });
    let file = || page.attrs(FILES, "href", FILES_MAX).into_iter().next();
    let place = if step == "form" { labelled.or_else(file) } else { labelled };
    place.map(Evidence::from)
}

fn labels_of_guide(page: Page) -> bool {
    labels::found(page, "body", &elements()).iter().flatten().count() >= ELEMENTS_MIN
}

fn words_of(task: &Task, (step, words): (&str, &[&str])) -> Vec<String> {
    let given = task.words(step);
    if given.is_empty() { words.iter().map(|word| (*word).to_owned()).collect() } else { given }
}
