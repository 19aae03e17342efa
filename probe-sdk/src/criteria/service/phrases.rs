//! Phrases that name a matter, and which link names it best.

use super::super::words::{compact, length, spaced};
use crate::page::{LINKS_MAX, Link, Page};
use crate::task::Task;

/// Characters of the longest link that is still the name of an entry; more is a headline.
pub const LABEL_CHARS_MAX: usize = 24;

/// Words of headlines about a matter: tried last, as news is hardly ever the way to a service.
const NEWS: [&str; 17] = [
    "关于",
    "通知",
    "公告",
    "通告",
    "公示",
    "解读",
    "新闻",
    "答记者问",
    "召开",
    "举行",
    "印发",
    "发布会",
    "启动",
    "圆满",
    "培训会",
    "动员",
    "会议",
];

/// Phrases, any of which names what is looked for. The words of a phrase must all be there, in any
/// order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrases {
    all: Vec<Vec<String>>,
    /// The first word of each as it was written: the host searches letter by letter.
    heads: Vec<String>,
}

impl Phrases {
    /// Phrases out of texts; blank ones are left out.
    pub fn new<S: AsRef<str>>(texts: &[S]) -> Self {
        let words = |text: &S| text.as_ref().split_whitespace().map(compact).collect();
        let all = texts.iter().map(words).filter(|words: &Vec<String>| !words.is_empty());
        let head = |text: &S| text.as_ref().split_whitespace().next().map(str::to_owned);
        Self { all: all.collect(), heads: texts.iter().filter_map(head).collect() }
    }

    /// The phrases of a parameter.
    pub fn of(task: &Task, key: &str) -> Self {
        Self::new(&task.words(key))
    }

    /// The phrases of a parameter, or these where it is not given.
    pub fn of_or(task: &Task, key: &str, default: &[&str]) -> Self {
        let given = Self::of(task, key);
        if given.is_empty() { Self::new(default) } else { given }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Whether a text holds one of the phrases; white space and width do not matter.
    pub fn hold(&self, text: &str) -> bool {
        self.hold_compact(&compact(text))
    }

    /// As [`Phrases::hold`], for a text that is compact already.
    pub fn hold_compact(&self, text: &str) -> bool {
        self.position(text).is_some()
    }

    /// Which of the phrases a compact text holds first in their order.
    fn position(&self, text: &str) -> Option<usize> {
        self.all.iter().position(|words| words.iter().all(|word| text.contains(word.as_str())))
    }

    /// The links that name what is looked for, with their rank, best first: names before
    /// headlines, an exact name before a longer one, an earlier phrase before a later one, then
    /// document order.
    pub fn links(&self, page: Page) -> Vec<(Rank, Link)> {
        let heads = self.heads();
        let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
        if heads.is_empty() {
            return Vec::new();
        }
        let links = page.links(&heads, LINKS_MAX).into_iter();
        let mut ranked: Vec<(Rank, Link)> =
            links.filter_map(|link| Some((self.rank(&link)?, link))).collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        ranked
    }

    /// One word of each phrase, which a page is asked for; also spaced out, as menus write.
    pub fn heads(&self) -> Vec<String> {
        let spaced = self.heads.iter().map(|head| spaced(head));
        self.heads.iter().cloned().chain(spaced).collect()
    }

    /// The rank of a link by its text, or its title where the text does not say it.
    fn rank(&self, link: &Link) -> Option<Rank> {
        let text = compact(&link.text);
        let position = self.position(&text).or_else(|| {
            let title = link.page.attr_of(link.node, "title")?;
            self.position(&compact(&title))
        })?;
        let named: usize = self.all.get(position)?.iter().map(String::len).sum();
        Some(Rank {
            is_news: is_news(&text),
            is_longer: named != text.len(),
            position,
            n_chars: length(&text),
        })
    }
}

/// How well a link names what is looked for; the least is the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    /// A headline and not a name.
    pub is_news: bool,
    /// Something besides the phrase.
    is_longer: bool,
    /// Which phrase.
    position: usize,
    n_chars: usize,
}

/// Whether a link's text is a headline and not a name.
pub fn is_news(text: &str) -> bool {
    length(text) > LABEL_CHARS_MAX || NEWS.iter().any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::{Phrases, is_news};

    #[track_caller]
    fn check(phrases: &[&str], text: &str, expected: bool) {
        assert_eq!(Phrases::new(phrases).hold(text), expected, "{text}");
    }

    #[test]
    fn all_words_of_a_phrase_must_be_there() {
        check(&["机动车 检验"], "机 动 车 检 验 预 约", true);
        check(&["机动车 检验"], "检验机动车", true);
        check(&["机动车 检验"], "锅炉检验", false);
        check(&["机动车 检验", "年检"], "车辆年检", true);
        check(&[" "], "车辆年检", false);
    }

    #[test]
    fn headlines_are_no_names() {
        assert!(is_news("关于开展社保卡申领的通知"));
        assert!(!is_news("社保卡申领"));
    }
}
