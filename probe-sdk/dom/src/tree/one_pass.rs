//! A tree in one pass: the rules of the HTML standard, applied while tokens are read, writing straight
//! into the flat tree.
//!
//! The flat tree can only be added to at its end. Most pages never need more. Where the standard moves
//! or inserts elements (misnested formatting around blocks, content between table rows), and wherever a
//! rule is rare enough not to be worth a second implementation, this builder says so and gives up; then
//! html5ever reads the page from the start. So the tree is always the standard's. The names of the
//! insertion modes and steps are the standard's: <https://html.spec.whatwg.org/multipage/parsing.html>.

mod body;
mod foreign;
mod head;
mod kinds;
mod open;
mod raw;
mod references;
mod scan;
mod table;

use super::growth::Growth;
use super::{ELEMENTS_MAX, Tree};
use kinds::{Kinds, Rule};
use open::Open;
use scan::{Piece, Scanner, Tag};

/// Why a page is left to html5ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unsure {
    /// Zero characters, which are dropped here and replaced there.
    Zero,
    /// More attributes in one tag than [`scan::ATTRS_MAX`].
    ManyAttrs,
    /// Elements nested deeper than [`open::OPEN_MAX`].
    Deep,
    /// More formatting elements unclosed than [`open::FORMATS_MAX`].
    ManyFormats,
    /// More than [`ELEMENTS_MAX`].
    ManyElements,
    /// Content in a table but in no cell, which moves before the table.
    Foster,
    /// A formatting element closed inside a block it does not hold.
    Misnested,
    /// `<template>`
    Template,
    /// `<frameset>`
    Frameset,
    /// `<plaintext>`
    Plaintext,
    /// `<math>`
    Math,
    /// `<![CDATA[` in SVG.
    Cdata,
    /// A raw text element that does not end.
    RawEnd,
    /// A script in a comment in a script.
    ScriptInScript,
    /// A second title after the head.
    TitleAfterHead,
    /// A doctype of unknown mode, and a table in a paragraph.
    Quirks,
    /// A character reference where a line feed would be skipped.
    FirstReference,
}

type Sure<T> = Result<T, Unsure>;

/// What becomes of a token in a mode.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Done,
    /// The mode has changed, and the token is looked at again.
    Again,
}

/// The insertion mode. After `</body>` nothing that is kept here differs from the mode before, so the
/// modes after it are left out, and so are those this builder gives up on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Initial,
    BeforeHtml,
    BeforeHead,
    InHead,
    AfterHead,
    InBody,
    InTable,
    InTableBody,
    InRow,
    InCell,
    InCaption,
    InColumnGroup,
}

/// True, false, or not known: a doctype that this builder does not judge.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Quirks {
    Yes,
    No,
    Unknown,
}

struct Builder<'a> {
    scanner: Scanner<'a>,
    growth: Growth,
    kinds: Kinds,
    open: Open,
    mode: Mode,
    quirks: Quirks,
    /// The form element pointer.
    form: Option<u32>,
    /// Text after its references are read, where it has to be looked at before it is put down.
    scratch: String,
}

/// # Errors
///
/// Where this builder is not sure to do as the standard does.
pub(super) fn parse(html: &str) -> Sure<Tree> {
    if memchr::memchr(0, html.as_bytes()).is_some() {
        return Err(Unsure::Zero);
    }
    let growth = Growth::new(html.len());
    let mut builder = Builder {
        scanner: Scanner::new(html),
        kinds: Kinds::default(),
        growth,
        open: Open::default(),
        mode: Mode::Initial,
        quirks: Quirks::Yes,
        form: None,
        scratch: String::new(),
    };
    builder.run()?;
    Ok(builder.growth.finish(false))
}

impl<'a> Builder<'a> {
    fn run(&mut self) -> Sure<()> {
        loop {
            match self.scanner.next(&mut self.growth)? {
                Piece::Text(run) => self.text(run)?,
                Piece::Start(tag) => self.start(tag)?,
                Piece::End(name) => self.end(name)?,
                Piece::Doctype(inside) => self.doctype(inside),
                Piece::Cdata if self.open.is_foreign() => return Err(Unsure::Cdata),
                Piece::Cdata => self.scanner.skip_bogus_comment(),
                Piece::Eof => break,
            }
        }
        self.ensure_body()
    }

    fn start(&mut self, mut tag: Tag) -> Sure<()> {
        tag.kind = self.kinds.of(tag.name, &self.growth.names);
        while self.start_step(tag)? == Step::Again {}
        Ok(())
    }

