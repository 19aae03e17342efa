//! `datapackage.json`: which files there are, and what their columns are (Data Package 2.0).

use serde_json::{Value, json};

use crate::Dataset;
use crate::table::{Column, Reference, Table};

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One table.
    Csv,
    /// One table.
    Parquet,
    /// All tables, a sheet each.
    Xlsx,
    /// All tables.
    Json,
}

impl Format {
    /// Also the end of a file's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Parquet => "parquet",
            Self::Xlsx => "xlsx",
            Self::Json => "json",
        }
    }

    fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv",
            Self::Parquet => "application/vnd.apache.parquet",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Json => "application/json",
        }
    }
}

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resource {
    /// Relative to the package, with `/`.
    pub path: String,
    /// Its form.
    pub format: Format,
    /// The table it holds; `None` if it holds all.
    pub table: Option<String>,
    /// Its length.
    pub n_bytes: u64,
    /// SHA-256, in hexadecimal.
    pub sha256: String,
}

/// Describes `resources`, which hold tables of `dataset`.
pub fn data_package(dataset: &Dataset, resources: &[Resource]) -> Value {
    let resources: Vec<Value> = resources.iter().map(|one| resource(dataset, one)).collect();
    json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": dataset.name,
        "title": dataset.title.both(),
        "description": format!("{}\n\n{}", dataset.description.zh, dataset.description.en),
        "version": dataset.version,
        "temporal": { "name": dataset.day },
        "resources": resources,
    })
}

fn resource(dataset: &Dataset, of: &Resource) -> Value {
    let name = of.path.replace(['/', '.', '_'], "-");
    let mut resource = json!({
        "name": name,
        "path": of.path,
        "format": of.format.name(),
        "mediatype": of.format.media_type(),
        "bytes": of.n_bytes,
        "hash": format!("sha256:{}", of.sha256),
    });
    let table = of.table.as_ref();
    let table = table.and_then(|name| dataset.tables.iter().find(|table| table.name == *name));
    if let (Some(table), Some(members)) = (table, resource.as_object_mut()) {
        members.insert("type".to_owned(), "table".into());
        members.insert("title".to_owned(), table.title.both().into());
        members.insert("schema".to_owned(), schema(table, of.format));
        if of.format == Format::Csv {
            members.insert("encoding".to_owned(), "utf-8".into());
        }
    }
    resource
}

fn schema(table: &Table, format: Format) -> Value {
    let fields: Vec<Value> = table.columns.iter().map(field).collect();
    let references: Vec<Value> =
        table.references.iter().map(|one| foreign_key(one, format)).collect();
    json!({
        "fields": fields,
        "primaryKey": table.key,
        "foreignKeys": references,
        "missingValues": [""],
    })
}

fn field(column: &Column) -> Value {
    json!({
        "name": column.name,
        "type": column.kind().name(),
        "title": column.title.zh,
        "description": column.title.both(),
    })
}

/// Other tables are named as resources are: by the file of the same form.
fn foreign_key(reference: &Reference, format: Format) -> Value {
    let table = reference.table.replace('_', "-");
    let resource = format!("{0}-{table}-{0}", format.name());
    json!({
        "fields": [reference.column],
        "reference": { "resource": resource, "fields": [reference.key] },
    })
}
