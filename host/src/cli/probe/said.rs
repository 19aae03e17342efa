//! What a probe said of pages, in words that can be compared and written down.

use std::io::{self, Write};
use std::path::Path;

use serde_json::{Value, json};

use super::places::span_of;
use crate::manifest::{Pointed, Wanted};
use crate::model::Finding;
use crate::report::clean;
use crate::run::Tried;

/// How far a number may be from the one expected: three decimals are compared, as the SDK's harness
/// writes them.
const NUMBER_TOLERANCE: f64 = 0.000_5;

/// A finding in one word or a few: `true`, a number with its unit, a grade, a text, `unknown` with the
/// reason's name.
pub(super) fn said(finding: &Finding) -> String {
    match finding {
        Finding::Truth(truth) => truth.to_string(),
        Finding::Number(measure) => format!("{} {}", measure.value, measure.unit),
        Finding::Grade(text) | Finding::Text(text) => format!("{text:?}"),
        Finding::Unknown(unknown) => format!("unknown {}", unknown.reason),
    }
}

/// The same for people, with what an unknown notes.
pub(super) fn shown(finding: &Finding) -> String {
    let said = clean(&said(finding));
    match finding {
        Finding::Unknown(unknown) if !unknown.note.is_empty() => {
            format!("{said}（{}：{}）", unknown.reason.zh(), clean(&unknown.note))
        }
        Finding::Unknown(unknown) => format!("{said}（{}）", unknown.reason.zh()),
        Finding::Truth(_) | Finding::Number(_) | Finding::Grade(_) | Finding::Text(_) => said,
    }
}

/// What is expected, in the same words.
pub(super) fn expected(wanted: &Wanted) -> String {
    match wanted {
        Wanted::ToFillIn => "?".to_owned(),
        Wanted::Truth(truth) => truth.to_string(),
        Wanted::Number(value, Some(unit)) => format!("{value} {}", clean(unit)),
        Wanted::Number(value, None) => value.to_string(),
        Wanted::Word(text) => format!("{:?}", clean(text)),
        Wanted::Unknown(reason) => format!("unknown {reason}"),
    }
}

/// Whether what was found is what is expected; a number without a unit is met by any unit.
pub(super) fn agrees(wanted: &Wanted, finding: &Finding) -> bool {
    match (wanted, finding) {
        (Wanted::Truth(wanted), Finding::Truth(truth)) => wanted == truth,
        (Wanted::Number(wanted, unit), Finding::Number(found)) => {
            (wanted - found.value).abs() <= NUMBER_TOLERANCE
                && unit.as_ref().is_none_or(|unit| *unit == found.unit)
        }
        (Wanted::Word(wanted), Finding::Grade(text) | Finding::Text(text)) => wanted == text,
        (Wanted::Unknown(reason), Finding::Unknown(unknown)) => *reason == unknown.reason,
        (
            Wanted::ToFillIn
            | Wanted::Truth(_)
            | Wanted::Number(..)
            | Wanted::Word(_)
            | Wanted::Unknown(_),
            Finding::Truth(_)
            | Finding::Number(_)
            | Finding::Grade(_)
            | Finding::Text(_)
            | Finding::Unknown(_),
        ) => false,
    }
}

/// A place a verdict cites.
#[derive(Debug)]
pub(super) struct Cited {
    /// The saved file, else the page's address.
    file: String,
    /// Where in it, where that can be told.
    place: Option<Pointed>,
    pub(super) quote: String,
}

/// The places a finding cites; `file_of` knows the files of addresses.
pub(super) fn cited<'f>(tried: &Tried, file_of: impl Fn(&str) -> Option<&'f Path>) -> Vec<Cited> {
    let places = tried.found.evidence.iter().filter_map(|(page, node, quote)| {
        let page = &tried.site.pages.get(*page as usize)?.page;
        let path = file_of(page.url()).unwrap_or(Path::new(page.url()));
        let span = span_of(page, *node, quote);
        let place =
            span.map(|span| Pointed::named(path.display().to_string(), page.source(), span));
        Some(Cited { file: path.display().to_string(), place, quote: quote.clone() })
    });
    places.collect()
}

impl Cited {
    /// `file:line:column: “quote”`, and the line itself where `with_line`.
    pub(super) fn write(
        &self,
        out: &mut dyn Write,
        indent: &str,
        with_line: bool,
    ) -> io::Result<()> {
        let Self { file, place, quote } = self;
        let at = place.as_ref().map_or_else(|| clean(file), Pointed::at);
        writeln!(out, "{indent}{at}: “{}”", clean(quote))?;
        match place.as_ref().filter(|_| with_line) {
            Some(place) => write_place(out, place),
            None => Ok(()),
        }
    }

    pub(super) fn json(&self) -> Value {
        let Self { file, place, quote } = self;
        let (line, column) = (place.as_ref().map(|p| p.line), place.as_ref().map(|p| p.column));
        json!({"file": file, "line": line, "column": column, "quote": quote})
    }
}

/// A line of a file with carets, set in a little.
pub(super) fn write_place(out: &mut dyn Write, place: &Pointed) -> io::Result<()> {
    for line in place.to_string().lines().filter(|line| !line.is_empty()) {
        writeln!(out, "    {line}")?;
    }
    Ok(())
}
