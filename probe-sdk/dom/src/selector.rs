//! CSS selectors, as far as judging a page needs them.
//!
//! `*`, `tag`, `#id`, `.class`, `[attr]` with `=`, `~=`, `^=`, `$=`, `*=`, `|=`, quoted or not, with ` i`
//! for any case; `:first-child`, `:last-child`, `:nth-child(…)`, `:not(…)`; the combinators space, `>`,
//! `+`, `~`; groups by comma. Tag and attribute names match in any case, values and classes as they
//! stand. Anything else is an error that says where.

mod kept;
mod matching;
mod parse;

pub use kept::{SELECTORS_KEPT_MAX, Selectors};

/// Longest selector, in bytes: longer ones are made by a program gone wrong.
pub const SELECTOR_BYTES_MAX: usize = 1024;

/// Most compounds in one selector, all groups together: each costs a pass over its candidates.
pub const SELECTOR_PARTS_MAX: usize = 64;

/// A selector, read and checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selector {
    groups: Vec<Complex>,
}

/// What is wrong with a selector, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("selector `{selector}` is wrong at character {position}: {problem}")]
pub struct SelectorError {
    /// The selector as it was given.
    pub selector: String,
    /// Characters before the fault, plus one.
    pub position: usize,
    /// What was found or expected there.
    pub problem: &'static str,
}

/// Compounds from left to right; each combinator ties its compound to the one before.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Complex {
    first: Compound,
    rest: Vec<(Combinator, Compound)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Combinator {
    /// A space: somewhere inside.
    Descendant,
    /// `>`
    Child,
    /// `+`: right after.
    Next,
    /// `~`: somewhere after, under the same parent.
    Later,
}

/// Conditions on one element; none for `*`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Compound {
    tag: Option<String>,
    tests: Vec<Test>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Test {
    Id(String),
    Class(String),
    Attr {
        name: String,
        op: Op,
        value: String,
        any_case: bool,
    },
    LastChild,
    /// `step` times some n from 0, plus `start`.
    NthChild {
        step: i32,
        start: i32,
    },
    Not(Compound),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Op {
    Present,
    Equal,
    Word,
    Prefix,
    Suffix,
    Within,
    /// The value, or the value and a hyphen at the start.
    Dashed,
}

impl Selector {
    /// Reads a selector.
    ///
    /// # Errors
    ///
    /// If it is empty, too long or not of the kind described above.
    pub fn parse(selector: &str) -> Result<Self, SelectorError> {
        parse::parse(selector)
    }
}

#[cfg(test)]
mod tests;
