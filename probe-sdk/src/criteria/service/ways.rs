//! The ways to a matter: its entry on a start page, behind a topic page, or behind the service
//! portal that the home page links to.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::super::portals;
use super::arrival::{Arrivals, arrive};
use super::blocks::Reading;
use super::elements;
use super::furniture::Furniture;
use super::phrases::Phrases;
use super::values::stated;
use crate::Evidence;
use crate::judge::{Step, Stop};
use crate::page::{Hit, Link, Page};
use crate::task::Task;

/// Entries tried on one level: beyond the best few, links only mention the matter.
const TRIES_MAX: usize = 3;

/// Topic pages opened on one level; portals sort a matter under two or three.
const TOPICS_MAX: usize = 3;

/// Levels looked at: the start pages, the service portal or the topic pages on them, the topic
/// pages on the service portal. What is deeper nobody finds.
const LEVELS_MAX: usize = 3;

/// Role of the home pages.
const HOME_ROLE: &str = "home";

/// What a page states of each element of a guide.
pub type Stated = Rc<[Option<Hit>]>;

/// Where a search begins and what it passes over.
#[derive(Debug)]
pub struct Ways {
    starts: Vec<Page>,
    furniture: Furniture,
    topics: Phrases,
    role: String,
    tries_max: usize,
    /// How many of the start pages are the point's own; the others only add ways.
    n_own: usize,
    /// Whether topic pages that were tried as entries are still followed.
    follows_tried: bool,
    /// What pages state of the elements of a guide, read once.
    stated: RefCell<BTreeMap<Page, Stated>>,
}

impl Ways {
    /// From the point's start pages, and from service portal and home page where they are known:
    /// a point of either role may be reached from the other. `follow` names the topic pages.
    ///
    /// # Errors
    ///
    /// [`Stop::Unknown`] if there is no start page.
    pub fn of(task: &Task) -> Step<Self> {
        let own = task.start()?;
        let mut starts = vec![own];
        starts.extend(task.pages().into_iter().filter(|page| *page != own));
        Ok(Self::from(task, starts))
    }

    /// From these pages, and from service portal and home page where they are known.
    pub fn from(task: &Task, mut starts: Vec<Page>) -> Self {
        let n_own = starts.len();
        for page in Page::starts(portals::ROLE).into_iter().chain(Page::starts(HOME_ROLE)) {
            if !starts.contains(&page) {
                starts.push(page);
            }
        }
        let furniture = Furniture::of(&starts);
        let mut topics = task.words("follow");
        if Page::starts(portals::ROLE).is_empty() {
            topics.extend(portals::NAMES.map(str::to_owned));
        }
        let role = super::super::reach::page_role(task);
        Self {
            starts,
            furniture,
            topics: Phrases::new(&topics),
            role,
            tries_max: TRIES_MAX,
            n_own,
            follows_tried: false,
            stated: RefCell::default(),
        }
    }

    /// The same ways through other topic pages, with so many entries tried on one level.
    #[must_use]
    pub fn through(mut self, topics: &[&str], tries_max: usize) -> Self {
        self.topics = Phrases::new(topics);
        self.tries_max = tries_max;
        self
    }

    /// The same ways, also on from topic pages whose names are phrases themselves (教育, 住房), with so many
    /// entries tried on one level.
    #[must_use]
    pub fn through_namesakes(mut self, tries_max: usize) -> Self {
        self.follows_tried = true;
        self.tries_max = tries_max;
        self
    }

    /// Where the search begins.
    pub fn starts(&self) -> &[Page] {
        &self.starts
    }

    /// What every page of the site carries.
    pub fn furniture(&self) -> &Furniture {
        &self.furniture
    }

    /// What a page states of the eight elements of a guide.
    pub fn elements_of(&self, page: Page) -> Stated {
        if let Some(stated) = self.stated.borrow().get(&page) {
            return Rc::clone(stated);
        }
        let stated = stated(&Reading::of(page), &elements::groups(), &self.starts);
        let stated: Stated = stated.into();
        self.stated.borrow_mut().insert(page, Rc::clone(&stated));
        stated
    }

    /// The topic pages of a level. Those of the other start pages count where the point's own name
    /// none: a home page names every topic, most of them for news.
    fn topics_of(&self, level: &[Page], is_start: bool, tried: &[String]) -> Vec<Link> {
        let tried = if self.follows_tried { &[] } else { tried };
        let own = if is_start { level.get(..self.n_own).unwrap_or(level) } else { level };
        let topics = best(own, &self.topics, TOPICS_MAX, tried, Headlines::Left);
        if topics.is_empty() && own.len() < level.len() {
            return best(level, &self.topics, TOPICS_MAX, tried, Headlines::Left);
        }
        topics
    }

    /// The role pages of the matter are asked for in.
    pub fn role(&self) -> &str {
        &self.role
    }

