//! Reviews (复核): what people say of verdicts, and of a round, as events that are only appended.
//! A verdict of a machine stays as it is; what counts is made from both (`review::effective`).

use serde::{Deserialize, Serialize, Serializer};

use super::{Digest, Finding, PointId, RegionCode, Verdict};

/// The question that is reviewed: that of one verdict.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Target {
    /// The region judged.
    pub region: RegionCode,
    /// The point judged.
    pub point: PointId,
    /// Address of the one page judged, for points judged page by page.
    pub page: Option<String>,
}

impl Target {
    /// The question of a verdict.
    pub fn of(verdict: &Verdict) -> Self {
        let Verdict { region, point, page, .. } = verdict;
        Self { region: *region, point: point.clone(), page: page.clone() }
    }
}

/// What a review was made on: it counts as long as both are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReviewedOn {
    /// Over the pages that were looked at.
    pub pages: Digest,
    /// Over what was asked: criterion and parameters, or a person's instructions.
    pub rule: Digest,
}

/// What a person shows for a finding. At least one of the three is there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Exhibit {
    /// Address of the page; empty if none.
    pub url: String,
    /// The words on it; empty if none.
    pub quote: String,
    /// A screenshot or document, kept by its digest beside the round.
    #[serde(serialize_with = "as_text")]
    pub file: Option<Digest>,
}

#[expect(clippy::ref_option, reason = "serde hands over the field")]
fn as_text<S: Serializer>(digest: &Option<Digest>, serializer: S) -> Result<S::Ok, S::Error> {
    match digest {
        Some(digest) => serializer.collect_str(digest),
        None => serializer.serialize_none(),
    }
}

impl Exhibit {
    /// Whether it shows nothing.
    pub fn is_empty(&self) -> bool {
        self.url.is_empty() && self.quote.is_empty() && self.file.is_none()
    }
}

/// What a person decides.
#[derive(Debug, Clone, PartialEq)]
pub enum Call {
    /// The machine is right. Holds what it found, because that is what was confirmed.
    Confirm(Finding),
    /// The machine is wrong, or was not asked; this is so instead.
    Correct(Finding),
    /// The page is not what it should be: to be taken again.
    Reject,
    /// The person cannot tell; somebody else is asked.
    CannotTell,
}

impl Call {
    /// The stable name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Confirm(_) => "confirm",
            Self::Correct(_) => "correct",
            Self::Reject => "reject",
            Self::CannotTell => "cannot-tell",
        }
    }

    /// The same in Chinese.
    pub fn zh(&self) -> &'static str {
        match self {
            Self::Confirm(_) => "同意",
            Self::Correct(_) => "改判",
            Self::Reject => "退回",
            Self::CannotTell => "难以判断",
        }
    }

    /// What is so, in the person's eyes; `None` where the person does not say.
    pub fn finding(&self) -> Option<&Finding> {
        match self {
            Self::Confirm(finding) | Self::Correct(finding) => Some(finding),
            Self::Reject | Self::CannotTell => None,
        }
    }

    /// Whether two people say the same. Who cannot tell agrees with everybody.
    pub fn agrees(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::CannotTell, _) | (_, Self::CannotTell) | (Self::Reject, Self::Reject) => true,
            (Self::Reject, Self::Confirm(_) | Self::Correct(_))
            | (Self::Confirm(_) | Self::Correct(_), Self::Reject) => false,
            (Self::Confirm(a) | Self::Correct(a), Self::Confirm(b) | Self::Correct(b)) => a == b,
        }
    }
}

macro_rules! strategies {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $zh:literal;)*) => {
        /// How a question came to a person. New ones go to the end: reviews store the position.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Drawn { $($(#[$doc])* $variant,)* }

        impl Drawn {
            /// Every way there is.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable name.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The same in Chinese.
            pub fn zh(self) -> &'static str {
                match self { $(Self::$variant => $zh,)* }
            }
        }
    };
}

strategies! {
    /// By what it could do to ranks and classes.
    Effect = "effect", "按影响";
    /// Because the judge was not sure.
    Confidence = "confidence", "按把握";
    /// Because people disagree, or one person contradicts the machine.
    Disagreement = "disagreement", "按分歧";
    /// By lot over the whole round.
    Audit = "audit", "随机抽查";
    /// By lot within probe, finding and area.
    Sample = "sample", "分层抽样";
    /// Because no machine judges the point.
    People = "people", "人工点位";
    /// Somebody named it.
    Chosen = "chosen", "指定";
    /// It came back in a table.
    Offline = "offline", "离线";
    /// Taken over from an earlier round.
    Carried = "carried", "沿用";
}

impl Drawn {
    /// Whether chance alone chose the question, so that shares of what was found hold for all.
    pub fn is_by_lot(self) -> bool {
        match self {
            Self::Audit | Self::Sample => true,
            Self::Effect
            | Self::Confidence
            | Self::Disagreement
            | Self::People
            | Self::Chosen
            | Self::Offline
            | Self::Carried => false,
        }
    }
}

