//! # What it asks
//! Whether the page carries the mark of a Party or government organ or of a public institution.
//!
//! # Why it counts
//! The mark is given out by the central registry (CONAC) and leads to the site's entry there, so
//! that a visitor can tell a real government site.
//!
//! # How it is judged
//! A link, a picture or a script of the registry stands on the page, also where an inline script
//! writes it, or a picture whose alternative text names the mark. Articles that speak of organs or
//! public institutions do not count, nor do comments.
//!
//! # When it is unknown
//! The page is an empty shell that only a browser fills.
//!
//! # Source
//! 《党政机关、事业单位和国有企业互联网网站安全专项整治行动方案》; 《政府网站发展指引》(国办发〔2017〕47号).

use probe_sdk::criteria::surroundings::Surroundings;
use probe_sdk::criteria::words::{compact, holds, length};
use probe_sdk::{Criterion, Hit, Judged, Page, Step, Task};

use crate::marks::{not_seen, writes};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "conac",
    title: "党政机关、事业单位网站标识",
    roles: &["home", "sample"],
    points: &[],
    judge,
};

/// What only the registry's mark has.
const CSS: [(&str, &str); 4] = [
    ("a[href*=\"conac.cn\" i]", "href"),
    ("img[src*=\"conac\" i]", "src"),
    ("script[src*=\"conac.cn\" i]", "src"),
    ("img#imgConac", "src"),
];

const WORDS: [&str; 2] = ["党政机关", "事业单位"];

/// Characters of the longest alternative text of a mark: `党政机关网站标识`. News pictures say more.
const ALT_CHARS_MAX: usize = 10;

/// Elements looked at.
const HITS_MAX: u32 = 500;

fn judge(task: &Task) -> Step<Judged> {
    let page = task.start()?;
    Ok(seen(page).unwrap_or_else(|| not_seen(page)))
}

pub(crate) fn seen(page: Page) -> Option<Judged> {
    let of_registry = CSS.iter().flat_map(|(css, name)| page.attrs(css, name, HITS_MAX)).next();
    if let Some(hit) = of_registry.or_else(|| pictured(page)) {
        return Some(Judged::truth(true).seen([hit]));
    }
    writes(page, "conac.cn")
}

fn pictured(page: Page) -> Option<Hit> {
    let said = ["alt", "title"].into_iter().flat_map(|name| page.attrs("img", name, HITS_MAX));
    said.into_iter().find(|hit| {
        let words = compact(&hit.text);
        holds(&words, &WORDS) && length(&words) <= ALT_CHARS_MAX && Surroundings::of(hit).is_site()
    })
}
