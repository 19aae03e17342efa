//! `review list`: the record, event by event.

use super::sit::sit;
use crate::cli::args::{Common, ReviewList, TextOrJson};
use crate::cli::{Failed, Streams};
use crate::model::ReviewEvent;
use crate::panel::EventRow;
use crate::report::{Align, Table, clean, write_json};

fn cells(row: &EventRow) -> Vec<String> {
    let undone = if row.is_undone { "已撤销 undone" } else { "" };
    let adjudication = if row.is_adjudication { "裁定 adjudication " } else { "" };
    vec![
        row.event.to_string(),
        row.at.clone(),
        clean(&row.person),
        row.what.to_owned(),
        row.region.clone().unwrap_or_default(),
        clean(row.point.as_deref().unwrap_or_default()),
        clean(&row.value),
        format!("{adjudication}{undone}"),
        clean(&row.reason),
    ]
}

pub(crate) fn list(
    common: &Common,
    args: &ReviewList,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let (_stored, desk) = sit(common, None)?;
    let ledger = desk.board().ledger();
    let is_wanted =
        |event: &ReviewEvent| args.person.as_ref().is_none_or(|one| *one == event.person);
    let listed: Vec<EventRow> = ledger
        .events()
        .filter(|(_, event)| is_wanted(event))
        .map(|(number, event)| EventRow::of(number, event, ledger))
        .collect();
    match args.format {
        TextOrJson::Json => write_json(&mut streams.out, &listed)?,
        TextOrJson::Text => {
            let head = ["编号 event", "时间 at", "人员 person", "事项 what", "地区 region"]
                .into_iter()
                .chain(["点位 point", "值 value", "", "理由 reason"]);
            let mut rows = vec![head.map(str::to_owned).collect()];
            rows.extend(listed.iter().map(cells));
            let mut align = vec![Align::Right];
            align.resize(9, Align::Left);
            Table { align, rows }.write(&mut streams.out)?;
        }
    }
    Ok(())
}
