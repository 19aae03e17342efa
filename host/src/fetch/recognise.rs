//! Tells answers that are no page of the site: it is not there, a guard stands before it, or the
//! site itself is not.
//!
//! Such answers come with status 200 and would be judged as pages that lack everything. A page
//! taken for one of them is the worse mistake, so the rules ask for an exact phrase *and* for a page
//! that says hardly anything else: an article about a website under maintenance is longer than the
//! notice that it is, and has a menu. What is done about them is for others.

mod redirect;
mod rules;
mod signs;

use bluebook_dom::Page;

use super::glance::{Glance, is_markup_or_text, start_of};
use super::refresh::refresh_of;
use crate::evidence::Capture;
use redirect::by_redirect;
use rules::RULES;
use signs::{FULL_CHARACTERS_MAX, Seen};

/// An answer that is no page of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Odd {
    /// What it is instead.
    pub kind: OddKind,
    /// For people: the rule, and the words of the answer it went by.
    pub ground: String,
}

/// What an answer is instead of a page. The names are stable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum OddKind {
    /// A script that lets browsers through; a browser would see the page.
    Challenge,
    /// A firewall's refusal.
    Blocked,
    /// Asked too often for this guard.
    RateLimited,
    /// A riddle for people.
    Captcha,
    /// Switched off by whoever hosts or runs it: not filed, not paid, closed.
    Suspended,
    /// A domain for sale, or one whose owner let it go.
    Parked,
    /// A web server without a site: what it shows after it was installed.
    DefaultPage,
    /// The site's own failure, sent as a success.
    ErrorPage,
    /// The page is not there, and the status says it is; or a redirect to the home page.
    SoftNotFound,
    /// The whole site is being built, rebuilt or maintained.
    Maintenance,
    /// Nothing but scripts; a browser would see a page.
    ScriptShell,
    /// Nothing at all.
    EmptyPage,
}

impl OddKind {
    /// Every kind.
    pub const ALL: [Self; 12] = [
        Self::Challenge,
        Self::Blocked,
        Self::RateLimited,
        Self::Captcha,
        Self::Suspended,
        Self::Parked,
        Self::DefaultPage,
        Self::ErrorPage,
        Self::SoftNotFound,
        Self::Maintenance,
        Self::ScriptShell,
        Self::EmptyPage,
    ];

    /// The stable name, for example `soft-404`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Challenge => "challenge",
            Self::Blocked => "blocked",
            Self::RateLimited => "rate-limited",
            Self::Captcha => "captcha",
            Self::Suspended => "suspended",
            Self::Parked => "parked",
            Self::DefaultPage => "default-page",
            Self::ErrorPage => "error-page",
            Self::SoftNotFound => "soft-404",
            Self::Maintenance => "maintenance",
            Self::ScriptShell => "script-shell",
            Self::EmptyPage => "empty-page",
        }
    }

    /// Whether this is news only beside a status in the 200s; other statuses say it themselves.
    fn needs_success(self) -> bool {
        match self {
            Self::SoftNotFound
            | Self::ErrorPage
            | Self::DefaultPage
            | Self::ScriptShell
            | Self::EmptyPage => true,
            Self::Challenge
            | Self::Blocked
            | Self::RateLimited
            | Self::Captcha
            | Self::Suspended
            | Self::Parked
            | Self::Maintenance => false,
        }
    }
}

/// What servers show in place of a page while it loads; a visitor without scripts sees no more.
const LOADING: [&str; 8] = [
    "加载中",
    "正在加载",
    "页面加载中",
    "正在加载中",
    "请稍候",
    "请稍等",
    "loading",
    "please wait",
];

/// Elements that show or hold something without text.
const SHOWN: [&str; 13] = [
    "a", "area", "img", "iframe", "frame", "object", "embed", "svg", "canvas", "video", "input",
    "textarea", "select",
];

/// What the answer is instead of a page; `None` for pages, for attachments, and in doubt. Reads no
/// more of it than it takes to see that it says more than such answers do.
pub fn recognise(capture: &Capture) -> Option<Odd> {
    nothing(capture).or_else(|| {
        let (page, is_whole) = start_of(capture, FULL_CHARACTERS_MAX)?;
        by_page(capture, &Glance::at(&page, is_whole, FULL_CHARACTERS_MAX))
    })
}

/// As [`recognise`], for an answer that was parsed already.
pub fn recognise_page(capture: &Capture, page: &Page) -> Option<Odd> {
    nothing(capture).or_else(|| {
        let glance = || Glance::at(page, true, FULL_CHARACTERS_MAX);
        if is_markup_or_text(capture) { by_page(capture, &glance()) } else { None }
    })
}

fn is_success(capture: &Capture) -> bool {
    (200..300).contains(&capture.status)
}

fn nothing(capture: &Capture) -> Option<Odd> {
    let is_whole = is_success(capture) && capture.truncated.is_none();
    let is_nothing = is_whole && capture.body.iter().all(u8::is_ascii_whitespace);
    let ground = || format!("the body has {} bytes", capture.body.len());
    is_nothing.then(|| odd(OddKind::EmptyPage, ground()))
}

fn by_page(capture: &Capture, glance: &Glance<'_>) -> Option<Odd> {
    let is_short = glance.is_whole && glance.n_characters <= FULL_CHARACTERS_MAX;
    if is_short && let Some(found) = by_words(capture, glance) {
        return Some(found);
    }
    if !is_success(capture) {
        return None;
    }
    let led = by_redirect(capture).map(|ground| odd(OddKind::SoftNotFound, ground));
    led.or_else(|| if is_short { bare(capture, glance) } else { None })
}

fn by_words(capture: &Capture, glance: &Glance<'_>) -> Option<Odd> {
    let seen = Seen::new(capture, glance);
    let rules = RULES.iter().filter(|rule| is_success(capture) || !rule.kind.needs_success());
    rules.into_iter().find_map(|rule| {
        let words = seen.matches(rule)?;
        Some(odd(rule.kind, format!("rule `{}`: {words}", rule.name)))
    })
}

/// A page that shows nothing, and is not on the way to another.
fn bare(capture: &Capture, glance: &Glance<'_>) -> Option<Odd> {
    let text = glance.body_text();
    let said = text.trim_matches(|c: char| !c.is_alphanumeric());
    let shows_nothing = said.is_empty() || is_in(&LOADING, said);
    if !shows_nothing || capture.truncated.is_some() || glance.tagged(&SHOWN).next().is_some() {
        return None;
    }
    if refresh_of(capture, glance).is_some() {
        return None;
    }
    match glance.tagged(&["script"]).count() {
        0 if said.is_empty() => Some(odd(OddKind::EmptyPage, "the page shows nothing".to_owned())),
        0 => None,
        n => Some(odd(OddKind::ScriptShell, format!("{n} scripts and no text but 「{text}」"))),
    }
}

fn is_in(names: &[&str], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

fn odd(kind: OddKind, ground: String) -> Odd {
    Odd { kind, ground }
}
