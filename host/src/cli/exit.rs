//! How a command ends: documented exit codes, and errors with their causes and hints.

use std::error::Error;
use std::io::{self, Write};

use super::Chain;
use crate::manifest::Diagnostics;

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
    /// 8: a round does not pass its audit, or may not be shown yet; the output says why.
    Refused,
    /// 9: checked evidence is damaged; what is wrong is the command's output.
    Damaged,
    /// 10: a server could not listen, or not speak TLS.
    Listen,
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
            Self::Stopped => 130,
        }
    }
}

/// A command that did not get done.
#[derive(Debug)]
pub(crate) struct Failed {
    exit: Exit,
    error: Box<dyn Error>,
    hint: Option<String>,
}

impl Failed {
    pub(crate) fn new(exit: Exit, error: impl Into<Box<dyn Error>>) -> Self {
        Self { exit, error: error.into(), hint: None }
    }

    pub(crate) fn hint(self, hint: impl Into<Option<String>>) -> Self {
        Self { hint: hint.into(), ..self }
    }

    /// Every problem of the manifests; they bring their own hints.
    pub(crate) fn manifests(diagnostics: Diagnostics) -> Self {
        Self::new(Exit::Usage, diagnostics)
    }

    /// What went wrong, with its causes, on one line.
    pub(crate) fn line(&self) -> String {
        Chain(self.error.as_ref()).to_string()
    }

    /// What to do about it.
    pub(crate) fn hint_text(&self) -> Option<String> {
        self.hint.clone()
    }

    pub(crate) fn exit(&self) -> Exit {
        self.exit
    }

    /// Whether the reader of our output went away, as `head` does.
    pub(crate) fn is_closed_pipe(&self) -> bool {
        let mut cause: Option<&dyn Error> = Some(self.error.as_ref());
        while let Some(error) = cause {
            let io = error.downcast_ref::<io::Error>();
            if io.is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe) {
                return true;
            }
            cause = error.source();
        }
        false
    }

    pub(crate) fn write(&self, err: &mut dyn Write) -> io::Result<()> {
        if let Some(diagnostics) = self.error.downcast_ref::<Diagnostics>() {
            return writeln!(err, "{diagnostics}");
        }
        writeln!(err, "错误 error: {}", Chain(self.error.as_ref()))?;
        match &self.hint {
            Some(hint) => writeln!(err, "提示 hint: {hint}"),
            None => Ok(()),
        }
    }
}

impl From<io::Error> for Failed {
    fn from(error: io::Error) -> Self {
        Self::new(Exit::Output, error)
    }
}
