//! # What it asks
//! How many of the region's departments have a part in the list.
//!
//! # Why it counts
//! A list that leaves out the offices with the most to answer for is none.
//!
//! # How it is judged
//! Departments named on the list behind `follow`, over its pages, of those named on the page of the organisation
//! behind `organisation` (机构职能 …). Names are compared without the region's name; 发改委 is 发展和改革委员会.
//!
//! # When it is unknown
//! One of the two could not be had, or the page of the organisation names no department. No link to a list: no.
//!
//! # Source
//! 本目录自拟 (derived).

use std::collections::BTreeMap;

use probe_sdk::criteria::behind::{Target, target, targets};
use probe_sdk::criteria::items::{is_menu, is_office, pages};
use probe_sdk::criteria::reach::as_strs;
use probe_sdk::criteria::words::{compact, length};
use probe_sdk::{
    Criterion, Evidence, Hit, Judged, LINKS_MAX, Page, Step, Stop, Task, UnknownReason,
};

use crate::search::{self, first_links};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "department-cover",
    title: "清单部门覆盖率",
    roles: &["home"],
    points: &["A1.1-2"],
    judge,
};

/// Links to the page of the organisation, where the point names none.
const ORGANISATION: [&str; 9] = [
    "机构职能",
    "机构设置",
    "政府机构",
    "组织机构",
    "市政府部门",
    "政府部门",
    "市直部门",
    "部门信息",
    "工作部门",
];

/// Pages of that name tried: one may be about the government office alone.
const TRIES_MAX: usize = 3;

/// Departments that make a page one of the organisation.
const DEPARTMENTS_MIN: usize = 3;

/// Elements that hold names.
const NAMES: &str = "a, td, th, li, dt, dd, h2, h3, h4, span, p, option";

/// Names quoted and noted.
const QUOTES_MAX: usize = 30;
const NOTED_MAX: usize = 12;

/// Names of departments, without the region's, with where they stand.
type Departments = BTreeMap<String, Evidence>;

fn judge(task: &Task) -> Step<Judged> {
    let start = task.start()?;
    let list = search::followed(task)?;
    let (further, _) = pages(list);
    let given = task.words("organisation");
    let words = if given.is_empty() { ORGANISATION.to_vec() } else { as_strs(&given) };
    let links = first_links(start, &words, TRIES_MAX);
    let organisation = targets(&links, "organisation");
    let mut lists = vec![list];
    for link in &further {
        if let Target::Page(page) = target(link, "list_page")? {
            lists.push(page);
        }
    }
    let (mut all, mut unread) = (Departments::new(), None);
    for target in organisation? {
        match target {
            Target::Page(page) => {
                let named = departments(task, page);
                if named.len() > all.len() {
                    all = named;
                }
            }
            Target::Unread(reason, note) => unread = Some((reason, note)),
            Target::File(_) | Target::Gone(_) => {}
        }
    }
    if all.len() < DEPARTMENTS_MIN {
        let unsaid = || (UnknownReason::NotStated, "no page names the departments".to_owned());
        let (reason, note) = unread.unwrap_or_else(unsaid);
        return Err(Stop::Unknown(reason, note));
    }
    let listed: Departments = lists.into_iter().flat_map(|page| departments(task, page)).collect();
    Ok(compared(&all, &listed))
}

fn compared(all: &Departments, listed: &Departments) -> Judged {
    let place = |name: &str| listed.iter().find(|(other, _)| is_same(name, other));
    let (mut seen, mut lacking) = (Vec::new(), Vec::new());
    for (name, evidence) in all {
        match place(name) {
            Some((_, place)) => seen.push(place.clone()),
            None => lacking.push((name.as_str(), evidence.clone())),
        }
    }
    let names: Vec<&str> = lacking.iter().map(|(name, _)| *name).take(NOTED_MAX).collect();
    let judged = Judged::share(seen.len(), all.len())
        .seen(seen.into_iter().take(QUOTES_MAX))
        .seen(lacking.iter().map(|(_, place)| place.clone()).take(QUOTES_MAX / 2));
    let note = format!("机构 {} 个", all.len());
    judged.note(if names.is_empty() {
        note
    } else {
        format!("{note}，清单没有：{}", names.join("、"))
    })
}

/// The departments a page names, apart from those in the site's menus.
fn departments(task: &Task, page: Page) -> Departments {
    let place = task.place();
    let menus: Vec<u32> = page
        .links(&[], LINKS_MAX)
        .iter()
        .filter(|link| is_menu(link))
        .map(|link| link.node)
        .collect();
    let mut departments = Departments::new();
    for Hit { node, text, .. } in page.texts(NAMES, LINKS_MAX) {
        if menus.contains(&node) || length(&text) > 40 {
            continue;
        }
        let name = compact(&text);
        let prefixes = [place.name.as_str(), place.short_name.as_str(), "市", "州", "区"];
        let name = prefixes.iter().fold(name.as_str(), |name, prefix| {
            name.strip_prefix(prefix).filter(|rest| length(rest) >= 3).unwrap_or(name)
        });
        if is_office(name) && !name.ends_with("政府") {
            let hit = Hit { page, node, text };
            departments.entry(name.to_owned()).or_insert_with(|| Evidence::from(&hit));
        }
    }
    departments
}

/// Whether two names are of one department: one is the other, or its short form, whose characters stand in
/// the long one in this order.
fn is_same(a: &str, b: &str) -> bool {
    let (short, long) = if length(a) <= length(b) { (a, b) } else { (b, a) };
    if short == long {
        return true;
    }
    let is_committee = |name: &str| name.ends_with('委') || name.ends_with("委员会");
    let last = |name: &str| name.chars().last();
    let starts_alike = short.chars().next() == long.chars().next();
    let ends_alike = last(short) == last(long) || is_committee(short) && is_committee(long);
    let mut rest = long.chars();
    starts_alike && ends_alike && short.chars().all(|c| rest.any(|other| other == c))
}

#[cfg(test)]
mod tests {
    use super::is_same;

    #[test]
    fn short_and_long_names() {
        assert!(is_same("发改委", "发展和改革委员会"));
        assert!(is_same("人社局", "人力资源和社会保障局"));
        assert!(is_same("公安局", "公安局"));
        assert!(!is_same("民政局", "财政局"));
        assert!(!is_same("教育局", "体育局"));
    }
}
