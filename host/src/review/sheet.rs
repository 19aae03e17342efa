//! Reviews as a table (CSV), for people who work without a line to the desk.
//!
//! A table is either taken whole or not at all: everything wrong with it is listed at once, with
//! line and column. What is right and meets other answers is a conflict: it is recorded and
//! named, and a third person decides.

mod read;

use std::io;

pub use self::read::{BadCell, SheetError, SheetRow, read};
use super::board::Board;
use super::desk::{Assigned, Desk, DeskError, Now};
use super::standing::State;
use super::task::Task;
use super::value::value_text;
use crate::model::Act;
use crate::model::{Call, Decision, Drawn, Exhibit, Text};

/// Columns of the table. The first eleven are for reading, the last five are filled in.
pub const COLUMNS: [&str; 17] = [
    "region",
    "region_name",
    "point",
    "title",
    "page",
    "machine",
    "score",
    "confidence",
    "page_url",
    "quote",
    "pages",
    "rule",
    "decision",
    "value",
    "evidence_url",
    "evidence_quote",
    "reason",
];

/// Writes questions as a table; `plain` makes a cell safe for spreadsheets.
///
/// # Errors
///
/// If `out` fails.
pub fn export(
    board: &Board,
    assigned: &[Assigned],
    plain: &dyn Fn(&str) -> String,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    // Spreadsheets take a file without the mark for one in the machine's own charset.
    write!(out, "\u{feff}{}\r\n", COLUMNS.join(","))?;
    for Assigned { task, .. } in assigned {
        let cells: Vec<String> = cells(board, task).iter().map(|cell| plain(cell)).collect();
        write!(out, "{}\r\n", cells.join(","))?;
    }
    Ok(())
}

fn cells(board: &Board, task: &Task) -> [String; 17] {
    let nothing = String::new;
    let name = board.region(task.region).map(|region| region.name.zh.clone());
    let point = board.system().points.get(task.point);
    let title = point.map(|point| &point.title).map(|Text { zh, .. }| zh.clone());
    let evidence = board.verdict(task).and_then(|verdict| verdict.evidence.first());
    [
        task.target.region.to_string(),
        name.unwrap_or_default(),
        task.target.point.0.clone(),
        title.unwrap_or_default(),
        task.target.page.clone().unwrap_or_default(),
        value_text(&task.machine),
        task.score.map_or_else(nothing, |score| (100.0 * score).to_string()),
        task.confidence.to_string(),
        evidence.map(|one| one.url.clone()).unwrap_or_default(),
        evidence.map(|one| one.quote.clone()).unwrap_or_default(),
        task.on.pages.hex(),
        task.on.rule.hex(),
        nothing(),
        nothing(),
        nothing(),
        nothing(),
        nothing(),
    ]
}

/// What a row that was taken met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Line of the table.
    pub line: u64,
    /// The question, in one line.
    pub target: String,
    /// What it met, Chinese first.
    pub what: Text,
}

/// What became of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    /// Rows without a decision.
    pub n_empty: usize,
    /// Rows that say what the person has said before.
    pub n_known: usize,
    /// Rows recorded, conflicts among them.
    pub n_recorded: usize,
    /// Rows that met something.
    pub conflicts: Vec<Conflict>,
}

/// Records the rows of a table as `person`'s answers. With `is_trial` nothing is recorded.
///
/// # Errors
///
/// If the record cannot be written; rows before are recorded then, and the same table can be
/// taken again: what is known is passed over.
pub fn import(
    desk: &mut Desk,
    rows: &[SheetRow],
    person: &str,
    now: &Now,
    is_trial: bool,
) -> Result<Imported, DeskError> {
    desk.refresh()?;
    let mut imported = Imported::default();
    for row in rows {
        let Some(call) = &row.call else {
            imported.n_empty += 1;
            continue;
        };
        let decision = Decision {
            target: row.target.clone(),
            on: row.on,
            call: call.clone(),
            exhibits: exhibits(row),
            reason: row.reason.clone(),
            drawn: Drawn::Offline,
            is_adjudication: false,
        };
        let (is_known, conflict) = met(desk.board(), person, &decision);
        if is_known {
            imported.n_known += 1;
            continue;
        }
        if let Some(what) = conflict {
            let target = super::ledger::named(&row.target);
            imported.conflicts.push(Conflict { line: row.line, target, what });
        }
        if !is_trial {
            desk.act(person, Act::Decided(decision), now)?;
        }
        imported.n_recorded += 1;
    }
    Ok(imported)
}

fn exhibits(row: &SheetRow) -> Vec<Exhibit> {
    let exhibit = Exhibit { url: row.url.clone(), quote: row.quote.clone(), file: None };
    if exhibit.is_empty() { Vec::new() } else { vec![exhibit] }
}

/// Whether the person has said just that, and else what the answer meets.
fn met(board: &Board, person: &str, decision: &Decision) -> (bool, Option<Text>) {
    let text = |zh: &str, en: &str| Some(Text { zh: zh.to_owned(), en: en.to_owned() });
    let standing = board.ledger().standing(&decision.target, &decision.on, 1);
    let own = standing.voices.iter().find(|voice| voice.person == person);
    if own.is_some_and(|voice| same(&voice.decision.call, &decision.call)) {
        return (true, None);
    }
    let task = board.find(&decision.target).and_then(|at| board.tasks().get(at));
    if task.is_none_or(|task| task.on != decision.on) {
        let zh = "导出之后页面或规则变了：已记录，不计入，须重新复核";
        return (false, text(zh, "page or rule changed since: recorded, does not count"));
    }
    if own.is_some() {
        return (false, text("改变了本人先前的意见", "changes what the person said before"));
    }
    let differs = standing.voices.iter().any(|voice| !voice.decision.call.agrees(&decision.call));
    match standing.state {
        State::Settled if differs => text("与已定的结论不同", "differs from what is settled"),
        State::Half | State::Disputed | State::Settled | State::Open if differs => {
            text("与他人的意见不同，由第三人裁定", "differs from another's: a third decides")
        }
        State::Open | State::Half | State::Disputed | State::Settled => None,
    }
    .map_or((false, None), |what| (false, Some(what)))
}

/// Whether two calls are one and the same.
fn same(a: &Call, b: &Call) -> bool {
    a == b
}
