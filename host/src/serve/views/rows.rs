//! Rows that are written once and read as JSON and as CSV.

use std::fmt::Write as _;

use serde::Serialize;
use serde_json::Value;

use super::Form;
use crate::report::csv_text;
use crate::serve::call::Call;
use crate::serve::limits::{ROWS, ROWS_MAX};
use crate::serve::problem::Problem;

/// A list as JSON has it.
#[derive(Debug, Serialize)]
struct List<'r, R> {
    rows: &'r [R],
}

/// A part of a list as JSON has it.
#[derive(Debug, Serialize)]
struct Part<R> {
    /// How many there are in all.
    n_all: usize,
    /// Place of the first one given, from 0.
    offset: usize,
    rows: Vec<R>,
}

/// All rows in a form; `head` are the columns of CSV, which are fields of a row.
pub(super) fn list<R: Serialize>(
    form: Form,
    head: &[&str],
    rows: &[R],
) -> Result<Vec<u8>, Problem> {
    match form {
        Form::Json => Ok(serde_json::to_vec(&List { rows })?),
        Form::Csv => csv(head, rows),
    }
}

/// The rows a query asks for: in JSON as many as `limit` says from `offset` on, in CSV all.
pub(super) fn part<I, R: Serialize>(
    call: &Call,
    form: Form,
    head: &[&str],
    (items, row): (Vec<I>, impl Fn(I) -> R),
) -> Result<Vec<u8>, Problem> {
    match form {
        Form::Csv => csv(head, &items.into_iter().map(row).collect::<Vec<_>>()),
        Form::Json => {
            let (n_all, offset) = (items.len(), call.number("offset", 0)?);
            let limit = call.number("limit", ROWS)?.min(ROWS_MAX);
            let rows = items.into_iter().skip(offset).take(limit).map(row).collect();
            Ok(serde_json::to_vec(&Part { n_all, offset, rows })?)
        }
    }
}

/// RFC 4180 with one header line; what is not there is an empty cell.
pub(super) fn csv(head: &[&str], rows: &[impl Serialize]) -> Result<Vec<u8>, Problem> {
    let mut text = format!("{}\r\n", head.join(","));
    for row in rows {
        let row = serde_json::to_value(row)?;
        let cells: Vec<String> = head.iter().map(|name| cell(row.get(*name))).collect();
        // Writing to a string cannot fail.
        let _ = write!(text, "{}\r\n", cells.join(","));
    }
    Ok(text.into_bytes())
}

fn cell(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::Bool(is_so)) => is_so.to_string(),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::String(text)) => csv_text(text),
        Some(Value::Array(values)) => {
            let words: Vec<String> = values.iter().map(word).collect();
            csv_text(&words.join("; "))
        }
        Some(value @ Value::Object(_)) => csv_text(&value.to_string()),
    }
}

fn word(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(word).collect::<Vec<_>>().join(" "),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => value.to_string(),
    }
}

/// An object as a table of two columns: where a value stands in it, and the value.
pub(super) fn flat(value: &impl Serialize) -> Result<Vec<u8>, Problem> {
    let mut lines = Vec::new();
    flatten("", &serde_json::to_value(value)?, &mut lines);
    let mut text = "key,value\r\n".to_owned();
    for (key, cell) in lines {
        let _ = write!(text, "{key},{cell}\r\n");
    }
    Ok(text.into_bytes())
}

fn flatten(key: &str, value: &Value, lines: &mut Vec<(String, String)>) {
    let below = |name: &str| {
        if key.is_empty() { name.to_owned() } else { format!("{key}.{name}") }
    };
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                flatten(&below(name), value, lines);
            }
        }
        Value::Array(values) => {
            for (at, value) in values.iter().enumerate() {
                flatten(&below(&at.to_string()), value, lines);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            lines.push((csv_text(key), cell(Some(value))));
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn rows_are_cells_under_their_heads() {
        let rows = [json!({"a": 1, "b": "=1+1", "c": null, "d": ["x", ["n", "d"]]})];
        let text = String::from_utf8(csv(&["d", "b", "c", "a", "e"], &rows).unwrap()).unwrap();
        assert_eq!(text, "d,b,c,a,e\r\nx; n d,'=1+1,,1,\r\n");
    }

    #[test]
    fn an_object_is_a_table_of_places() {
        let value = json!({"a": {"b": [true, "甲, 乙"]}, "c": null});
        let text = String::from_utf8(flat(&value).unwrap()).unwrap();
        assert_eq!(text, "key,value\r\na.b.0,true\r\na.b.1,\"甲, 乙\"\r\nc,\r\n");
    }
}
