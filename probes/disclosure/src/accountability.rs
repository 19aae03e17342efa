//! # What it asks
//! Whether the list says what happens to those who fail, and whom to complain to.
//!
//! # Why it counts
//! A duty without consequence is a wish, and a complaint needs an address.
//!
//! # How it is judged
//! On the list behind `follow`, or on the pages of the items drawn from it, stands one label of accountability
//! (`accountability`) with something stated, and one of complaint (`complaint`) with a telephone number or a
//! mail address.
//!
//! # When it is unknown
//! The list or all items drawn could not be had. No link to a list: no.
//!
//! # Source
//! 本目录自拟 (derived).

use probe_sdk::criteria::fields::Fields;
use probe_sdk::criteria::numbers::phone;
use probe_sdk::criteria::reach::as_strs;
use probe_sdk::{Criterion, Evidence, Judged, Step, Task};

use crate::drawn::stated;

pub(crate) const CRITERION: Criterion = Criterion {
    id: "accountability",
    title: "追责与监督方式公开",
    roles: &["list_page", "home"],
    points: &["A1.1-5"],
    judge,
};

/// Labels of accountability and of complaint, where the point gives none.
const ACCOUNTABILITY: [&str; 5] =
    ["追责情形", "追责依据", "追责情形及依据", "责任追究", "问责情形"];
const COMPLAINT: [&str; 6] =
    ["监督方式", "投诉电话", "监督电话", "监督投诉方式", "投诉举报电话", "监督渠道"];

fn judge(task: &Task) -> Step<Judged> {
    let (given, other) = (task.words("accountability"), task.words("complaint"));
    let accountability = if given.is_empty() { ACCOUNTABILITY.to_vec() } else { as_strs(&given) };
    let complaint = if other.is_empty() { COMPLAINT.to_vec() } else { as_strs(&other) };
    let words = [accountability.as_slice(), complaint.as_slice()].concat();
    let stated = stated(task, &words)?;
    let blame = stated.mean(|fields| one(blame(fields, &accountability)))?;
    let complaint = stated.mean(|fields| one(channel(fields, &complaint)))?;
    let is_shown = blame.0 > 0.0 && complaint.0 > 0.0;
    Ok(Judged::truth(is_shown).seen(blame.2).seen(complaint.2))
}

fn one(place: Option<Evidence>) -> (f64, Vec<Evidence>) {
    (if place.is_some() { 1.0 } else { 0.0 }, place.into_iter().collect())
}

fn blame(fields: &Fields, words: &[&str]) -> Option<Evidence> {
    fields.stated(words).map(|field| Evidence::from(field.hit()))
}

fn channel(fields: &Fields, words: &[&str]) -> Option<Evidence> {
    let mut stated = fields.called(words).filter(|field| field.is_stated());
    // A column has a number a row; run together they would be none.
    let is_channel = |text: &str| phone(text).is_some() || text.contains('@');
    let field = stated.find(|field| {
        field.values.iter().any(|value| is_channel(&value.text)) || is_channel(&field.text())
    });
    field.map(|field| Evidence::from(field.hit()))
}
