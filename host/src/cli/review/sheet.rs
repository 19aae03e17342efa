//! `review export` and `review import`: the desk as a table.

use std::fs::{self, File};
use std::io::Cursor;
use std::path::Path;

use super::sit::{desk_failed, now, sit};
use crate::cli::args::{Common, ReviewExport, ReviewImport};
use crate::cli::round::store_failed;
use crate::cli::{Code, Environment, Failed, Streams};
use crate::report::{clean, csv_text};
use crate::review::{self, Imported, SheetError};

/// Seconds of a day.
const DAY: u64 = 86_400;

pub(crate) fn export(
    common: &Common,
    args: &ReviewExport,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let (stored, mut desk) = sit(common, Some(&args.sitting))?;
    let lease = u64::from(args.days).saturating_mul(DAY);
    let (person, drawn) = (&args.sitting.person, args.sitting.by.drawn());
    let taken = desk
        .take_away(person, drawn, (args.limit, lease), &now(environment))
        .map_err(store_failed)?;
    let mut table = Cursor::new(Vec::new());
    let unwritten = |path: &Path, error: &dyn std::fmt::Display| {
        Failed::new(Code::FileUnwritable, format!("cannot write `{}`: {error}", path.display()))
    };
    match args.out.as_deref() {
        Some(path) if path.extension().is_some_and(|end| end.eq_ignore_ascii_case("xlsx")) => {
            let day = &stored.reader.header().collected_on;
            review::export_workbook(desk.board(), &taken, day, &mut table)
                .map_err(|error| unwritten(path, &error))?;
        }
        Some(_) | None => review::export(desk.board(), &taken, &csv_text, &mut table)?,
    }
    match &args.out {
        None => streams.out.write_all(table.get_ref())?,
        Some(path) => {
            fs::write(path, table.get_ref()).map_err(|error| unwritten(path, &error))?;
        }
    }
    writeln!(streams.err, "{} 题 questions", taken.len())?;
    Ok(())
}

pub(crate) fn import(
    common: &Common,
    args: &ReviewImport,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let (_stored, mut desk) = sit(common, None)?;
    let unread = |error: std::io::Error| {
        Failed::new(Code::FileUnreadable, format!("cannot read `{}`: {error}", args.file.display()))
    };
    let file = File::open(&args.file).map_err(unread)?;
    let rows = match review::read(desk.board(), file) {
        Ok(rows) => rows,
        Err(SheetError::Bad(bad)) => {
            for cell in &bad {
                writeln!(streams.err, "{}: {}", args.file.display(), clean(&cell.to_string()))?;
            }
            return Err(Failed::of(SheetError::Bad(bad))
                .hint(Some("mend the rows named and import the whole table again".to_owned())));
        }
        Err(SheetError::Read(error)) => return Err(unread(error)),
        Err(error @ SheetError::Workbook(_)) => {
            return Err(Failed::of(error)
                .hint(Some("save the sheet as CSV UTF-8 or XLSX and import that".to_owned())));
        }
    };
    let now = now(environment);
    let imported = review::import(&mut desk, &rows, &args.person, &now, args.dry_run);
    let Imported { n_empty, n_known, n_recorded, conflicts } = imported.map_err(desk_failed)?;
    for conflict in &conflicts {
        let (line, target) = (conflict.line, clean(&conflict.target));
        let (zh, en) = (&conflict.what.zh, &conflict.what.en);
        writeln!(streams.out, "行 line {line} · {target} · {zh} / {en}")?;
    }
    let trial = if args.dry_run { "（未写入 nothing written）" } else { "" };
    writeln!(
        streams.out,
        "记录 recorded {n_recorded}{trial} · 其中有冲突 conflicts {} · 已有 known {n_known} · 未填 empty {n_empty}",
        conflicts.len()
    )?;
    Ok(())
}
