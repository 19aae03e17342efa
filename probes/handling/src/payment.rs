//! # What it asks
//! How many of the guides with fees let them be paid online.
//!
//! # Why it counts
//! A fee at the counter is a visit.
//!
//! # How it is judged
//! Of the guides that state a fee, those where a label such as 是否支持网上支付 is answered with yes or names a
//! way to pay online. Items free of charge are not asked.
//!
//! # When it is unknown
//! No guide could be had, or none states a fee.
//!
//! # Source
//! 《中国地方政府互联网服务能力发展报告(2019)》, 网上政务服务办理四级标准.

use probe_sdk::criteria::guides::{Answer, FEE, Guide, PAYMENT, sample, share};
use probe_sdk::criteria::numbers::says_yes;
use probe_sdk::criteria::words::{compact, holds};
use probe_sdk::{Criterion, Judged, Step, Task, UnknownReason};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "payment",
    title: "涉费事项在线支付率",
    roles: &["service_portal", "home", "guide"],
    points: &["B2.4-4"],
    judge,
};

/// Ways to pay online.
const WAYS: [&str; 9] =
    ["网上支付", "在线支付", "网上缴费", "在线缴费", "支付宝", "微信", "网银", "扫码", "银联"];

/// What says that nothing is to be paid.
const FREE: [&str; 4] = ["不收费", "免费", "免收", "无收费"];

fn judge(task: &Task) -> Step<Judged> {
    share(&sample(task)?, |guide| {
        Ok(match has_fee(guide) {
            None => Answer::NotAsked(UnknownReason::NotStated),
            Some(false) => Answer::NotAsked(UnknownReason::NotApplicable),
            Some(true) => paid_online(guide),
        })
    })
}

/// Whether the guide states a fee; `None` if it does not say.
fn has_fee(guide: &Guide) -> Option<bool> {
    // 缴费方式 ends like a label of fees and is about the way.
    let fees =
        guide.fields.called(FEE).filter(|field| field.is_stated() && !field.is_called(PAYMENT));
    let mut said = fees.map(|field| {
        let text = compact(&field.text());
        let is_free = holds(&text, &FREE) || is_nought(&text) || says_yes(&text) == Some(false);
        !is_free
    });
    let first = said.next()?;
    Some(first && said.all(|has_fee| has_fee))
}

/// Whether a text states 0元, and not the end of 100元 or of 0.50元.
fn is_nought(text: &str) -> bool {
    text.match_indices("0元").any(|(at, _)| {
        let before = text.get(..at).unwrap_or("");
        !before.ends_with(|c: char| c.is_ascii_digit() || c == '.')
    })
}

fn paid_online(guide: &Guide) -> Answer {
    let stated = guide.fields.called(PAYMENT).filter(|field| field.is_stated());
    let mut online = stated.filter(|field| {
        let text = compact(&field.text());
        says_yes(&text) != Some(false) && (says_yes(&text) == Some(true) || holds(&text, &WAYS))
    });
    match online.next() {
        Some(field) => Answer::Yes(field.hit().into()),
        None => Answer::No(guide.fields.stated(FEE).map(|field| field.hit().into())),
    }
}