    fn start_step(&mut self, tag: Tag) -> Sure<Step> {
        if self.open.is_foreign_inside() {
            return self.foreign_start(tag);
        }
        match self.mode {
            Mode::Initial | Mode::BeforeHtml => self.start_before_html(tag),
            Mode::BeforeHead => self.start_before_head(tag),
            Mode::InHead => self.start_in_head(tag),
            Mode::AfterHead => self.start_after_head(tag),
            Mode::InBody => self.start_in_body(tag),
            Mode::InTable => self.start_in_table(tag),
            Mode::InTableBody => self.start_in_table_body(tag),
            Mode::InRow => self.start_in_row(tag),
            Mode::InCell => self.start_in_cell(tag),
            Mode::InCaption => self.start_in_caption(tag),
            Mode::InColumnGroup => self.start_in_column_group(tag),
        }
    }

    fn end(&mut self, name: u32) -> Sure<()> {
        let rule = self.kinds.of(name, &self.growth.names).rule;
        while self.end_step(name, rule)? == Step::Again {}
        Ok(())
    }

    fn end_step(&mut self, name: u32, rule: Rule) -> Sure<Step> {
        if self.open.is_foreign() {
            return self.foreign_end(name, rule);
        }
        self.end_in_mode(name, rule)
    }

    fn end_in_mode(&mut self, name: u32, rule: Rule) -> Sure<Step> {
        match self.mode {
            Mode::Initial | Mode::BeforeHtml => self.end_before_html(rule),
            Mode::BeforeHead => self.end_before_head(rule),
            Mode::InHead => Ok(self.end_in_head(rule)),
            Mode::AfterHead => self.end_after_head(rule),
            Mode::InBody => self.end_in_body(name, rule),
            Mode::InTable => self.end_in_table(name, rule),
            Mode::InTableBody => self.end_in_table_body(name, rule),
            Mode::InRow => self.end_in_row(name, rule),
            Mode::InCell => self.end_in_cell(name, rule),
            Mode::InCaption => self.end_in_caption(name, rule),
            Mode::InColumnGroup => Ok(self.end_in_column_group(rule)),
        }
    }

    fn text(&mut self, run: &'a str) -> Sure<()> {
        if self.open.is_foreign_inside() {
            self.put_text(run);
            return Ok(());
        }
        match self.mode {
            Mode::InBody | Mode::InCell | Mode::InCaption => self.text_in_body(run),
            Mode::InTable | Mode::InTableBody | Mode::InRow => self.text_in_table(run),
            Mode::InColumnGroup => self.text_in_column_group(run),
            Mode::Initial
            | Mode::BeforeHtml
            | Mode::BeforeHead
            | Mode::InHead
            | Mode::AfterHead => self.text_before_body(run),
        }
    }

    /// Appends text to the current element, references read.
    fn put_text(&mut self, run: &str) {
        self.settle();
        references::decode(run, references::Place::Text, self.growth.text());
    }

    /// Closes in the tree what is no longer open, so that what is put down next lands in the current
    /// element.
    fn settle(&mut self) {
        self.growth.close_to(self.open.depth());
    }

    /// Inserts an element for a tag and makes it the current one.
    fn insert(&mut self, tag: Tag) -> Sure<u32> {
        let node = self.insert_void(tag)?;
        self.open.push(node, tag, self.growth.depth())?;
        Ok(node)
    }

    /// Inserts an element for a tag, which has no content.
    fn insert_void(&mut self, tag: Tag) -> Sure<u32> {
        if self.growth.n_nodes() >= ELEMENTS_MAX {
            return Err(Unsure::ManyElements);
        }
        self.settle();
        Ok(self.growth.open(tag.name, tag.attrs))
    }

    /// Inserts an element the source has no tag for.
    fn insert_implied(&mut self, name: &str) -> Sure<u32> {
        let name = self.growth.names.intern(name);
        let tag = Tag::bare(name, self.kinds.of(name, &self.growth.names));
        self.insert(tag)
    }

    /// Opens formatting elements again that a block has closed.
    fn reconstruct(&mut self) -> Sure<()> {
        let Some(first) = self.open.first_to_reconstruct() else { return Ok(()) };
        for place in first..self.open.n_formats() {
            let Some(tag) = self.open.format_tag(place) else { break };
            let node = self.insert(tag)?;
            self.open.replace_format(place, node);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
