//! The public letters of a site: from the home page to the list of letters with their replies, its rows,
//! and the page of each letter.

mod detail;
mod row;

use super::dates::Day;
use super::freshness::today;
use super::rows;
use super::words::holds;
use super::{paging, sample, seek, target};
use crate::judge::{Step, Stop};
use crate::page::{Hit, Link, Page};
use crate::task::Task;

pub use detail::{Detail, detail};

/// What lists of letters are called, best first.
pub const LISTS: [&str; 25] = [
    "来信选登",
    "留言选登",
    "信件选登",
    "回复选登",
    "信件公开",
    "公开信件",
    "来信公开",
    "来信答复",
    "留言答复",
    "信件答复",
    "来信回复",
    "信件回复",
    "问政回复",
    "答复公开",
    "办理结果公开",
    "回复公示",
    "咨询回复",
    "留言回复",
    "网民留言",
    "领导信箱",
    "市长信箱",
    "政府信箱",
    "在线咨询",
    "我要写信",
    "信箱",
];

/// Columns they are in.
const VIA: [&str; 8] =
    ["互动交流", "政民互动", "公众参与", "领导信箱", "市长信箱", "我要写信", "互动", "问政"];

/// What a page with letters speaks of.
const LETTER: [&str; 8] = ["来信", "写信", "信件", "留言", "咨询", "提问", "问政", "诉求"];

/// Clicks from the home page within which the list is looked for.
const CLICKS_MAX: u32 = 3;

/// Pages of the list read after the first.
const FURTHER_PAGES_MAX: usize = 2;

/// Role of the list and of the pages on the way.
const LIST_ROLE: &str = "qa_list";

/// Role of the pages of letters.
const DETAIL_ROLE: &str = "qa_detail";

/// Pages of letters opened where the manifest names no number; shared by all that ask.
pub const DETAILS: usize = 10;

/// How far a letter is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// It has a reply.
    Answered,
    /// It has none, and the site says so.
    Open,
    /// The site does not say.
    Unsaid,
}

/// A letter as its row in the list tells it.
#[derive(Debug, Clone)]
pub struct Letter {
    /// What it is called.
    pub heading: String,
    /// The link to its page; `None` where the list shows it before it has one.
    pub link: Option<Link>,
    /// Its row.
    pub hit: Hit,
    /// The day it was written; never after the day of collection.
    pub asked: Option<Day>,
    /// The day of the reply; never before the letter, never after the day of collection.
    pub answered: Option<Day>,
    /// How far it is.
    pub state: State,
    /// Whether a date was left out because it cannot be: a reply before its letter, a day to come.
    pub is_odd: bool,
}

impl Letter {
    /// Whether the other is the same letter.
    fn is(&self, other: &Self) -> bool {
        match (self.url(), other.url()) {
            (Some(own), Some(url)) => own == url,
            (None, None) => self.hit.text == other.hit.text,
            (Some(_), None) | (None, Some(_)) => false,
        }
    }

    /// The address of its page.
    pub fn url(&self) -> Option<&str> {
        self.link.as_ref().map(|link| link.url.as_str())
    }

    /// Days from the letter to its reply.
    pub fn n_days(&self) -> Option<i64> {
        Some(self.answered?.days_since(self.asked?))
    }

    /// Takes the dates and the state the letter's own page says; they count before those of the list.
    pub fn correct(&mut self, detail: &Detail) {
        if detail.asked.is_some() {
            self.asked = detail.asked;
        }
        if detail.answered.is_some() {
            self.answered = detail.answered;
        }
        if let (Some(asked), Some(answered)) = (self.asked, self.answered)
            && answered < asked
        {
            self.answered = None;
            self.is_odd = true;
        }
        self.is_odd |= detail.is_odd;
        if detail.reply.is_some() || detail.answered.is_some() {
            self.state = State::Answered;
        } else if self.state != State::Answered || detail.says_open {
            self.state = State::Open;
        }
    }
}

/// The list of letters of a site.
#[derive(Debug)]
pub struct Letters {
    /// Its first page.
    pub page: Page,
    /// The link to it, if it is not a start page.
    pub link: Option<Link>,
    /// Clicks from the start page.
    pub n_clicks: u32,
    /// The letters of its first pages, in their order.
    pub letters: Vec<Letter>,
    /// Whether these are all its pages.
    pub is_whole: bool,
}

