//! How far a round is on its way to the public. Everything that shows its numbers says so in these words.

use serde::Serialize;

use super::clean::clean;
use super::words::text;
use crate::model::Text;

/// The step a round has reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// Nothing is promised yet.
    Draft,
    /// Those assessed have seen it and may object up to this day, the day included.
    Objections(String),
    /// Published at this time, `YYYY-MM-DDThh:mm:ssZ`; nothing changes any more.
    Final(String),
}

/// A round's standing before the public at the moment somebody reports it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// The step.
    pub stage: Stage,
    /// Nothing is public before this time, which has not come.
    pub embargo_until: Option<String>,
    /// Whether people's reviews are left out on purpose.
    pub is_machine_only: bool,
}

/// What a page says of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct PublicationPart {
    stage: &'static str,
    notices: Vec<Text>,
    watermark: Option<Text>,
    is_embargoed: bool,
}

impl Publication {
    /// Whether nothing changes any more.
    pub fn is_final(&self) -> bool {
        match self.stage {
            Stage::Draft | Stage::Objections(_) => false,
            Stage::Final(_) => true,
        }
    }

    /// Sentences for readers, what matters most first.
    pub fn notices(&self) -> Vec<Text> {
        let embargo = self.embargo_until.as_deref().map(|until| {
            let until = clean(until);
            text(
                format!("禁发至 {until}：在此之前不得公开或转发。"),
                format!("Under embargo until {until}: not to be shown or passed on before."),
            )
        });
        let machine = self.is_machine_only.then(|| {
            text(
                "只计机器的判定，没有计入人工复核。",
                "What machines found alone: people's reviews are left out.",
            )
        });
        embargo.into_iter().chain([self.stage_words()]).chain(machine).collect()
    }

    fn stage_words(&self) -> Text {
        match &self.stage {
            Stage::Draft => text(
                "草稿：尚未发布，数字还会变，请勿引用。",
                "Draft: not published, figures may change, not to be cited.",
            ),
            Stage::Objections(day) => {
                let day = clean(day);
                text(
                    format!("公示稿：受理异议到 {day}（含），数字还可能变。"),
                    format!(
                        "Open to objections up to and including {day}; figures may still change."
                    ),
                )
            }
            Stage::Final(time) => {
                let day: String = clean(time).chars().take(DAY_CHARS).collect();
                text(format!("定稿，{day} 发布。"), format!("Final, published on {day}."))
            }
        }
    }

    /// What is written across pages; nothing once the round is public and final.
    pub fn watermark(&self) -> Option<Text> {
        if self.embargo_until.is_some() {
            return Some(text("禁发", "EMBARGOED"));
        }
        match self.stage {
            Stage::Draft => Some(text("草稿", "DRAFT")),
            Stage::Objections(_) => Some(text("公示稿", "OPEN TO OBJECTIONS")),
            Stage::Final(_) => None,
        }
    }

    pub(super) fn part(&self) -> PublicationPart {
        let stage = match self.stage {
            Stage::Draft => "draft",
            Stage::Objections(_) => "objections",
            Stage::Final(_) => "final",
        };
        PublicationPart {
            stage,
            notices: self.notices(),
            watermark: self.watermark(),
            is_embargoed: self.embargo_until.is_some(),
        }
    }
}

/// Characters of `YYYY-MM-DD`.
const DAY_CHARS: usize = 10;
