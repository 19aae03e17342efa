//! Checks a parsed file against its schema and keeps the places, so that all
//! faults of shape are reported at once; serde would stop at the first.
//!
//! Knows the part of JSON Schema that our types give: `type`, `properties`,
//! `required`, `additionalProperties`, `minProperties`, `items`, `minItems`, `enum`, `const`, `minimum`, `maximum`, `exclusiveMinimum`,
//! `pattern`, and `oneOf` for tables of which exactly one key is chosen.

use std::ops::Range;
use std::rc::Rc;

use serde_json::Value;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::diagnostic::{Problem, Problems};
use super::format::FORMATS;
use super::source::Source;
use super::{hints, text};
use crate::codes::Code;
use crate::model::Text;

/// Reports everything in `table` that `schema` does not allow; true if that is nothing.
pub(super) fn check(
    source: &Rc<Source>,
    table: &Spanned<DeTable<'_>>,
    schema: &Value,
    problems: &mut Problems,
) -> bool {
    let n_before = problems.count();
    Walk { source, problems }.table(table.get_ref(), &table.span(), schema);
    problems.count() == n_before
}

/// The same for a value.
pub(super) fn check_value(
    source: &Rc<Source>,
    value: &Spanned<DeValue<'_>>,
    schema: &Value,
    problems: &mut Problems,
) -> bool {
    let n_before = problems.count();
    Walk { source, problems }.value("", value, schema);
    problems.count() == n_before
}

struct Walk<'a> {
    source: &'a Rc<Source>,
    problems: &'a mut Problems,
}

