//! The templates: ten ways in which content systems and the offices that bought them build pages.
//! `$name` stands for what is put in.

mod modern;
mod old;

use super::day::Written;

/// How a template writes links within its host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reference {
    /// `/zwgk/index.html`
    Rooted,
    /// `../zwgk/index.html`
    Relative,
    /// `zwgk/index.html` below a `<base>`
    Based,
    /// `//www.example.test/zwgk/index.html`
    NoScheme,
    /// The whole address.
    Whole,
}

/// How a template's pages are encoded, and what is said about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Charset {
    /// UTF-8, in header and page.
    Utf8,
    /// GBK, named `gb2312` in the page only.
    Gbk,
    /// GBK, and the header says ISO-8859-1.
    GbkAsLatin1,
}

/// A template.
#[derive(Debug)]
pub(crate) struct Theme {
    /// Position in [`THEMES`].
    pub(crate) number: usize,
    /// For people who look for a page's kind.
    pub(crate) name: &'static str,
    pub(crate) charset: Charset,
    pub(crate) reference: Reference,
    pub(crate) written: Written,
    /// Address of a column: `$name`, `$id`.
    pub(crate) column: &'static str,
    /// Address of a page in a column: `$name`, `$id`, `$month` (201901), `$day` (20190114).
    pub(crate) leaf: &'static str,
    /// `$head`, `$nav`, `$note`, `$crumb`, `$body`, `$foot`.
    pub(crate) page: &'static str,
    pub(crate) nav: Lines,
    pub(crate) heading: &'static str,
    pub(crate) links: Lines,
    /// Around a link's day, which is `$day`.
    pub(crate) day: &'static str,
    pub(crate) table: Grid,
    pub(crate) facts: Lines,
    pub(crate) text: &'static str,
    pub(crate) form: Lines,
}

/// What repeats, and what is before and after it.
#[derive(Debug)]
pub(crate) struct Lines {
    pub(crate) open: &'static str,
    /// `$href`, `$text`, `$day`; `$label`, `$value`.
    pub(crate) line: &'static str,
    pub(crate) close: &'static str,
}

/// A table's parts.
#[derive(Debug)]
pub(crate) struct Grid {
    pub(crate) open: &'static str,
    pub(crate) head: &'static str,
    pub(crate) cell: &'static str,
    pub(crate) row: &'static str,
    pub(crate) close: &'static str,
}

/// Every template.
pub(crate) const THEMES: [Theme; 10] = [
    modern::LISTS,
    old::NESTED,
    modern::CARDS,
    modern::TERMS,
    old::UPPER,
    old::TRS,
    modern::ART,
    modern::SERVED,
    old::BUILDER,
    modern::GRID,
];

impl Theme {
    /// Around a heading and what it heads.
    pub(crate) fn group(&self) -> (&'static str, &'static str) {
        match self.name {
            "nested" => {
                ("<table width=\"100%\" border=\"0\"><tr><td>\r\n", "</td></tr></table>\r\n")
            }
            "upper" => ("<TABLE WIDTH=100%><TR><TD>\n", "</TABLE>\n"),
            "grid" => ("<section class=\"panel\">\n", "</section>\n"),
            _ => ("<div class=\"box\">\n", "</div>\n"),
        }
    }

    /// The address of a column or page on its host.
    pub(crate) fn path(&self, is_leaf: bool, name: &str, id: usize, day: &str) -> String {
        let pattern = if is_leaf { self.leaf } else { self.column };
        let month = day.get(..6).unwrap_or_default();
        let id = id.to_string();
        let words = [("name", name), ("id", &id), ("month", month), ("day", day)];
        let mut path = String::new();
        super::write::fill(&mut path, pattern, &words);
        path
    }
}
