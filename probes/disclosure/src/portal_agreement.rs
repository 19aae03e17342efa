//! # What it asks
//! How many of the licences on the list can be found on the service portal.
//!
//! # Why it counts
//! List and portal are two accounts of the same powers; where they differ one of them is wrong.
//!
//! # How it is judged
//! Licences (`keywords`) are drawn evenly (`sample`) from the list behind `follow`. Each is looked for by name among
//! the items of the portal's lists, and where it is not there by the portal's own search, if that is a form whose
//! address can be written down; the result must hold the name as an entry.
//!
//! # When it is unknown
//! One of the two could not be had. Items that are on no page that was read are left out where the portal's
//! lists were not read whole and it has no such search.
//!
//! # Source
//! 本目录自拟 (derived).

use std::fmt::Write as _;

use probe_sdk::criteria::behind::{Target, all, target};
use probe_sdk::criteria::fields::Fields;
use probe_sdk::criteria::guides::{portals, sample};
use probe_sdk::criteria::items::{Entry, absolute, entries};
use probe_sdk::criteria::reach::as_strs;
use probe_sdk::criteria::sample::evenly;
use probe_sdk::criteria::words::{compact, holds, length};
use probe_sdk::{Criterion, Evidence, Hit, Judged, Link, Page, Step, Stop, Task, UnknownReason};

use crate::{drawn, search};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "portal-agreement",
    title: "清单与服务平台事项一致率",
    roles: &["home"],
    points: &["A1.2-7"],
    judge,
};

/// Characters of a name that must agree where one holds the other.
const NAME_CHARS_MIN: usize = 5;

/// Parts of the name or address of a form or field that make it a search.
const SEARCH: [&str; 5] = ["search", "sousuo", "keyword", "搜索", "查询"];

/// Heads of a list's column of names.
const NAME: [&str; 3] = ["事项名称", "项目名称", "职权名称"];

/// Forms looked at.
const FORMS_MAX: u32 = 20;

fn judge(task: &Task) -> Step<Judged> {
    let list = search::followed(task);
    let portal = sample(task);
    let (list, portal) = match (list, portal) {
        (Ok(list), Ok(portal)) => (list, portal),
        // Both ways ask for pages; they are asked for together.
        (Err(Stop::Ask(mut wanted)), Err(Stop::Ask(more))) => {
            wanted.extend(more);
            return Err(Stop::Ask(wanted));
        }
        (Err(stop), _) => return Err(stop),
        // That the list is there and the portal's is not is no disagreement that was seen.
        (_, Err(Stop::Absent(_, note))) => {
            return Err(Stop::Unknown(UnknownReason::NotStated, note));
        }
        (_, Err(stop)) => return Err(stop),
    };
    let licences = licences(task, list);
    if licences.is_empty() {
        return Err(list.absent("no licence"));
    }
    let items: Vec<String> = portal.entries.iter().map(|entry| compact(&entry.name)).collect();
    let start = portals(task)?;
    let found = all(licences.iter().map(|licence| {
        let name = compact(&licence.name);
        if items.iter().any(|item| is_same(item, &name)) {
            return Ok(Some(true));
        }
        searched(&start, &name, portal.is_whole)
    }))?;
    let of = |wanted: bool| {
        let pairs = licences.iter().zip(&found);
        pairs.filter(move |(_, found)| **found == Some(wanted)).map(|(licence, _)| licence)
    };
    let (n_found, n_lost) = (of(true).count(), of(false).count());
    let lost: Vec<&str> = of(false).map(|licence| licence.name.as_str()).take(8).collect();
    let judged = Judged::share(n_found, n_found + n_lost)
        .seen(of(true).map(|licence| Evidence::from(&licence.row)))
        .seen(of(false).map(|licence| Evidence::from(&licence.row)));
    Ok(if lost.is_empty() {
        judged
    } else {
        judged.note(format!("平台上没有：{}", lost.join("、")))
    })
}

/// A licence of the list.
struct Licence {
    name: String,
    row: Hit,
}

