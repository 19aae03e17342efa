//! CSV as RFC 4180 has it: one header line, CRLF, quotes where needed, UTF-8.

use std::io;

use ::csv::{QuoteStyle, Terminator, WriterBuilder};

use crate::ExportError;
use crate::safe::csv_cell;
use crate::table::{Cell, Table};

/// Writes `table`. Missing is an empty cell; numbers are the shortest that read back to the same
/// bits; text a spreadsheet would take for a formula begins with an apostrophe.
///
/// # Errors
///
/// If `out` fails.
pub fn write_csv(out: impl io::Write, table: &Table) -> Result<(), ExportError> {
    let failed = |source| ExportError::Csv { table: table.name.clone(), source };
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .quote_style(QuoteStyle::Necessary)
        .from_writer(out);
    writer.write_record(table.columns.iter().map(|column| &column.name)).map_err(failed)?;
    for row in 0..table.n_rows {
        let cells = table.columns.iter().map(|column| text(column.cell(row)));
        writer.write_record(cells).map_err(failed)?;
    }
    writer.flush().map_err(ExportError::Write)
}

fn text(cell: Cell<'_>) -> String {
    match cell {
        Cell::Missing => String::new(),
        Cell::Text(text) => csv_cell(text).into_owned(),
        Cell::Integer(number) => number.to_string(),
        Cell::Number(number) => number.to_string(),
        Cell::Boolean(yes) => yes.to_string(),
    }
}
