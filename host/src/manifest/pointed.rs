//! A place in a file that is no manifest, shown as problems of manifests are.

use std::fmt;
use std::ops::Range;
use std::path::Path;
use std::rc::Rc;

use super::reader::shown;
use super::snippet::Snippet;
use super::source::{Place, Source};

/// Bytes of a file with their place; `Display` gives the line with carets below, each after a line break.
#[derive(Debug)]
pub struct Pointed {
    /// The file, for people: without a `..` that can be done without.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    snippet: Snippet,
}

impl Pointed {
    /// The bytes `span` of `text`, which is what the file at `path` holds. Spans beyond the text are its end.
    pub fn new(path: &Path, text: &str, span: Range<usize>) -> Self {
        Self::named(shown(path), text, span)
    }

    /// The same for what is called `file`, which need not be one: an address is shown as it is, with both
    /// its slashes.
    pub fn named(file: String, text: &str, span: Range<usize>) -> Self {
        let source = Rc::new(Source::new(file.clone().into(), file.clone(), text.to_owned(), 0));
        let (line, column, snippet) = Snippet::cut(&Place { source, span });
        Self { file, line, column, snippet }
    }

    /// `file:line:column`.
    pub fn at(&self) -> String {
        format!("{}:{}:{}", self.file, self.line, self.column)
    }
}

impl fmt::Display for Pointed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.snippet.write(f, self.line)
    }
}
