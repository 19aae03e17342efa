//! # What it asks
//! Whether the portal leads to the service platform and the platform's page leads back.
//!
//! # Why it counts
//! A visitor who came to one of the two must find the other; a portal without services, or services
//! without their government, are two half platforms.
//!
//! # How it is judged
//! Forward: a visible link of the home page with a word of `follow` (政务服务网, 一网通办 …) opens a
//! page, not the home page again, that offers at least two of 个人办事, 法人办事, 办事指南 and their like.
//! Back: a visible link on that page has the address of the portal's first page. `both`, `one_way`
//! or `none`. Where the portal has no such link, the region's start page of role `service_portal` is
//! looked at for the way back alone.
//!
//! # When it is unknown
//! The platform's page is a shell that only a browser fills, or could not be had for reasons that
//! are not the site's; dead links are no links.
//!
//! # Source
//! 《中国地方政府互联网服务能力发展报告(2019)》, 平台整合能力.

use probe_sdk::{Criterion, Judged, Page, Step, Stop, Task, UnknownReason};

use crate::service::{self, SERVICE_PORTAL};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "mutual-links",
    title: "门户与政务服务平台互通",
    roles: &["home"],
    points: &["A2.1-1"],
    judge,
};

fn judge(task: &Task) -> Step<Judged> {
    let home = task.start()?;
    let linked = service::linked(task, home)?;
    if let Some((link, platform)) = linked.platform {
        let Some(back) = service::back(platform, home) else {
            return Ok(Judged::grade("one_way")
                .seen([link])
                .seen([platform])
                .note("平台未链回门户"));
        };
        return Ok(Judged::grade("both").seen([link, back]));
    }
    if let Some(shell) = linked.shell {
        return Err(shell.absent("no service and no way back"));
    }
    if let Some(why) = linked.unread {
        return Err(Stop::Unknown(UnknownReason::PageMissing, why));
    }
    if home.is_shell() {
        return Err(home.absent("no entry to the service platform"));
    }
    let own: Vec<Page> = Page::starts(SERVICE_PORTAL);
    let back = own.iter().find_map(|page| service::back(*page, home));
    Ok(match back {
        Some(back) => Judged::grade("one_way").seen([home]).seen([back]).note("门户未链到平台"),
        None => Judged::grade("none").seen([home]),
    })
}
