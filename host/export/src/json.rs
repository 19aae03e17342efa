//! All tables as one JSON document, and the JSON Schema of it.

use std::io;

use serde_json::{Map, Value, json};

use crate::table::{Cell, Column, Table};
use crate::{Dataset, ExportError};

/// Writes an object with a table a member, each a list of rows, a row a line. Missing is `null`.
/// Control characters and whatever else JSON escapes are escaped; nothing is left out or cut.
///
/// # Errors
///
/// If `out` fails.
pub fn write_json(mut out: impl io::Write, dataset: &Dataset) -> Result<(), ExportError> {
    let head = json!({
        "name": dataset.name,
        "title": { "zh": dataset.title.zh, "en": dataset.title.en },
        "version": dataset.version,
        "collected": dataset.day,
    });
    let head = serde_json::to_string(&head).map_err(ExportError::Json)?;
    // The closing brace comes after the tables.
    let head = head.strip_suffix('}').unwrap_or(&head);
    write!(out, "{head},\n\"tables\":{{").map_err(ExportError::Write)?;
    for (number, table) in dataset.tables.iter().enumerate() {
        let comma = if number == 0 { "" } else { "," };
        write!(out, "{comma}\n\"{}\":[", table.name).map_err(ExportError::Write)?;
        write_rows(&mut out, table)?;
        out.write_all(b"]").map_err(ExportError::Write)?;
    }
    out.write_all(b"\n}}\n").map_err(ExportError::Write)
}

fn write_rows(out: &mut impl io::Write, table: &Table) -> Result<(), ExportError> {
    for row in 0..table.n_rows {
        out.write_all(if row == 0 { b"\n" } else { b",\n" }).map_err(ExportError::Write)?;
        let members = table.columns.iter();
        let members = members.map(|column| (column.name.clone(), value(column.cell(row))));
        let row = Value::Object(members.collect());
        serde_json::to_writer(&mut *out, &row).map_err(ExportError::Json)?;
    }
    Ok(())
}

fn value(cell: Cell<'_>) -> Value {
    match cell {
        Cell::Missing => Value::Null,
        Cell::Text(text) => text.into(),
        Cell::Integer(number) => number.into(),
        Cell::Number(number) => number.into(),
        Cell::Boolean(yes) => yes.into(),
    }
}

/// The JSON Schema (2020-12) of what [`write_json`] writes. It depends on the columns alone.
pub fn schema(dataset: &Dataset) -> Value {
    let tables: Map<String, Value> =
        dataset.tables.iter().map(|table| (table.name.clone(), of_table(table))).collect();
    let names: Vec<&str> = dataset.tables.iter().map(|table| table.name.as_str()).collect();
    let text = json!({ "type": "string" });
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": dataset.title.both(),
        "type": "object",
        "additionalProperties": false,
        "required": ["name", "title", "version", "collected", "tables"],
        "properties": {
            "name": text,
            "title": {
                "type": "object",
                "additionalProperties": false,
                "required": ["zh", "en"],
                "properties": { "zh": text, "en": text },
            },
            "version": text,
            "collected": { "type": "string", "format": "date" },
            "tables": {
                "type": "object",
                "additionalProperties": false,
                "required": names,
                "properties": tables,
            },
        },
    })
}

fn of_table(table: &Table) -> Value {
    let properties: Map<String, Value> =
        table.columns.iter().map(|column| (column.name.clone(), of_column(column))).collect();
    let names: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
    json!({
        "title": table.title.both(),
        "type": "array",
        "items": {
            "type": "object",
            "additionalProperties": false,
            "required": names,
            "properties": properties,
        },
    })
}

fn of_column(column: &Column) -> Value {
    json!({
        "title": column.title.both(),
        "type": [column.kind().name(), "null"],
    })
}
