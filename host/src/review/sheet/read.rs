//! A table read back: every cell checked, everything wrong listed.

use std::collections::BTreeMap;
use std::io;

use bluebook_export::{WorkbookError, is_workbook, read_sheet};

use super::{COLUMNS, SHEET};
use crate::model::{Call, Digest, Finding, PointId, RegionCode, ReviewedOn, Target};
use crate::review::board::Board;
use crate::review::value::parse_value;

/// Bytes of a table. 66,600 rows of 500 bytes are 33 MB.
const TABLE_BYTES_MAX: u64 = 128 << 20;

/// One row, checked.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetRow {
    /// Where it is in the file.
    pub line: u64,
    /// The question.
    pub target: Target,
    /// What it was answered on.
    pub on: ReviewedOn,
    /// The answer; `None` where the row was left empty.
    pub call: Option<Call>,
    /// Address shown; empty if none.
    pub url: String,
    /// Words shown; empty if none.
    pub quote: String,
    /// Why; may be empty.
    pub reason: String,
}

/// Something wrong in a table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {what}")]
pub struct BadCell {
    /// Line of the file, from 1.
    pub line: u64,
    /// Name of the column; its number where there is no name.
    pub column: String,
    /// What is wrong.
    pub what: String,
}

/// Why a table is not taken.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    /// The file.
    #[error("cannot read the table")]
    Read(#[source] io::Error),
    /// The workbook.
    #[error("cannot read the workbook")]
    Workbook(#[source] WorkbookError),
    /// Rows or cells. All of them are listed.
    #[error("the table has {} mistakes, and nothing of it was recorded", .0.len())]
    Bad(Vec<BadCell>),
}

/// Reads a table, CSV or a workbook, against the round it was written from.
///
/// # Errors
///
/// Everything wrong in it, or that it cannot be read.
pub fn read(board: &Board, table: impl io::Read) -> Result<Vec<SheetRow>, SheetError> {
    let mut bytes = Vec::new();
    io::Read::read_to_end(&mut io::Read::take(table, TABLE_BYTES_MAX), &mut bytes)
        .map_err(SheetError::Read)?;
    if is_workbook(&bytes) {
        let rows = read_sheet(&bytes, SHEET).map_err(SheetError::Workbook)?;
        let records =
            rows.iter().map(|row| Ok((row.number, csv::ByteRecord::from(row.cells.clone()))));
        return checked(board, records);
    }
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
    let mut reader = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(bytes);
    let records = reader.byte_records().map(|record| match record {
        Ok(record) => Ok((record.position().map_or(0, csv::Position::line), record)),
        Err(error) => {
            let line = error.position().map_or(0, csv::Position::line);
            Err(BadCell { line, column: "-".to_owned(), what: error.to_string() })
        }
    });
    checked(board, records)
}

/// The rows below the header, with their lines.
fn checked(
    board: &Board,
    records: impl Iterator<Item = Result<(u64, csv::ByteRecord), BadCell>>,
) -> Result<Vec<SheetRow>, SheetError> {
    let (mut bad, mut rows) = (Vec::new(), Vec::new());
    let mut places: Option<BTreeMap<&'static str, usize>> = None;
    for record in records {
        let (line, record) = match record {
            Ok(record) => record,
            Err(cell) => {
                bad.push(cell);
                break;
            }
        };
        match &places {
            None => match header(&record, line) {
                Ok(found) => places = Some(found),
                Err(missing) => return Err(SheetError::Bad(missing)),
            },
            Some(places) => {
                let mut cells = Cells { record: &record, line, places, bad: Vec::new() };
                let row = cells.row(board);
                bad.append(&mut cells.bad);
                rows.extend(row);
            }
        }
    }
    if places.is_none() && bad.is_empty() {
        bad = header(&csv::ByteRecord::new(), 1).err().unwrap_or_default();
    }
    if bad.is_empty() { Ok(rows) } else { Err(SheetError::Bad(bad)) }
}

/// Where each column is. Columns may be in any order, and others may be among them.
fn header(
    record: &csv::ByteRecord,
    line: u64,
) -> Result<BTreeMap<&'static str, usize>, Vec<BadCell>> {
    let mut places = BTreeMap::new();
    let mut bad = Vec::new();
    for name in COLUMNS {
        // A workbook has what people read on the lines before.
        let is_it = |cell: &[u8]| {
            let own = cell.rsplit(|byte| *byte == b'\n').next().unwrap_or(cell);
            own.trim_ascii().eq_ignore_ascii_case(name.as_bytes())
        };
        let needed = ["region", "point", "pages", "rule", "decision"].contains(&name);
        match record.iter().position(is_it) {
            Some(place) => {
                places.insert(name, place);
            }
            None if needed => {
                let what = "the table has no such column".to_owned();
                bad.push(BadCell { line, column: name.to_owned(), what });
            }
            None => {}
        }
    }
    if bad.is_empty() { Ok(places) } else { Err(bad) }
}