    /// What `judge` makes of the pages behind the entries with one of the phrases, on the first
    /// level on which it makes anything of one. It gives `None` for a page that is not the one.
    ///
    /// # Errors
    ///
    /// [`Stop::Absent`] if no entry leads to such a page, with the entry that came nearest;
    /// [`Stop::Unknown`] if one might, but a page on the way could not be had or read.
    pub fn search<T>(
        &self,
        phrases: &Phrases,
        judge: impl Fn(&Link, Page) -> Step<Option<T>>,
    ) -> Step<Vec<T>> {
        let mut missed = Missed::default();
        let mut level = self.starts.clone();
        let mut passed = self.starts.clone();
        for depth in 0..LEVELS_MAX {
            let links = best(&level, phrases, self.tries_max, &missed.tried, Headlines::Last);
            let arrivals = arrive(&links, &self.role, &passed)?;
            let found = judged(&arrivals, &mut missed, &judge)?;
            if !found.is_empty() {
                return Ok(found);
            }
            let is_start = depth == 0;
            missed.note(&level, arrivals, is_start);
            let topics = self.topics_of(&level, is_start, &missed.tried);
            if depth + 1 == LEVELS_MAX || topics.is_empty() {
                break;
            }
            let arrivals = arrive(&topics, "topic", &passed)?;
            missed.unread = missed.unread.or(arrivals.unknown);
            level = arrivals.here.into_iter().map(|(_, page)| page).collect();
            level.dedup();
            passed.extend(level.iter().copied());
        }
        Err(missed.stop(self.starts.first().copied(), phrases))
    }
}

/// The verdicts on the pages that were reached. A page that needs another one first waits for it,
/// unless a better page has the answer.
fn judged<T>(
    arrivals: &Arrivals,
    missed: &mut Missed,
    judge: &impl Fn(&Link, Page) -> Step<Option<T>>,
) -> Step<Vec<T>> {
    let (mut found, mut wanted) = (Vec::new(), Vec::new());
    for (link, page) in &arrivals.here {
        match judge(link, *page) {
            Ok(Some(one)) => found.push(one),
            Ok(None) => {
                missed.near.get_or_insert_with(|| (Evidence::from(link), *page));
            }
            Err(Stop::Ask(more)) => wanted.extend(more),
            Err(Stop::Unknown(reason, note)) => {
                missed.unread.get_or_insert(Stop::Unknown(reason, note));
            }
            Err(Stop::Absent(page, note)) => {
                missed.near.get_or_insert_with(|| (Evidence::from(link), page));
                missed.notes.push(note);
            }
            Err(Stop::Fault(text)) => return Err(Stop::Fault(text)),
        }
    }
    if wanted.is_empty() { Ok(found) } else { Err(Stop::Ask(wanted)) }
}

/// What a search met instead of what it looked for.
#[derive(Debug, Default)]
struct Missed {
    /// Addresses that were tried.
    tried: Vec<String>,
    /// The first page that was not the one.
    near: Option<(Evidence, Page)>,
    /// Why what was met does not count.
    notes: Vec<String>,
    /// Why it cannot be known.
    unread: Option<Stop>,
}

impl Missed {
    fn note(&mut self, level: &[Page], arrivals: Arrivals, is_start: bool) {
        let Arrivals { here, nowhere, unknown } = arrivals;
        self.tried.extend(here.iter().map(|(link, _)| link.url.clone()));
        self.tried.extend(nowhere.iter().map(|(link, _)| link.url.clone()));
        self.notes.extend(nowhere.into_iter().map(|(_, why)| why));
        self.unread = self.unread.take().or(unknown);
        // Of several start pages the first is the point's own; the others only add ways.
        let unseen = level.iter().take(if is_start { 1 } else { level.len() });
        let shell = unseen.copied().find(|page| page.is_shell());
        self.unread = self.unread.take().or_else(|| shell.map(|page| page.absent("no entry")));
    }

    fn stop(self, start: Option<Page>, phrases: &Phrases) -> Stop {
        if let Some(stop) = self.unread {
            return stop;
        }
        let page = self.near.map(|(_, page)| page).or(start);
        let note = self.notes.first().cloned();
        let note = note.unwrap_or_else(|| format!("no entry with {}", phrases.heads().join("/")));
        match page {
            Some(page) => Stop::Absent(page, note),
            None => Stop::Unknown(crate::UnknownReason::PageMissing, note),
        }
    }
}

/// What becomes of links whose text is a headline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Headlines {
    /// Tried after all others: a notice may lead to the service.
    Last,
    /// Left out: no topic page is called so.
    Left,
}

/// The best visible links of a level, each address once; those of earlier pages first.
fn best(
    level: &[Page],
    phrases: &Phrases,
    n_max: usize,
    tried: &[String],
    headlines: Headlines,
) -> Vec<Link> {
    let mut links: Vec<_> = level.iter().flat_map(|page| phrases.links(*page)).collect();
    if headlines == Headlines::Left {
        links.retain(|(rank, _)| !rank.is_news);
    }
    // Headlines of the first page come after names on the others.
    links.sort_by_key(|(rank, _)| rank.is_news);
    let mut best: Vec<Link> = Vec::new();
    for (_, link) in links {
        let is_known = tried.contains(&link.url) || best.iter().any(|had| had.url == link.url);
        // Looking around is dear, and most pages have more links than are tried.
        if !is_known
            && !super::furniture::is_hidden(link.page, link.node)
            && !super::furniture::asks_search(&link)
        {
            best.push(link);
        }
        if best.len() == n_max {
            break;
        }
    }
    best
}
