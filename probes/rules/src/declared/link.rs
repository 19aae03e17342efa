//! `link`: links with words, and whether the best of them leads to a page.

use std::collections::BTreeSet;

use probe_sdk::criteria::reach::as_strs;
use probe_sdk::{Judged, Page, Step};

use super::fields::Fields;

/// Links counted; a rule that asks for more is a count of something else.
const LINKS_MAX: u32 = 1000;

/// Links kept as evidence.
const EVIDENCE_MAX: usize = 5;

pub(super) fn judge(page: Page, mut rule: Fields) -> Step<Judged> {
    let any = rule.words("any")?;
    let at_least = rule.count("at_least", 1)?;
    let follow = rule.text("follow", "")?;
    if any.is_empty() {
        return Err(rule.fault("any", "is missing or empty"));
    }
    if !(1..=u64::from(LINKS_MAX)).contains(&at_least) {
        return Err(rule.fault("at_least", &format!("is not within 1 and {LINKS_MAX}")));
    }
    rule.finish()?;
    let any = as_strs(&any);
    let links = page.links(&any, LINKS_MAX);
    let targets: BTreeSet<&str> = links.iter().map(|link| link.url.as_str()).collect();
    if (targets.len() as u64) < at_least {
        return Err(page.absent(&format!("fewer than {at_least} links with {}", any.join("/"))));
    }
    let judged = Judged::truth(true).seen(links.into_iter().take(EVIDENCE_MAX));
    if follow.is_empty() {
        return Ok(judged);
    }
    let target = page.follow(&any, &follow)?;
    if answers(target) {
        Ok(judged.seen([target]))
    } else {
        let status = target.info().status;
        Ok(Judged::truth(false).seen([target]).note(format!("status {status}")))
    }
}

fn answers(page: Page) -> bool {
    (200..300).contains(&page.info().status)
}
