//! Typed tables written for other people's tools: CSV, Parquet, XLSX, JSON, and the data package
//! that says what their columns are. A sheet that comes back filled in is read as text.
//!
//! Knows nothing of rounds or scores. Writes to what it is given, opens no file and reads no clock,
//! so the same tables give the same bytes. Missing is missing in every format, never 0 and never NaN.

mod csv;
mod json;
mod package;
mod parquet;
mod safe;
mod sheet;
mod table;
mod xlsx;

use std::io;

pub use self::csv::write_csv;
pub use self::json::{schema, write_json};
pub use self::package::{Format, Resource, data_package};
pub use self::parquet::write_parquet;
pub use self::sheet::{Row, WorkbookError, is_workbook, read_sheet};
pub use self::table::{Builder, Column, Data, Kind, Reference, Table, Words};
pub use self::xlsx::write_xlsx;

/// Tables that belong together, and where they are from.
#[derive(Debug, Clone, PartialEq)]
pub struct Dataset {
    /// Lower-case letters, digits and hyphens, as data packages are named.
    pub name: String,
    /// What it is.
    pub title: Words,
    /// How to read it and how to cite it.
    pub description: Words,
    /// Which edition of it.
    pub version: String,
    /// The day it speaks of, `YYYY-MM-DD`.
    pub day: String,
    /// In the order of workbooks and documents.
    pub tables: Vec<Table>,
}

/// Why a file could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The output refused a write.
    #[error("cannot write the file")]
    Write(#[source] io::Error),
    /// A row of CSV could not be written.
    #[error("cannot write table `{table}` as CSV")]
    Csv {
        /// The table's name.
        table: String,
        /// What the encoder met.
        source: ::csv::Error,
    },
    /// A column could not be encoded.
    #[error("cannot write table `{table}` as Parquet")]
    Parquet {
        /// The table's name.
        table: String,
        /// What the encoder met.
        source: ::parquet::errors::ParquetError,
    },
    /// The workbook could not be made, for example for a table longer than a sheet may be.
    #[error("cannot write the workbook")]
    Xlsx(#[source] rust_xlsxwriter::XlsxError),
    /// A value could not be written as JSON.
    #[error("cannot write JSON")]
    Json(#[source] serde_json::Error),
}

#[cfg(test)]
mod tests;
