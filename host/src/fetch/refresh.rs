//! Where a page sends its visitors by itself: `meta refresh`, the `Refresh` header, a lone script.
//!
//! What a browser with scripts does is followed, so a `meta` inside `noscript` counts for nothing:
//! such a browser does not even read it as an element. Answers that are no page send visitors on
//! as well, mostly to the home page; whoever asks here has asked `recognise` before.

use bluebook_dom::script_target;
use url::Url;

use super::glance::{Glance, start_of};
use crate::evidence::Capture;

/// Longest time before a page sends visitors on, in seconds, at which it still is only the way to
/// another. Notices that a site has moved count down from 3, 5 or 10; pages of news that come
/// again every few minutes are meant to be read.
const REFRESH_SECONDS_MAX: u32 = 10;

/// Characters of a page that is only the way to another by script: none but `请稍候` and the like.
const WAITING_CHARACTERS_MAX: usize = 20;

/// Characters in the first part of a page after which no more of it is looked at for a refresh: the
/// place of a `meta` is the head, and a page with that much text is seldom the way to another.
const TEXT_BEFORE_REFRESH_MAX: usize = 1500;

/// The address a page sends its visitors to without a click; `None` for pages that are meant to be
/// read, those that come again at their own address, and those that lead to no page.
pub fn refresh_target(capture: &Capture) -> Option<Url> {
    let (page, is_whole) = start_of(capture, TEXT_BEFORE_REFRESH_MAX)?;
    refresh_of(capture, &Glance::at(&page, is_whole, TEXT_BEFORE_REFRESH_MAX))
}

pub(super) fn refresh_of(capture: &Capture, glance: &Glance<'_>) -> Option<Url> {
    let base = glance.page.base()?;
    let header = capture.header("refresh");
    let metas = glance.tagged(&["meta"]).filter_map(|node| {
        let tree = glance.tree();
        let is_refresh = tree.attr(node, "http-equiv")?.eq_ignore_ascii_case("refresh");
        is_refresh.then(|| tree.attr(node, "content")).flatten()
    });
    // The first one that can be read wins, whatever follows.
    let refresh = header.into_iter().chain(metas).find_map(|text| parse_refresh(text, base));
    let target = match refresh {
        Some(Refresh { seconds, target }) => target.filter(|_| seconds <= REFRESH_SECONDS_MAX)?,
        None => base.join(&lone_script(glance)?).ok()?,
    };
    let mut target = target;
    target.set_fragment(None);
    let is_elsewhere = Url::parse(&capture.url).is_ok_and(|mut own| {
        own.set_fragment(None);
        own != target
    });
    (is_elsewhere && matches!(target.scheme(), "http" | "https")).then_some(target)
}

/// A declarative refresh.
#[derive(Debug, PartialEq, Eq)]
struct Refresh {
    seconds: u32,
    /// `None` where the page is to come again.
    target: Option<Url>,
}

/// The *shared declarative refresh steps* of the HTML standard; `None` where they give up.
fn parse_refresh(text: &str, base: &Url) -> Option<Refresh> {
    let text = text.trim_ascii_start();
    let n_digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = text.split_at_checked(n_digits)?;
    if digits.is_empty() && !rest.starts_with('.') {
        return None;
    }
    let seconds = if digits.is_empty() { 0 } else { digits.parse().unwrap_or(u32::MAX) };
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    if rest.is_empty() {
        return Some(Refresh { seconds, target: None });
    }
    if !rest.starts_with(|c: char| matches!(c, ';' | ',') || c.is_ascii_whitespace()) {
        return None;
    }
    let rest = rest.trim_ascii_start();
    let rest = rest.strip_prefix([';', ',']).unwrap_or(rest).trim_ascii_start();
    if rest.is_empty() {
        return Some(Refresh { seconds, target: None });
    }
    let target = base.join(unquoted(without_url_word(rest))).ok()?;
    Some(Refresh { seconds, target: Some(target) })
}

/// What follows `url=`; all of it where that is not there.
fn without_url_word(rest: &str) -> &str {
    let has_word = rest.get(..3).is_some_and(|word| word.eq_ignore_ascii_case("url"));
    let after = rest.get(3..).filter(|_| has_word).map(str::trim_ascii_start);
    after.and_then(|after| after.strip_prefix('=')).map_or(rest, str::trim_ascii_start)
}

fn unquoted(text: &str) -> &str {
    let Some(quote) = text.chars().next().filter(|c| matches!(c, '"' | '\'')) else { return text };
    let inside = text.get(1..).unwrap_or("");
    inside.split(quote).next().unwrap_or(inside)
}

/// The address a page without text and links is sent to by its one script.
fn lone_script(glance: &Glance<'_>) -> Option<String> {
    let is_bare = glance.is_whole
        && glance.body_text().chars().count() <= WAITING_CHARACTERS_MAX
        && glance.n_links() == 0
        && glance.tagged(&["iframe", "frame", "form", "img"]).next().is_none();
    if !is_bare {
        return None;
    }
    let mut scripts = glance.tagged(&["script"]);
    let (script, None) = (scripts.next()?, scripts.next()) else { return None };
    if glance.tree().attr(script, "src").is_some() {
        return None;
    }
    let target = script_target(glance.tree().source_of(script))?;
    (target.is_all && !target.is_new_window).then_some(target.address)
}

#[cfg(test)]
mod tests;
