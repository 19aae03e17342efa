//! How a command ends: an error with its code, its causes and what to do.

use std::error::Error;
use std::io::{self, Write};

use super::Chain;
use crate::codes::{self, Code, Coded, Exit};
use crate::manifest::Diagnostics;

/// A command that did not get done.
#[derive(Debug)]
pub(crate) struct Failed {
    code: Code,
    error: Box<dyn Error>,
    hint: Option<String>,
}

impl Failed {
    /// An error that is a text of its own.
    pub(crate) fn new(code: Code, error: impl Into<Box<dyn Error>>) -> Self {
        Self { code, error: error.into(), hint: None }
    }

    /// An error that knows its code.
    pub(crate) fn of(error: impl Coded + 'static) -> Self {
        Self::new(error.code(), error)
    }

    pub(crate) fn hint(self, hint: impl Into<Option<String>>) -> Self {
        Self { hint: hint.into(), ..self }
    }

    /// The next error of the same kind, told below those before it under one hint.
    pub(crate) fn after(before: Option<Self>, next: Self) -> Self {
        match before {
            None => next,
            Some(Self { code, error, hint }) => {
                Self::new(code, format!("{error}\n{}", next.error)).hint(hint)
            }
        }
    }

    /// Every problem of the manifests; they bring their own hints.
    pub(crate) fn manifests(diagnostics: Diagnostics) -> Self {
        Self::of(diagnostics)
    }

    /// The problems, if it is those of files.
    pub(crate) fn diagnostics(&self) -> Option<&Diagnostics> {
        self.error.downcast_ref::<Diagnostics>()
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
        self.code.exit()
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

    /// The error with its code, what to do, and where there is more to read.
    pub(crate) fn write(&self, err: &mut dyn Write) -> io::Result<()> {
        if let Some(diagnostics) = self.diagnostics() {
            writeln!(err, "{diagnostics}")?;
        } else {
            let said = Chain(self.error.as_ref()).to_string();
            writeln!(err, "{}", codes::shown(self.code, &said))?;
        }
        // Who said no knows why.
        if self.exit() == Exit::Declined {
            return Ok(());
        }
        if let Some(hint) = &self.hint {
            writeln!(err, "提示 hint: {hint}")?;
        }
        writeln!(err, "详情 more: bluebook explain-error {}", self.code)
    }
}

impl From<io::Error> for Failed {
    fn from(error: io::Error) -> Self {
        Self::new(Code::OutputUnwritable, error)
    }
}
