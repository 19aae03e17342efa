//! `count`: how many elements match, hold one of the words, or differ.

use std::collections::BTreeSet;

use probe_sdk::{Hit, Judged, Page, Step};

use super::fields::Fields;

/// Elements counted; lists on one page are shorter.
const ITEMS_MAX: u32 = 10_000;

/// Elements kept as evidence.
const EVIDENCE_MAX: usize = 5;

pub(super) fn judge(page: Page, mut rule: Fields) -> Step<Judged> {
    let css = rule.text("css", "")?;
    let any = rule.words("any")?;
    let is_distinct = rule.flag("distinct")?;
    if css.is_empty() {
        return Err(rule.fault("css", "is missing or empty"));
    }
    rule.finish()?;
    let hits = page.texts(&css, ITEMS_MAX);
    let word_in = |hit: &Hit| any.iter().position(|word| hit.text.contains(word.as_str()));
    let counted: Vec<Hit> = if any.is_empty() {
        hits
    } else {
        hits.into_iter().filter(|hit| word_in(hit).is_some()).collect()
    };
    if counted.is_empty() && page.is_blank() {
        return Err(page.unsaid("nothing to count"));
    }
    let n_items = match (is_distinct, any.is_empty()) {
        (false, _) => counted.len(),
        (true, true) => counted.iter().map(|hit| &hit.text).collect::<BTreeSet<_>>().len(),
        (true, false) => {
            let named = |word: &&String| counted.iter().any(|hit| hit.text.contains(word.as_str()));
            any.iter().filter(named).count()
        }
    };
    let n_items = u32::try_from(n_items).unwrap_or(u32::MAX);
    let judged = Judged::number(f64::from(n_items), "items");
    Ok(if counted.is_empty() {
        judged.seen([page])
    } else {
        judged.seen(counted.into_iter().take(EVIDENCE_MAX))
    })
}