/// Licences drawn from the list: rows that say so, or all where none does.
fn licences(task: &Task, list: Page) -> Vec<Licence> {
    let words = task.words("types");
    let words = if words.is_empty() { vec!["行政许可"] } else { as_strs(&words) };
    let all = named(list);
    let is_licence = |licence: &&Licence| holds(&compact(&licence.row.text), &words);
    let licences: Vec<&Licence> = all.iter().filter(is_licence).collect();
    let from = if licences.is_empty() { all.iter().collect() } else { licences };
    let picked = evenly(from.len(), drawn::n_sample(task)).filter_map(|at| from.get(at));
    picked.map(|it| Licence { name: it.name.clone(), row: it.row.clone() }).collect()
}

/// The items of the list: the rows of its column of names, which need no links, else its entries.
fn named(list: Page) -> Vec<Licence> {
    let fields = Fields::read(list, &NAME);
    let column = fields.all().iter().find(|field| field.n_rows > 1 && field.is_called(&NAME));
    if let Some(column) = column {
        let row = |cell: &Hit| {
            let node = list.parent_of(cell.node)?;
            let row = Hit { page: list, node, text: list.text_of(node) };
            Some(Licence { name: cell.text.clone(), row })
        };
        return column.values.iter().filter_map(row).collect();
    }
    let licence = |entry: &Entry| Licence { name: entry.name.clone(), row: entry.row.clone() };
    entries(list).iter().map(licence).collect()
}

/// Whether two compact names are of one item.
fn is_same(a: &str, b: &str) -> bool {
    let shorter = length(a).min(length(b));
    a == b || shorter >= NAME_CHARS_MIN && (a.contains(b) || b.contains(a))
}

/// Whether the portal's search finds the name; without a search, what it means that it was not listed.
fn searched(portals: &[Page], name: &str, is_whole: bool) -> Step<Option<bool>> {
    let Some(link) = portals.iter().rev().find_map(|portal| query(*portal, name)) else {
        return Ok(is_whole.then_some(false));
    };
    Ok(match target(&link, "search")? {
        Target::Page(page) if page.is_shell() => is_whole.then_some(false),
        Target::Page(page) => {
            Some(entries(page).iter().any(|entry| is_same(&compact(&entry.name), name)))
        }
        Target::File(_) | Target::Gone(_) | Target::Unread(..) => is_whole.then_some(false),
    })
}

/// The address of the portal's search for a name, if its form sends it in the address.
fn query(portal: Page, name: &str) -> Option<Link> {
    let info = portal.info();
    // In other charsets the address would have other bytes.
    if !info.encoding.eq_ignore_ascii_case("utf-8") {
        return None;
    }
    portal.select("form", FORMS_MAX).into_iter().find_map(|form| {
        let attr = |node, name| portal.attr_of(node, name).unwrap_or_default();
        let action = attr(form, "action");
        let is_get = !attr(form, "method").eq_ignore_ascii_case("post");
        let field = first_field(portal, form)?;
        let key = attr(field, "name");
        let said =
            [action.as_str(), &key, &attr(form, "class"), &attr(field, "placeholder")].join(" ");
        if !is_get || key.is_empty() || !holds(&said.to_lowercase(), &SEARCH) {
            return None;
        }
        let base = absolute(&info.url, &action)?;
        let join = if base.contains('?') { '&' } else { '?' };
        let url = format!("{base}{join}{key}={}", percent(name));
        Some(Link { page: portal, node: form, text: name.to_owned(), url })
    })
}

/// The first field of a form in which something is typed.
fn first_field(page: Page, form: u32) -> Option<u32> {
    let mut open = vec![form];
    while let Some(node) = open.pop() {
        let kind = page.attr_of(node, "type").unwrap_or_default().to_lowercase();
        if page.tag_of(node) == "input" && matches!(kind.as_str(), "" | "text" | "search") {
            return Some(node);
        }
        open.extend(page.children_of(node).into_iter().rev());
    }
    None
}

fn percent(text: &str) -> String {
    text.bytes().fold(String::new(), |mut url, byte| {
        // Writing to a string does not fail.
        _ = write!(url, "%{byte:02X}");
        url
    })
}