struct Cells<'r> {
    record: &'r csv::ByteRecord,
    line: u64,
    places: &'r BTreeMap<&'static str, usize>,
    bad: Vec<BadCell>,
}

impl Cells<'_> {
    fn wrong(&mut self, column: &str, what: impl Into<String>) {
        let column = self
            .places
            .get(column)
            .map_or_else(|| column.to_owned(), |place| format!("{} ({column})", place + 1));
        self.bad.push(BadCell { line: self.line, column, what: what.into() });
    }

    /// The text of a cell; empty where the row is short or the column not there.
    fn text(&mut self, column: &'static str) -> String {
        let place = self.places.get(column).copied();
        let cell = place.and_then(|place| self.record.get(place)).unwrap_or_default();
        if let Ok(text) = std::str::from_utf8(cell) {
            return unmarked(text.trim()).to_owned();
        }
        self.wrong(column, "the cell is not UTF-8: save the table as CSV UTF-8");
        String::new()
    }

    fn row(&mut self, board: &Board) -> Option<SheetRow> {
        let target = self.target()?;
        let on = self.on()?;
        let Some(task) = board.find(&target).and_then(|at| board.tasks().get(at)) else {
            self.wrong("point", "the round has no such question");
            return None;
        };
        let point = board.system().points.get(task.point)?;
        let (decision, value) = (self.text("decision"), self.text("value"));
        let [url, quote, reason] =
            ["evidence_url", "evidence_quote", "reason"].map(|column| self.text(column));
        let finding = |cells: &mut Self| -> Option<Finding> {
            let unit = match &task.machine {
                Finding::Number(measure) => Some(measure.unit.as_str()),
                Finding::Truth(_) | Finding::Grade(_) | Finding::Text(_) | Finding::Unknown(_) => {
                    None
                }
            };
            parse_value(point, &value, unit)
                .map_err(|error| cells.wrong("value", error.to_string()))
                .ok()
        };
        let call = match decision.to_lowercase().as_str() {
            "" if value.is_empty() => None,
            "" => {
                self.wrong("decision", "there is a value and no decision");
                None
            }
            "confirm" | "a" | "同意" if task.machine.unknown_reason().is_some() => {
                self.wrong("decision", "there is no finding to confirm");
                None
            }
            "confirm" | "a" | "同意" => Some(Call::Confirm(task.machine.clone())),
            "correct" | "改判" => {
                if url.is_empty() && quote.is_empty() {
                    self.wrong("evidence_quote", "a correction shows an address or a quote");
                }
                finding(self).map(Call::Correct)
            }
            "reject" | "r" | "退回" => Some(Call::Reject),
            "cannot-tell" | "难以判断" => Some(Call::CannotTell),
            _ => {
                self.wrong(
                    "decision",
                    format!("`{decision}` is none of confirm, correct, reject, cannot-tell"),
                );
                None
            }
        };
        if matches!(call, Some(Call::Reject | Call::CannotTell)) && reason.is_empty() {
            self.wrong("reason", "this decision needs a reason");
        }
        Some(SheetRow { line: self.line, target, on, call, url, quote, reason })
    }

    fn target(&mut self) -> Option<Target> {
        let (region, point, page) = (self.text("region"), self.text("point"), self.text("page"));
        let code = region.parse().ok().and_then(RegionCode::new);
        if code.is_none() {
            self.wrong("region", format!("`{region}` is no region code of six digits"));
        }
        if point.is_empty() {
            self.wrong("point", "no point is named");
            return None;
        }
        let page = (!page.is_empty()).then_some(page);
        Some(Target { region: code?, point: PointId(point), page })
    }

    fn on(&mut self) -> Option<ReviewedOn> {
        let [pages, rule] = ["pages", "rule"].map(|column| {
            let text = self.text(column);
            let digest: Option<Digest> = format!("sha256:{text}").parse().ok();
            if digest.is_none() {
                self.wrong(column, "the cell is not as it was exported");
            }
            digest
        });
        Some(ReviewedOn { pages: pages?, rule: rule? })
    }
}

/// Without the mark that the export puts before what a spreadsheet would take for a formula.
fn unmarked(text: &str) -> &str {
    let marked = |rest: &&str| rest.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    text.strip_prefix('\'').filter(marked).unwrap_or(text)
}
