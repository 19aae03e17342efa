//! A workbook: what the columns are first, then a sheet a table with frozen headers.

use std::io;

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};

use crate::safe::without_controls;
use crate::table::{Cell, Column, Kind, Table};
use crate::{Dataset, ExportError};

/// Characters of a cell (Excel's own limit).
const CELL_CHARS_MAX: usize = 32_767;

/// Width of a column of numbers and of one of text, in characters.
const WIDTH_NUMBER: f64 = 12.0;
const WIDTH_TEXT: f64 = 24.0;

/// Width of the columns of the first sheet that hold sentences, in characters.
const WIDTH_WORDS: f64 = 60.0;

/// Two lines: what people read and what programs read.
const HEADER_HEIGHT_POINTS: f64 = 32.0;

/// Writes all tables. Text is stored as text, so nothing becomes a formula, a date or a link; longer
/// than a cell may be, it is cut with `…`, and Parquet and JSON have it whole.
///
/// # Errors
///
/// If `out` fails, or a table has more rows than a sheet (1,048,575).
pub fn write_xlsx(
    out: impl io::Write + io::Seek + Send,
    dataset: &Dataset,
) -> Result<(), ExportError> {
    let mut book = workbook(dataset).map_err(ExportError::Xlsx)?;
    book.save_to_writer(out).map_err(ExportError::Xlsx)
}

fn workbook(dataset: &Dataset) -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::parse_from_str(&dataset.day)?;
    let properties = DocProperties::new()
        .set_title(dataset.title.zh.as_ref())
        .set_subject(dataset.title.en.as_ref())
        .set_creation_datetime(&made);
    book.set_properties(&properties);
    let head = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    describe(book.add_worksheet(), dataset, &head)?;
    for table in &dataset.tables {
        fill(book.add_worksheet(), table, &head)?;
    }
    Ok(book)
}

/// The first sheet: every column of every table in words.
fn describe(sheet: &mut Worksheet, dataset: &Dataset, head: &Format) -> Result<(), XlsxError> {
    sheet.set_name("说明 columns")?;
    sheet.write_string(0, 0, &*dataset.title.zh)?.write_string(0, 1, &*dataset.title.en)?;
    sheet.write_string(1, 0, &*dataset.description.zh)?;
    sheet.write_string(2, 0, &*dataset.description.en)?;
    let heads = ["表 table", "列 column", "类型 type", "含义", "meaning"];
    for (column, text) in (0..).zip(heads) {
        sheet.write_string_with_format(4, column, text, head)?;
    }
    let columns = dataset
        .tables
        .iter()
        .flat_map(|table| table.columns.iter().map(move |column| (table, column)));
    for (row, (table, column)) in (5..).zip(columns) {
        let Column { name, title, .. } = column;
        let cells = [table.name.as_str(), name, column.kind().name(), &title.zh, &title.en];
        for (column, text) in (0..).zip(cells) {
            sheet.write_string(row, column, text)?;
        }
    }
    sheet.set_column_width(0, WIDTH_TEXT)?.set_column_width(1, WIDTH_TEXT)?;
    sheet.set_column_width(3, WIDTH_WORDS)?.set_column_width(4, WIDTH_WORDS)?;
    Ok(())
}

fn fill(sheet: &mut Worksheet, table: &Table, head: &Format) -> Result<(), XlsxError> {
    sheet.set_name(&table.name)?.set_freeze_panes(1, 0)?;
    sheet.set_row_height(0, HEADER_HEIGHT_POINTS)?;
    for (number, column) in (0..).zip(&table.columns) {
        let name = format!("{}\n{}", first_clause(&column.title.zh), column.name);
        sheet.write_string_with_format(0, number, name, head)?;
        let is_text = column.kind() == Kind::Text;
        sheet.set_column_width(number, if is_text { WIDTH_TEXT } else { WIDTH_NUMBER })?;
        for (row, index) in (1..).zip(0..table.n_rows) {
            write(sheet, row, number, column.cell(index))?;
        }
    }
    let last_row = u32::try_from(table.n_rows).unwrap_or(u32::MAX);
    let last_column = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, last_row, last_column)?;
    Ok(())
}

/// A heading needs no explanation; the first sheet has it.
fn first_clause(title: &str) -> &str {
    title.split(['，', '；', '：']).next().unwrap_or(title)
}

fn write(sheet: &mut Worksheet, row: u32, column: u16, cell: Cell<'_>) -> Result<(), XlsxError> {
    match cell {
        Cell::Missing => return Ok(()),
        Cell::Text(text) => sheet.write_string(row, column, fitting(text))?,
        #[expect(clippy::cast_precision_loss, reason = "a workbook knows no other number")]
        Cell::Integer(number) => sheet.write_number(row, column, number as f64)?,
        Cell::Number(number) => sheet.write_number(row, column, number)?,
        Cell::Boolean(yes) => sheet.write_boolean(row, column, yes)?,
    };
    Ok(())
}

fn fitting(text: &str) -> String {
    let text = without_controls(text);
    // Excel counts UTF-16 units, of which a character has two at most.
    let mut units = 0;
    let cut = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > CELL_CHARS_MAX
    });
    match cut.and_then(|_| text.char_indices().nth(CELL_CHARS_MAX / 2)) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.into_owned(),
    }
}
