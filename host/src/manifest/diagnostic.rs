//! Errors a manifest author can act on: place, problem, way out.
//!
//! While files are read, problems are kept as byte spans; lines and columns are
//! worked out at the end, for the problems that are shown.

use std::fmt;
use std::ops::Range;
use std::rc::Rc;

use serde::Serialize;

use super::snippet::Snippet;
use super::source::{Place, Source};
use crate::codes::{self, Code, Coded};
use crate::model::Text;

/// Problems that are shown. One screenful is read; the rest is counted, so that
/// a file of garbage neither fills the memory nor the terminal.
const SHOWN_MAX: usize = 200;

/// Values that a hint lists.
const HINT_VALUES_MAX: usize = 24;

/// What to do about a problem.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hint {
    /// For people.
    #[serde(flatten)]
    pub text: Text,
    /// The values that would be right, if the text is about such.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<String>,
}

/// A second place that belongs to a problem, for example the first of two equal ids.
#[derive(Debug, Serialize)]
pub struct Related {
    /// What is there.
    pub message: Text,
    /// The file, relative to where the program was started or absolute.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    #[serde(skip)]
    snippet: Snippet,
}

/// One problem in one manifest.
///
/// `Display` gives the whole text a person sees:
///
/// ```text
/// manifests/blue-book-2019/points/A1.2.toml:9:10: 错误 error[manifest-range]: `weight` 为 150，应在 0 至 100 之间 · `weight` is 150, not from 0 to 100
///   |
/// 9 | weight = 150
///   |          ^^^
/// hint: 占所属指标的百分比 · share of its indicator, in per cent
/// ```
#[derive(Debug, Serialize)]
pub struct Diagnostic {
    /// What it is called.
    pub code: Code,
    /// The file, relative to where the program was started or absolute.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// One sentence.
    pub message: Text,
    /// What to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<Hint>,
    /// The other place, where two disagree.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub related: Option<Related>,
    #[serde(skip)]
    snippet: Snippet,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { code, file, line, column, message, .. } = self;
        let said = format!("{file}:{line}:{column}: {} · {}", message.zh, message.en);
        write!(f, "{}", codes::shown(*code, &said))?;
        self.snippet.write(f, *line)?;
        if let Some(Related { message, file, line, column, snippet }) = &self.related {
            write!(f, "\n{file}:{line}:{column}: {} · {}", message.zh, message.en)?;
            snippet.write(f, *line)?;
        }
        if let Some(Hint { text, values }) = &self.hint {
            write!(f, "\nhint: {} · {}", text.zh, text.en)?;
            if !values.is_empty() {
                write!(f, ": {}", listed(values))?;
            }
        }
        Ok(())
    }
}

fn listed(values: &[String]) -> String {
    let mut list: Vec<String> =
        values.iter().take(HINT_VALUES_MAX).map(|value| format!("`{value}`")).collect();
    if values.len() > HINT_VALUES_MAX {
        list.push(format!("… ({})", values.len()));
    }
    list.join(", ")
}

/// Whose files have problems.
#[derive(Debug, Clone, Copy)]
enum Whose {
    Manifests,
    /// Those in the folder of a probe.
    Probe,
}

/// All problems of a set of manifests or of a probe's files, by file and place.
#[derive(Debug, Serialize)]
pub struct Diagnostics {
    /// At most 200.
    items: Vec<Diagnostic>,
    n_more: usize,
    #[serde(skip)]
    whose: Whose,
}

impl Diagnostics {
    /// The problems that are shown, by file and place.
    pub fn items(&self) -> &[Diagnostic] {
        &self.items
    }

    /// How many more there are.
    pub fn n_more(&self) -> usize {
        self.n_more
    }

    /// The same, of files in the folder of a probe.
    pub(super) fn of_probe(self) -> Self {
        Self { whose: Whose::Probe, ..self }
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for item in &self.items {
            write!(f, "{item}\n\n")?;
        }
        let n = self.items.len() + self.n_more;
        let s = if n == 1 { "" } else { "s" };
        match self.whose {
            Whose::Manifests => write!(f, "清单有 {n} 处错误 · {n} error{s} in the manifests")?,
            Whose::Probe => {
                write!(f, "探针的文件有 {n} 处错误 · {n} error{s} in the probe's files")?;
            }
        }
        if self.n_more > 0 {
            write!(f, "（未列出 {0} 处 · {0} not shown）", self.n_more)?;
        }
        Ok(())
    }
}

impl std::error::Error for Diagnostics {}

impl Coded for Diagnostics {
    /// That of the first.
    fn code(&self) -> Code {
        self.items.first().map_or(Code::ManifestUnreadable, |first| first.code)
    }
}

/// A problem as it is found.
#[derive(Debug)]
pub(super) struct Problem {
    code: Code,
    place: Place,
    message: Text,
    hint: Option<Hint>,
    related: Option<(Text, Place)>,
}

impl Problem {
    /// One sentence about the bytes `span` of `source`.
    pub(super) fn new(code: Code, source: &Rc<Source>, span: Range<usize>, message: Text) -> Self {
        let place = Place { source: Rc::clone(source), span };
        Self { code, place, message, hint: None, related: None }
    }

    /// Adds what to do.
    pub(super) fn hint(self, text: Text) -> Self {
        self.hint_values(text, Vec::new())
    }

    /// Adds what to do, and the values that would be right.
    pub(super) fn hint_values(self, text: Text, values: Vec<String>) -> Self {
        Self { hint: Some(Hint { text, values }), ..self }
    }

    /// Adds another place.
    pub(super) fn related(self, message: Text, place: Place) -> Self {
        Self { related: Some((message, place)), ..self }
    }

    fn into_diagnostic(self) -> Diagnostic {
        let (line, column, snippet) = Snippet::cut(&self.place);
        let related = self.related.map(|(message, place)| {
            let (line, column, snippet) = Snippet::cut(&place);
            Related { message, file: place.source.path.clone(), line, column, snippet }
        });
        let file = self.place.source.path.clone();
        let Self { code, message, hint, .. } = self;
        Diagnostic { code, file, line, column, message, hint, related, snippet }
    }
}

/// Collects problems; reading goes on after each.
#[derive(Debug, Default)]
pub(super) struct Problems {
    kept: Vec<Problem>,
    n_more: usize,
}

impl Problems {
    pub(super) fn push(&mut self, problem: Problem) {
        if self.kept.len() < SHOWN_MAX {
            self.kept.push(problem);
        } else {
            self.n_more += 1;
        }
    }

    /// How many were pushed so far.
    pub(super) fn count(&self) -> usize {
        self.kept.len() + self.n_more
    }

    /// Whether more will only be counted, so that no hint is worth looking for.
    pub(super) fn is_full(&self) -> bool {
        self.kept.len() == SHOWN_MAX
    }

    /// What was made of the files, if there was no problem at all.
    ///
    /// # Errors
    ///
    /// All problems otherwise.
    pub(super) fn finish<T>(mut self, made: Option<T>) -> Result<T, Diagnostics> {
        if let Some(made) = made.filter(|_| self.kept.is_empty()) {
            return Ok(made);
        }
        self.kept.sort_by_key(|problem| (problem.place.source.order, problem.place.span.start));
        let items = self.kept.into_iter().map(Problem::into_diagnostic).collect();
        Err(Diagnostics { items, n_more: self.n_more, whose: Whose::Manifests })
    }
}
