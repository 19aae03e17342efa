//! A manifest file in memory, and places in it.

use std::ops::Range;
use std::rc::Rc;

/// One file that was read.
#[derive(Debug)]
pub(super) struct Source {
    /// As it is shown to people.
    pub(super) path: String,
    /// All of it.
    pub(super) text: String,
    /// Position in the order of reading; problems are listed by it.
    pub(super) order: usize,
}

/// Some bytes of a file.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub(super) source: Rc<Source>,
    pub(super) span: Range<usize>,
}
