//! # What it asks
//! How many guides give a number that can be rung.
//!
//! # Why it counts
//! What a guide leaves open is asked at once, or not at all.
//!
//! # How it is judged
//! Under a label such as 咨询电话 stands a telephone number: with or without area code, a mobile, a hotline
//! (12345, 400…). Whether somebody answers is for people.
//!
//! # When it is unknown
//! No guide could be had.
//!
//! # Source
//! 《政府网站与政务新媒体检查指标》(国办秘函〔2019〕19号), 单项否决, 服务不实用.

use probe_sdk::criteria::guides::{Answer, PHONE, sample, share};
use probe_sdk::criteria::numbers::phone;
use probe_sdk::{Criterion, Judged, Step, Task};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "phones",
    title: "咨询电话可得率",
    roles: &["service_portal", "home", "guide"],
    points: &["B1.2-4"],
    judge,
};

fn judge(task: &Task) -> Step<Judged> {
    share(&sample(task)?, |guide| {
        let mut stated = guide.fields.called(PHONE).filter(|field| field.is_stated());
        let number = stated.find(|field| phone(&field.text()).is_some());
        let other = || guide.fields.stated(PHONE).map(|field| field.hit().into());
        Ok(number.map_or_else(|| Answer::No(other()), |field| Answer::Yes(field.hit().into())))
    })
}
