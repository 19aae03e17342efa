//! The names by which errors, unknowns and remarks can be looked up: `bluebook explain-error`, and
//! `docs/reference/errors.md`, which is made of the same texts.
//!
//! An error of a command has a [`Code`], which stands beside its message and says how the process
//! ends. A code is what a reader has to do: errors with one way out share one. Names that the
//! program gives elsewhere (reasons of `unknown`, failures of fetching, rules of `probe lint`,
//! findings of audits, problems of the server) are explained beside them under the same roof, and
//! no name is there twice.

mod exit;
mod texts;

use std::error::Error;
use std::fmt;

use serde::{Serialize, Serializer};

pub use self::exit::Exit;
pub use self::texts::{Entry, Group, entry, groups};

/// An error that can be looked up.
pub trait Coded: Error {
    /// Its name.
    fn code(&self) -> Code;
}

macro_rules! codes {
    ($($exit:ident { $($variant:ident = $name:literal,)* })*) => {
        /// The codes of errors, in groups by how the process ends. Names are stable; their texts are
        /// in `codes/texts`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code { $($(#[doc = concat!("`", $name, "`")] $variant,)*)* }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$($(Self::$variant,)*)*];

            /// The stable name, for example `manifest-unknown-key`.
            pub fn name(self) -> &'static str {
                match self { $($(Self::$variant => $name,)*)* }
            }

            /// How a process ends that gives up for it.
            pub fn exit(self) -> Exit {
                match self { $($(Self::$variant => Exit::$exit,)*)* }
            }
        }
    };
}

