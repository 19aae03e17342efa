//! What every page of a site carries: menus, search boxes, a line with the login.
//!
//! A login in the head of a page says nothing about the matter below it. What also stands on a
//! start page is furniture.

use std::collections::BTreeMap;

use super::super::surroundings::Surroundings;
use super::super::words::compact;
use crate::page::{Hit, LINKS_MAX, Link, Page};

/// Fields looked at on one page; forms have some dozen.
const FIELDS_MAX: u32 = 300;

/// Elements a visitor fills in.
const FIELDS: &str = "input, textarea, select";

/// Types of fields that ask for nothing.
const NO_FIELDS: [&str; 7] = ["hidden", "submit", "button", "reset", "image", "checkbox", "radio"];

/// Attributes that name a field.
const NAMES: [&str; 4] = ["name", "id", "placeholder", "title"];

/// Parts of names of a site's search.
const SEARCH: [&str; 9] =
    ["搜索", "检索", "关键字", "关键词", "站内", "全文", "search", "keyword", "sousuo"];

/// Whole names of a site's search.
const SEARCH_NAMES: [&str; 4] = ["q", "wd", "kw", "word"];

/// Elements above a field that are looked at for its form.
const FORM_LEVELS_MAX: usize = 8;

/// The furniture of the pages a region is entered by.
#[derive(Debug, Default)]
pub struct Furniture {
    pages: Vec<Page>,
    /// How often a link stands on a start page, by text and address.
    links: BTreeMap<(String, String), usize>,
    fields: Vec<String>,
}

impl Furniture {
    /// What these pages carry.
    pub fn of(starts: &[Page]) -> Self {
        let mut furniture = Self { pages: starts.to_vec(), ..Self::default() };
        for page in starts {
            let mut on_page: BTreeMap<(String, String), usize> = BTreeMap::new();
            for link in page.links(&[], LINKS_MAX) {
                *on_page.entry(key(&link)).or_default() += 1;
            }
            for (link, n) in on_page {
                let most = furniture.links.entry(link).or_default();
                *most = n.max(*most);
            }
            furniture.fields.extend(asking(*page).iter().map(|field| name_of(*page, *field)));
        }
        furniture
    }

    /// The pages it was taken from.
    pub fn pages(&self) -> &[Page] {
        &self.pages
    }

    /// The visible links of a page that are its own, in document order. A link that stands on the
    /// page once more than on a start page is its own once.
    pub fn own_links(&self, page: Page) -> Vec<Link> {
        let mut left =
            if self.pages.contains(&page) { BTreeMap::new() } else { self.links.clone() };
        let mut links = page.links(&[], LINKS_MAX);
        links.retain(|link| match left.get_mut(&key(link)) {
            Some(n) if *n > 0 => {
                *n -= 1;
                false
            }
            Some(_) | None => true,
        });
        links.retain(|link| !is_hidden(page, link.node));
        links
    }

    /// The visible fields of a page that ask a visitor for something, without the site's search
    /// and what every page has. A password is always one.
    pub fn own_fields(&self, page: Page) -> Vec<Hit> {
        let own = |node: &u32| {
            is_password(page, *node)
                || !is_search(page, *node) && !self.fields.contains(&name_of(page, *node))
        };
        let fields = asking(page).into_iter().filter(own);
        let fields = fields.filter(|node| !is_hidden(page, *node));
        fields.map(|node| Hit { page, node, text: label_of(page, node) }).collect()
    }
}

/// Whether an element or something around it is switched off.
pub fn is_hidden(page: Page, node: u32) -> bool {
    Surroundings::of(&Hit { page, node, text: String::new() }).is_hidden()
}

/// Whether a field asks for a password.
pub fn is_password(page: Page, node: u32) -> bool {
    kind_of(page, node) == "password"
}

fn key(link: &Link) -> (String, String) {
    (compact(&link.text), link.url.clone())
}

fn asking(page: Page) -> Vec<u32> {
    let mut fields = page.select(FIELDS, FIELDS_MAX);
    fields.retain(|node| !NO_FIELDS.contains(&kind_of(page, *node).as_str()));
    fields
}

fn kind_of(page: Page, node: u32) -> String {
    page.attr_of(node, "type").unwrap_or_default().trim().to_lowercase()
}

fn name_of(page: Page, node: u32) -> String {
    let names = NAMES.iter().filter_map(|name| page.attr_of(node, name));
    format!("{} {}", page.tag_of(node), names.collect::<Vec<_>>().join(" "))
}

/// What a field is called, for a quote.
fn label_of(page: Page, node: u32) -> String {
    let tag = page.tag_of(node);
    let named = ["placeholder", "title", "name"].iter().find_map(|name| page.attr_of(node, name));
    named.filter(|name| !name.trim().is_empty()).unwrap_or(tag)
}

fn is_search(page: Page, node: u32) -> bool {
    let names: Vec<String> = NAMES
        .iter()
        .filter_map(|name| page.attr_of(node, name))
        .map(|name| compact(&name))
        .collect();
    let named = |name: &String| {
        SEARCH_NAMES.contains(&name.as_str()) || SEARCH.iter().any(|part| name.contains(part))
    };
    names.iter().any(named) || form_of(page, node).is_some_and(|form| is_search_form(page, form))
}

fn form_of(page: Page, node: u32) -> Option<u32> {
    let mut next = page.parent_of(node);
    for _ in 0..FORM_LEVELS_MAX {
        let node = next?;
        if page.tag_of(node) == "form" {
            return Some(node);
        }
        next = page.parent_of(node);
    }
    None
}

fn is_search_form(page: Page, form: u32) -> bool {
    let attrs =
        ["action", "name", "id", "class"].iter().filter_map(|name| page.attr_of(form, name));
    let names = attrs.map(|name| compact(&name)).collect::<Vec<_>>().join(" ");
    let buttons = page.children_of(form).into_iter().filter_map(|node| page.attr_of(node, "value"));
    let text = compact(&page.text_of(form)) + &buttons.collect::<String>();
    SEARCH.iter().any(|part| names.contains(part)) || text.contains("搜索") || text.contains("检索")
}
