//! # What it asks
//! How many editions in other languages or scripts the site has.
//!
//! # Why it counts
//! Those who do not read simplified Chinese live, invest and travel here too.
//!
//! # How it is judged
//! A visible link called English, 繁體, 日本語 … leads to a page that is not the home page again and is
//! in that language: English, Russian and their like with more letters of their script than Chinese characters,
//! Japanese and Korean with some of theirs, traditional Chinese with a page of its own. Each language once.
//! Buttons by which a script changes the characters of the page are not editions.
//!
//! # When it is unknown
//! None of the editions could be had for reasons that are not the site's, or the home page is a shell
//! that only a browser fills.
//!
//! # Source
//! 《政府网站发展指引》(国办发〔2017〕47号), 多语言版本.

use probe_sdk::criteria::sampling::distinct;
use probe_sdk::criteria::surroundings::Surroundings;
use probe_sdk::criteria::targets::{Target, targets};
use probe_sdk::criteria::words::{compact, length};
use probe_sdk::{Criterion, Hit, Judged, LINKS_MAX, Link, Page, Step, Stop, Task, UnknownReason};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "languages",
    title: "多语种与繁体版",
    roles: &["home"],
    points: &["C1.1-7"],
    judge,
};

/// A language: what its edition is called, and whether a character is of its script.
struct Language {
    names: &'static [&'static str],
    is_script: fn(char) -> bool,
    /// Whether its texts have Chinese characters too.
    is_mixed: bool,
}

const LANGUAGES: [Language; 9] = [
    Language { names: &["English", "ENGLISH", "英文"], is_script: is_latin, is_mixed: false },
    Language {
        names: &["繁體", "繁体", "正體"],
        is_script: |c| ('\u{4e00}'..='\u{9fff}').contains(&c),
        is_mixed: true,
    },
    Language {
        names: &["日本語", "日文", "日本语"],
        is_script: |c| ('\u{3040}'..='\u{30ff}').contains(&c),
        is_mixed: true,
    },
    Language {
        names: &["한국어", "한국", "韩文"],
        is_script: |c| ('\u{ac00}'..='\u{d7a3}').contains(&c),
        is_mixed: true,
    },
    Language {
        names: &["Русский", "俄文"],
        is_script: |c| ('\u{0400}'..='\u{04ff}').contains(&c),
        is_mixed: false,
    },
    Language { names: &["Français", "法文"], is_script: is_latin, is_mixed: false },
    Language { names: &["Deutsch", "德文"], is_script: is_latin, is_mixed: false },
    Language { names: &["Español", "西班牙文"], is_script: is_latin, is_mixed: false },
    Language {
        names: &["العربية", "عربي", "阿拉伯文"],
        is_script: |c| ('\u{0600}'..='\u{06ff}').contains(&c),
        is_mixed: false,
    },
];

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || ('\u{c0}'..='\u{24f}').contains(&c)
}

/// Characters of the longest name of an edition: `English Version`.
const NAME_CHARS_MAX: usize = 15;

/// Characters of a script that make a page one of that language.
const SCRIPT_CHARS_MIN: usize = 20;

/// Editions tried.
const TRIES_MAX: usize = 9;

fn judge(task: &Task) -> Step<Judged> {
    let home = task.start()?;
    let named: Vec<(usize, Link)> = LANGUAGES
        .iter()
        .enumerate()
        .filter_map(|(at, language)| Some((at, edition(home, language)?)))
        .collect();
    let links: Vec<Link> = named.iter().map(|(_, link)| link.clone()).take(TRIES_MAX).collect();
    let found = targets(&links, "edition")?;
    let mut editions = Vec::new();
    let mut unread = None;
    for ((at, link), target) in named.into_iter().zip(found) {
        let language = LANGUAGES.get(at);
        match target {
            Target::Page(page) if page != home && language.is_some_and(|l| l.is_of(page)) => {
                editions.push(link);
            }
            Target::NotKnown(why) => {
                let note = format!("{}: {why}", link.url);
                unread = unread.or(Some(Stop::Unknown(UnknownReason::PageMissing, note)));
            }
            Target::Page(_) | Target::Dead(_) => {}
        }
    }
    match unread {
        Some(stop) if editions.is_empty() => Err(stop),
        _ if editions.is_empty() => Err(home.absent("no edition in another language")),
        _ => {
            let n_editions = u32::try_from(editions.len()).unwrap_or(u32::MAX);
            Ok(Judged::number(f64::from(n_editions), "items").seen(editions))
        }
    }
}

fn edition(home: Page, language: &Language) -> Option<Link> {
    let own = home.info().url;
    let links = distinct(home.links(language.names, LINKS_MAX)).into_iter();
    let mut links = links.filter(|link| {
        let hit = Hit { page: home, node: link.node, text: String::new() };
        let is_name = length(&compact(&link.text)) <= NAME_CHARS_MAX;
        is_name && link.url != own && Surroundings::of(&hit).is_site()
    });
    links.next()
}

impl Language {
    fn is_of(&self, page: Page) -> bool {
        let text = page.text();
        let n_script = text.chars().filter(|c| (self.is_script)(*c)).count();
        let n_chinese = text.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count();
        n_script >= SCRIPT_CHARS_MIN && (self.is_mixed || n_script > n_chinese)
    }
}
