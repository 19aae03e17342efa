//! Version 1 of the stored forms of reviews. Released with the journal of reviews: fields,
//! variants and their order are for ever; new variants go to the end.

use serde::{Deserialize, Serialize};

use super::super::{Stored, Unfit};
use crate::model::{self, Digest, PointId, RegionCode};
use crate::store::reviews;

stored! {
    /// Frame 0 of a journal of reviews.
    model::ReviewHeader as ReviewHeader {
        round: String,
        opening: Digest,
    }
    /// Something that happened.
    model::ReviewEvent as ReviewEvent {
        person: String,
        at: String,
        act: model::Act,
    }
    /// The question reviewed.
    model::Target as Target {
        region: RegionCode,
        point: PointId,
        page: Option<String>,
    }
    /// What it was reviewed on.
    model::ReviewedOn as ReviewedOn {
        pages: Digest,
        rule: Digest,
    }
    /// What a person shows.
    model::Exhibit as Exhibit {
        url: String,
        quote: String,
        file: Option<Digest>,
    }
    /// An answer.
    model::Decision as Decision {
        target: model::Target,
        on: model::ReviewedOn,
        call: model::Call,
        exhibits: Vec<model::Exhibit>,
        reason: String,
        drawn: model::Drawn,
        is_adjudication: bool,
    }
    /// An event taken back.
    model::Undo as Undo {
        event: u64,
        reason: String,
    }
    /// A known answer.
    model::Gold as Gold {
        target: model::Target,
        on: model::ReviewedOn,
        finding: model::Finding,
        reason: String,
    }
    /// A probe that does not count.
    model::Quarantine as Quarantine {
        family: String,
        criterion: Option<String>,
        reason: String,
    }
    /// A file kept.
    model::KeptFile as KeptFile {
        name: String,
        digest: Digest,
    }
    /// A verdict contested.
    model::Objection as Objection {
        target: model::Target,
        by: String,
        text: String,
        links: Vec<String>,
        files: Vec<model::KeptFile>,
    }
    /// An objection decided.
    model::Ruling as Ruling {
        objection: u64,
        upheld: Option<model::Decision>,
        reason: String,
    }
}

stored_enum! {
    /// A frame of a journal of reviews.
    #[expect(clippy::large_enum_variant, reason = "all entries but the first are events")]
    reviews::Entry as Entry {
        Opened(model::ReviewHeader),
        Event(model::ReviewEvent),
    }
    /// What happened.
    model::Act as Act {
        Decided(model::Decision),
        Undone(model::Undo),
        Gold(model::Gold),
        Quarantined(model::Quarantine),
        Objected(model::Objection),
        Ruled(model::Ruling),
        Phase(model::Phase),
    }
    /// A step towards publication.
    model::Phase as Phase {
        Objections(String),
        Embargo(String),
        Final(String),
    }
}

/// What a person decides; two of the four carry nothing, so it is written by hand.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(in crate::store) enum Call {
    Confirm(<model::Finding as Stored>::Form),
    Correct(<model::Finding as Stored>::Form),
    Reject,
    CannotTell,
}

impl Stored for model::Call {
    type Form = Call;

    fn form(&self) -> Call {
        match self {
            Self::Confirm(finding) => Call::Confirm(finding.form()),
            Self::Correct(finding) => Call::Correct(finding.form()),
            Self::Reject => Call::Reject,
            Self::CannotTell => Call::CannotTell,
        }
    }

    fn from_form(form: Call) -> Result<Self, Unfit> {
        Ok(match form {
            Call::Confirm(finding) => Self::Confirm(Stored::from_form(finding)?),
            Call::Correct(finding) => Self::Correct(Stored::from_form(finding)?),
            Call::Reject => Self::Reject,
            Call::CannotTell => Self::CannotTell,
        })
    }
}