/// The list of letters, its first pages read.
///
/// # Errors
///
/// [`Stop::Absent`] if none is found from the start pages, [`Stop::Unknown`] if a page on the way could
/// not be had or is a shell, [`Stop::Ask`] for pages not fetched yet.
pub fn find(task: &Task) -> Step<Letters> {
    let today = today(task)?;
    let given = task.words("follow");
    let names = if given.is_empty() { LISTS.to_vec() } else { super::reach::as_strs(&given) };
    let way = seek::Way { names: &names, via: &VIA, role: LIST_ROLE, n_clicks_max: CLICKS_MAX };
    let reached =
        seek::column(&seek::starts(task)?, &way, &|page| !letters(page, today).is_empty())?;
    let mut further = paging::further(reached.page, FURTHER_PAGES_MAX + 1);
    let is_whole = further.len() <= FURTHER_PAGES_MAX && !paging::is_scripted(reached.page);
    further.truncate(FURTHER_PAGES_MAX);
    let mut found = letters(reached.page, today);
    for (_, page) in target::pages_behind(&further, LIST_ROLE)? {
        for letter in letters(page, today) {
            if found.iter().all(|known| !known.is(&letter)) {
                found.push(letter);
            }
        }
    }
    let seek::Reached { page, link, n_clicks } = reached;
    Ok(Letters { page, link, n_clicks, letters: found, is_whole })
}

/// The letters a page lists; none if it is no list of letters.
pub fn letters(page: Page, today: Day) -> Vec<Letter> {
    if page.find("body", &LETTER).is_none() || page.find("body", &row::REPLY).is_none() {
        return Vec::new();
    }
    let heads = row::Heads::of(page);
    let linked = rows::widened(rows::dated(page)).into_iter();
    let linked = linked
        .map(|row| row::letter(row.link.text.clone(), Some(row.link), row.hit, (&heads, today)));
    let bare = rows::unlinked(page, row::is_bare).into_iter();
    let bare = bare.map(|hit| row::letter(row::heading(&hit), None, hit, (&heads, today)));
    let mut letters: Vec<Letter> = linked.chain(bare).collect();
    letters.sort_by_key(|letter| letter.hit.node);
    // A list of news may stand beside the one of letters, and without states and labels is all there is.
    let is_said = |letter: &Letter| {
        letter.state != State::Unsaid || letter.answered.is_some() || heads.knows(&letter.hit)
    };
    if letters.iter().any(is_said) {
        return letters.into_iter().filter(is_said).collect();
    }
    if is_named(page) { letters } else { Vec::new() }
}

/// Whether the page says in its title or its column tag that it is about letters.
fn is_named(page: Page) -> bool {
    let title = page.texts("title", 1).into_iter().next().map(|hit| hit.text).unwrap_or_default();
    let column = page.meta("ColumnName").unwrap_or_default();
    let words = ["信箱", "来信", "写信", "信件", "留言", "咨询", "回复"];
    holds(&title, &words) || holds(&column, &words)
}

/// The pages of a sample of letters, with what they say; those that could not be had are left out.
///
/// # Errors
///
/// [`Stop::Ask`] with every page not fetched yet.
pub fn details(letters: &[Letter], n: usize, today: Day) -> Step<Vec<(Letter, Detail)>> {
    let linked: Vec<Letter> =
        letters.iter().filter(|letter| letter.link.is_some()).cloned().collect();
    let sampled = sample::spread(&linked, n);
    let links: Vec<Link> = sampled.iter().filter_map(|letter| letter.link.clone()).collect();
    let pages = target::pages_behind(&links, DETAIL_ROLE)?;
    let told = pages.into_iter().filter_map(|(link, page)| {
        let letter = sampled.iter().find(|letter| letter.url() == Some(link.url.as_str()))?;
        Some((letter.clone(), detail(page, today)))
    });
    Ok(told.collect())
}

/// Why none of the sampled letters could be read: unknown if one could not be had, else that none leads to
/// a page.
pub fn unread(found: &Letters, n: usize) -> Stop {
    let links: Vec<Link> = found.letters.iter().filter_map(|letter| letter.link.clone()).collect();
    let nothing = Stop::Absent(found.page, "no letter leads to a page".to_owned());
    target::none_behind(&sample::spread(&links, n), DETAIL_ROLE, nothing)
}

/// All letters, those of the sample corrected by their own pages.
///
/// # Errors
///
/// As [`details`].
pub fn corrected(found: &Letters, n: usize, today: Day) -> Step<Vec<Letter>> {
    let details = details(&found.letters, n, today)?;
    let mut letters = found.letters.clone();
    for letter in &mut letters {
        let own = details.iter().find(|(known, _)| known.is(letter));
        if let Some((_, detail)) = own {
            letter.correct(detail);
        }
    }
    Ok(letters)
}

/// What it means that a list of letters has none of a sort: the page was read and says nothing of it.
pub fn none(found: &Letters, what: &str) -> Stop {
    found.page.absent(what)
}
