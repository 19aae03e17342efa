//! Declared points: `[[point.<kind>]]` tables that the rules probe judges.
//!
//! What is found is of one sort for all tables of a point: truths must all hold,
//! shares are averaged, items are summed, of days the most count.

use std::ops::Range;
use std::rc::Rc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::at::At;
use super::diagnostic::{Problem, Problems};
use super::format::{FILLED, NAME};
use super::score::RawScore;
use super::source::Source;
use super::{hints, json, text};
use crate::codes::Code;

/// The family of the probe that judges declared points.
pub(super) const FAMILY: &str = "rules";
/// Its only criterion.
pub(super) const CRITERION: &str = "declared";
/// The parameter it reads.
pub(super) const PARAM: &str = "rules";

/// Rule tables of one point. The rules probe takes no more; a point with more is
/// several points.
const TABLES_MAX: usize = 32;

/// Texts that say something.
type Words = Vec<Word>;

/// 非空文本。
/// Some text.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(transparent)]
pub(super) struct Word(#[schemars(regex(pattern = FILLED))] String);

/// 词语是否出现在页面上。
/// Whether words stand on the page.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Keyword {
    /// 出现其中之一即可；与 `all` 二选一。
    /// One of them is enough; either this or `all`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1))]
    any: Option<Words>,
    /// 须全部出现。
    /// All of them are wanted.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1))]
    all: Option<Words>,
    /// 在哪些元素里找，CSS 选择器。
    /// The elements to look in, a CSS selector.
    #[serde(default = "body")]
    css: Word,
    /// `present`：是或否；`share`：`all` 中出现的比例。
    /// `present`: yes or no; `share`: the share of `all` that stands there.
    #[serde(default)]
    meaning: Meaning,
}

/// What a keyword rule finds.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Meaning {
    #[default]
    Present,
    Share,
}

/// 页面上有没有指向某处的链接。
/// Whether the page links to something.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Link {
    /// 链接文字含其中之一。
    /// Words of which the text of a link holds one.
    #[schemars(length(min = 1))]
    any: Words,
    /// 至少几个链接。
    /// How many links there must be.
    #[serde(default = "one")]
    #[schemars(range(min = 1, max = 1000))]
    at_least: u32,
    /// 目标页的角色；写了就要求目标页也能打开。
    /// Role of the target; if given, the target must be had too.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = NAME))]
    follow: Option<String>,
}

/// 页面上最新的日期距采集日几天。
/// Days from the newest date on the page to the day of collection.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Freshness {
    /// 在哪些元素里找日期，CSS 选择器。
    /// The elements to look for dates in, a CSS selector.
    #[serde(default = "body")]
    css: Word,
    /// 还看哪些 `<meta name=…>`。
    /// Names of `<meta>` elements to look at too.
    #[serde(default)]
    meta: Words,
    /// 先从起始页点开一个链接：文字含其中之一，靠前的优先。
    /// Words of a link to follow first, one click from the start page; earlier words first.
    #[serde(default)]
    follow: Words,
}

/// 页面上有几个。
/// How many there are on the page.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Count {
    /// 数哪些元素，CSS 选择器。
    /// The elements to count, a CSS selector.
    css: Word,
    /// 只数含其中之一的元素。
    /// Count only elements that hold one of these words.
    #[serde(default)]
    any: Words,
    /// 数不同的：有 `any` 则数出现了几个词，否则数不同的文字。
    /// Count what differs: the words of `any` that occur, or different texts without `any`.
    #[serde(default)]
    distinct: bool,
}

/// 页面上要素标签的齐全率。
/// The share of labels that stand on the page.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Elements {
    /// 要素，每项列出同义的标签。
    /// The elements; each is a list of labels that mean the same.
    #[schemars(length(min = 1))]
    labels: Vec<Synonyms>,
    /// 在哪些元素里找，CSS 选择器。
    /// The elements to look in, a CSS selector.
    #[serde(default = "body")]
    css: Word,
    /// 先从起始页点开一个链接：文字含其中之一，靠前的优先。
    /// Words of a link to follow first, one click from the start page; earlier words first.
    #[serde(default)]
    follow: Words,
}

