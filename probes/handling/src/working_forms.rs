//! # What it asks
//! How many guides that ask for a form let people fetch it.
//!
//! # Why it counts
//! A form that is only at the counter costs a visit.
//!
//! # How it is judged
//! Of the guides whose materials name a form (申请表, 申请书 …), those with a link to a file, or named 表格下载
//! or the like, behind which a file comes. A page instead of a file, an error or an empty answer is none.
//!
//! # When it is unknown
//! No guide could be had, or none asks for a form. Guides whose files could not be had are left out.
//!
//! # Source
//! 第一次全国政府网站普查评分表 (2015), 服务实用情况, 附件下载.

use probe_sdk::criteria::behind::all;
use probe_sdk::criteria::files::is_file;
use probe_sdk::criteria::files::is_good_file;
use probe_sdk::criteria::guides::{Answer, FORMS, Guide, MATERIALS, SAMPLES, sample, share};
use probe_sdk::criteria::words::{compact, holds};
use probe_sdk::{Criterion, Judged, Link, Step, Task, UnknownReason};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "working-forms",
    title: "表格可下载率",
    roles: &["service_portal", "home", "guide"],
    points: &["B2.2-1"],
    judge,
};

/// What forms are called among materials.
const ASKED: [&str; 8] =
    ["申请表", "申报表", "登记表", "审批表", "备案表", "申请书", "表格", "空表"];

/// Names of links to forms.
const NAMED: [&str; 7] = ["表格下载", "空白表格", "空表", "下载表格", "申请表", "申请书", "下载"];

/// Links tried on a guide.
const TRIES_MAX: usize = 2;

fn judge(task: &Task) -> Step<Judged> {
    share(&sample(task)?, |guide| {
        if asks(guide) { works(guide) } else { Ok(Answer::NotAsked(UnknownReason::NotApplicable)) }
    })
}

/// Whether the guide asks for a form.
fn asks(guide: &Guide) -> bool {
    let mut materials = guide.fields.called(MATERIALS).chain(guide.fields.called(&["材料名称"]));
    materials.any(|field| holds(&compact(&field.text()), &ASKED))
        || guide.fields.stated(FORMS).is_some()
}

fn works(guide: &Guide) -> Step<Answer> {
    let links = links(guide);
    let good = all(links.iter().map(is_good_file))?;
    if let Some((link, _)) = links.iter().zip(&good).find(|(_, good)| **good == Some(true)) {
        return Ok(Answer::Yes(link.into()));
    }
    if good.contains(&None) {
        return Ok(Answer::NotAsked(UnknownReason::PageMissing));
    }
    Ok(Answer::No(links.first().map(Into::into)))
}

/// Links to forms: those named so, then files; sample forms are others.
fn links(guide: &Guide) -> Vec<Link> {
    let all = guide.fields.links().iter();
    let all = all.filter(|link| !holds(&link.text, SAMPLES));
    let is_in = |link: &&Link| {
        is_file(link) || holds(&link.text, &NAMED) && link.text.chars().count() <= 12
    };
    let mut links: Vec<Link> = all.filter(is_in).cloned().collect();
    links.sort_by_key(|link| (!holds(&link.text, &NAMED), link.node));
    links.truncate(TRIES_MAX);
    links
}
