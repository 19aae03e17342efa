//! A page before a template writes it: what it says, in blocks.

use super::day::Day;
use super::draft::Column;

/// One thing on a page below another.
#[derive(Debug, Clone)]
pub(crate) enum Block {
    /// A heading, and what it heads comes next.
    Heading(String),
    /// Links under each other.
    Links(Vec<Link>),
    /// Heads and rows; cells are HTML.
    Table(Vec<String>, Vec<Vec<String>>),
    /// Labels and what they say; values are HTML.
    Facts(Vec<(String, String)>),
    /// A paragraph of HTML.
    Text(String),
    /// Something to fill in.
    Form(Form),
    /// HTML as it stands.
    Raw(String),
}

/// A link, with the day of what is behind it.
#[derive(Debug, Clone)]
pub(crate) struct Link {
    pub(crate) text: String,
    /// A whole address, or `javascript:` and the like.
    pub(crate) to: String,
    pub(crate) on: Option<Day>,
}

impl Link {
    pub(crate) fn new(text: impl Into<String>, to: impl Into<String>) -> Self {
        Self { text: text.into(), to: to.into(), on: None }
    }

    pub(crate) fn on(self, day: Day) -> Self {
        Self { on: Some(day), ..self }
    }
}

/// A form: where it is sent, what it asks for, what its button says.
#[derive(Debug, Clone)]
pub(crate) struct Form {
    pub(crate) to: String,
    pub(crate) is_query: bool,
    pub(crate) fields: Vec<(String, Field)>,
    pub(crate) button: String,
}

/// What a form asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    Line(&'static str),
    Lines(&'static str),
    Secret(&'static str),
    File(&'static str),
}

impl Field {
    pub(crate) fn html(self) -> String {
        match self {
            Self::Line(name) => format!("<input type=\"text\" name=\"{name}\" />"),
            Self::Lines(name) => format!("<textarea name=\"{name}\" rows=\"6\"></textarea>"),
            Self::Secret(name) => format!("<input type=\"password\" name=\"{name}\" />"),
            Self::File(name) => format!("<input type=\"file\" name=\"{name}\" />"),
        }
    }
}

impl Form {
    /// A form that is sent by POST.
    pub(crate) fn post(to: &str, button: &str, fields: &[(&str, Field)]) -> Self {
        let fields = fields.iter().map(|(label, field)| ((*label).to_owned(), *field)).collect();
        Self { to: to.to_owned(), is_query: false, fields, button: button.to_owned() }
    }

    /// A form that asks a question by GET.
    pub(crate) fn query(to: &str, button: &str, fields: &[(&str, Field)]) -> Self {
        Self { is_query: true, ..Self::post(to, button, fields) }
    }
}

/// What empty columns say.
const NOTHING: [&str; 3] = ["栏目建设中", "暂无内容", "暂无数据"];

/// A page: title, what its meta tags say of it, and blocks.
#[derive(Debug, Clone, Default)]
pub(crate) struct Doc {
    pub(crate) title: String,
    /// The column it is or belongs to; the home page has none.
    pub(crate) column: Option<String>,
    /// Day and title of an article.
    pub(crate) article: Option<(Day, String)>,
    pub(crate) blocks: Vec<Block>,
    /// What scripts would add below, for renderings.
    pub(crate) by_scripts: Vec<Block>,
    /// HTML for the head.
    pub(crate) head: String,
}

impl Doc {
    pub(crate) fn new(title: impl Into<String>, blocks: Vec<Block>) -> Self {
        let title = title.into();
        Self { column: Some(title.clone()), title, blocks, ..Self::default() }
    }

    /// What it holds as a column: dated entries, or words that say there are none; `None` for other
    /// pages.
    pub(crate) fn holds(&self) -> Option<Column> {
        let newest = self.blocks.iter().flat_map(|block| match block {
            Block::Links(links) => links.iter().filter_map(|link| link.on).collect(),
            Block::Heading(_)
            | Block::Table(..)
            | Block::Facts(_)
            | Block::Text(_)
            | Block::Form(_)
            | Block::Raw(_) => Vec::new(),
        });
        let says_nothing = |block: &Block| matches!(block, Block::Text(words) if NOTHING.contains(&words.as_str()));
        let is_empty = || self.blocks.iter().any(says_nothing).then_some(Column::Empty);
        newest.max().map(Column::Newest).or_else(is_empty)
    }
}

/// Facts out of string slices.
pub(crate) fn facts(facts: &[(&str, &str)]) -> Block {
    let owned = |(label, value): &(&str, &str)| ((*label).to_owned(), (*value).to_owned());
    Block::Facts(facts.iter().map(owned).collect())
}

/// A paragraph.
pub(crate) fn text(words: impl Into<String>) -> Block {
    Block::Text(words.into())
}

/// A heading.
pub(crate) fn heading(words: impl Into<String>) -> Block {
    Block::Heading(words.into())
}

/// A table.
pub(crate) fn table(heads: &[&str], rows: Vec<Vec<String>>) -> Block {
    Block::Table(heads.iter().map(|head| (*head).to_owned()).collect(), rows)
}