/// 同义的标签。
/// Labels that mean the same.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(transparent)]
pub(super) struct Synonyms(#[schemars(length(min = 1))] Words);

fn body() -> Word {
    Word("body".to_owned())
}

fn one() -> u32 {
    1
}

/// A rule as the rules probe reads it: `{"kind":"keyword", …}`.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Rule<'a> {
    Keyword(&'a Keyword),
    Link(&'a Link),
    Freshness(&'a Freshness),
    Count(&'a Count),
    Elements(&'a Elements),
}

/// What a rule finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Truth,
    Share,
    Days,
    Items,
}

impl Sort {
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Truth => ("是否", "yes or no"),
            Self::Share => ("比例", "a share"),
            Self::Days => ("天数", "days"),
            Self::Items => ("数量", "a number of items"),
        }
    }

    /// Kinds of score that fit.
    fn scores(self) -> &'static [&'static str] {
        match self {
            Self::Truth => &["bool"],
            Self::Share => &["ratio", "formula"],
            Self::Days => &["steps", "formula"],
            Self::Items => &["count", "count_log", "count_down", "formula"],
        }
    }
}

/// The rule tables of a point.
#[derive(Debug, Clone, Copy)]
pub(super) struct RuleTables<'a> {
    pub(super) keyword: &'a [At<Keyword>],
    pub(super) link: &'a [At<Link>],
    pub(super) freshness: &'a [At<Freshness>],
    pub(super) count: &'a [At<Count>],
    pub(super) elements: &'a [At<Elements>],
}

impl<'a> RuleTables<'a> {
    /// All of them in the order of the file.
    fn in_order(&self) -> Vec<(Range<usize>, Rule<'a>)> {
        fn each<'a, T>(
            tables: &'a [At<T>],
            rule: fn(&'a T) -> Rule<'a>,
        ) -> impl Iterator<Item = (Range<usize>, Rule<'a>)> {
            tables.iter().map(move |table| (table.span(), rule(table.get())))
        }
        let mut rules: Vec<_> = each(self.keyword, Rule::Keyword)
            .chain(each(self.link, Rule::Link))
            .chain(each(self.freshness, Rule::Freshness))
            .chain(each(self.count, Rule::Count))
            .chain(each(self.elements, Rule::Elements))
            .collect();
        rules.sort_by_key(|(span, _)| span.start);
        rules
    }

    /// The place of the first rule; `None` if the point is not a declared one.
    pub(super) fn first(&self) -> Option<Range<usize>> {
        self.in_order().into_iter().next().map(|(span, _)| span)
    }

    /// The rules as JSON for the rules probe; contradictions are reported.
    pub(super) fn check(
        &self,
        source: &Rc<Source>,
        score: &At<RawScore>,
        problems: &mut Problems,
    ) -> String {
        let rules = self.in_order();
        if let Some((span, _)) = rules.get(TABLES_MAX) {
            let zh = format!("一个点位至多 {TABLES_MAX} 个规则表");
            let message = text(zh, format!("a point takes at most {TABLES_MAX} rule tables"));
            problems.push(Problem::new(Code::ManifestRules, source, span.clone(), message));
        }
        let mut sort = None;
        for (span, rule) in &rules {
            let found = rule.check(source, span, problems);
            let first = *sort.get_or_insert(found);
            if first != found {
                let (zh, en) = (found.words(), first.words());
                let message = text(
                    format!("这条规则得出{}，前面的得出{}", zh.0, en.0),
                    format!("this rule finds {}, the ones before {}", zh.1, en.1),
                );
                let hint = text("请分成两个点位", "make two points of it");
                problems.push(
                    Problem::new(Code::ManifestRules, source, span.clone(), message).hint(hint),
                );
            }
        }
        if let Some(sort) = sort.filter(|sort| !sort.scores().contains(&score.get().kind())) {
            let kind = score.get().kind();
            let (zh, en) = sort.words();
            let message = text(
                format!("规则得出{zh}，`{kind}` 不能给它计分"),
                format!("the rules find {en}, which `{kind}` cannot score"),
            );
            problems.push(hints::list(
                score.problem(Code::ManifestRules, source, message),
                sort.scores(),
            ));
        }
        let rules: Vec<Rule<'_>> = rules.into_iter().map(|(_, rule)| rule).collect();
        json::to_text(&rules)
    }
}

impl Rule<'_> {
    /// What it finds; reports what a schema cannot say.
    fn check(&self, source: &Rc<Source>, span: &Range<usize>, problems: &mut Problems) -> Sort {
        let mut wrong = |zh: &str, en: &str| {
            problems.push(Problem::new(Code::ManifestRules, source, span.clone(), text(zh, en)));
        };
        match self {
            Self::Keyword(Keyword { any, all, meaning, .. }) => {
                if any.is_some() == all.is_some() {
                    wrong("`any` 与 `all` 须写且只写一个", "takes either `any` or `all`");
                } else if *meaning == Meaning::Share && all.is_none() {
                    wrong("`meaning = \"share\"` 须配 `all`", "`meaning = \"share\"` wants `all`");
                }
                match meaning {
                    Meaning::Present => Sort::Truth,
                    Meaning::Share => Sort::Share,
                }
            }
            Self::Link(_) => Sort::Truth,
            Self::Count(_) => Sort::Items,
            Self::Freshness(_) => Sort::Days,
            Self::Elements(_) => Sort::Share,
        }
    }
}