/// A person's answer to one question.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// The question.
    pub target: Target,
    /// What it was answered on.
    pub on: ReviewedOn,
    /// The answer.
    pub call: Call,
    /// What is shown for it.
    pub exhibits: Vec<Exhibit>,
    /// Why; may be empty where the machine is confirmed.
    pub reason: String,
    /// How the question came to the person.
    pub drawn: Drawn,
    /// Whether it ends a disagreement of two others.
    pub is_adjudication: bool,
}

/// Takes an event back; both stay in the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undo {
    /// Number of the event.
    pub event: u64,
    /// Why.
    pub reason: String,
}

/// A question whose answer is known, put to everybody to see how well they answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Gold {
    /// The question.
    pub target: Target,
    /// What it is known on.
    pub on: ReviewedOn,
    /// The answer.
    pub finding: Finding,
    /// How it is known.
    pub reason: String,
}

/// A probe whose findings do not count until a person has looked at each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quarantine {
    /// The probe's family.
    pub family: String,
    /// One criterion of it; all if `None`.
    pub criterion: Option<String>,
    /// Why, with the precision measured.
    pub reason: String,
}

/// A file kept by its digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptFile {
    /// What it was called.
    pub name: String,
    /// Its name now.
    pub digest: Digest,
}

/// An assessed government contests a verdict (异议).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Objection {
    /// The verdict's question.
    pub target: Target,
    /// Who objects.
    pub by: String,
    /// What is said.
    pub text: String,
    /// Addresses that are shown.
    pub links: Vec<String>,
    /// Documents that are shown.
    pub files: Vec<KeptFile>,
}

/// What is decided of an objection.
#[derive(Debug, Clone, PartialEq)]
pub struct Ruling {
    /// Number of the objection's event.
    pub objection: u64,
    /// What is so instead, if it is upheld; it counts as an adjudication does.
    pub upheld: Option<Decision>,
    /// Why.
    pub reason: String,
}

/// A step towards publication. Times are `YYYY-MM-DDThh:mm:ssZ`, days `YYYY-MM-DD`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    /// Assessed governments see their results and may object up to this day, the day included.
    Objections(String),
    /// Nothing is public before this time.
    Embargo(String),
    /// Published at this time; nothing follows.
    Final(String),
}

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Act {
    /// A question was answered.
    Decided(Decision),
    /// An event was taken back.
    Undone(Undo),
    /// An answer became known.
    Gold(Gold),
    /// A probe does not count for now.
    Quarantined(Quarantine),
    /// A verdict was contested.
    Objected(Objection),
    /// An objection was decided.
    Ruled(Ruling),
    /// The round went on towards publication.
    Phase(Phase),
}

/// An event: who, when, what. Its number is its place in the record, from 1.
#[derive(Debug, Clone, PartialEq)]
pub struct ReviewEvent {
    /// Who did it, or put it on record.
    pub person: String,
    /// When, `YYYY-MM-DDThh:mm:ssZ`.
    pub at: String,
    /// What.
    pub act: Act,
}

/// Which round the reviews are of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewHeader {
    /// Name of the round.
    pub round: String,
    /// Leaf of the opening of its journal: the same from the first region to the last.
    pub opening: Digest,
}

/// How a finding came to count instead of the machine's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Authority {
    /// One person, or several who agree.
    Review,
    /// A third person, where two disagreed.
    Adjudication,
    /// The answer was known.
    Gold,
    /// An objection was upheld.
    Ruling,
    /// The probe is in quarantine.
    Quarantine,
    /// People disagree and nobody has decided; the machine's finding counts.
    Disputed,
}

impl Authority {
    /// In Chinese and English.
    pub fn words(self) -> [&'static str; 2] {
        match self {
            Self::Review => ["复核", "reviewed"],
            Self::Adjudication => ["裁定", "adjudicated"],
            Self::Gold => ["已知答案", "known answer"],
            Self::Ruling => ["异议成立", "objection upheld"],
            Self::Quarantine => ["探针停信", "probe in quarantine"],
            Self::Disputed => ["意见不一", "disputed"],
        }
    }
}

/// That a verdict was reviewed: stands beside the verdict that counts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReviewMark {
    /// The question.
    #[serde(skip)]
    pub target: Target,
    /// How the finding came to count.
    pub authority: Authority,
    /// What was decided, by its stable name; empty for a quarantine.
    pub call: &'static str,
    /// By whom, by name.
    pub people: Vec<String>,
    /// When last.
    pub at: String,
    /// Why; may be empty.
    pub reason: String,
    /// What was shown for it.
    pub exhibits: Vec<Exhibit>,
    /// What the machine found.
    pub machine: Finding,
}
