//! From text to a typed file: syntax, then shape, then types.

use std::rc::Rc;

use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_json::Value;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue, Deserializer, Error};

use super::diagnostic::{Problem, Problems};
use super::source::Source;
use super::{schema, text, walk};
use crate::codes::Code;

/// A file of which at least the rest can be judged further.
#[derive(Debug)]
pub(super) struct Parsed<T> {
    pub(super) source: Rc<Source>,
    pub(super) raw: T,
    /// Whether nothing was left out. Sums and references are judged only then.
    pub(super) is_whole: bool,
}

/// Which entries of a wrong shape are left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LeftOut {
    /// Those of the file's lists, whole.
    Whole,
    /// Those of lists within them too, each by itself.
    Innermost,
}

/// Reports everything wrong with the syntax or, if that is right, with the shape.
/// Entries of a wrong shape are left out.
pub(super) fn parse<T: DeserializeOwned + JsonSchema>(
    source: &Rc<Source>,
    problems: &mut Problems,
) -> Option<Parsed<T>> {
    parse_leaving_out(LeftOut::Whole, source, problems)
}

/// The same for a file whose entries hold lists of entries that say something by themselves: where one of
/// them or the file's head has a fault, the others are still judged.
pub(super) fn parse_nested<T: DeserializeOwned + JsonSchema>(
    source: &Rc<Source>,
    problems: &mut Problems,
) -> Option<Parsed<T>> {
    parse_leaving_out(LeftOut::Innermost, source, problems)
}

fn parse_leaving_out<T: DeserializeOwned + JsonSchema>(
    left_out: LeftOut,
    source: &Rc<Source>,
    problems: &mut Problems,
) -> Option<Parsed<T>> {
    let (mut table, errors) = DeTable::parse_recoverable(&source.text);
    if !errors.is_empty() {
        // What recovery guessed is not worth judging: it gives errors nobody made.
        report_syntax(source, &errors, problems);
        return None;
    }
    let schema = schema::of::<T>();
    let is_whole = walk::check(source, &table, &schema, problems);
    let fits = is_whole || prune(left_out, source, &mut table, &schema);
    if !fits && left_out == LeftOut::Whole {
        return None;
    }
    match T::deserialize(Deserializer::from(table)) {
        Ok(raw) => Some(Parsed { source: Rc::clone(source), raw, is_whole }),
        // What does not fit has been told.
        Err(_) if !fits => None,
        Err(error) => {
            let message = text("内容有误", error.message());
            problems.push(Problem::new(
                Code::ManifestType,
                source,
                error.span().unwrap_or(0..0),
                message,
            ));
            None
        }
    }
}

fn report_syntax(source: &Rc<Source>, errors: &[Error], problems: &mut Problems) {
    let mut told_line = None;
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        // One slip often gives several errors on its line; the first is the cause.
        let line = source.text.get(..span.start).map(|before| before.matches('\n').count());
        if line.is_some() && line == told_line {
            continue;
        }
        told_line = line;
        let message = text("TOML 语法错误", format!("TOML syntax: {}", error.message()));
        problems.push(Problem::new(Code::ManifestSyntax, source, span, message));
    }
}

/// Leaves out the entries of the file's lists that have a wrong shape. False if the
/// file is still wrong.
fn prune(
    left_out: LeftOut,
    source: &Rc<Source>,
    table: &mut Spanned<DeTable<'_>>,
    schema: &Value,
) -> bool {
    prune_lists(left_out, source, table.get_mut(), schema);
    walk::check(source, table, schema, &mut Problems::default())
}

fn prune_lists(left_out: LeftOut, source: &Rc<Source>, table: &mut DeTable<'_>, schema: &Value) {
    for (key, value) in table.iter_mut() {
        let list = schema.get("properties").and_then(|keys| keys.get(key.get_ref().as_ref()));
        let entry_schema = list.and_then(|list| list.get("items"));
        if let (DeValue::Array(list), Some(entry_schema)) = (value.get_mut(), entry_schema) {
            let entries = std::mem::replace(list, DeArray::new()).into_iter();
            let pruned = entries.map(|mut entry| {
                if let (LeftOut::Innermost, DeValue::Table(inner)) = (left_out, entry.get_mut()) {
                    prune_lists(left_out, source, inner, entry_schema);
                }
                entry
            });
            let fits = |entry: &Spanned<DeValue<'_>>| {
                walk::check_value(source, entry, entry_schema, &mut Problems::default())
            };
            *list = pruned.filter(fits).collect();
        }
    }
}
