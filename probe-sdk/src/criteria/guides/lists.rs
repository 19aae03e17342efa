//! From a start page to the region's list of service items.

use std::collections::BTreeSet;

use crate::UnknownReason;
use crate::criteria::behind::{Target, targets};
use crate::criteria::items::{self, Entry};
use crate::criteria::portals::{self, named};
use crate::judge::Step;
use crate::page::{Link, Page};
use crate::task::Task;

/// Names of lists of all items, then of parts of them.
const WHOLE: [&str; 13] = [
    "政务服务事项清单",
    "办事事项清单",
    "服务事项清单",
    "事项清单",
    "全部事项",
    "政务服务事项",
    "办事事项",
    "服务事项",
    "事项目录",
    "许可事项",
    "办事指南",
    "服务指南",
    "办事列表",
];
const PARTS: [&str; 14] = [
    "部门办事",
    "部门事项",
    "按部门",
    "部门服务",
    "部门窗口",
    "个人办事",
    "法人办事",
    "企业办事",
    "个人服务",
    "法人服务",
    "企业服务",
    "按主题",
    "主题服务",
    "办事服务",
];

/// Words of links that only sound like a list.
const OTHERWISE: [&str; 9] = [
    "新手",
    "常见问题",
    "公开指南",
    "权力清单",
    "责任清单",
    "权责清单",
    "新闻",
    "通知",
    "使用指南",
];

/// Lists opened from one page: all of a kind that portals have side by side.
const LISTS_MAX: usize = 6;

/// The region's lists of items.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// Each with its entries, over all its pages that were read.
    pub(super) found: Vec<(Page, Vec<Entry>)>,
    /// Whether all pages of all lists were read.
    pub(super) is_whole: bool,
    /// Why something on the way could not be read.
    pub(super) unread: Option<(UnknownReason, String)>,
}

/// The lists behind the start page of the task.
pub(super) fn of(task: &Task, start: Page, n_enough: usize) -> Step<Lists> {
    let mut lists = Lists { is_whole: true, ..Lists::default() };
    let given = task.words("lists");
    let given: Vec<&str> = given.iter().map(String::as_str).collect();
    let hubs = lists.portals(task, start)?;
    if task.role() == "item_list" {
        return lists.with_pages(Page::starts("item_list"));
    }
    // From a home page first what its portals list; the site's own list of public services is another, and
    // says nothing about a portal that could not be read.
    let beyond: Vec<Page> = hubs.iter().copied().filter(|hub| *hub != start).collect();
    let is_unread = lists.unread.is_some() && beyond.iter().all(|portal| portal.is_shell());
    let rounds = match (task.role() == "home", is_unread, beyond.is_empty()) {
        (true, true, _) => vec![beyond],
        (true, false, false) => vec![beyond, hubs],
        (true, false, true) | (false, ..) => vec![hubs],
    };
    for hubs in rounds {
        lists = lists.behind(&hubs, &given, n_enough)?;
        if lists.n_entries() > 0 {
            break;
        }
    }
    Ok(lists)
}

/// The start page of the task, and where that is a site's home page the service portals behind it.
///
/// # Errors
///
/// [`crate::Stop::Ask`] for portals not fetched yet.
pub fn portals(task: &Task) -> Step<Vec<Page>> {
    Lists::default().portals(task, task.start()?)
}

/// A link with an order: where it stands, so that equal sets of links are read alike.
#[derive(Debug, PartialEq, Eq)]
struct Ordered(Link);

impl Ord for Ordered {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.0.page, self.0.node).cmp(&(other.0.page, other.0.node))
    }
}

impl PartialOrd for Ordered {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Lists {
    /// How many entries there are.
    pub(super) fn n_entries(&self) -> usize {
        self.found.iter().map(|(_, entries)| entries.len()).sum()
    }

    /// Takes in the lists that hubs link to, the whole ones first, until there are enough entries.
    fn behind(mut self, hubs: &[Page], given: &[&str], n_enough: usize) -> Step<Self> {
        for words in [given, &WHOLE, &PARTS] {
            let mut seen = BTreeSet::new();
            for hub in hubs {
                seen.extend(named(*hub, words, LISTS_MAX, &OTHERWISE).into_iter().map(Ordered));
            }
            let links: Vec<Link> = seen.into_iter().map(|link| link.0).take(LISTS_MAX).collect();
            let found = self.open(&links, true)?;
            self = self.with_pages(found)?;
            if self.n_entries() >= n_enough {
                break;
            }
        }
        Ok(self)
    }

    fn portals(&mut self, task: &Task, start: Page) -> Step<Vec<Page>> {
        let is_home = task.role() == "home";
        let mut portals = self.open(&portals::links(start), is_home)?;
        portals.insert(0, start);
        Ok(portals)
    }

    /// The pages behind links; why one is not known is kept.
    fn open(&mut self, links: &[Link], is_wanted: bool) -> Step<Vec<Page>> {
        if !is_wanted {
            return Ok(Vec::new());
        }
        let mut pages = Vec::new();
        for target in targets(links, "item_list")? {
            match target {
                // A list that a script fills from an address it names is read there.
                Target::Page(page) if page.is_shell() && items::entries(page).is_empty() => {
                    let feeds = targets(&items::feeds(page), "item_list")?.into_iter();
                    let feeds = feeds.filter_map(|feed| match feed {
                        Target::Page(feed) => Some(feed),
                        Target::File(_) | Target::Gone(_) | Target::Unread(..) => None,
                    });
                    let read: Vec<Page> =
                        feeds.filter(|feed| !items::entries(*feed).is_empty()).collect();
                    if !read.is_empty() {
                        pages.extend(read);
                        continue;
                    }
                    let note = format!("{} is filled by scripts", page.info().url);
                    self.unread.get_or_insert((UnknownReason::NeedsRendering, note));
                    pages.push(page);
                }
                Target::Page(page) => pages.push(page),
                Target::Unread(reason, note) => {
                    self.unread.get_or_insert((reason, note));
                }
                Target::File(_) | Target::Gone(_) => {}
            }
        }
        Ok(pages)
    }

    /// Takes in lists with their further pages.
    fn with_pages(mut self, lists: Vec<Page>) -> Step<Self> {
        let known = |lists: &Self, page: Page| lists.found.iter().any(|(known, _)| *known == page);
        let new: Vec<Page> = lists.into_iter().filter(|page| !known(&self, *page)).collect();
        let further: Vec<(Vec<Link>, bool)> = new.iter().map(|list| items::pages(*list)).collect();
        let links: Vec<Link> = further.iter().flat_map(|(links, _)| links.clone()).collect();
        targets(&links, "item_list")?;
        let mut seen = BTreeSet::new();
        for (list, (links, is_whole)) in new.into_iter().zip(further) {
            let mut pages = vec![list];
            pages.extend(self.open(&links, true)?);
            self.is_whole &= is_whole && pages.len() == links.len() + 1;
            let entries = pages.into_iter().flat_map(|page| items::entries(page).to_vec());
            let entries: Vec<Entry> =
                entries.filter(|entry| seen.insert(entry.link.url.clone())).collect();
            if !entries.is_empty() {
                self.found.push((list, entries));
            }
        }
        Ok(self)
    }

    /// Takes in pages that turned out to be lists: of an office, of a subject.
    pub(super) fn below(pages: Vec<Page>) -> Step<Self> {
        Self { is_whole: false, ..Self::default() }.with_pages(pages)
    }
}
