//! What the rules go by, and how they look for it.

use super::OddKind;
use crate::evidence::Capture;
use crate::fetch::glance::Glance;

/// One way to tell an answer that is no page: all signs together, on a page of the size or smaller.
#[derive(Debug)]
pub(super) struct Rule {
    pub(super) kind: OddKind,
    /// What people call the product or the phrase.
    pub(super) name: &'static str,
    pub(super) size: Size,
    pub(super) signs: &'static [Sign],
}

/// How much a page may say besides the words of a rule. The smaller, the less a rule's words need to
/// be a product's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Size {
    /// One sentence: 40 characters, 2 links. A short notice of an office has a date and a signature
    /// besides.
    Line,
    /// A sentence or two and a button: 120 characters, 5 links.
    Bare,
    /// A notice with its explanation: 400 characters, 15 links. The refusals of firewalls list causes
    /// and ways out.
    Notice,
    /// A site's menu around a notice: 1,500 characters, any number of links. Home pages have more.
    Full,
}

/// Characters of the largest page that can be odd.
pub(super) const FULL_CHARACTERS_MAX: usize = 1500;

/// Something to see in an answer. White space and the case of ASCII do not matter in words.
#[derive(Debug, Clone, Copy)]
pub(super) enum Sign {
    /// Words in what a visitor reads.
    Text(&'static str),
    /// The title, or a part of it between `-`, `_` or `|`, is these words.
    Title(&'static str),
    /// A string in the source, as it stands.
    Source(&'static str),
    /// A response header's name, and a string its value holds.
    Header(&'static str, &'static str),
    /// The status.
    Status(u16),
    /// The visitor is asked for one entry or none; a form of a service or a login asks for more.
    OneField,
}

impl Size {
    fn holds(self, n_characters: usize, n_links: usize) -> bool {
        match self {
            Self::Line => n_characters <= 40 && n_links <= 2,
            Self::Bare => n_characters <= 120 && n_links <= 5,
            Self::Notice => n_characters <= 400 && n_links <= 15,
            Self::Full => n_characters <= FULL_CHARACTERS_MAX,
        }
    }
}

/// Characters of a page's own words on either side of those a rule names, in a ground.
const QUOTE_MARGIN: usize = 12;

/// An answer laid out for the rules.
pub(super) struct Seen<'a> {
    capture: &'a Capture,
    glance: &'a Glance<'a>,
    n_links: usize,
    n_fields: usize,
    title: String,
    text: String,
    squeezed: Squeezed,
}

impl<'a> Seen<'a> {
    pub(super) fn new(capture: &'a Capture, glance: &'a Glance<'a>) -> Self {
        let title = glance.tagged(&["title"]).next();
        let text = glance.text();
        Self {
            capture,
            glance,
            n_links: glance.n_links(),
            n_fields: n_fields(glance),
            title: title.map_or("", |node| glance.tree().text_of(node)).to_owned(),
            squeezed: Squeezed::of(&text),
            text,
        }
    }

    /// What was seen of the rule's signs, for people; `None` unless all were.
    pub(super) fn matches(&self, rule: &Rule) -> Option<String> {
        if !rule.size.holds(self.glance.n_characters, self.n_links) {
            return None;
        }
        let seen: Option<Vec<String>> = rule.signs.iter().map(|sign| self.sees(*sign)).collect();
        seen.map(|seen| seen.join(", "))
    }

    fn sees(&self, sign: Sign) -> Option<String> {
        match sign {
            Sign::Text(words) => {
                let quote = self.squeezed.quote(&self.text, words)?;
                Some(format!("text 「{quote}」"))
            }
            Sign::Title(words) => has_part(&self.title, words).then(|| {
                let title = self.title.split_whitespace().collect::<Vec<_>>().join(" ");
                format!("title 「{title}」")
            }),
            Sign::Source(string) => {
                self.glance.page.source().contains(string).then(|| format!("source `{string}`"))
            }
            Sign::Header(name, string) => {
                let mut values = self
                    .capture
                    .headers
                    .iter()
                    .filter(|(known, _)| known.eq_ignore_ascii_case(name));
                values
                    .any(|(_, value)| value.contains(string))
                    .then(|| format!("header {name} `{string}`"))
            }
            Sign::Status(status) => {
                (self.capture.status == status).then(|| format!("status {status}"))
            }
            Sign::OneField => (self.n_fields <= 1).then(|| format!("{} fields", self.n_fields)),
        }
    }
}

fn n_fields(glance: &Glance<'_>) -> usize {
    let tree = glance.tree();
    let is_field = |&node: &u32| {
        let kind = tree.attr(node, "type").unwrap_or("text").to_ascii_lowercase();
        tree.name(node) != "input"
            || !matches!(kind.as_str(), "hidden" | "submit" | "button" | "image" | "reset")
    };
    glance.tagged(&["input", "textarea", "select"]).filter(is_field).count()
}

fn has_part(title: &str, words: &str) -> bool {
    let plain = |text: &str| {
        let text = Squeezed::of(text).text;
        text.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
    };
    let words = plain(words);
    let parts = title.split(['-', '_', '|', '—', '–', '·']);
    std::iter::once(title).chain(parts).any(|part| plain(part) == words)
}

/// A text in lower case without white space, and where its bytes were.
struct Squeezed {
    text: String,
    places: Vec<usize>,
}

impl Squeezed {
    fn of(text: &str) -> Self {
        let (mut squeezed, mut places) = (String::with_capacity(text.len()), Vec::new());
        for (place, char) in text.char_indices().filter(|(_, char)| !char.is_whitespace()) {
            squeezed.push(char.to_ascii_lowercase());
            places.resize(squeezed.len(), place);
        }
        Self { text: squeezed, places }
    }

    /// The words where they stand in `text`, with a little around them.
    fn quote(&self, text: &str, words: &str) -> Option<String> {
        let words = Self::of(words).text;
        let at = self.text.find(&words)?;
        let from = *self.places.get(at)?;
        let last = *self.places.get((at + words.len()).checked_sub(1)?)?;
        let before: Vec<char> = text.get(..from)?.chars().rev().take(QUOTE_MARGIN).collect();
        let n_chars = text.get(from..last)?.chars().count() + 1 + QUOTE_MARGIN;
        Some(before.iter().rev().copied().chain(text.get(from..)?.chars().take(n_chars)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::{Squeezed, has_part};

    #[track_caller]
    fn check_quote(text: &str, words: &str, expected: Option<&str>) {
        assert_eq!(Squeezed::of(text).quote(text, words).as_deref(), expected);
    }

    #[test]
    fn words_are_found_across_white_space_and_quoted_as_they_stand() {
        check_quote("很抱歉，页 面 不存在。", "页面不存在", Some("很抱歉，页 面 不存在。"));
        check_quote("Just A Moment", "just a moment", Some("Just A Moment"));
        check_quote(
            "0123456789012345访问0123456789012345",
            "访问",
            Some("456789012345访问012345678901"),
        );
        check_quote("访问", "不访问", None);
        check_quote("", "访问", None);
    }

    #[track_caller]
    fn check_title(title: &str, words: &str, expected: bool) {
        assert_eq!(has_part(title, words), expected, "{title}");
    }

    #[test]
    fn a_title_is_matched_by_whole_parts() {
        check_title("404 - 某市人民政府", "404", true);
        check_title("某市人民政府_页面不存在！", "页面不存在", true);
        check_title(" Just a moment...", "just a moment", true);
        check_title("404路公交线路调整", "404", false);
        check_title("关于页面不存在问题的说明", "页面不存在", false);
    }
}
