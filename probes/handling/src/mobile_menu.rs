//! # What it asks
//! Whether services can be opened from an account or app.
//!
//! # Why it counts
//! 掌上办: most people have no other computer.
//!
//! # How it is judged
//! A data file of an account or app (`bluebook_feed`) names an entry of its menu, or a service, with one of
//! the `keywords`; or a page of one has such a menu entry.
//!
//! # When it is unknown
//! There is no data of any account or app, or none says what its menu holds.
//!
//! # Source
//! 《中国地方政府互联网服务能力发展报告(2019)》, 办事诉求受理能力.

use probe_sdk::criteria::mentions::mentions;
use probe_sdk::criteria::reach::as_strs;
use probe_sdk::criteria::surroundings::Surroundings;
use probe_sdk::criteria::words::{compact, holds, length};
use probe_sdk::{Criterion, Evidence, Judged, Page, Step, Stop, Task, UnknownReason};
use serde_json::Value;

pub(crate) const CRITERION: Criterion = Criterion {
    id: "mobile-menu",
    title: "移动端办事入口",
    roles: &["new_media", "app_store"],
    points: &["B1.2-7"],
    judge,
};

/// Words of entries that open services, where the point gives none.
const WORDS: [&str; 6] = ["办事", "掌上办", "服务", "办理", "预约", "查询"];

/// Characters of the longest entry of a menu; wechat's own limit is eight.
const MENU_CHARS_MAX: usize = 8;

/// The key that makes a document a data file of this project.
const FEED: &str = "bluebook_feed";

fn judge(task: &Task) -> Step<Judged> {
    let given = task.words("keywords");
    let words = if given.is_empty() { WORDS.to_vec() } else { as_strs(&given) };
    let mut pages = task.pages();
    pages.extend(Page::starts("app_store"));
    let mut is_said = false;
    for page in &pages {
        match menu(*page, &words)? {
            Menu::Opens(place) => return Ok(Judged::truth(true).seen([place])),
            Menu::OpensNone => is_said = true,
            Menu::NotSaid => {}
        }
    }
    if is_said {
        return Ok(Judged::truth(false).seen(pages));
    }
    let note = "no data says what a menu holds".to_owned();
    Err(Stop::Unknown(UnknownReason::NotStated, note))
}

/// What is known of a menu.
enum Menu {
    /// An entry opens services.
    Opens(Evidence),
    /// Its entries are known, and none does.
    OpensNone,
    /// Nobody says what it holds.
    NotSaid,
}

impl Menu {
    fn of(entry: Option<Evidence>) -> Self {
        entry.map_or(Self::OpensNone, Self::Opens)
    }
}

fn menu(page: Page, words: &[&str]) -> Step<Menu> {
    let source = page.html();
    if !source.trim_start_matches('\u{feff}').trim_start().starts_with('{') {
        return Ok(if page.is_shell() { Menu::NotSaid } else { Menu::of(of_page(page, words)) });
    }
    let read = serde_json::from_str::<Value>(source.trim_start_matches('\u{feff}'));
    let document = read.ok().filter(|document| document.get(FEED).is_some());
    let Some(document) = document else {
        let note = format!("{} is no data file", page.info().url);
        return Err(Stop::Unknown(UnknownReason::PageUnreadable, note));
    };
    let list = |key: &str| document.get(key).and_then(Value::as_array);
    let (menu, services) = (list("menu"), list("services"));
    if menu.is_none() && services.is_none() {
        return Ok(Menu::NotSaid);
    }
    let entries = menu.into_iter().flatten().filter_map(|entry| entry.get("text")?.as_str());
    let entry = entries.into_iter().find(|text| holds(text, words));
    // A service that can be opened is an entry, whatever it is called.
    let service = || services.into_iter().flatten().find_map(Value::as_str);
    let quote = entry.or_else(service).map(str::to_owned);
    Ok(Menu::of(quote.map(|quote| Evidence { quote, ..Evidence::from(page) })))
}

fn of_page(page: Page, words: &[&str]) -> Option<Evidence> {
    let entry = mentions(page, words).into_iter().find(|hit| {
        let around = Surroundings::of(hit);
        length(&compact(&hit.text)) <= MENU_CHARS_MAX && around.in_link() && around.is_site()
    });
    entry.map(Evidence::from)
}
