//! # What it asks
//! Whether the list can be searched, or taken home as a file.
//!
//! # Why it counts
//! Lists have thousands of rows; who compares them needs them as data.
//!
//! # How it is judged
//! The list behind `follow` has a search of its own, a field with such words on it that the home page does not
//! have, or a link to a file that opens.
//!
//! # When it is unknown
//! The list or its only file could not be had. No link to a list: no.
//!
//! # Source
//! 本目录自拟 (derived).

use std::collections::BTreeSet;

use probe_sdk::criteria::behind::all;
use probe_sdk::criteria::files::{is_file, is_good_file};
use probe_sdk::criteria::items::is_menu;
use probe_sdk::criteria::surroundings::Surroundings;
use probe_sdk::criteria::words::{compact, holds};
use probe_sdk::{
    Criterion, Evidence, Hit, Judged, LINKS_MAX, Link, Page, Step, Stop, Task, UnknownReason,
};

use crate::search;

pub(crate) const CRITERION: Criterion = Criterion {
    id: "list-usable",
    title: "清单可检索或可下载",
    roles: &["list_page", "home"],
    points: &["A1.1-6"],
    judge,
};

const FIELDS: &str = "input[type=text], input[type=search], input:not([type])";
const BUTTONS: &str = "input[type=submit], input[type=button]";

/// Fields looked at, and levels around one in which its button stands: cell, row and table of a form.
const FIELDS_MAX: u32 = 60;
const LEVELS_MAX: usize = 5;

/// What a search says on or beside its field.
const SEARCH: [&str; 5] = ["检索", "搜索", "查询", "查找", "search"];

/// Bytes of the longest text around a field that is its form and not the page.
const AROUND_BYTES_MAX: usize = 400;

/// Files tried.
const FILES_MAX: usize = 3;

fn judge(task: &Task) -> Step<Judged> {
    let list = search::followed(task)?;
    if let Some(place) = own_search(list) {
        return Ok(Judged::truth(true).seen([place]));
    }
    let links = list.links(&[], LINKS_MAX).into_iter();
    let files: Vec<Link> =
        links.filter(|link| is_file(link) && !is_menu(link)).take(FILES_MAX).collect();
    let good = all(files.iter().map(is_good_file))?;
    if let Some((file, _)) = files.iter().zip(&good).find(|(_, good)| **good == Some(true)) {
        return Ok(Judged::truth(true).seen([file]));
    }
    if good.contains(&None) {
        let note = "the file could not be had".to_owned();
        return Err(Stop::Unknown(UnknownReason::PageMissing, note));
    }
    Err(list.unsaid("neither a search nor a file"))
}

/// A search that the site's other pages do not have.
fn own_search(list: Page) -> Option<Evidence> {
    let everywhere: BTreeSet<String> = Page::starts("home")
        .into_iter()
        .filter(|home| *home != list)
        .flat_map(fields)
        .map(|(name, _)| name)
        .collect();
    fields(list).into_iter().find(|(name, _)| !everywhere.contains(name)).map(|(_, hit)| hit.into())
}

/// The fields of searches on a page, by what tells them apart.
fn fields(page: Page) -> Vec<(String, Hit)> {
    let fields = page.select(FIELDS, FIELDS_MAX).into_iter();
    let buttons = page.select(BUTTONS, FIELDS_MAX);
    fields
        .filter_map(|node| {
            let attr = |name| page.attr_of(node, name).unwrap_or_default();
            let name = [attr("name"), attr("id"), attr("placeholder"), attr("class")].join("|");
            let said = said(page, node, &attr("placeholder"), &buttons)?;
            let hit = Hit { page, node, text: said };
            (!Surroundings::of(&hit).is_hidden()).then_some((name, hit))
        })
        .collect()
}

/// What says that a field is a search: its own words, or those of the button beside it.
fn said(page: Page, field: u32, placeholder: &str, buttons: &[u32]) -> Option<String> {
    if holds(&compact(placeholder), &SEARCH) {
        return Some(placeholder.to_owned());
    }
    let mut at = page.parent_of(field);
    for _ in 0..LEVELS_MAX {
        let node = at?;
        let text = page.text_of(node);
        if text.len() > AROUND_BYTES_MAX {
            return None;
        }
        let inside = buttons.iter().filter(|button| is_inside(page, **button, node));
        let mut values = inside.filter_map(|button| page.attr_of(*button, "value"));
        if holds(&compact(&text), &SEARCH) || values.any(|value| holds(&compact(&value), &SEARCH)) {
            return Some(if text.is_empty() { "检索".to_owned() } else { text });
        }
        at = page.parent_of(node);
    }
    None
}

/// Whether a button is somewhere in an element around a field: forms put it into a row of its own.
fn is_inside(page: Page, button: u32, around: u32) -> bool {
    let mut at = Some(button);
    for _ in 0..=LEVELS_MAX {
        let Some(node) = at else { return false };
        if node == around {
            return true;
        }
        at = page.parent_of(node);
    }
    false
}
