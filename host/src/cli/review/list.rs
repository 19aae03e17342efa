//! `review list`: the record, event by event.

use serde::Serialize;

use super::sit::sit;
use crate::cli::args::{Common, ReviewList, TextOrJson};
use crate::cli::{Failed, Streams};
use crate::model::{Act, Phase, ReviewEvent, Target};
use crate::report::{Align, Table, clean, write_json};
use crate::review::{Ledger, value_text};

/// One event, for people and programs.
#[derive(Debug, Serialize)]
struct Listed {
    event: u64,
    at: String,
    person: String,
    /// Stable name.
    what: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    point: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<String>,
    /// What was found, named or decided.
    #[serde(skip_serializing_if = "String::is_empty")]
    value: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    reason: String,
    /// How the question came to the person.
    #[serde(skip_serializing_if = "Option::is_none")]
    drawn: Option<&'static str>,
    is_adjudication: bool,
    is_undone: bool,
}

impl Listed {
    fn of(number: u64, event: &ReviewEvent, ledger: &Ledger) -> Self {
        let ReviewEvent { person, at, act } = event;
        let mut listed = Self {
            event: number,
            at: at.clone(),
            person: person.clone(),
            what: "",
            region: None,
            point: None,
            page: None,
            value: String::new(),
            reason: String::new(),
            drawn: None,
            is_adjudication: false,
            is_undone: ledger.is_undone(number),
        };
        listed.say(act);
        listed
    }

    fn about(&mut self, target: &Target) {
        self.region = Some(target.region.to_string());
        self.point = Some(target.point.0.clone());
        self.page.clone_from(&target.page);
    }

    fn say(&mut self, act: &Act) {
        let (what, value, reason) = match act {
            Act::Decided(decision) => {
                self.about(&decision.target);
                self.drawn = Some(decision.drawn.name());
                self.is_adjudication = decision.is_adjudication;
                let value = decision.call.finding().map(value_text).unwrap_or_default();
                (decision.call.name(), value, decision.reason.clone())
            }
            Act::Undone(undo) => ("undo", undo.event.to_string(), undo.reason.clone()),
            Act::Gold(gold) => {
                self.about(&gold.target);
                ("gold", value_text(&gold.finding), gold.reason.clone())
            }
            Act::Quarantined(one) => {
                let criterion = one.criterion.as_ref();
                let name = criterion.map_or_else(
                    || one.family.clone(),
                    |criterion| format!("{}/{criterion}", one.family),
                );
                ("quarantine", name, one.reason.clone())
            }
            Act::Objected(objection) => {
                self.about(&objection.target);
                ("objection", objection.by.clone(), objection.text.clone())
            }
            Act::Ruled(ruling) => {
                let what = if ruling.upheld.is_some() { "upheld" } else { "dismissed" };
                (what, ruling.objection.to_string(), ruling.reason.clone())
            }
            Act::Phase(Phase::Objections(day)) => ("objections-until", day.clone(), String::new()),
            Act::Phase(Phase::Embargo(time)) => ("embargo-until", time.clone(), String::new()),
            Act::Phase(Phase::Final(time)) => ("final", time.clone(), String::new()),
        };
        (self.what, self.value, self.reason) = (what, value, reason);
    }

    fn cells(&self) -> Vec<String> {
        let undone = if self.is_undone { "已撤销 undone" } else { "" };
        let adjudication = if self.is_adjudication { "裁定 adjudication " } else { "" };
        vec![
            self.event.to_string(),
            self.at.clone(),
            clean(&self.person),
            self.what.to_owned(),
            self.region.clone().unwrap_or_default(),
            clean(self.point.as_deref().unwrap_or_default()),
            clean(&self.value),
            format!("{adjudication}{undone}"),
            clean(&self.reason),
        ]
    }
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
    let listed: Vec<Listed> = ledger
        .events()
        .filter(|(_, event)| is_wanted(event))
        .map(|(number, event)| Listed::of(number, event, ledger))
        .collect();
    match args.format {
        TextOrJson::Json => write_json(&mut streams.out, &listed)?,
        TextOrJson::Text => {
            let head = ["编号 event", "时间 at", "人员 person", "事项 what", "地区 region"]
                .into_iter()
                .chain(["点位 point", "值 value", "", "理由 reason"]);
            let mut rows = vec![head.map(str::to_owned).collect()];
            rows.extend(listed.iter().map(Listed::cells));
            let mut align = vec![Align::Right];
            align.resize(9, Align::Left);
            Table { align, rows }.write(&mut streams.out)?;
        }
    }
    Ok(())
}
