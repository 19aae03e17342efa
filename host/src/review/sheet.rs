//! Reviews as a table (CSV or XLSX), for people who work without a line to the desk.
//!
//! A table is either taken whole or not at all: everything wrong with it is listed at once, with
//! line and column. What is right and meets other answers is a conflict: it is recorded and
//! named, and a third person decides.

mod read;

use std::io;

use bluebook_export::{Dataset, ExportError, Table, Words, write_xlsx};

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

/// The sheet of a workbook that has the table.
const SHEET: &str = "reviews";

/// What the columns are, for people, in the order of [`COLUMNS`].
const TITLES: [Words; 17] = [
    Words::of("地区代码", "code of the region"),
    Words::of("地区", "name of the region"),
    Words::of("点位", "the point"),
    Words::of("问什么", "what it asks"),
    Words::of("页面摘要，逐页的点位才有", "digest of the page, of points judged page by page"),
    Words::of("机器的结论", "what the machine found"),
    Words::of("得分，0 至 100", "score, 0 to 100"),
    Words::of("把握，千分之几", "confidence in thousandths"),
    Words::of("页面地址", "address of the page"),
    Words::of("引文", "the words it went by"),
    Words::of("所看页面的摘要，勿改", "digest of the pages seen; leave it as it is"),
    Words::of("规则的摘要，勿改", "digest of the rule; leave it as it is"),
    Words::of(
        "填：同意 confirm、改判 correct、退回 reject、难以判断 cannot-tell",
        "fill in: confirm, correct, reject or cannot-tell",
    ),
    Words::of("填：改判的值", "fill in: the right value of a correction"),
    Words::of("填：依据的网址", "fill in: address of the evidence"),
    Words::of("填：依据的原话", "fill in: words of the evidence"),
    Words::of("填：理由", "fill in: why"),
];

/// Writes questions as a workbook: what the columns are on the first sheet, the questions on the second.
///
/// # Errors
///
/// If `out` fails.
pub fn export_workbook(
    board: &Board,
    assigned: &[Assigned],
    day: &str,
    out: impl io::Write + io::Seek + Send,
) -> Result<(), ExportError> {
    let records: Vec<[String; 17]> =
        assigned.iter().map(|Assigned { task, .. }| cells(board, task)).collect();
    let title = Words::of("待复核的判定", "Verdicts to review");
    let mut table = Table::of(SHEET, title.clone(), &records);
    for (nth, (name, title)) in COLUMNS.into_iter().zip(TITLES).enumerate() {
        let cell =
            move |cells: &[String; 17]| cells.get(nth).filter(|cell| !cell.is_empty()).cloned();
        table = table.text(name, title, cell);
    }
    let description = Words::of(
        "在第二张表里填后五列，存为 XLSX 或 CSV，再用 bluebook review import 交回。",
        "Fill in the last five columns of the second sheet, save it, and give it to bluebook review import.",
    );
    let (name, version) = (SHEET.to_owned(), String::new());
    let tables = vec![table.build()];
    write_xlsx(out, &Dataset { name, title, description, version, day: day.to_owned(), tables })
}

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
