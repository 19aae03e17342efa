//! Whether parameters are such as a criterion takes, by the schema its probe has of them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::rc::Rc;

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind;
use serde_json::{Map, Value};
use toml::Spanned;

use super::at::At;
use super::diagnostic::{Problem, Problems};
use super::source::Source;
use super::{hints, json, rules, text};
use crate::codes::Code;
use crate::model::Text;

/// Parameters as they are written, keys with their places.
pub(super) type Params = BTreeMap<Spanned<String>, At<toml::Value>>;

/// Characters that are repeated of what a validator says: the names a schema lists may be many.
const SAID_CHARS_MAX: usize = 200;

/// A criterion and the schema of its parameters.
#[derive(Debug, Clone, Copy)]
pub(super) struct Takes<'a> {
    pub(super) criterion: &'a str,
    pub(super) schema: &'a Value,
}

/// A parameter that does not fit, or one that is not there.
struct Misfit {
    /// `None` where one is missing, or all are meant.
    name: Option<String>,
    /// The name of one that is missing.
    missing: Option<String>,
    /// The names there are, where the criterion does not know this one.
    known: Option<Vec<String>>,
    said: Text,
}

/// Whether all of `params` fit and none is missing.
pub(super) fn fits(params: &BTreeMap<String, String>, takes: Takes<'_>) -> bool {
    misfits(params, takes).is_empty()
}

/// Reports every parameter that does not fit: a name the criterion does not know at its key, any other at its
/// value, one that is missing at `whole`.
pub(super) fn check(
    (source, written): (&Rc<Source>, &Params),
    whole: &Range<usize>,
    takes: Takes<'_>,
    problems: &mut Problems,
) {
    for Misfit { name, known, said, .. } in misfits(&as_given(written), takes) {
        let entry = name.as_deref().and_then(|name| written.get_key_value(name));
        let span = match (entry, &known) {
            (Some((key, _)), Some(_)) => key.span(),
            (Some((_, value)), None) => value.span(),
            (None, _) => whole.clone(),
        };
        let problem = Problem::new(Code::ManifestParams, source, span, said);
        problems.push(match (name, known) {
            (Some(name), Some(known)) => suggested(problem, &name, &known),
            (_, None) | (None, Some(_)) => problem,
        });
    }
}

/// As they are handed to a probe. What is no parameter at all is reported where the file is read.
fn as_given(written: &Params) -> BTreeMap<String, String> {
    let given = |(name, value): (&Spanned<String>, &At<toml::Value>)| {
        Some((name.get_ref().clone(), json::param(value.get())?))
    };
    written.iter().filter_map(given).collect()
}

fn suggested(problem: Problem, name: &str, known: &[String]) -> Problem {
    if known.is_empty() {
        return problem.hint(text("它不取参数", "it takes no parameters"));
    }
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    hints::suggest(problem, name, &known)
}

fn misfits(params: &BTreeMap<String, String>, takes: Takes<'_>) -> Vec<Misfit> {
    let Takes { criterion, schema } = takes;
    let criterion = hints::clip(criterion);
    match jsonschema::validator_for(schema) {
        Err(error) => {
            let error = hints::clip_to(&error.to_string(), SAID_CHARS_MAX);
            let said = text(
                format!("判据 `{criterion}` 的参数要求不是 JSON Schema"),
                format!("what criterion `{criterion}` takes is no JSON Schema: {error}"),
            );
            vec![Misfit { name: None, missing: None, known: None, said }]
        }
        Ok(validator) => {
            let given = given(params, schema);
            let errors = validator.iter_errors(&given);
            let all = errors.flat_map(|error| of_error(&error, &criterion, schema)).collect();
            without_misspelt(all)
        }
    }
}

/// A name that is nearly right is told as misspelt, not as missing too.
fn without_misspelt(mut misfits: Vec<Misfit>) -> Vec<Misfit> {
    let meant = |misfit: &Misfit| {
        let known: Vec<&str> = misfit.known.iter().flatten().map(String::as_str).collect();
        hints::nearest(misfit.name.as_deref()?, &known).map(str::to_owned)
    };
    let meant: BTreeSet<String> = misfits.iter().filter_map(meant).collect();
    misfits.retain(|misfit| misfit.missing.as_ref().is_none_or(|name| !meant.contains(name)));
    misfits
}

fn of_error(error: &ValidationError<'_>, criterion: &str, schema: &Value) -> Vec<Misfit> {
    let path = error.instance_path().to_string();
    let name = path.split('/').nth(1).map(str::to_owned);
    match (&name, error.kind()) {
        (
            None,
            ValidationErrorKind::AdditionalProperties { unexpected }
            | ValidationErrorKind::UnevaluatedProperties { unexpected },
        ) => unexpected.iter().map(|name| unknown(name, criterion, schema)).collect(),
        (None, ValidationErrorKind::Required { property }) => {
            let name = property.as_str().unwrap_or_default();
            let missing = hints::clip(name);
            let said = text(
                format!("判据 `{criterion}` 缺少参数 `{missing}`"),
                format!("criterion `{criterion}` lacks its parameter `{missing}`"),
            );
            vec![Misfit { name: None, missing: Some(name.to_owned()), known: None, said }]
        }
        _ => {
            // The value itself is shown where it is written.
            let error = hints::clip_to(&error.masked().to_string(), SAID_CHARS_MAX);
            let said = match &name {
                Some(name) => {
                    let name = hints::clip(name);
                    text(
                        format!("参数 `{name}` 不合判据 `{criterion}` 的要求"),
                        format!("parameter `{name}` does not fit criterion `{criterion}`: {error}"),
                    )
                }
                None => text(
                    format!("参数不合判据 `{criterion}` 的要求"),
                    format!("the parameters do not fit criterion `{criterion}`: {error}"),
                ),
            };
            vec![Misfit { name, missing: None, known: None, said }]
        }
    }
}

fn unknown(name: &str, criterion: &str, schema: &Value) -> Misfit {
    let known = schema.get("properties").and_then(Value::as_object);
    let known = known.into_iter().flat_map(Map::keys).cloned().collect();
    let shown = hints::clip(name);
    let said = text(
        format!("判据 `{criterion}` 没有参数 `{shown}`"),
        format!("criterion `{criterion}` takes no parameter `{shown}`"),
    );
    Misfit { name: Some(name.to_owned()), missing: None, known: Some(known), said }
}

/// The parameters as the manifest means them: what a schema calls a text is one, though it may look like a
/// number. What is made of rule tables no author writes.
fn given(params: &BTreeMap<String, String>, schema: &Value) -> Value {
    let is_text = |name: &str| {
        let kind = schema.get("properties").and_then(|all| all.get(name)?.get("type"));
        kind.is_some_and(|kind| kind == "string")
    };
    let value = |(name, text): (&String, &String)| {
        let read = serde_json::from_str(text).ok().filter(|_| !is_text(name));
        (name.clone(), read.unwrap_or_else(|| Value::String(text.clone())))
    };
    let params = params.iter().filter(|(name, _)| *name != rules::PARAM);
    Value::Object(params.map(value).collect::<Map<_, _>>())
}
