//! Objections as lines, for people and programs.

use serde::Serialize;

use crate::model::{Objection, Ruling};
use crate::review::Contested;

/// One objection, for people and programs.
#[derive(Debug, Serialize)]
pub struct ObjectionRow {
    /// Number of its event.
    pub objection: u64,
    /// When, `YYYY-MM-DDThh:mm:ssZ`.
    pub at: String,
    /// Six digits.
    pub region: String,
    /// The point's id.
    pub point: String,
    /// The page, for points judged page by page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// Who objects.
    pub by: String,
    /// What is said.
    pub text: String,
    /// Addresses that are shown.
    pub links: Vec<String>,
    /// Name and digest.
    pub files: Vec<(String, String)>,
    /// `open`, `upheld` or `dismissed`.
    pub state: &'static str,
    /// What became of it, if it is decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided: Option<DecidedRow>,
}

/// Who decided an objection when and why.
#[derive(Debug, Serialize)]
pub struct DecidedRow {
    /// When, `YYYY-MM-DDThh:mm:ssZ`.
    pub at: String,
    /// Who decided.
    pub person: String,
    /// Why.
    pub reason: String,
}

impl ObjectionRow {
    /// Of an objection of a record.
    pub fn of(contested: &Contested<'_>) -> Self {
        let Objection { target, by, text, links, files } = contested.objection;
        let state = match contested.ruling {
            None => "open",
            Some((_, Ruling { upheld: Some(_), .. })) => "upheld",
            Some((_, Ruling { upheld: None, .. })) => "dismissed",
        };
        Self {
            objection: contested.event,
            at: contested.at.to_owned(),
            region: target.region.to_string(),
            point: target.point.0.clone(),
            page: target.page.clone(),
            by: by.clone(),
            text: text.clone(),
            links: links.clone(),
            files: files.iter().map(|one| (one.name.clone(), one.digest.to_string())).collect(),
            state,
            decided: contested.ruling.map(|(event, ruling)| DecidedRow {
                at: event.at.clone(),
                person: event.person.clone(),
                reason: ruling.reason.clone(),
            }),
        }
    }
}