codes! {
    Usage {
        Arguments = "arguments",
        FileUnreadable = "file-unreadable",
        NotAnAddress = "not-an-address",
        NotAClone = "not-a-clone",
        NoSuchRegion = "no-such-region",
        NoSuchNode = "no-such-node",
        NoSuchTopic = "no-such-topic",
        NoSuchGroup = "no-such-group",
        NoSuchSchema = "no-such-schema",
        NoSuchCode = "no-such-code",
        NotJudged = "not-judged",
        RoundName = "round-name",
        OtherEdition = "other-edition",
        ScenarioUnfit = "scenario-unfit",
        ClassesUnfit = "classes-unfit",
        NotComparable = "not-comparable",
        NothingToDraw = "nothing-to-draw",
        MapApproval = "map-approval",
        KeyUnusable = "key-unusable",
        ManifestUnreadable = "manifest-unreadable",
        ManifestSyntax = "manifest-syntax",
        ManifestUnknownKey = "manifest-unknown-key",
        ManifestMissingKey = "manifest-missing-key",
        ManifestType = "manifest-type",
        ManifestValue = "manifest-value",
        ManifestRange = "manifest-range",
        ManifestKind = "manifest-kind",
        ManifestTwice = "manifest-twice",
        ManifestUnknownName = "manifest-unknown-name",
        ManifestTree = "manifest-tree",
        ManifestWeights = "manifest-weights",
        ManifestClasses = "manifest-classes",
        ManifestScore = "manifest-score",
        ManifestRules = "manifest-rules",
        ManifestJudge = "manifest-judge",
        ManifestParams = "manifest-params",
        ManifestTopic = "manifest-topic",
        ManifestScenario = "manifest-scenario",
        ManifestRegion = "manifest-region",
        ManifestSwitch = "manifest-switch",
        ManifestAddress = "manifest-address",
        ManifestNotEditable = "manifest-not-editable",
        ProbeName = "probe-name",
        ProbeFolder = "probe-folder",
        ProbeSdkMissing = "probe-sdk-missing",
        NoSuchProbe = "no-such-probe",
        NoSuchCriterion = "no-such-criterion",
        ExpectationsNone = "expectations-none",
        ExpectationsUnusable = "expectations-unusable",
        FiguresUnusable = "figures-unusable",
        TrustUnusable = "trust-unusable",
        ReviewRefused = "review-refused",
        ReviewStale = "review-stale",
        ReviewUnshown = "review-unshown",
        ReviewReason = "review-reason",
        ReviewValue = "review-value",
        ReviewSheet = "review-sheet",
        ObjectionsClosed = "objections-closed",
        ObjectionsOpen = "objections-open",
        AcceptUnfit = "accept-unfit",
        AccountRefused = "account-refused",
        ServePublic = "serve-public",
    }
    Probe {
        ProbeUnreadable = "probe-unreadable",
        ProbeNotAComponent = "probe-not-a-component",
        ProbeForeignImport = "probe-foreign-import",
        ProbeOtherContract = "probe-other-contract",
        ProbeOtherShape = "probe-other-shape",
        ProbeSchemas = "probe-schemas",
        ProbeDescribe = "probe-describe",
        ProbeNotLocked = "probe-not-locked",
        ProbeOtherFamily = "probe-other-family",
        ProbePointTaken = "probe-point-taken",
        ProbeBuild = "probe-build",
        ProbeTools = "probe-tools",
        PackUnusable = "pack-unusable",
        PackEmpty = "pack-empty",
        PackSignature = "pack-signature",
        BundleUnusable = "bundle-unusable",
        LockUnusable = "lock-unusable",
        EngineUnavailable = "engine-unavailable",
    }
    Source {
        ArchiveUnreadable = "archive-unreadable",
        ArchiveNotOne = "archive-not-one",
        ArchiveBroken = "archive-broken",
        ArchiveMissing = "archive-missing",
        ArchiveInUse = "archive-in-use",
        ArchiveUnwritable = "archive-unwritable",
        ArchiveLacks = "archive-lacks",
        ArchiveWithoutDay = "archive-without-day",
        ArchiveNone = "archive-none",
        FixtureUnusable = "fixture-unusable",
        RecordedNothing = "recorded-nothing",
        DownloadFailed = "download-failed",
        RegistryUnreachable = "registry-unreachable",
        RegistryAddress = "registry-address",
        RegistryNotFound = "registry-not-found",
        RegistryDenied = "registry-denied",
        RegistryAnswer = "registry-answer",
        RegistryDigest = "registry-digest",
        ArtifactUnusable = "artifact-unusable",
        ArtifactTaken = "artifact-taken",
        CollectorUnavailable = "collector-unavailable",
        WatchFailed = "watch-failed",
        ProofUnreadable = "proof-unreadable",
    }
    Store {
        RoundNone = "round-none",
        RoundExists = "round-exists",
        RoundInUse = "round-in-use",
        RoundOther = "round-other",
        RoundPublished = "round-published",
        RoundUnfinished = "round-unfinished",
        RoundEntry = "round-entry",
        RoundUnreadable = "round-unreadable",
        RoundUnwritable = "round-unwritable",
        JournalNotOne = "journal-not-one",
        JournalLayout = "journal-layout",
        JournalUnbegun = "journal-unbegun",
        JournalDamaged = "journal-damaged",
        IndexUnusable = "index-unusable",
        RoundFileUnusable = "round-file-unusable",
        ReviewsOther = "reviews-other",
        TimeStampUnusable = "time-stamp-unusable",
        RoundsNone = "rounds-none",
        AccountsUnusable = "accounts-unusable",
    }
    Output {
        OutputUnwritable = "output-unwritable",
        FileUnwritable = "file-unwritable",
        ExportOccupied = "export-occupied",
        PaperMissing = "paper-missing",
        PaperFailed = "paper-failed",
    }
    Differs {
        RecheckDiffers = "recheck-differs",
        RoundNotAsSealed = "round-not-as-sealed",
        ExpectationsUnmet = "expectations-unmet",
        ProbeRemarks = "probe-remarks",
        ProbeDearer = "probe-dearer",
    }
    Refused {
        AuditFailed = "audit-failed",
        UnderEmbargo = "under-embargo",
        TrustBadSignature = "trust-bad-signature",
        TrustRevoked = "trust-revoked",
        TrustBeyond = "trust-beyond",
        TrustUnsigned = "trust-unsigned",
    }
    Damaged {
        EvidenceDamaged = "evidence-damaged",
    }
    Listen {
        ListenFailed = "listen-failed",
        TlsUnusable = "tls-unusable",
        ServeStart = "serve-start",
    }
    Declined {
        NotTaken = "not-taken",
    }
    Stopped {
        Stopped = "stopped-by-signal",
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl Code {
    /// The code of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }
}

/// A message as every error is shown: with its code before it. A message that begins with a place in
/// a file keeps the place in front, where editors look for it. What a person wanted to be is no error.
pub fn shown(code: Code, message: &str) -> String {
    if code.exit() == Exit::Declined {
        return message.to_owned();
    }
    match message.split_once(": ").filter(|(place, _)| is_place(place)) {
        Some((place, said)) => format!("{place}: 错误 error[{code}]: {said}"),
        None => format!("错误 error[{code}]: {message}"),
    }
}

/// `file:line:column`.
fn is_place(text: &str) -> bool {
    let mut parts = text.rsplitn(3, ':');
    let is_number = |part: Option<&str>| part.is_some_and(|part| part.parse::<u32>().is_ok());
    is_number(parts.next()) && is_number(parts.next()) && parts.next().is_some()
}
