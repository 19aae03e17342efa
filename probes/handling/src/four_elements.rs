//! # What it asks
//! Whether a page is a guide with at least four elements.
//!
//! # Why it counts
//! The national check counts a guide that lacks four of eight; below that a page only speaks of a service.
//!
//! # How it is judged
//! At least `elements_min` (four) of the eight elements stand on the page as labels with something stated,
//! a limit of time counting as 办理时间; a flow may be a picture.
//!
//! # When it is unknown
//! The page is a shell that only a browser fills.
//!
//! # Source
//! 《政府网站与政务新媒体检查指标》(国办秘函〔2019〕19号), 单项否决, 服务不实用.

use probe_sdk::criteria::fields::Fields;
use probe_sdk::criteria::guides::{
    ELEMENTS, LEGAL_LIMIT, LIMIT, PROCESS, PROMISED_LIMIT, TIME, VOCABULARY,
};
use probe_sdk::{Criterion, Evidence, Judged, Step, Task};

pub(crate) const CRITERION: Criterion =
    Criterion {
        id: "four-elements", title: "指南四要素", roles: &["guide"], points: &[], judge
    };

/// Elements that make a guide of use.
const ELEMENTS_MIN: f64 = 4.0;

fn judge(task: &Task) -> Step<Judged> {
    let page = task.start()?;
    let min = task.number("elements_min").unwrap_or(ELEMENTS_MIN);
    let fields = Fields::of(page, VOCABULARY);
    let places: Vec<Evidence> = ELEMENTS
        .iter()
        .filter_map(|words| {
            let is_time = **words == *TIME;
            let words: Vec<&str> = if is_time {
                [words, LIMIT, LEGAL_LIMIT, PROMISED_LIMIT].concat()
            } else {
                words.to_vec()
            };
            let is_flow = words == *PROCESS;
            let mut called = fields.called(&words);
            let field = called.find(|f| f.is_stated() || is_flow && !f.pictures.is_empty())?;
            Some(Evidence::from(field.hit()))
        })
        .collect();
    let n = u32::try_from(places.len()).map_or(0.0, f64::from);
    if n < min && page.is_blank() {
        return Err(page.unsaid("no element"));
    }
    Ok(Judged::truth(n >= min).seen(places))
}
