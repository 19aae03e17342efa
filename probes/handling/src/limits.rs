//! # What it asks
//! How many guides say how long it takes, by law and as promised.
//!
//! # Why it counts
//! Only a limit in days can be held against an office.
//!
//! # How it is judged
//! Both 法定办结时限 and 承诺办结时限 are stated and can be read as a number of days; done at once (当场办结) is
//! none.
//!
//! # When it is unknown
//! No guide could be had.
//!
//! # Source
//! 政务服务改革工作用语规范 (阿拉善盟), 办结时限.

use probe_sdk::criteria::fields::Field;
use probe_sdk::criteria::guides::{Answer, Guide, LEGAL_LIMIT, PROMISED_LIMIT, sample, share};
use probe_sdk::criteria::numbers::limit_days;
use probe_sdk::{Criterion, Judged, Step, Task};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "limits",
    title: "办结时限标明率",
    roles: &["service_portal", "home", "guide"],
    points: &["B2.1-4"],
    judge,
};

fn judge(task: &Task) -> Step<Judged> {
    share(&sample(task)?, |guide| {
        let (legal, promised) = (limit(guide, LEGAL_LIMIT), limit(guide, PROMISED_LIMIT));
        Ok(match (legal, promised) {
            (Some(_), Some(field)) => Answer::Yes(field.hit().into()),
            (legal, promised) => Answer::No(legal.or(promised).map(|field| field.hit().into())),
        })
    })
}

fn limit<'g>(guide: &'g Guide, any: &[&str]) -> Option<&'g Field> {
    let stated = guide.fields.all().iter().filter(|field| field.is_called(any));
    let mut stated = stated.filter(|field| field.is_stated());
    stated.find(|field| limit_days(&field.text(), &field.label).is_some())
}
