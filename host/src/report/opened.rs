//! Stored pages opened from a verdict, as one file of HTML that does nothing.
//!
//! A page's own markup never reaches the file: its text is escaped and put into `div` and
//! `span` without attributes of the page, so nothing runs, loads or links. The policy in the
//! head says so to the browser a second time.

mod marks;
mod text;

use std::io;

use bluebook_dom::Page;
use data_encoding::BASE64;

pub(super) use self::marks::find as find_quote;
pub(super) use self::text::escape;
pub use self::text::{SourcePart, source_parts};
use self::text::{write_source, write_text};
use crate::model::Digest;

/// Words seen on a page: the element, where one is named, and the quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Element in the page's tree.
    pub node: Option<u32>,
    /// The words.
    pub quote: String,
}

/// A page to show.
#[derive(Debug)]
pub struct OpenedPage<'a> {
    /// What there is to know, as label and value, in the order shown.
    pub facts: Vec<(&'static str, String)>,
    /// The page; `None` where it could not be had, which the facts then say.
    pub page: Option<&'a Page>,
    /// What to mark on it.
    pub seen: Vec<Seen>,
}

const STYLE: &str = include_str!("opened/style.css");

/// What the browser may do with the file: nothing but show it in its own style.
pub fn opened_policy() -> String {
    let style = BASE64.encode(Digest::of(STYLE.as_bytes()).bytes());
    format!("default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; form-action 'none'")
}

/// Writes pages under a heading. The first words marked on each page have the id `quote`.
///
/// # Errors
///
/// If `out` fails.
pub fn write_opened(
    out: &mut impl io::Write,
    heading: &str,
    pages: &[OpenedPage<'_>],
) -> io::Result<()> {
    let policy = opened_policy();
    let heading = escape(heading);
    write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"zh\">\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{heading}</title>\n<style>{STYLE}</style>\n<h1>{heading}</h1>\n"
    )?;
    for page in pages {
        write_page(out, page)?;
    }
    writeln!(out, "</html>")
}

fn write_page(out: &mut impl io::Write, opened: &OpenedPage<'_>) -> io::Result<()> {
    writeln!(out, "<section>\n<table class=\"facts\">")?;
    for (label, value) in &opened.facts {
        writeln!(out, "<tr><th>{}</th><td>{}</td></tr>", escape(label), escape(value))?;
    }
    writeln!(out, "</table>")?;
    if let Some(page) = opened.page {
        writeln!(out, "<h2>页面文字 text of the page</h2>\n<div class=\"page\">")?;
        write_text(out, page.tree(), &opened.seen)?;
        writeln!(out, "</div>\n<details>\n<summary>源码 source</summary>\n<pre>")?;
        write_source(out, page.source(), &opened.seen)?;
        writeln!(out, "</pre>\n</details>")?;
    }
    writeln!(out, "</section>")
}