impl Walk<'_> {
    fn report(&mut self, code: Code, span: &Range<usize>, message: Text) {
        self.problems.push(Problem::new(code, self.source, span.clone(), message));
    }

    fn report_hint(&mut self, code: Code, span: &Range<usize>, message: Text, schema: &Value) {
        let problem = Problem::new(code, self.source, span.clone(), message);
        self.problems.push(match described(schema) {
            Some(hint) => problem.hint(hint),
            None => problem,
        });
    }

    fn value(&mut self, name: &str, value: &Spanned<DeValue<'_>>, schema: &Value) {
        let span = value.span();
        if let Some(branches) = schema.get("oneOf").and_then(Value::as_array) {
            self.choice(name, value, branches);
            return;
        }
        let wanted = schema.get("type").and_then(Value::as_str);
        match (wanted, value.get_ref()) {
            (None, _) | (Some("boolean"), DeValue::Boolean(_)) => {}
            (Some("string"), DeValue::String(found)) => self.string(name, found, &span, schema),
            (Some("integer"), DeValue::Integer(found)) => {
                if let Ok(number) = i64::from_str_radix(found.as_str(), found.radix()) {
                    self.integer(name, number, &span, schema);
                } else {
                    let zh = format!("`{name}` 的数过大");
                    self.report(
                        Code::ManifestRange,
                        &span,
                        text(zh, format!("`{name}` is too large a number")),
                    );
                }
            }
            (Some("number"), DeValue::Integer(found)) => {
                let number = found.as_str().parse().unwrap_or(f64::NAN);
                self.number(name, number, &span, schema);
            }
            (Some("number"), DeValue::Float(found)) => {
                let number = found.as_str().parse().unwrap_or(f64::NAN);
                self.number(name, number, &span, schema);
            }
            (Some("array"), DeValue::Array(_)) => self.array(name, value, schema),
            (Some("object"), DeValue::Table(found)) => self.table(found, &span, schema),
            (Some(wanted), found) => {
                let (wanted_zh, wanted_en) = type_words(wanted);
                let (found_zh, found_en) = type_words(type_of(found));
                let zh = format!("`{name}` 应为{wanted_zh}，却是{found_zh}");
                let en = format!("`{name}` must be {wanted_en}, not {found_en}");
                self.report_hint(Code::ManifestType, &span, text(zh, en), schema);
            }
        }
    }

    fn string(&mut self, name: &str, found: &str, span: &Range<usize>, schema: &Value) {
        if let Some(allowed) = schema.get("enum").and_then(Value::as_array) {
            let allowed: Vec<&str> = allowed.iter().filter_map(Value::as_str).collect();
            if !allowed.contains(&found) {
                let shown = hints::clip(found);
                let zh = format!("`{name}` 不能取 `{shown}`");
                let message = text(zh, format!("`{name}` cannot be `{shown}`"));
                let problem = Problem::new(Code::ManifestValue, self.source, span.clone(), message);
                self.problems.push(hints::suggest(problem, found, &allowed));
            }
        }
        let pattern = schema.get("pattern").and_then(Value::as_str);
        let format = pattern.and_then(|pattern| FORMATS.iter().find(|f| f.pattern == pattern));
        if let Some(format) = format
            && !(format.fits)(found)
        {
            let shown = hints::clip(found);
            let zh = format!("`{name}` 的值 `{shown}` 格式不对");
            let message = text(zh, format!("`{name}` has a wrong form: `{shown}`"));
            let problem = Problem::new(Code::ManifestValue, self.source, span.clone(), message);
            self.problems.push(problem.hint(text(format.zh, format.en)));
        }
    }

    fn integer(&mut self, name: &str, found: i64, span: &Range<usize>, schema: &Value) {
        if let Some(only) = schema.get("const").and_then(Value::as_i64)
            && only != found
        {
            let zh = format!("`{name}` 只能是 {only}");
            let message = text(zh, format!("`{name}` can only be {only}"));
            self.report_hint(Code::ManifestValue, span, message, schema);
            return;
        }
        #[expect(clippy::cast_precision_loss, reason = "limits are far below 2^53")]
        self.number(name, found as f64, span, schema);
    }

    fn number(&mut self, name: &str, found: f64, span: &Range<usize>, schema: &Value) {
        if !found.is_finite() {
            let message =
                text(format!("`{name}` 须是有限的数"), format!("`{name}` must be finite"));
            self.report(Code::ManifestRange, span, message);
            return;
        }
        let limit = |key| schema.get(key).and_then(Value::as_f64);
        let (least, most) = (limit("minimum"), limit("maximum"));
        if let Some(over) = limit("exclusiveMinimum")
            && found <= over
        {
            let zh = format!("`{name}` 为 {found}，须大于 {over}");
            let message = text(zh, format!("`{name}` is {found}, not above {over}"));
            self.report_hint(Code::ManifestRange, span, message, schema);
        }
        if least.is_none_or(|least| found >= least) && most.is_none_or(|most| found <= most) {
            return;
        }
        let message = match (least, most) {
            (Some(least), Some(most)) => text(
                format!("`{name}` 为 {found}，应在 {least} 至 {most} 之间"),
                format!("`{name}` is {found}, not from {least} to {most}"),
            ),
            (Some(least), None) => text(
                format!("`{name}` 为 {found}，不能小于 {least}"),
                format!("`{name}` is {found}, less than {least}"),
            ),
            (None, most) => {
                let most = most.unwrap_or(f64::INFINITY);
                text(
                    format!("`{name}` 为 {found}，不能大于 {most}"),
                    format!("`{name}` is {found}, more than {most}"),
                )
            }
        };
        self.report_hint(Code::ManifestRange, span, message, schema);
    }

    fn array(&mut self, name: &str, value: &Spanned<DeValue<'_>>, schema: &Value) {
        let DeValue::Array(items) = value.get_ref() else { return };
        // Our types ask for one item or for none.
        if schema.get("minItems").is_some() && items.is_empty() {
            let message = text(format!("`{name}` 不能为空"), format!("`{name}` must not be empty"));
            self.report_hint(Code::ManifestValue, &value.span(), message, schema);
        }
        if let Some(schema) = schema.get("items") {
            for item in items {
                self.value(name, item, schema);
            }
        }
    }

    fn table(&mut self, table: &DeTable<'_>, span: &Range<usize>, schema: &Value) {
        let empty = serde_json::Map::new();
        let known = schema.get("properties").and_then(Value::as_object).unwrap_or(&empty);
        let mut names: Vec<&str> = known.keys().map(String::as_str).collect();
        // Tables are what people ask for by the wrong name most, and a hint does not list everything.
        names.sort_by_key(|name| !known.get(*name).is_some_and(is_list_of_tables));
        // A key that is nearly right is reported as misspelt, not as missing too.
        let mut misspelt = Vec::new();
        for (key, value) in table {
            let name: &str = key.get_ref();
            let others = schema.get("additionalProperties");
            if let Some(schema) = known.get(name).or(others.filter(|other| other.is_object())) {
                self.value(name, value, schema);
            } else if others == Some(&Value::Bool(false)) {
                misspelt.extend(hints::nearest(name, &names));
                self.unknown_key(name, &key.span(), &names);
            }
        }
        if schema.get("minProperties").is_some() && table.is_empty() {
            let message = text("此表不能为空", "the table must not be empty");
            self.report_hint(Code::ManifestValue, span, message, schema);
        }
        let required = schema.get("required").and_then(Value::as_array);
        let missing: Vec<&str> = required
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .filter(|name| !table.contains_key(*name) && !misspelt.contains(name))
            .collect();
        if let [first, rest @ ..] = missing.as_slice() {
            let list =
                missing.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
            let message = text(format!("缺少 {list}"), format!("missing {list}"));
            let about = if rest.is_empty() { known.get(*first) } else { None };
            self.report_hint(
                Code::ManifestMissingKey,
                span,
                message,
                about.unwrap_or(&Value::Null),
            );
        }
    }

    fn unknown_key(&mut self, name: &str, span: &Range<usize>, names: &[&str]) {
        let shown = hints::clip(name);
        let message = text(format!("不认识的键 `{shown}`"), format!("unknown key `{shown}`"));
        let problem = Problem::new(Code::ManifestUnknownKey, self.source, span.clone(), message);
        self.problems.push(hints::suggest(problem, name, names));
    }

    /// A table with exactly one key, which names the kind.
    fn choice(&mut self, name: &str, value: &Spanned<DeValue<'_>>, branches: &[Value]) {
        let kinds: Vec<(&str, &Value)> = branches
            .iter()
            .filter_map(|branch| branch.get("properties")?.as_object()?.iter().next())
            .map(|(kind, schema)| (kind.as_str(), schema))
            .collect();
        let names: Vec<&str> = kinds.iter().map(|(kind, _)| *kind).collect();
        let DeValue::Table(table) = value.get_ref() else {
            let (found_zh, found_en) = type_words(type_of(value.get_ref()));
            let zh = format!("`{name}` 应为表，却是{found_zh}");
            let message = text(zh, format!("`{name}` must be a table, not {found_en}"));
            return self.offer(&value.span(), message, &names);
        };
        let mut n_known = 0;
        for (key, value) in table {
            let kind: &str = key.get_ref();
            if let Some((_, schema)) = kinds.iter().find(|(known, _)| *known == kind) {
                n_known += 1;
                self.value(kind, value, schema);
            } else {
                let shown = hints::clip(kind);
                let zh = format!("`{name}` 没有 `{shown}` 这一种");
                let message = text(zh, format!("`{name}` has no kind `{shown}`"));
                let problem = Problem::new(Code::ManifestKind, self.source, key.span(), message);
                self.problems.push(hints::suggest(problem, kind, &names));
            }
        }
        if table.is_empty() || n_known > 1 {
            let message = text(
                format!("`{name}` 须选且只选一种"),
                format!("`{name}` takes exactly one kind"),
            );
            self.offer(&value.span(), message, &names);
        }
    }

    fn offer(&mut self, span: &Range<usize>, message: Text, names: &[&str]) {
        let problem = Problem::new(Code::ManifestKind, self.source, span.clone(), message);
        self.problems.push(hints::list(problem, names));
    }
}

