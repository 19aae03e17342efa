//! # What it asks
//! Whether the letters can be searched.
//!
//! # Why it counts
//! Who can look up what others asked need not ask again.
//!
//! # How it is judged
//! The page with the list has a search field in a form that is sent as an address. It is asked for the
//! first words of a listed letter, and what comes lists that letter.
//!
//! # When it is unknown
//! Only a script or a POST form searches, the answer could not be had, or the list is a shell. No list, or
//! a list without a search field: no.
//!
//! # Source
//! This catalogue's own.

use std::collections::BTreeSet;

use probe_sdk::criteria::letters::{self, Letters};
use probe_sdk::criteria::query::{self, Sort};
use probe_sdk::criteria::words::compact;
use probe_sdk::{Criterion, Judged, Step, Task};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "letters-searchable",
    title: "留言可检索",
    roles: &["home", "qa_list"],
    points: &["B3.2-3"],
    judge,
};

/// Characters of a heading asked for: enough to be that letter's alone, not so many that a search which
/// takes them as one word fails.
const PHRASE_CHARS: usize = 6;

fn judge(task: &Task) -> Step<Judged> {
    let found = letters::find(task)?;
    let field = query::find(found.page, Sort::LETTERS);
    let form = field.ok_or_else(|| letters::none(&found, "no search of letters"))?.form()?;
    let (phrase, url) = phrase(&found).ok_or_else(|| letters::none(&found, "no heading"))?;
    let answer = query::ask(&form, &phrase, "qa_search")?;
    let links = answer.links(&[phrase.as_str()], probe_sdk::LINKS_MAX);
    let hit = links.into_iter().find(|link| link.url == url);
    let listed: BTreeSet<String> =
        answer.links(&[], probe_sdk::LINKS_MAX).into_iter().map(|link| link.url).collect();
    // A list of one letter can only be found whole.
    let mut urls = found.letters.iter().filter_map(|letter| letter.url());
    let is_whole = urls.clone().count() > 1 && urls.all(|url| listed.contains(url));
    let judged = Judged::truth(hit.is_some() && !is_whole).seen([&form.field]).seen([answer]);
    Ok(judged.seen(hit).note(format!("查询“{phrase}”")))
}

/// The first words of a letter in the middle of the list, and its address.
fn phrase(found: &Letters) -> Option<(String, String)> {
    let linked: Vec<_> = found.letters.iter().filter(|letter| letter.link.is_some()).collect();
    let letter = linked.get(linked.len() / 2)?;
    let heading = compact(&letter.heading);
    let words = heading.trim_start_matches(|c: char| !c.is_alphabetic());
    Some((words.chars().take(PHRASE_CHARS).collect(), letter.url()?.to_owned()))
}
