//! Items drawn from a list, with what their pages state.

use std::rc::Rc;

use probe_sdk::criteria::behind::{Target, all, target};
use probe_sdk::criteria::fields::Fields;
use probe_sdk::criteria::items::{Entry, entries, spread};
use probe_sdk::{Evidence, Page, Step, Stop, Task, UnknownReason};

use crate::search;

/// Items drawn where the point does not say.
const SAMPLE: usize = 10;

/// Entries that make the page behind an entry a list of its own: an office's.
const ENTRIES_MIN: usize = 2;

/// An item and where it is stated.
#[derive(Debug)]
pub(crate) enum Item {
    /// What its page states.
    Read(Rc<Fields>),
    /// Its link leads nowhere.
    Gone(Entry),
    /// Nobody knows.
    Unread(UnknownReason, String),
}

/// What a list says of its items: on itself, or on their pages.
#[derive(Debug)]
pub(crate) enum Stated {
    /// The list is a table with the columns, or the only page there is.
    OnList(Rc<Fields>),
    /// The pages of the items drawn.
    OnItems(Vec<Item>),
}

/// Reads the list behind `follow`, or the items drawn from it where it does not state any of the words
/// itself.
///
/// # Errors
///
/// As [`search::followed`]; [`Stop::Ask`] for the pages of items.
pub(crate) fn stated(task: &Task, words: &[&str]) -> Step<Stated> {
    let list = search::followed(task)?;
    let fields = Rc::new(Fields::read(list, words));
    if fields.stated(words).is_some() {
        return Ok(Stated::OnList(fields));
    }
    let drawn = spread(&entries(list), n_sample(task));
    if drawn.is_empty() {
        return Ok(Stated::OnList(fields));
    }
    Ok(Stated::OnItems(all(drawn.into_iter().map(|entry| item(entry, words, true)))?))
}

/// The documents drawn from the catalogue behind `follow`. The catalogue's own columns are not theirs.
///
/// # Errors
///
/// As [`stated`]; [`Stop::Absent`] if the catalogue has no documents.
pub(crate) fn documents(task: &Task, words: &[&str]) -> Step<Stated> {
    let list = search::followed(task)?;
    let drawn = spread(&entries(list), n_sample(task));
    if drawn.is_empty() {
        return Err(list.absent("no document"));
    }
    Ok(Stated::OnItems(all(drawn.into_iter().map(|entry| item(entry, words, true)))?))
}

/// How many items a task draws.
pub(crate) fn n_sample(task: &Task) -> usize {
    let given = task.number("sample").filter(|n| (1.0..=100.0).contains(n));
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "1..=100 was checked"
    )]
    given.map_or(SAMPLE, |n| n as usize)
}

/// The page behind an entry; behind an office's list its first item.
fn item(entry: Entry, words: &[&str], is_deep: bool) -> Step<Item> {
    let page = match target(&entry.link, "item")? {
        Target::Page(page) => page,
        Target::File(_) | Target::Gone(_) => return Ok(Item::Gone(entry)),
        Target::Unread(reason, note) => return Ok(Item::Unread(reason, note)),
    };
    let fields = Rc::new(Fields::read(page, words));
    if fields.stated(words).is_some() {
        return Ok(Item::Read(fields));
    }
    let below = entries(page);
    if is_deep
        && below.len() >= ENTRIES_MIN
        && let Some(first) = below.first()
    {
        return item(first.clone(), words, false);
    }
    if page.is_shell() {
        let note = format!("{} is filled by scripts", page.info().url);
        return Ok(Item::Unread(UnknownReason::NeedsRendering, note));
    }
    Ok(Item::Read(fields))
}

impl Stated {
    /// Asks each place for a share between 0 and 1 with its evidence; the mean, and all evidence. Items
    /// whose link leads nowhere have none of it.
    ///
    /// # Errors
    ///
    /// [`Stop::Unknown`] if no item could be had.
    pub(crate) fn mean(
        &self,
        ask: impl Fn(&Fields) -> (f64, Vec<Evidence>),
    ) -> Step<(f64, usize, Vec<Evidence>)> {
        let items = match self {
            Self::OnList(fields) => {
                let (share, evidence) = ask(fields);
                return Ok((share, 1, or_page(evidence, fields.page())));
            }
            Self::OnItems(items) => items,
        };
        let (mut sum, mut n, mut seen, mut unread) = (0.0, 0_u32, Vec::new(), None);
        for item in items {
            match item {
                Item::Read(fields) => {
                    let (share, evidence) = ask(fields);
                    sum += share;
                    n += 1;
                    seen.extend(or_page(evidence, fields.page()));
                }
                Item::Gone(entry) => {
                    n += 1;
                    seen.push(Evidence::from(&entry.link));
                }
                Item::Unread(reason, note) => unread = Some((*reason, note.clone())),
            }
        }
        match unread {
            Some((reason, note)) if n == 0 => Err(Stop::Unknown(reason, note)),
            Some(_) | None => Ok((sum / f64::from(n.max(1)), n as usize, seen)),
        }
    }
}

fn or_page(evidence: Vec<Evidence>, page: Page) -> Vec<Evidence> {
    if evidence.is_empty() { vec![Evidence::from(page)] } else { evidence }
}
