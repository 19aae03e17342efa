//! Events of the record as lines, for people and programs.

use serde::Serialize;

use crate::model::{Act, Exhibit, Phase, ReviewEvent, Target};
use crate::review::{Ledger, value_text};

/// What registering a known answer is called.
const GOLD: &str = "gold";

/// One event, for people and programs.
#[derive(Debug, Clone, Serialize)]
pub struct EventRow {
    /// Its number.
    pub event: u64,
    /// When, `YYYY-MM-DDThh:mm:ssZ`.
    pub at: String,
    /// Who.
    pub person: String,
    /// Stable name of what happened.
    pub what: &'static str,
    /// Six digits, where it is about a verdict.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// The point's id, where it is about a verdict.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub point: Option<String>,
    /// The page, for points judged page by page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// What was found, named or decided.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub value: String,
    /// Why.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// What was shown.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub exhibits: Vec<Exhibit>,
    /// How the question came to the person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drawn: Option<&'static str>,
    /// Whether it ends a disagreement of two others.
    pub is_adjudication: bool,
    /// Whether it was taken back.
    pub is_undone: bool,
    /// Whether what was said is left out, because others are to say it unseen.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_hidden: bool,
}

impl EventRow {
    /// Of an event of a record.
    pub fn of(number: u64, event: &ReviewEvent, ledger: &Ledger) -> Self {
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
            exhibits: Vec::new(),
            drawn: None,
            is_adjudication: false,
            is_undone: ledger.is_undone(number),
            is_hidden: false,
        };
        listed.say(act);
        listed
    }

    /// The same without what was said.
    #[must_use]
    pub fn hidden(mut self) -> Self {
        self.is_hidden = true;
        (self.value, self.reason, self.exhibits) = (String::new(), String::new(), Vec::new());
        if self.what == GOLD {
            (self.region, self.point, self.page) = (None, None, None);
        } else {
            self.what = "answer";
        }
        self
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
                self.exhibits.clone_from(&decision.exhibits);
                let value = decision.call.finding().map(value_text).unwrap_or_default();
                (decision.call.name(), value, decision.reason.clone())
            }
            Act::Undone(undo) => ("undo", undo.event.to_string(), undo.reason.clone()),
            Act::Gold(gold) => {
                self.about(&gold.target);
                (GOLD, value_text(&gold.finding), gold.reason.clone())
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
}
