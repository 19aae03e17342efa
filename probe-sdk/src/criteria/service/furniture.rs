//! What every page of a site carries: menus, search boxes, a line with the login.
//!
//! A login in the head of a page says nothing about the matter below it. What also stands on a
//! start page is furniture.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use super::super::addresses::join;
use super::super::surroundings::Surroundings;
use super::super::words::compact;
use super::blocks::Reading;
use crate::page::{Hit, LINKS_MAX, Link, Page};

/// Fields looked at on one page; forms have some dozen.
const FIELDS_MAX: u32 = 300;

/// Elements a visitor fills in.
const FIELDS: &str = "input, textarea, select";

/// Elements that are switched off by a name.
const SWITCHED_OFF: &str = ".ng-hide, .layui-hide";

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

/// The furniture of the pages a region is entered by. What it has read once it keeps: a portal's
/// home page has thousands of links.
#[derive(Debug, Default)]
pub struct Furniture {
    pages: Vec<Page>,
    taken: OnceCell<Taken>,
    own: RefCell<BTreeMap<Page, Rc<[Named]>>>,
}

/// A link with its text made compact once.
#[derive(Debug)]
struct Named {
    link: Link,
    name: String,
}

/// What stands on the start pages.
#[derive(Debug, Default)]
struct Taken {
    /// How often a link stands on a start page, by text and address.
    links: BTreeMap<String, usize>,
    fields: Vec<String>,
}

impl Taken {
    fn of(starts: &[Page]) -> Self {
        let mut taken = Self::default();
        for page in starts {
            let mut on_page: BTreeMap<String, usize> = BTreeMap::new();
            for link in page.links(&[], LINKS_MAX) {
                *on_page.entry(key(&link)).or_default() += 1;
            }
            for (link, n) in on_page {
                let most = taken.links.entry(link).or_default();
                *most = n.max(*most);
            }
            taken.fields.extend(asking(*page).iter().map(|field| name_of(*page, *field)));
        }
        taken
    }
}

impl Furniture {
    /// What these pages carry; read when it is first asked for.
    pub fn of(starts: &[Page]) -> Self {
        Self { pages: starts.to_vec(), ..Self::default() }
    }

    fn taken(&self) -> &Taken {
        self.taken.get_or_init(|| Taken::of(&self.pages))
    }

    /// The pages it was taken from.
    pub fn pages(&self) -> &[Page] {
        &self.pages
    }

    /// Whether a text of a page stands on a start page too.
    pub fn says(&self, hit: &Hit) -> bool {
        let others = self.pages.iter().filter(|start| **start != hit.page);
        others.copied().any(|start| start.find("body", &[hit.text.as_str()]).is_some())
    }

    /// The visible links of a page that are its own, in document order. A link that stands on the
    /// page once more than on a start page is its own once.
    pub fn own_links(&self, page: Page) -> Vec<Link> {
        self.own(page).iter().map(|named| named.link.clone()).collect()
    }

    /// The page's own links whose compact text is taken.
    pub fn own_named(&self, page: Page, takes: impl Fn(&str) -> bool) -> Vec<Link> {
        let own = self.own(page);
        let named = own.iter().filter(|named| takes(&named.name));
        named.map(|named| named.link.clone()).collect()
    }

    fn own(&self, page: Page) -> Rc<[Named]> {
        if let Some(links) = self.own.borrow().get(&page) {
            return Rc::clone(links);
        }
        let mut links = page.links(&[], LINKS_MAX);
        if !self.pages.contains(&page) {
            let mut passed: BTreeMap<String, usize> = BTreeMap::new();
            links.retain(|link| {
                let key = key(link);
                let n = self.taken().links.get(&key).copied().unwrap_or(0);
                let n_passed = passed.entry(key).or_default();
                *n_passed += 1;
                *n_passed > n
            });
        }
        // Most pages hide nothing, and looking around a thousand links is dear.
        let reading = Reading::of(page);
        if !reading.is_whole() || page.count(SWITCHED_OFF) > 0 {
            links.retain(|link| !is_hidden(page, link.node));
        }
        let named = links.into_iter().map(|link| Named { name: compact(&link.text), link });
        let named: Rc<[Named]> = named.collect();
        self.own.borrow_mut().insert(page, Rc::clone(&named));
        named
    }

    /// The visible fields of a page that ask a visitor for something, without the site's search
    /// and what every page has. A password is always one.
    pub fn own_fields(&self, page: Page) -> Vec<Hit> {
        let own = |node: &u32| {
            is_password(page, *node)
                || !is_search(page, *node) && !self.taken().fields.contains(&name_of(page, *node))
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

/// Forms looked at for the site's search.
const FORMS_MAX: u32 = 20;

fn key(link: &Link) -> String {
    format!("{} {}", link.text, link.url)
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

/// Whether a link puts a question to the site's search, as those under 热门搜索 do: its address is
/// that of a search form on its page, with a query.
pub fn asks_search(link: &Link) -> bool {
    let Some((asked, _)) = link.url.split_once('?') else { return false };
    let forms = link.page.select("form", FORMS_MAX);
    forms.into_iter().any(|form| {
        let action = link.page.attr_of(form, "action");
        let to = action.and_then(|action| join(&link.page.info().url, &action));
        to.is_some_and(|to| to == asked) && is_search_form(link.page, form)
    })
}

fn is_search_form(page: Page, form: u32) -> bool {
    let attrs =
        ["action", "name", "id", "class"].iter().filter_map(|name| page.attr_of(form, name));
    let names = attrs.map(|name| compact(&name)).collect::<Vec<_>>().join(" ");
    let buttons = page.children_of(form).into_iter().filter_map(|node| page.attr_of(node, "value"));
    let text = compact(&page.text_of(form)) + &buttons.collect::<String>();
    SEARCH.iter().any(|part| names.contains(part)) || text.contains("搜索") || text.contains("检索")
}
