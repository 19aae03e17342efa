//! Entries on a guide: to apply, to ask, to book.

use super::{Answer, Guide};
use crate::UnknownReason;
use crate::criteria::behind::{Target, serves, targets};
use crate::criteria::mentions::mentions;
use crate::criteria::surroundings::Surroundings;
use crate::criteria::words::{compact, holds, length};
use crate::judge::Step;
use crate::page::{Hit, Page};

/// Characters of the longest label of an entry.
const LABEL_CHARS_MAX: usize = 12;

/// Entries of one kind that are tried on a guide: beside the title, and at the end.
const TRIES_MAX: usize = 2;

/// What a page of the unified login says.
const LOGIN: [&str; 5] = ["统一身份认证", "统一登录", "用户登录", "账号登录", "实名认证登录"];

/// What an entry has to open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opens {
    /// A page of its own.
    Page,
    /// A form, or the login before it.
    Form,
}

/// Whether the guide has an entry with one of the words that opens what it should.
///
/// An entry that only a script opens is not asked: nobody knows where it leads.
///
/// # Errors
///
/// [`crate::Stop::Ask`] with the entries' targets.
pub fn entry(guide: &Guide, any: &[&str], opens: Opens) -> Step<Answer> {
    let mut links = guide.links(any, LABEL_CHARS_MAX);
    links.truncate(TRIES_MAX);
    let (mut place, mut unread) = (None, None);
    for (link, target) in links.iter().zip(targets(&links, "entry")?) {
        match target {
            Target::Page(page) => match opened(guide, page, opens) {
                Some(true) => return Ok(Answer::Yes(link.into())),
                Some(false) => place = place.or(Some(link.into())),
                None => unread = Some(UnknownReason::NeedsRendering),
            },
            Target::Gone(_) | Target::File(_) => place = place.or(Some(link.into())),
            Target::Unread(reason, _) => unread = Some(reason),
        }
    }
    if let Some(reason) = unread {
        return Ok(Answer::NotAsked(reason));
    }
    if links.is_empty() && scripted(guide.page, any).is_some() {
        return Ok(Answer::NotAsked(UnknownReason::NeedsRendering));
    }
    Ok(Answer::No(place))
}

/// Whether a page is what an entry should open; `None` where only a browser shows it.
fn opened(guide: &Guide, page: Page, opens: Opens) -> Option<bool> {
    if page == guide.page {
        return Some(false);
    }
    let is_form = serves(page).is_some() || is_login(page);
    match opens {
        Opens::Form if is_form => Some(true),
        Opens::Page if is_form || !page.is_shell() => Some(true),
        Opens::Form | Opens::Page if page.is_shell() => None,
        Opens::Form | Opens::Page => Some(false),
    }
}

/// Whether the page is a login: it says so and has a field.
fn is_login(page: Page) -> bool {
    page.count("input") > 0 && page.find("body", &LOGIN).is_some()
}

/// An entry whose address only a script knows, or that has none.
fn scripted(page: Page, any: &[&str]) -> Option<Hit> {
    mentions(page, any).into_iter().find(|hit| {
        let around = Surroundings::of(hit);
        let target = around.target().unwrap_or_default().to_lowercase();
        let is_script = target.contains('(') || page.tag_of(hit.node) == "button";
        is_script
            && length(&compact(&hit.text)) <= LABEL_CHARS_MAX
            && holds(&hit.text, any)
            && !around.leads_away()
            && !around.is_hidden()
    })
}
