//! Why an event does not belong into the record.

/// Why an event is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Without a name nobody answers for it.
    #[error("a reviewer is named in 1 to {max} characters")]
    Person {
        /// Characters allowed.
        max: usize,
    },
    /// A text that nobody reads to its end.
    #[error("{what} is longer than {max} bytes")]
    TooLong {
        /// Which text.
        what: &'static str,
        /// Bytes allowed.
        max: usize,
    },
    /// NaN or infinite.
    #[error("the value is no finite number")]
    NotFinite,
    /// A value that nothing is shown for.
    #[error("a correction shows an address, a quote or a file")]
    NothingShown,
    /// An answer that has to be explained.
    #[error("`{0}` needs a reason")]
    NoReason(&'static str),
    /// The verdict is not in this round.
    #[error("the round has no verdict on {0}")]
    NoVerdict(String),
    /// The verdict changed since it was looked at.
    #[error("page or rule changed since {0} was looked at")]
    Stale(String),
    /// Nothing was found that could be confirmed.
    #[error("there is no finding to confirm on {0}")]
    NothingToConfirm(String),
    /// The third person has to be a third one.
    #[error("{person} has judged {target} and cannot decide between the two")]
    NotThird {
        /// The person.
        person: String,
        /// The question.
        target: String,
    },
    /// Nobody disagrees.
    #[error("nobody disagrees on {0}")]
    NotDisputed(String),
    /// There is no such event, or it is none of that sort.
    #[error("event {event} is no {wanted}")]
    NoSuchEvent {
        /// The number.
        event: u64,
        /// What it should be.
        wanted: &'static str,
    },
    /// It was taken back before.
    #[error("event {0} is taken back already")]
    UndoneBefore(u64),
    /// A person takes back what somebody else said, and does not say why.
    #[error("event {event} is by {person}; to take it back needs a reason")]
    NotOwn {
        /// The number.
        event: u64,
        /// Whose it is.
        person: String,
    },
    /// Objections are taken while results are shown to those assessed.
    #[error("no objections are taken: {0}")]
    NoObjections(String),
    /// Neither text nor link nor file.
    #[error("an objection says or shows something")]
    EmptyObjection,
    /// One ruling ends an objection.
    #[error("objection {0} is decided already")]
    RuledBefore(u64),
    /// The ruling is on another question.
    #[error("objection {0} is about another verdict")]
    OtherTarget(u64),
    /// Days and times are compared as text, so they have one form.
    #[error("`{0}` is no day or time as the record writes it")]
    NotATime(String),
    /// Somebody waits for an answer.
    #[error("{0} objections are not decided")]
    ObjectionsOpen(usize),
    /// The day has not passed.
    #[error("objections are taken up to {0}")]
    ObjectionsRunning(String),
}

impl Refused {
    /// What to do about it, if there is something to say.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Stale(_) => Some("look at it again: `bluebook verify`"),
            Self::NothingShown => Some("give `--quote`, `--url` or `--file`"),
            Self::NoReason(_) | Self::NotOwn { .. } => Some("give `--reason`"),
            Self::NoObjections(_) => Some("`bluebook publish --objections-until DAY` opens them"),
            Self::ObjectionsOpen(_) => Some("`bluebook objection list`, then `objection decide`"),
            Self::NotThird { .. } => Some("somebody else adjudicates"),
            Self::NothingToConfirm(_) => Some("correct it instead, with what you found"),
            Self::Person { .. }
            | Self::TooLong { .. }
            | Self::NotFinite
            | Self::NoVerdict(_)
            | Self::NotDisputed(_)
            | Self::NoSuchEvent { .. }
            | Self::UndoneBefore(_)
            | Self::EmptyObjection
            | Self::NotATime(_)
            | Self::RuledBefore(_)
            | Self::OtherTarget(_)
            | Self::ObjectionsRunning(_) => None,
        }
    }
}
