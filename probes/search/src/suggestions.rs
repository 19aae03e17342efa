//! # What it asks
//! Whether the search suggests words while one types.
//!
//! # Why it counts
//! It spares typing, shows what is there and what it is called.
//!
//! # How it is judged
//! The field of the search names a list (`datalist`) with entries; or the source of the page holds the
//! address of an endpoint for suggestions (suggest, autocomplete, 联想) that ends in `=`, and asked for the
//! first of `queries` it answers with a text that holds one of the words it expects.
//!
//! # When it is unknown
//! An endpoint is named but its address is put together by a script; it could not be had; the page is a
//! shell. Nothing of the sort on a page with scripts from elsewhere is a no below the usual line of
//! confidence: these may hold one.
//!
//! # Source
//! This catalogue's own.

use probe_sdk::criteria::query::{absolute, encoded};
use probe_sdk::criteria::words::holds;
use probe_sdk::{Criterion, Hit, Judged, Link, Page, Step, Stop, Task, UnknownReason};

use crate::engine;

pub(crate) const CRITERION: Criterion = Criterion {
    id: "search-suggestions",
    title: "搜索联想提示",
    roles: &["home", "search"],
    points: &["C2.1-6"],
    judge,
};

/// Parts of the addresses of endpoints.
const ENDPOINTS: [&str; 5] = ["suggest", "autocomplete", "associat", "lenovo", "联想"];

/// Endings of files of the page, which answer nothing.
const FILES: [&str; 2] = [".js", ".css"];

/// Scripts looked at.
const SCRIPTS_MAX: u32 = 100;

/// Confidence of a no on a page whose scripts are elsewhere.
const CONFIDENCE: f32 = 0.5;

fn judge(task: &Task) -> Step<Judged> {
    let pages = engine::pages(task)?;
    if let Some(hit) = pages.iter().find_map(|page| listed(*page)) {
        return Ok(Judged::truth(true).seen([hit]));
    }
    let queries = engine::queries(task)?;
    let mut named = None;
    for (page, query) in pages.iter().filter_map(|page| Some((page, queries.first()?))) {
        for literal in literals(*page) {
            let Some(url) = absolute(*page, &literal.text).filter(|url| url.ends_with('=')) else {
                named = named.or(Some(literal));
                continue;
            };
            let url = format!("{url}{}", encoded(&query.ask));
            let link = Link { page: *page, node: literal.node, text: literal.text.clone(), url };
            let answer = link.open("search_suggest")?;
            if answer.info().status == 200 && holds(&answer.html(), &query.words()) {
                return Ok(Judged::truth(true).seen([literal]).seen([answer]));
            }
        }
    }
    if let Some(hit) = named {
        let note = format!("{} puts the address together by script", hit.page.info().url);
        return Err(Stop::Unknown(UnknownReason::NeedsRendering, note));
    }
    let start = task.start()?;
    let has_scripts = pages.iter().any(|page| page.count("script[src]") > 0);
    let stop = start.absent("no suggestions");
    if let Stop::Absent(page, note) = &stop
        && has_scripts
    {
        let judged = Judged::truth(false).seen([*page]).note(note.clone());
        return Ok(judged.sure(CONFIDENCE));
    }
    Err(stop)
}

/// The field of a search with a list of entries.
fn listed(page: Page) -> Option<Hit> {
    let fields = page.attrs("input[list]", "list", SCRIPTS_MAX).into_iter();
    let mut fields = fields.filter(|hit| !hit.text.contains(['"', '\\']));
    fields.find(|hit| page.count(&format!("datalist[id=\"{}\"] option", hit.text)) > 0)
}

/// Addresses of endpoints written in scripts and attributes of the page.
fn literals(page: Page) -> Vec<Hit> {
    let scripts = page.scripts(SCRIPTS_MAX).into_iter().flat_map(|hit| {
        let parts: Vec<String> = hit.text.split(['"', '\'', '`']).map(str::to_owned).collect();
        parts.into_iter().map(move |text| Hit { text, ..hit.clone() })
    });
    let attributes = ["data-suggest", "data-url", "data-source", "data-autocomplete"];
    let attributes =
        attributes.iter().flat_map(|name| page.attrs(&format!("input[{name}]"), name, SCRIPTS_MAX));
    let is_address = |hit: &Hit| {
        let text = hit.text.to_lowercase();
        text.contains('/')
            && !text.contains(char::is_whitespace)
            && holds(&text, &ENDPOINTS)
            && !FILES.iter().any(|ending| text.ends_with(ending))
    };
    attributes.chain(scripts).filter(is_address).collect()
}
