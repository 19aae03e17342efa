//! A manifest file in memory, and places in it.

use std::ops::Range;
use std::path::PathBuf;
use std::rc::Rc;

/// One file that was read.
#[derive(Debug)]
pub(super) struct Source {
    /// As it was opened.
    pub(super) file: PathBuf,
    /// As it is shown to people.
    pub(super) path: String,
    /// All of it.
    pub(super) text: String,
    /// Position in the order of reading; problems are listed by it.
    pub(super) order: usize,
    /// Offsets at which lines begin, ascending.
    lines: Vec<usize>,
}

impl Source {
    pub(super) fn new(file: PathBuf, path: String, text: String, order: usize) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let lines = std::iter::once(0).chain(ends.map(|(end, _)| end + 1)).collect();
        Self { file, path, text, order, lines }
    }

    /// The line that holds the byte at `offset`, from 1.
    pub(super) fn line_of(&self, offset: usize) -> usize {
        self.lines.partition_point(|start| *start <= offset)
    }
}

/// Some bytes of a file.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub(super) source: Rc<Source>,
    pub(super) span: Range<usize>,
}
