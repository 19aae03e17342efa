//! # What it asks
//! Whether the home page can be had over IPv6.
//!
//! # Why it counts
//! Government sites had to take up IPv6 by the plan of 2017; phones come over it first.
//!
//! # How it is judged
//! By how the page came: over IPv6 is `reachable`; a host with an IPv6 address, but an answer over IPv4 is
//! `aaaa`; no such address is `none`.
//!
//! # When it is unknown
//! Nobody wrote down which addresses the host has. A collector without IPv6 cannot tell `aaaa` from
//! `reachable`: unless another page of the region came over it, `aaaa` is for a person to confirm.
//!
//! # Source
//! 《推进互联网协议第六版(IPv6)规模部署行动计划》(2017); 《政府网站与政务新媒体检查指标》(国办秘函〔2019〕19号).

use probe_sdk::{Criterion, Evidence, Judged, Page, Step, Stop, Task, UnknownReason};

pub(crate) const CRITERION: Criterion =
    Criterion { id: "ipv6", title: "IPv6支持", roles: &["home"], points: &["C1.1-2"], judge };

/// Confidence where the collector may have no IPv6 itself.
const NOT_TRIED_CONFIDENCE: f32 = 0.5;

fn judge(task: &Task) -> Step<Judged> {
    let page = task.start()?;
    let came_over = page.fact("ip-version");
    let has = page.fact("ip-versions");
    let quote =
        format!("{} · {}", has.as_deref().unwrap_or("-"), came_over.as_deref().unwrap_or("-"));
    let seen = Evidence { quote, ..Evidence::from(page) };
    if came_over.as_deref() == Some("6") {
        return Ok(Judged::grade("reachable").seen([seen]));
    }
    let Some(has) = has else {
        let note = "没有记下主机的地址".to_owned();
        return Err(Stop::Unknown(UnknownReason::NotStated, note));
    };
    if !has.split(' ').any(|version| version == "6") {
        return Ok(Judged::grade("none").seen([seen]));
    }
    let is_tried = Page::all("").iter().any(|page| page.fact("ip-version").as_deref() == Some("6"));
    let judged = Judged::grade("aaaa").seen([seen]);
    Ok(if is_tried {
        judged
    } else {
        judged.sure(NOT_TRIED_CONFIDENCE).note("采集机可能没有 IPv6，须复核")
    })
}
