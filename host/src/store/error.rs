//! What can go wrong with a stored round, and what to do about it.

use std::io;
use std::path::{Path, PathBuf};

use super::format::{Undecodable, VERSION};
use super::frame::{Damage, LAYOUT_VERSION, PAYLOAD_BYTES_MAX};
use super::journal::Misfit;
use super::kept::KEPT_BYTES_MAX;

/// What the plan is called in [`StoreError::OtherRound`].
pub(super) const PLAN: &str = "plan";

/// Why a round could not be created, read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A directory of the round.
    #[error("cannot create directory `{}`", path.display())]
    CreateDir {
        /// The directory.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The journal of a new round.
    #[error("cannot create journal `{}`", path.display())]
    CreateJournal {
        /// The journal.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A new round was asked for where one is.
    #[error("there is a journal at `{}` already", path.display())]
    JournalExists {
        /// The journal.
        path: PathBuf,
    },
    /// The directory holds no journal.
    #[error("no round in `{}`", path.display())]
    NoRound {
        /// The directory.
        path: PathBuf,
    },
    /// The journal of a round.
    #[error("cannot open journal `{}`", path.display())]
    OpenJournal {
        /// The journal.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Another process has the round.
    #[error("round in use: another process has `{}` open", path.display())]
    InUse {
        /// The locked file.
        path: PathBuf,
    },
    /// The file system could not say whether another process has the round.
    #[error("cannot lock `{}`", path.display())]
    Lock {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The disk failed.
    #[error("cannot read journal `{}`", path.display())]
    ReadJournal {
        /// The journal.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file by the name of a journal.
    #[error("`{}` is not a journal", path.display())]
    NotAJournal {
        /// The file.
        path: PathBuf,
    },
    /// A journal of another program version.
    #[error("journal `{}` has layout {found}, this program reads {LAYOUT_VERSION}", path.display())]
    OtherLayout {
        /// The journal.
        path: PathBuf,
        /// Its layout.
        found: u32,
    },
    /// The process ended while it created the journal.
    #[error("journal `{}` ends before it says which round it is", path.display())]
    NeverOpened {
        /// The journal.
        path: PathBuf,
    },
    /// The journal ends within a frame that was whole when it was opened.
    #[error("journal `{}` became shorter while it was read", path.display())]
    JournalTorn {
        /// The journal.
        path: PathBuf,
    },
    /// A frame that was acknowledged cannot be read.
    #[error("journal `{}` is damaged at byte {offset} (frame {frame})", path.display())]
    JournalDamaged {
        /// The journal.
        path: PathBuf,
        /// Number of the frame; the opening is 0.
        frame: u64,
        /// Where the frame starts; everything before it is good.
        offset: u64,
        /// What is wrong with it.
        source: BadFrame,
    },
    /// The rest of an interrupted append.
    #[error("cannot cut the unfinished end of journal `{}`", path.display())]
    CutJournal {
        /// The journal.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// An entry that does not belong into this journal now.
    #[error("journal `{}` refuses an entry", path.display())]
    Refused {
        /// The journal.
        path: PathBuf,
        /// Why.
        source: Misfit,
    },
    /// An entry without a stored form.
    #[error("cannot encode an entry for journal `{}`", path.display())]
    Encode {
        /// The journal or index.
        path: PathBuf,
        /// Why.
        source: postcard::Error,
    },
    /// An entry above the cap.
    #[error(
        "an entry of {n_bytes} bytes for journal `{}`, of which at most {PAYLOAD_BYTES_MAX} are allowed",
        path.display()
    )]
    TooLarge {
        /// The journal.
        path: PathBuf,
        /// Its size.
        n_bytes: usize,
    },
    /// The disk failed; the journal is as it was before.
    #[error("cannot append to journal `{}`", path.display())]
    Append {
        /// The journal.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// An append failed, and so did undoing it.
    #[error("journal `{}` cannot be appended to after a failed append", path.display())]
    JournalBroken {
        /// The journal.
        path: PathBuf,
    },
    /// A round of the same name was begun with something else.
    #[error("the round in `{}` was begun with {field} `{begun_with}`, not `{given}`", path.display())]
    OtherRound {
        /// The directory.
        path: PathBuf,
        /// The field of the header that differs.
        field: &'static str,
        /// Its value in the journal.
        begun_with: String,
        /// Its value now.
        given: String,
    },
    /// The round is published.
    #[error("the round in `{}` is published and takes no more", path.display())]
    Published {
        /// The directory.
        path: PathBuf,
    },
    /// Reviews of another round.
    #[error("the reviews `{}` are of another round", path.display())]
    OtherReviews {
        /// Their journal.
        path: PathBuf,
    },
    /// A file handed in that is too large to keep.
    #[error("`{}` is larger than the {} MiB that are kept", path.display(), KEPT_BYTES_MAX >> 20)]
    KeptTooLarge {
        /// The file.
        path: PathBuf,
    },
    /// sled could not open its files.
    #[error("cannot open index `{}`", path.display())]
    OpenIndex {
        /// The index.
        path: PathBuf,
        /// Why.
        source: sled::Error,
    },
    /// The index does not hold what was put into it.
    #[error("index `{}` is damaged: {what}", path.display())]
    IndexDamaged {
        /// The index.
        path: PathBuf,
        /// How that shows.
        what: String,
    },
    /// sled could not answer.
    #[error("cannot read index `{}`", path.display())]
    ReadIndex {
        /// The index.
        path: PathBuf,
        /// Why.
        source: sled::Error,
    },
    /// A value of the index.
    #[error("cannot read a value of index `{}`", path.display())]
    IndexValue {
        /// The index.
        path: PathBuf,
        /// Why.
        source: Undecodable,
    },
    /// sled could not write.
    #[error("cannot write index `{}`", path.display())]
    WriteIndex {
        /// The index.
        path: PathBuf,
        /// Why.
        source: sled::Error,
    },
    /// The files of an index that is to be rebuilt.
    #[error("cannot remove index `{}`", path.display())]
    RemoveIndex {
        /// The index.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file beside the journal.
    #[error("cannot read `{}`", path.display())]
    ReadFile {
        /// The file or directory.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file beside the journal.
    #[error("cannot write `{}`", path.display())]
    WriteFile {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file beside the journal that says nothing to this program.
    #[error("`{}` is not what this program writes", path.display())]
    ParseFile {
        /// The file.
        path: PathBuf,
        /// Where and why.
        source: serde_json::Error,
    },
    /// Where the export goes.
    #[error("cannot write the export")]
    Export {
        /// Why.
        source: io::Error,
    },
}

/// What is wrong with a frame of a journal.
#[derive(Debug, thiserror::Error)]
pub enum BadFrame {
    /// Its bytes changed.
    #[error(transparent)]
    Damage(#[from] Damage),
    /// Its bytes are good and say nothing to this program.
    #[error(transparent)]
    Undecodable(#[from] Undecodable),
    /// Its entry does not belong there.
    #[error(transparent)]
    Misfit(#[from] Misfit),
}

impl StoreError {
    /// What to do about it, if there is something to say.
    pub fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::JournalDamaged {
                source: BadFrame::Undecodable(Undecodable::Version(found)),
                ..
            } if *found > VERSION => {
                "a newer version of the program wrote it; use that one".to_owned()
            }
            Self::JournalDamaged { path, offset, .. } => format!(
                "restore the journal from a copy; or copy it, then keep what stands before the \
                 damage with `truncate -s {offset} {}`",
                path.display()
            ),
            Self::OtherLayout { .. } => "use the program version that wrote it".to_owned(),
            Self::OtherRound { .. } => {
                "a round is one campaign: give this run another round name, or the inputs the \
                 round was begun with"
                    .to_owned()
            }
            Self::OtherReviews { .. } => {
                "the round was begun again; put its old reviews elsewhere, then take over what \
                 still holds with `bluebook review carry`"
                    .to_owned()
            }
            Self::InUse { .. } => "wait until the other run is done, or stop it".to_owned(),
            Self::NoRound { .. } => "`bluebook run` begins one".to_owned(),
            Self::NotAJournal { .. } | Self::JournalExists { .. } => {
                "use another round name".to_owned()
            }
            Self::NeverOpened { .. } => {
                "nothing was recorded in it; the next run begins it again".to_owned()
            }
            Self::Published { .. } => {
                "judge again in a round of another name: `--round`".to_owned()
            }
            Self::Refused { source: Misfit::Closed | Misfit::JudgedTwice(_), .. } => {
                "verdicts are never overwritten: judge again in another round".to_owned()
            }
            Self::Append { .. } | Self::JournalBroken { .. } | Self::CutJournal { .. } => {
                "nothing acknowledged is lost; see to the disk, then resume the round".to_owned()
            }
            Self::OpenIndex { path, .. }
            | Self::IndexDamaged { path, .. }
            | Self::ReadIndex { path, .. }
            | Self::IndexValue { path, .. }
            | Self::WriteIndex { path, .. }
            | Self::RemoveIndex { path, .. } => format!(
                "the journal holds everything; `{}` can be removed and is rebuilt when the round \
                 is opened",
                path.display()
            ),
            Self::CreateDir { .. }
            | Self::CreateJournal { .. }
            | Self::OpenJournal { .. }
            | Self::Lock { .. }
            | Self::ReadJournal { .. }
            | Self::ReadFile { .. }
            | Self::WriteFile { .. }
            | Self::ParseFile { .. }
            | Self::JournalTorn { .. }
            | Self::Refused { .. }
            | Self::Encode { .. }
            | Self::TooLarge { .. }
            | Self::KeptTooLarge { .. }
            | Self::Export { .. } => return None,
        };
        Some(hint)
    }

    /// Whether there is no journal.
    pub(super) fn is_absent(&self) -> bool {
        matches!(self, Self::OpenJournal { source, .. } if source.kind() == io::ErrorKind::NotFound)
    }

    /// The same, but where there is no journal, that there is no round in `dir`.
    pub(super) fn or_no_round(self, dir: &Path) -> Self {
        if self.is_absent() { Self::NoRound { path: dir.to_owned() } } else { self }
    }

    /// Whether a round was begun with another plan: manifests, probes or regions.
    pub fn is_of_plan(&self) -> bool {
        matches!(self, Self::OtherRound { field: PLAN, .. })
    }

    /// Whether a new index would not have it.
    pub(super) fn is_of_index(&self) -> bool {
        matches!(
            self,
            Self::OpenIndex { .. }
                | Self::IndexDamaged { .. }
                | Self::ReadIndex { .. }
                | Self::IndexValue { .. }
                | Self::WriteIndex { .. }
        )
    }
}
