//! How a process ends: documented exit codes, each the end of a group of errors.

/// The exit codes; stable, and listed in `docs/reference/exit-codes.md`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// 0: done. Regions, pages or probes that failed are unknown by name in the result.
    Done,
    /// 2: the command line or the manifests are wrong; nothing was started.
    Usage,
    /// 3: a probe could not be built, loaded or agreed to.
    Probe,
    /// 4: the pages' source or the evidence could not be used.
    Source,
    /// 5: the round could not be opened, read or written.
    Store,
    /// 6: the output could not be written.
    Output,
    /// 7: something was compared and is not what it was; the output says what.
    Differs,
    /// 8: a round does not pass its audit or may not be shown yet, or nobody vouches for a probe; the
    /// output says why.
    Refused,
    /// 9: checked evidence is damaged; what is wrong is the command's output.
    Damaged,
    /// 10: a server could not listen, or not speak TLS.
    Listen,
    /// 11: a person was asked and did not say yes; nothing was changed.
    Declined,
    /// 130: stopped by a signal, as shells say it of SIGINT; the same command goes on.
    Stopped,
}

impl Exit {
    /// The code the process ends with.
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Usage => 2,
            Self::Probe => 3,
            Self::Source => 4,
            Self::Store => 5,
            Self::Output => 6,
            Self::Differs => 7,
            Self::Refused => 8,
            Self::Damaged => 9,
            Self::Listen => 10,
            Self::Declined => 11,
            Self::Stopped => 130,
        }
    }
}
