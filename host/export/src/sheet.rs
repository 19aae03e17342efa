//! A sheet of a workbook (XLSX, ISO/IEC 29500) read back: what people filled in, as text.
//!
//! Workbooks come from strangers' machines. They are unpacked to a limit before anything else looks at them,
//! and read cell by cell: one cell at the far end of a sheet must not make a table of the whole sheet.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read as _};

use calamine::{DataRef, Reader as _, Xlsx, XlsxError};
use zip::ZipArchive;

/// Bytes of all parts of a workbook when unpacked. 100,000 rows of questions are some 100 MB.
const UNPACKED_BYTES_MAX: u64 = 256 << 20;

/// Columns of a sheet that are read. Our widest table has 17; what stands further to the right is somebody's
/// own. Rows need no limit: only those that hold something are kept, and the unpacked size bounds them.
const COLUMNS_MAX: u32 = 64;

/// How a ZIP file begins (APPNOTE, 4.3.7), as a workbook does and no table in text.
const ZIP: &[u8] = b"PK\x03\x04";

/// Why a workbook was not read.
#[derive(Debug, thiserror::Error)]
pub enum WorkbookError {
    /// It is no ZIP file, or a part of it is damaged.
    #[error("cannot unpack the workbook")]
    Unpack(#[source] io::Error),
    /// It is larger than [`read_sheet`] takes.
    #[error("the workbook is larger than {} MB when unpacked", UNPACKED_BYTES_MAX >> 20)]
    TooLarge,
    /// Its parts are not those of a workbook.
    #[error("cannot read the workbook")]
    Read(#[source] XlsxError),
    /// It has no sheet.
    #[error("the workbook has no sheet")]
    NoSheet,
}

/// A row of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// As the program shows it, from 1.
    pub number: u64,
    /// Its cells, from the first column; empty where nothing stands.
    pub cells: Vec<String>,
}

/// Whether bytes begin as a workbook does.
pub fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(ZIP)
}

/// The rows of the sheet of that name, or of the first sheet; rows without a cell are left out. Numbers are
/// written as in code: `440100`, `0.5`.
///
/// # Errors
///
/// See [`WorkbookError`].
pub fn read_sheet(bytes: &[u8], name: &str) -> Result<Vec<Row>, WorkbookError> {
    measure(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(WorkbookError::Read)?;
    let names = book.sheet_names();
    let found = names.iter().find(|sheet| *sheet == name).or(names.first());
    let sheet = found.ok_or(WorkbookError::NoSheet)?;
    let mut reader = book.worksheet_cells_reader(sheet).map_err(WorkbookError::Read)?;
    let mut rows: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    while let Some(cell) = reader.next_cell().map_err(WorkbookError::Read)? {
        let (row, column) = cell.get_position();
        let Some(text) = text(cell.get_value()).filter(|_| column < COLUMNS_MAX) else { continue };
        let cells = rows.entry(row).or_default();
        let place = usize::try_from(column).unwrap_or(usize::MAX);
        cells.resize(cells.len().max(place + 1), String::new());
        if let Some(cell) = cells.get_mut(place) {
            *cell = text;
        }
    }
    Ok(rows.into_iter().map(|(row, cells)| Row { number: u64::from(row) + 1, cells }).collect())
}

/// Unpacks every part to nowhere: what a part says of its size may be a lie.
fn measure(bytes: &[u8]) -> Result<(), WorkbookError> {
    let unpack = |error: zip::result::ZipError| WorkbookError::Unpack(io::Error::other(error));
    let mut parts = ZipArchive::new(Cursor::new(bytes)).map_err(unpack)?;
    let mut n_left = UNPACKED_BYTES_MAX;
    for index in 0..parts.len() {
        let part = parts.by_index(index).map_err(unpack)?;
        let n_bytes =
            io::copy(&mut part.take(n_left + 1), &mut io::sink()).map_err(WorkbookError::Unpack)?;
        n_left = n_left.checked_sub(n_bytes).ok_or(WorkbookError::TooLarge)?;
    }
    Ok(())
}

/// What a cell says; `None` for one that says nothing.
fn text(value: &DataRef<'_>) -> Option<String> {
    match value {
        DataRef::Empty => None,
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            Some(text.clone())
        }
        DataRef::SharedString(text) => Some((*text).to_owned()),
        DataRef::Int(number) => Some(number.to_string()),
        DataRef::Float(number) => Some(number.to_string()),
        DataRef::Bool(yes) => Some(if *yes { "yes" } else { "no" }.to_owned()),
        DataRef::DateTime(day) => Some(day.as_f64().to_string()),
        DataRef::Error(error) => Some(error.to_string()),
    }
}