/// The schema's description, which has a Chinese and an English sentence, as a hint.
fn described(schema: &Value) -> Option<Text> {
    let description = schema.get("description")?.as_str()?;
    let (zh, en) = description.split_once('\n')?;
    let first = |text: &str| text.trim().lines().next().unwrap_or_default().to_owned();
    Some(text(first(zh), first(en)))
}

fn is_list_of_tables(schema: &Value) -> bool {
    let kind = schema.get("items").and_then(|items| items.get("type"));
    kind.is_some_and(|kind| kind == "object")
}

fn type_of(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "string",
        DeValue::Integer(_) => "integer",
        DeValue::Float(_) => "decimal",
        DeValue::Boolean(_) => "boolean",
        DeValue::Datetime(_) => "date",
        DeValue::Array(_) => "array",
        DeValue::Table(_) => "object",
    }
}

fn type_words(name: &str) -> (&'static str, &'static str) {
    match name {
        "string" => ("文本", "text"),
        "integer" => ("整数", "a whole number"),
        "number" => ("数", "a number"),
        "decimal" => ("小数", "a decimal number"),
        "boolean" => ("真假值 true/false", "true or false"),
        "array" => ("列表", "a list"),
        "object" => ("表", "a table"),
        _ => ("日期", "a date"),
    }
}
