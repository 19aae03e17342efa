//! `keyword`: words in the text of elements.

use probe_sdk::criteria::mentions::{excerpt, innermost};
use probe_sdk::{Hit, Judged, Page, Step};

use super::fields::Fields;

pub(super) fn judge(page: Page, mut rule: Fields) -> Step<Judged> {
    let (any, all) = (rule.words("any")?, rule.words("all")?);
    let css = rule.text("css", "body")?;
    let meaning = rule.text("meaning", "present")?;
    if any.is_empty() == all.is_empty() {
        return Err(rule.fault("any", "give either `any` or `all`"));
    }
    let is_share = match meaning.as_str() {
        "present" => false,
        "share" => true,
        _ => return Err(rule.fault("meaning", "is neither `present` nor `share`")),
    };
    rule.finish()?;
    let words = if any.is_empty() { &all } else { &any };
    let seen = |word: &String| {
        let any = [word.as_str()];
        let hit = innermost(page.find(&css, &any)?, &any);
        Some(excerpt(&hit, &any))
    };
    let hits: Vec<Hit> = words.iter().filter_map(seen).collect();
    if hits.is_empty() && page.is_blank() {
        return Err(page.unsaid("the words"));
    }
    let judged = if is_share {
        Judged::share(hits.len(), words.len())
    } else if any.is_empty() {
        Judged::truth(hits.len() == all.len())
    } else {
        Judged::truth(!hits.is_empty())
    };
    Ok(if hits.is_empty() { judged.seen([page]) } else { judged.seen(hits) })
}
