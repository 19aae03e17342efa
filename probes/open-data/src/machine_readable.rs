//! # What it asks
//! What share of the data sets can be had in a form machines read.
//!
//! # Why it counts
//! A table in a PDF is a picture of data.
//!
//! # How it is judged
//! Of `sample` data sets, evenly spaced over the list, those that name one of `keywords` (CSV, JSON, XML, XLS, RDF …)
//! as the value of 数据格式, in their row of the list, or as a download on their own page. A data set
//! whose own page is dead has none.
//!
//! # When it is unknown
//! The list, or more than half of the sample, could not be had or is filled by a browser.
//!
//! # Source
//! 复旦大学数字与移动治理实验室《中国地方政府数据开放报告》(开放数林指数), 数据质量.

use probe_sdk::criteria::addresses::extension;
use probe_sdk::{Criterion, Judged, LINKS_MAX, Page, Step, Task};

use crate::fields::FORMAT;
use crate::sampled::{Detail, Sampled, sampled};
use crate::update_rate::share;

pub(crate) const CRITERION: Criterion = Criterion {
    id: "machine-readable",
    title: "机器可读格式占比",
    roles: &["home", "open_data"],
    points: &["A2.3-3"],
    judge,
};

/// Forms machines read, where the point names none.
const FORMATS: [&str; 5] = ["csv", "json", "xml", "xls", "rdf"];

fn judge(task: &Task) -> Step<Judged> {
    let given = task.words("keywords");
    let formats: Vec<String> = if given.is_empty() {
        FORMATS.iter().map(|format| (*format).to_owned()).collect()
    } else {
        given.iter().map(|format| format.to_ascii_lowercase()).collect()
    };
    share(&sampled(task)?, |sampled| Some(names_format(sampled, &formats)))
}

fn names_format(sampled: &Sampled, formats: &[String]) -> bool {
    let is_had = !matches!(sampled.detail, Detail::Dead);
    let in_value = sampled.value(&FORMAT).is_some_and(|value| holds(&value, formats));
    let in_row = is_had && holds(&sampled.set.row, formats);
    let in_links = match &sampled.detail {
        Detail::Had(page) => links_to(*page, formats),
        Detail::Unlinked | Detail::Dead | Detail::NotKnown => false,
    };
    in_value || in_row || in_links
}

/// Whether one of the formats is a word of the text; XLS also as XLSX.
fn holds(text: &str, formats: &[String]) -> bool {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).map(str::to_ascii_lowercase);
    words.into_iter().any(|word| {
        formats.contains(&word)
            || word.strip_suffix('x').is_some_and(|word| formats.iter().any(|f| f == word))
    })
}

fn links_to(page: Page, formats: &[String]) -> bool {
    page.links(&[], LINKS_MAX).iter().any(|link| {
        let is_named = link.text.chars().count() <= 10 && holds(&link.text, formats);
        is_named || holds(&extension(&link.url), formats)
    })
}
